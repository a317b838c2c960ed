"""A real browser, and pages that the examples make."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROFILE = os.environ.get("PROFILE", "release")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "no Chromium; .ci/browser looks for one"
    with sync_playwright() as playwright:
        # The sandbox needs rights that containers do not give; the pages are made here.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def make(tmp_path_factory):
    """Runs an example on inputs, of which dictionaries are written as JSON lines, and returns the page's file."""

    def make(example, *inputs):
        folder = tmp_path_factory.mktemp(example)
        lines = [json.dumps(line) for line in inputs if isinstance(line, dict)]
        paths = [str(ROOT / path) for path in inputs if not isinstance(path, dict)]
        if lines:
            (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
            paths.append(str(folder / "lines.jsonl"))
        page = folder / "page.html"
        command = ["cargo", "run", "--profile", PROFILE, "--locked", "--quiet", "--example", example, "--"]
        subprocess.run([*command, "--out", str(page), *paths], cwd=ROOT, check=True)
        return page

    return make


class Opened:
    """A page with what it complained of and what it asked the network for."""

    def __init__(self, page, file, fragment):
        self.page, self.complaints, self.requests = page, [], []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))
        self.address = file.as_uri()
        page.goto(self.address + fragment)


@pytest.fixture
def open_page(browser):
    """Opens a file and checks in the end that the page was quiet and fetched nothing else."""
    opened = []

    def open_page(file, fragment="", **options):
        context = browser.new_context(**options)
        opened.append((context, Opened(context.new_page(), file, fragment)))
        return opened[-1][1].page

    yield open_page
    for context, page in opened:
        context.close()
        assert page.complaints == []
        assert {url.split("#")[0] for url in page.requests} == {page.address}
