"""Everyone can read it: axe finds nothing, and what axe cannot see is checked here."""

import pytest
from axe import OF_COLOURS, violations
from test_browser_layers import bring, layer
from test_browser_verdicts import judge

import campaign

# Axe takes 10 s of processor time for the 7,000 elements of without-limits, 8 of them for contrast, and a minute for
# reworded-successor. `versions` and `series` are short pairs that show as much; a campaign reads the samples as well, and
# a page in each width and language.
DARK = {"color_scheme": "dark"}
PHONE = {"viewport": {"width": 390, "height": 844}}
PAGES = {
    "start": ("/", {}),
    "side": ("versions?noise=1", {}),
    "phone": ("versions", PHONE),
    "by theme": ("series", {}),
    "two languages": ("/samples/two-languages", {}),
    "brief": ("/samples/shall-to-should?file=brief-html", {}),
    "problem": ("/samples/nowhere", {"extra_http_headers": {"Accept": "text/html"}}),
}
# The same pages in other colours: of these, contrast alone is asked.
COLOURS = {
    "dark inline": ("versions?view=inline&noise=1", DARK),
    "legal": ("versions?noise=1&palette=legal&list=1&level=critical", {}),
    "contrast in the dark": ("versions?palette=contrast&list=1", DARK),
}
MORE_COLOURS = {
    "dark": ("versions?noise=1", DARK),
    "legal in the dark": ("versions?view=inline&palette=legal", DARK),
    "contrast": ("versions?noise=1&palette=contrast&reason=typography", {}),
    "brief in the dark": ("/samples/without-limits?file=brief-html", DARK),
}
SAMPLE = ("/samples/agent-deleted?view=inline&noise=1", {})
LONG = {
    "sample": SAMPLE,
    "long brief": ("/samples/without-limits?file=brief-html", {}),
    "brief on a phone": ("/samples/without-limits?file=brief-html", PHONE),
    "chinese brief": ("/samples/chinese-formula-dropped?file=brief-html&lang=zh", {}),
    "long": ("/samples/without-limits?noise=1", {}),
    "long in the dark": ("/samples/agent-deleted?noise=1", DARK),
    "chinese": ("/samples/chinese-formula-dropped", {}),
    "chinese in contrast": ("/samples/chinese-formula-dropped?noise=1&palette=contrast&reason=typography", {}),
    "long by theme": ("/samples/reworded-successor", {}),
    "api": ("/reference", {}),
    "api on a phone in the dark": ("/reference", {**PHONE, **DARK}),
}
# What only a sample has (its description), and only a list of more than ten markers: `SAMPLE` has both.
OF_SAMPLES = {
    ".about",
    ".masthead.wide .about",
    ".more",
    ".more label",
    ".more label:hover",
    ".rail > .marker + .marker",
}
SELECTORS = """() => {
  const found = (rule) => [...rule.cssRules ?? []].flatMap(found).concat((rule.selectorText ?? '').split(/,(?![^(]*\\))/)
    .map(one => one.trim()).filter(one => /^\\.[a-z]/.test(one) && document.querySelector(one.replace(/::.*/, ''))));
  return [...document.styleSheets].flatMap(found);
}"""


# Where a page shows the verdicts on its markers.
JUDGED = "#verdicts, .verdict, .judging"


def found_by_axe(page, **options):
    page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
    page.wait_for_function(
        "() => document.querySelectorAll('details.marker').length === document.querySelectorAll('.judging').length"
    )
    return violations(page, **options)


@pytest.fixture
def read(opened, short_pages):
    """Opens a page for axe: of the service, or of a short pair that it keeps."""

    def open_page(path, **look):
        name, mark, query = path.partition("?")
        return opened(short_pages.get(name, name) + mark + query, bypass_csp=True, **look)

    return open_page


@pytest.mark.campaign
@pytest.mark.parametrize("name", campaign.cases(tuple(PAGES), (*PAGES, *LONG)))
def test_axe_finds_nothing(read, name):
    path, look = (PAGES | LONG)[name]
    assert found_by_axe(read(path, **look)) == []


@pytest.mark.campaign
@pytest.mark.parametrize("name", campaign.cases(tuple(COLOURS), (*COLOURS, *MORE_COLOURS)))
def test_axe_finds_enough_contrast_in_other_colours(read, name):
    path, look = (COLOURS | MORE_COLOURS)[name]
    assert found_by_axe(read(path, **look), **OF_COLOURS) == []


def test_axe_finds_words_that_are_too_pale(context_of):
    page = context_of().new_page()
    pale = "<p style='color: #aaa'>Pale.</p>"
    page.set_content(f"<html lang=en><title>Pale</title><main><h1>Pale</h1><p>Black.</p><p>Black.</p>{pale}</main>")
    assert [found.partition(":")[0] for found in violations(page)] == ["color-contrast"]
    assert [found.partition(":")[0] for found in violations(page, contrast_in="h1, main")] == ["color-contrast"]


def test_the_short_pair_shows_what_a_sample_shows(read):
    short, sample = (set(read(path).evaluate(SELECTORS)) for path, _ in (PAGES["side"], SAMPLE))
    assert sample - short - OF_SAMPLES == set()


def test_axe_finds_nothing_where_verdicts_are_signed(read):
    page = read("versions")
    page.locator("#m1 > summary").click()
    page.locator("#m1").get_by_label("accept").check()
    page.get_by_role("button", name="Sign and take").click()
    assert found_by_axe(page, contrast_in=f"#sign, {JUDGED}") == []


def test_axe_finds_nothing_where_two_judge_differently(read):
    page = read("versions")
    judge(page, "m1", "accept", "Mine.")
    bring(page, layer(page))
    page.get_by_role("button", name="Keep mine").wait_for()
    assert found_by_axe(page, contrast_in="#bringing") == []
    page.get_by_role("button", name="Keep mine").click()
    page.get_by_role("button", name="Put back what was here").wait_for()
    assert found_by_axe(page, contrast_in=JUDGED) == []


def test_axe_finds_nothing_in_an_arabic_file(opened, file_of, arabic):
    assert found_by_axe(opened(file_of(arabic), bypass_csp=True)) == []


def test_the_page_has_its_landmarks_and_a_way_past_the_head(opened, short_pages):
    page = opened(short_pages["versions"])
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("navigation", name="View").count() == 1
    assert page.get_by_role("region", name="Markers", exact=True).count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"


def test_changes_differ_by_line_and_not_by_colour_alone(opened, short_pages):
    page = opened(short_pages["versions"] + "?view=inline")
    line = "it => getComputedStyle(it).textDecorationLine"
    assert page.locator("main ins").first.evaluate(line) == "underline"
    assert page.locator("main del:visible").first.evaluate(line) == "line-through"
    assert (
        page.locator(".row.moved:not(.away) > .new").first.evaluate("it => getComputedStyle(it).textDecorationStyle")
        == "double"
    )


def test_what_has_the_focus_is_seen(opened, short_pages):
    page = opened(short_pages["versions"])
    for key in ("j", "m", "Tab"):
        page.keyboard.press(key)
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
