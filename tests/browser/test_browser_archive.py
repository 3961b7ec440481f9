"""The pages of the archive as they are used: a cell leads to its sentence, the table is behind it, on a phone, by all."""

import pytest
from axe import OF_COLOURS, violations
from playwright.sync_api import expect

import campaign

SERIES = "/archive/samples/iren-sound/series/iren-sound"
PHONE = {"viewport": {"width": 390, "height": 844}}
TABLES = "document.querySelectorAll('details.behind-it').forEach(one => one.open = %s)"


def test_a_cell_leads_to_the_sentence_and_the_sign_between_two_columns_to_their_comparison(opened):
    page = opened("/")
    page.get_by_role("link", name="Foreign Ministers of Velmora and Tarsend").click()
    mark = page.locator(".timeline a", has=page.locator("title", has_text="serious concern, 20 September 2021")).first
    mark.locator("use").click()
    expect(page.locator("#found")).to_have_text("serious concern")
    expect(page.locator("#found")).to_be_in_viewport()
    page.go_back()
    page.locator(".timeline .reach").first.click()
    expect(page.locator("h1")).to_contain_text("Foreign Ministers of Velmora and Tarsend")
    expect(page.locator("#text")).to_contain_text("direct line between the two coast guards")


def test_keys_reach_every_mark_through_the_table_behind_the_picture(seen):
    page = seen(SERIES)
    summary = page.get_by_text("The same as a table").first
    summary.focus()
    page.keyboard.press("Enter")
    page.evaluate(TABLES % "true")
    drawn, told = (
        page.evaluate(f"[...document.querySelectorAll({path!r})].map(one => one.getAttribute('href')).sort()")
        for path in (".life a", "section:first-of-type tbody td:last-child a")
    )
    assert drawn == told and len(drawn) > 50
    assert page.locator(".drawing a:not([tabindex='-1'])").count() == 0
    page.evaluate(TABLES % "false")


DARK = {"color_scheme": "dark"}


@pytest.mark.campaign
@pytest.mark.parametrize("look", campaign.cases([{}, DARK], [{}, DARK, PHONE]), ids=str)
def test_nothing_of_a_series_keeps_anybody_out(seen, look):
    page = seen(SERIES, **look)
    page.evaluate(TABLES % "true")
    assert violations(page, **(OF_COLOURS if look == DARK else {})) == []
    page.evaluate(TABLES % "false")


def test_on_a_phone_nothing_is_wider_than_the_page_and_names_are_beside_their_rows(seen):
    page = seen(SERIES, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    heights = page.evaluate(
        """() => [...document.querySelectorAll('.plot')].map(plot => {
          const names = [...plot.querySelectorAll('.names li')].map(one => one.getBoundingClientRect());
          const drawn = plot.querySelector('.drawing').getBoundingClientRect();
          return [Math.abs(drawn.bottom - names.at(-1).bottom), Math.abs(names[1].top - names[0].top - 28)];
        })"""
    )
    assert max(apart for pair in heights for apart in pair) < 4


def test_nothing_of_the_other_pages_keeps_anybody_out(opened):
    page = opened(SERIES)
    first = page.locator(".timeline a").nth(3).get_attribute("href")
    for path in (
        first,
        "/archive/samples/iren-sound/wording?what=serious+concern",
        "/archive/samples/iren-sound?q=serious+concern",
    ):
        page.goto(page.url.partition("/archive")[0] + path)
        assert violations(page) == [], path


def test_the_start_page_shows_the_way_to_the_series_at_once(opened):
    page = opened("/")
    link = page.get_by_role("link", name="Or see a series of statements over the years")
    assert link.evaluate("it => it.getBoundingClientRect().bottom < innerHeight")
    link.click()
    expect(page.locator(".timeline")).to_have_count(1)
