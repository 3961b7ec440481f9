"""The pages of the archive in a browser: pictures that lead to the sentence, with a table behind each."""

import pytest
from axe import violations

SERIES = "/archive/samples/iren-sound/series/iren-sound"
WORDING = "/archive/samples/iren-sound/wording?what=lighthouse"
PHONE = {"viewport": {"width": 390, "height": 844}}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_cell_of_the_timeline_leads_to_its_sentence(opened):
    page = opened(SERIES)
    with page.expect_navigation():
        page.locator(".timeline a", has_text="serious concern, 20 September 2021, ").click()
    assert page.locator("#found").text_content() == "serious concern"
    assert "20 September 2021" in page.locator(".facts").text_content()
    assert page.locator("#found").evaluate("it => it.getBoundingClientRect().top < innerHeight")


def test_the_sign_between_two_columns_leads_to_their_comparison(opened):
    page = opened(SERIES)
    with page.expect_navigation():
        page.locator(".timeline a", has_text="What changed up to 8 June 2026").click()
    changed = page.locator("#text").text_content()
    assert "artificial intelligence" in changed
    assert "adopted the rules" in changed


def test_the_form_of_the_timeline_adds_a_wording(opened):
    page = opened(SERIES)
    page.get_by_label("Show these wordings too").fill("Skerry Bank; no such words")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert page.locator(".figure .names").first.locator("li").first.text_content().strip() == "Skerry Bank"
    page.get_by_text("No statement has “no such words”.").wait_for()


def test_the_table_behind_a_picture_leads_where_the_picture_leads(opened):
    page = opened(SERIES)
    page.get_by_text("The same as a table").first.click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="freedom of navigation"))
    assert [cell.text_content().strip() for cell in row.get_by_role("cell").all()[1:3]] == [
        "2021-09-20",
        "in the newest",
    ]
    link = row.get_by_role("link", name="2023-04-17")
    goal = link.get_attribute("href")
    assert page.locator(f".timeline a[href='{goal}']").count() == 1
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#found").text_content() == "freedom of navigation"


@pytest.mark.parametrize("path", [SERIES, WORDING])
def test_no_page_is_wider_than_a_telephone(seen, path):
    page = seen(path, **PHONE)
    assert page.evaluate(WIDER) == 0
    assert page.locator(".plot .scrolls").first.evaluate("it => it.clientWidth > 150")


@pytest.mark.parametrize("path", [SERIES, WORDING])
def test_axe_finds_nothing(opened, path):
    page = opened(path, bypass_csp=True)
    for summary in page.locator(".behind-it > summary").all():
        summary.click()
    assert violations(page) == []


def test_the_start_page_shows_the_way_to_the_series(opened):
    page = opened("/")
    link = page.get_by_role("link", name="Or see a series of statements over the years")
    assert link.evaluate("it => it.getBoundingClientRect().bottom < innerHeight")
    with page.expect_navigation():
        link.click()
    assert page.locator(".timeline").count() == 1
