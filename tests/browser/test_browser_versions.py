"""The pages of language versions as readers meet them."""

import pytest
from axe import violations

import campaign

SAMPLE = "/versions/samples/strait-of-veld"


def rows(page):
    return [row.get_attribute("id") for row in page.locator(".parallel > tbody").all() if row.is_visible()]


WIDE, NARROW = (1280, 900), (390, 844)
EACH = [(path, size) for path in ("/versions", SAMPLE) for size in (WIDE, NARROW)]


@pytest.mark.campaign
@pytest.mark.parametrize(("path", "size"), campaign.cases([("/versions", NARROW), (SAMPLE, WIDE)], EACH))
def test_nothing_is_in_the_way_of_anybody(opened, path, size):
    page = opened(path, viewport={"width": size[0], "height": size[1]})
    for each in page.locator(".divergence").all()[:2]:
        each.evaluate("it => { it.open = true }")
    assert violations(page) == []


def test_rows_are_narrowed_to_those_that_differ(opened):
    page = opened(SAMPLE)
    assert len(rows(page)) == 26
    page.get_by_text("Rows that differ").click()
    assert rows(page) == ["r7", "r9", "r11", "r14", "r15", "r18", "r20"]


def test_columns_are_chosen(opened):
    page = opened(SAMPLE)
    page.get_by_label("Russian", exact=True).uncheck()
    assert not page.locator("#r7 .column-2").is_visible()
    assert page.locator("#r7 .column-3").is_visible()


def test_by_keys_alone_from_one_divergence_to_what_it_rests_on(opened):
    page = opened(SAMPLE)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "r9"
    page.keyboard.press("Enter")
    assert page.locator("#r9 .opened").is_visible()
    assert "English says “citizens”" in page.locator("#r9 .opened").text_content()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "r7"


def test_a_phone_shows_all_of_it_without_scrolling_sideways(opened):
    page = opened(SAMPLE, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#r7 .of-column").first.is_visible()


def test_three_texts_are_pasted_and_a_file_is_taken(opened):
    page = opened("/versions")
    for label, text in (
        ("Version 1", "The Parties shall inspect the dam. The inspection shall last 12 days."),
        ("Version 2", "Стороны проводят осмотр плотины. Осмотр продолжается 15 дней."),
        ("Version 3", "Les Parties inspectent le barrage. L’inspection dure 12 jours."),
    ):
        page.get_by_label(label, exact=True).and_(page.locator("textarea")).fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    assert page.locator("td.odd mark").text_content() == "15"
    page.get_by_text("Take as …").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="TSV").click()
    assert "15 дней" in taken.value.path().read_text(encoding="utf-8")


def test_on_paper_all_reasons_are_open_and_no_control_is_there(opened):
    page = opened(SAMPLE)
    assert not page.locator("#r9 .opened").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#r9 .opened").is_visible()
    assert not page.locator(".bar").is_visible()
