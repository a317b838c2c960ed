"""The stubs are right: by themselves, and against what was compiled."""

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1]


def run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_types() -> None:
    pytest.importorskip("mypy")
    run("mypy")
    run("mypy", "--strict", "tests", "--ignore-missing-imports")


def test_stubs_are_what_was_compiled() -> None:
    pytest.importorskip("mypy")
    run("mypy.stubtest", "dixit._dixit", "--ignore-disjoint-bases")
