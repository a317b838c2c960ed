"""What the pages of the examples `html` and `report` do in a browser.

The articles are made so that no change of weights moves the answers: every quotation has one name beside a verb of saying.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PHONE

ARTICLE = {
    "doc": "harbour.txt",
    "date": "2025-02-03",
    "url": "https://example.org/harbour?a=1&b=2",
    "text": "Two ministers, one harbour\n\n"
    "“We will dredge the harbour before winter,” said Latvian Foreign Minister Ilze Kalniņa.\n\n"
    "“We will pay for half of it and not for more,” Oksana Hrytsenko, the infrastructure minister of Ukraine, told Reuters.\n\n"
    "Kalniņa left for Riga. “The other half is a loan,” said Kalniņa.",
}
EVIL = {
    "doc": "\"><img src=x onerror=boom()>",
    "date": "\"><script>boom()</script>",
    "url": "javascript:boom()",
    "text": "<script>boom()</script><img src=x onerror=boom()>\n\n"
    "“</script><script>boom()</script> is all I can say about it,” said Anna \"onclick=boom() Berg.\n\n"
    "“Click <a href=javascript:boom()>here</a> or we shall never be friends,” said Foreign Minister Ilze Kalniņa of Latvia.\n\n"
    "<style>body { display: none }</style><iframe src=https://example.org></iframe><meta http-equiv=refresh content=0;url=https://example.org>"
    "<form action=https://example.org><button autofocus onfocus=boom()>\n\n"
    "{{ 7 * 7 }} {% include 'x' %} --> ]]> &lt;script&gt; \u0000\u202e\ufeff",
}


@pytest.fixture(scope="module")
def article(make):
    return make("html", ARTICLE)


@pytest.fixture(scope="module")
def report(make):
    return make("report", "examples/data/wire.jsonl")


def shown(page):
    """Speakers of the notes that are to be seen."""
    return [note.locator(".speaker b").inner_text() for note in page.locator(".note").all() if note.is_visible()]


def quoted(page, words):
    return page.locator(".text .quote", has_text=words)


def lit(page):
    return page.locator(".text .lit").all_inner_texts()


def test_the_text_is_whole(article, open_page):
    page = open_page(article)
    words = page.locator(".text").evaluate(
        "text => { text = text.cloneNode(true); text.querySelectorAll('.ref, .file').forEach(e => e.remove()); return text.textContent }"
    )
    assert words.split() == ARTICLE["text"].split()
    assert page.title() == "harbour.txt"
    assert page.locator("h1").inner_text() == "Two ministers, one harbour"
    assert page.locator(".file a").get_attribute("href") == ARTICLE["url"]


def test_a_tap_shows_the_speaker(article, open_page):
    page = open_page(article, **PHONE)
    assert shown(page) == []
    quoted(page, "We will dredge").tap()
    assert shown(page) == ["Ilze Kalniņa"]
    assert lit(page) == ["Ilze Kalniņa", "Kalniņa", "Kalniņa"]
    assert page.locator(".source.on").all_inner_texts() == ["Ilze Kalniņa"]
    assert page.locator(".cue.on").all_inner_texts() == ["said"]
    sheet, quote = page.locator(".notes").bounding_box(), page.locator(".quote.on").bounding_box()
    assert quote["y"] + quote["height"] <= sheet["y"], "the sheet hides the quotation"
    quoted(page, "We will pay").tap()
    assert shown(page) == ["Oksana Hrytsenko"]
    assert "Reuters" in page.locator(".note.current").inner_text()
    page.get_by_role("button", name="Close").tap()
    assert shown(page) == [] and lit(page) == []


def test_the_last_quotation_is_not_hidden_by_the_sheet(make, open_page):
    page = open_page(make("html", "examples/articles/baltic_cable.txt"), **PHONE)
    page.locator(".ref").last.tap()
    page.wait_for_timeout(1000)
    sheet, ref = page.locator(".notes").bounding_box(), page.locator(".ref.on").bounding_box()
    assert 0 <= ref["y"] and ref["y"] + ref["height"] <= sheet["y"]


def test_pointing_shows_and_leaving_hides(article, open_page):
    page = open_page(article)
    quoted(page, "We will pay").hover()
    assert shown(page) == ["Oksana Hrytsenko"]
    page.locator("h1").hover()
    assert shown(page) == []
    quoted(page, "We will pay").click()
    page.locator("h1").hover()
    assert shown(page) == ["Oksana Hrytsenko"], "a click keeps it"
    quoted(page, "We will pay").click()
    page.locator("h1").hover()
    assert shown(page) == [], "a second click lets it go"


def test_the_keyboard_does_all(article, open_page):
    page = open_page(article)
    names = []
    for _ in range(30):
        page.keyboard.press("Tab")
        focus = page.evaluate("document.activeElement.className")
        if focus.startswith("ref"):
            names.append(shown(page))
        if focus == "pick":
            break
    assert names == [["Ilze Kalniņa"], ["Oksana Hrytsenko"], ["Ilze Kalniņa"]]
    assert shown(page) == [], "nothing is shown when the focus has left"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert shown(page) == ["Ilze Kalniņa", "Ilze Kalniņa"]
    page.keyboard.press("Escape")
    assert shown(page) == []
    page.locator(".ref").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert shown(page) == ["Ilze Kalniņa"], "Enter keeps it"


def test_an_address_opens_a_quotation(article, open_page):
    page = open_page(article, "#a1-q2")
    assert shown(page) == ["Oksana Hrytsenko"]


def test_without_script_everything_can_be_read(article, open_page):
    page = open_page(article, java_script_enabled=False)
    page.locator(".ref").nth(1).click()
    note = page.locator("#a1-q2")
    assert note.is_visible() and page.locator(".note").first.is_visible()
    assert "Oksana Hrytsenko" in note.inner_text()


def test_on_paper_every_note_is_there(article, open_page):
    page = open_page(article)
    page.emulate_media(media="print")
    assert shown(page) == ["Ilze Kalniņa", "Oksana Hrytsenko", "Ilze Kalniņa"]
    assert page.pdf()[:5] == b"%PDF-"


def test_people_and_countries_light_up(article, open_page):
    page = open_page(article)
    page.get_by_role("button", name="Oksana Hrytsenko").first.click()
    assert shown(page) == ["Oksana Hrytsenko"] and lit(page) == ["Oksana Hrytsenko"]
    page.get_by_role("button", name="Ukraine").click()
    assert shown(page) == [] and lit(page) == ["Ukraine"]


@pytest.mark.parametrize("example", ["html", "report"])
def test_a_malicious_article_is_harmless(example, make, open_page):
    file = make(example, EVIL, ARTICLE)
    page = open_page(file)
    assert page.locator("script").count() == 1 and page.locator("style").count() == 1
    assert page.locator("main :is(img, iframe, script, style, meta, form, object, embed)").count() == 0
    handlers = "e => [...e.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on')).length"
    assert page.locator("html").evaluate(handlers) == 0
    addresses = page.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert all(a.startswith(("file:", "https://example.org/harbour")) for a in addresses)
    # Each part that can be pointed at is pointed at, tapped and focused.
    for ref in page.locator(".ref").all():
        ref.hover()
        ref.click()
        ref.focus()
    for pick in page.locator(".pick").all():
        pick.click()
    assert page.evaluate("typeof boom") == "undefined"
    assert page.url.startswith("file:")
    assert "49" not in page.locator(".text").first.inner_text()


def test_the_policy_stops_what_would_slip_through(article, open_page, tmp_path):
    """The second lock: scripts that stand in the page in spite of all do not run."""
    broken = tmp_path / "broken.html"
    evil = '<script>document.title = "broken"</script><img src=x onerror="document.title = \'broken\'">'
    broken.write_text(article.read_text(encoding="utf-8").replace("<main>", "<main>" + evil), encoding="utf-8")
    context = open_page(article).context
    page = context.new_page()
    page.goto(broken.as_uri())
    assert page.title() == "harbour.txt"


def test_the_report_leads_into_the_articles(report, open_page):
    page = open_page(report)
    link = page.locator("#sentences ~ .cited a").first
    name = link.inner_text()
    link.click()
    target = page.evaluate("location.hash.slice(1)")
    note = page.locator(f"[id='{target}']")
    assert note.is_visible()
    assert page.locator(f".article:has([id='{target}']) .file").inner_text().startswith(name)
    box = page.locator(".ref.on").bounding_box()
    assert 0 <= box["y"] <= page.viewport_size["height"]


def test_plots_have_tables(report, open_page):
    page = open_page(report)
    page.get_by_text("The plots as a table").click()
    table = page.locator("details table")
    assert table.locator("thead th").count() == page.locator(".plot").count() + 1
    assert page.locator(".plot svg").count() == 6
    # What is drawn is what the table says: a bar for each count that is not 0.
    for at, plot in enumerate(page.locator(".plot").all()):
        counts = [int(row.locator("td").nth(at).inner_text()) for row in table.locator("tbody tr").all()]
        assert plot.locator("rect").count() == sum(count > 0 for count in counts)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("which", ["article", "report"])
def test_it_can_be_used_by_all(which, width, scheme, request, open_page):
    page = open_page(request.getfixturevalue(which), color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page.locator(".ref").first.focus()
    page.keyboard.press("Enter")
    # Colours are measured when they have stopped changing.
    page.wait_for_timeout(300)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"
