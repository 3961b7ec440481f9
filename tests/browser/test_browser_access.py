"""Everyone can read it: axe finds nothing, and what axe cannot see is checked here."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_browser_layers import bring, layer
from test_browser_verdicts import judge

# Axe takes 10 s of processor time for the 7,000 elements of without-limits, 8 of them for contrast. That page is read
# once in full; the other looks are read on the small sample that has the same parts.
PAGES = {
    "start": ("/", {}),
    "side": ("/samples/without-limits?noise=1", {}),
    "inline": ("/samples/agent-deleted?view=inline&noise=1", {}),
    "dark": ("/samples/agent-deleted?noise=1", {"color_scheme": "dark"}),
    "dark inline": ("/samples/shall-to-should?view=inline&noise=1", {"color_scheme": "dark"}),
    "phone": ("/samples/agent-deleted", {"viewport": {"width": 390, "height": 844}}),
    "chinese": ("/samples/chinese-formula-dropped", {}),
    "by theme": ("/samples/reworded-successor", {}),
    "two languages": ("/samples/two-languages", {}),
    "legal": ("/samples/agent-deleted?noise=1&palette=legal&list=1&level=critical", {}),
    "legal in the dark": ("/samples/agent-deleted?view=inline&palette=legal", {"color_scheme": "dark"}),
    "contrast": ("/samples/chinese-formula-dropped?noise=1&palette=contrast&reason=typography", {}),
    "contrast in the dark": ("/samples/agent-deleted?palette=contrast&list=1", {"color_scheme": "dark"}),
    "brief": ("/samples/without-limits?file=brief-html", {}),
    "brief in the dark": ("/samples/without-limits?file=brief-html", {"color_scheme": "dark"}),
    "brief on a phone": ("/samples/without-limits?file=brief-html", {"viewport": {"width": 390, "height": 844}}),
    "chinese brief": ("/samples/chinese-formula-dropped?file=brief-html&lang=zh", {}),
    "problem": ("/samples/nowhere", {"extra_http_headers": {"Accept": "text/html"}}),
}


def found_by_axe(page):
    page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
    page.wait_for_function(
        "() => document.querySelectorAll('details.marker').length === document.querySelectorAll('.judging').length"
    )
    results = Axe().run(page)
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in results.response["violations"]
        for node in one["nodes"][:2]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened, name):
    path, look = PAGES[name]
    assert found_by_axe(opened(path, bypass_csp=True, **look)) == []


def test_axe_finds_nothing_where_verdicts_are_signed(opened):
    page = opened("/samples/shall-to-should", bypass_csp=True)
    page.locator("#m1 > summary").click()
    page.locator("#m1").get_by_label("accept").check()
    page.get_by_role("button", name="Sign and take").click()
    assert found_by_axe(page) == []


def test_axe_finds_nothing_where_two_judge_differently(opened):
    page = opened("/samples/shall-to-should", bypass_csp=True)
    judge(page, "m1", "accept", "Mine.")
    bring(page, layer(page))
    page.get_by_role("button", name="Keep mine").wait_for()
    assert found_by_axe(page) == []
    page.get_by_role("button", name="Keep mine").click()
    page.get_by_role("button", name="Put back what was here").wait_for()
    assert found_by_axe(page) == []


def test_axe_finds_nothing_in_an_arabic_file(opened, file_of, arabic):
    assert found_by_axe(opened(file_of(arabic), bypass_csp=True)) == []


def test_the_page_has_its_landmarks_and_a_way_past_the_head(opened):
    page = opened("/samples/without-limits")
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("navigation", name="View").count() == 1
    assert page.get_by_role("region", name="Markers", exact=True).count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"


def test_changes_differ_by_line_and_not_by_colour_alone(opened):
    page = opened("/samples/without-limits?view=inline")
    line = "it => getComputedStyle(it).textDecorationLine"
    assert page.locator("main ins").first.evaluate(line) == "underline"
    assert page.locator("main del:visible").first.evaluate(line) == "line-through"
    assert (
        page.locator(".row.moved:not(.away) > .new").first.evaluate("it => getComputedStyle(it).textDecorationStyle")
        == "double"
    )


def test_what_has_the_focus_is_seen(opened):
    page = opened("/samples/without-limits")
    for key in ("j", "m", "Tab"):
        page.keyboard.press(key)
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
