"""The list of markers: narrowed at once or by the address, in step with the text, and the palettes beside it."""

import re
from collections import Counter

import pytest

import campaign
from sampled import sample

PAGE = "/samples/without-limits"
LEVELS = "#register li:visible"
COLOURS = {"default": "Blue and red", "legal": "Legal", "contrast": "High contrast"}
LINES = """goal => {
  const it = document.querySelector(goal), style = getComputedStyle(it);
  return `${style.textDecorationLine} ${style.textDecorationStyle}`;
}"""


@pytest.fixture(scope="module")
def levels():
    """How many markers the page has in all, and of each level."""
    markers = sample("without-limits").markers
    return Counter({"all": len(markers)}) + Counter(marker.level for marker in markers)


def kinds(page):
    return page.eval_on_selector_all(LEVELS, "all => all.map(one => one.dataset.kind)")


def narrowing(page):
    """What narrows the list beyond its levels is behind a word of its own."""
    page.get_by_text("Narrow the list").click()
    return page


def test_levels_narrow_list_and_margin_at_once_and_stand_in_the_address(opened, levels):
    page = opened(PAGE)
    page.get_by_label("critical").check()
    assert page.locator(LEVELS).count() == page.locator("#register li.critical").count() == levels["critical"]
    assert page.locator("#matching").text_content() == f"{levels['critical']} of {levels['all']} markers"
    assert page.locator("details.marker.high:visible").count() == 0
    page.locator("#level-high").check()
    assert page.locator(LEVELS).count() == levels["critical"] + levels["high"]
    assert page.evaluate("location.search") == "?level=critical&level=high"
    again = opened(PAGE + "?level=critical&level=high")
    assert again.locator(LEVELS).count() == levels["critical"] + levels["high"]
    page.get_by_role("button", name="All again").click()
    assert page.locator(LEVELS).count() == 10
    assert page.evaluate("location.search") == ""


def test_a_kind_a_direction_and_a_party_narrow_together(opened):
    page = narrowing(opened("/samples/citizens-to-persons"))
    party = page.locator("[name=favours] option").nth(1).get_attribute("value")
    page.locator("[name=favours]").select_option(party)
    among = page.locator(LEVELS).count()
    assert 0 < among < 47
    direction = page.locator(LEVELS).first.get_attribute("data-direction")
    page.locator("[name=direction]").select_option(direction)
    assert 0 < page.locator(LEVELS).count() <= among
    code = page.locator(LEVELS).first.get_attribute("data-kind")
    page.locator("[name=kind]").select_option(code)
    assert set(kinds(page)) == {code}
    for asked in (f"favours={party}", f"direction={direction}", f"kind={code}"):
        assert asked.replace(" ", "+") in page.url


def test_the_marker_key_walks_through_what_is_listed(opened):
    page = opened(PAGE + "?level=high")
    walked = set()
    for _ in range(4):
        page.keyboard.press("m")
        walked.add(page.evaluate("document.querySelector(location.hash).className.includes('high')"))
    assert walked == {True}


def test_a_reason_lists_its_changes_and_underlines_them_alone(opened):
    page = narrowing(opened(PAGE))
    page.locator("[name=reason]").select_option("alternat")
    listed = page.locator(".uncounted li:visible")
    assert listed.count() == 3
    assert "reason=alternat" in page.url
    underlined = "it => getComputedStyle(it).borderBottomColor !== 'rgba(0, 0, 0, 0)'"
    assert page.locator('.n[title="alternat"]').first.evaluate(underlined)
    assert not page.locator('.n[title="typography"]').first.evaluate(underlined)
    goal = listed.first.locator("a").get_attribute("href")
    listed.first.locator("a").click()
    assert page.evaluate("location.hash") == goal
    page.wait_for_function("goal => document.querySelector(goal).getBoundingClientRect().top < innerHeight", arg=goal)


@pytest.mark.campaign
@pytest.mark.parametrize("by_hand", campaign.cases([True], [False, True]))
def test_a_reason_that_goes_takes_back_what_it_showed_and_no_more(opened, by_hand):
    page = narrowing(opened(PAGE + ("?noise=1" if by_hand else "")))
    page.locator("[name=reason]").select_option("alternat")
    page.locator("[name=reason]").select_option("")
    assert page.locator("#noise").is_checked() is by_hand
    assert ("noise=1" in page.url) is by_hand


def test_list_and_text_go_along_with_one_another(opened):
    page = opened(PAGE + "?list=1&all=1")
    seen = """([list, id]) => {
      const box = document.querySelector(list).getBoundingClientRect(), own = document.getElementById(id).getBoundingClientRect();
      return own.bottom > box.top && own.top < box.bottom;
    }"""
    page.locator("#m20").evaluate("it => it.querySelector('summary').scrollIntoView({ block: 'center' })")
    page.wait_for_function("() => document.querySelector('#in-m20.near') !== null")
    page.keyboard.press("m")
    marker = page.evaluate("location.hash.slice(1)")
    page.wait_for_function(seen, arg=["#register", f"in-{marker}"])
    page.locator(f"#in-{marker}[aria-current=true]").wait_for()
    page.keyboard.press("Enter")
    page.locator(f"#{marker}").get_by_role("link", name="in the list").click()
    page.wait_for_function("id => document.activeElement.closest('li')?.id === id", arg=f"in-{marker}")
    page.keyboard.press("Enter")
    page.wait_for_function(seen, arg=["html", marker])


def test_an_entry_is_reached_by_the_tab_key_and_leads_to_its_marker(opened):
    page = opened(PAGE)
    page.locator("#docked").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li').id") == "in-m1"
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#m1').open")


def test_the_list_is_kept_in_sight_by_a_key(opened):
    page = opened(PAGE)
    page.keyboard.press("l")
    assert page.evaluate("location.search") == "?list=1"
    page.evaluate("scrollTo(0, 5000)")
    assert page.locator("#register").evaluate("it => it.getBoundingClientRect().top") > 0


class TestWithoutScript:
    LOOK = {"java_script_enabled": False}  # noqa: RUF012

    def test_the_form_narrows_by_the_address(self, opened, levels):
        page = opened(PAGE, **self.LOOK)
        page.get_by_label("critical").check()
        narrowing(page).locator("[name=reason]").select_option("alternat")
        page.get_by_label("Colours").select_option("legal")
        with page.expect_navigation():
            page.get_by_role("button", name="Show these").click()
        page.wait_for_url("**level=critical**")
        assert page.locator(LEVELS).count() == levels["critical"]
        assert page.locator(".uncounted li:visible").count() == 3
        assert page.locator("html").get_attribute("data-palette") == "legal"
        assert not re.search(r"=(&|$)", page.url)
        assert page.locator("#verdicts").is_hidden()

    def test_an_unkept_comparison_is_narrowed_too(self, opened):
        page = opened("/", **self.LOOK)
        page.get_by_label("Old text").fill("The Parties shall meet every year in May. They condemn the attack.")
        page.get_by_label("New text").fill("The Parties should meet every year in May. They regret the attack.")
        with page.expect_navigation():
            page.get_by_role("button", name="Compare").click()
        every = page.locator("#register li").count()
        assert every > 1
        narrowing(page).locator("[name=kind]").select_option(index=1)
        with page.expect_navigation():
            page.get_by_role("button", name="Show these").click()
        assert 0 < page.locator(LEVELS).count() < every
        assert page.locator(".row > .old del").count() > 0


@pytest.mark.parametrize("palette", COLOURS)
def test_a_palette_tells_by_line_what_it_tells_by_colour(seen, palette):
    page = seen(f"{PAGE}?palette={palette}&view=inline")
    lines = {page.evaluate(LINES, goal) for goal in ("main ins", "main del", ".row.moved:not(.away) > .new")}
    assert len(lines) == 3


def test_a_palette_is_chosen_is_in_the_address_and_is_remembered(opened):
    page = opened(PAGE)
    paint = "getComputedStyle(document.querySelector('main ins')).color"
    before = page.evaluate(paint)
    page.get_by_label("Colours").select_option("contrast")
    assert page.evaluate(paint) != before
    assert "palette=contrast" in page.url
    page.goto(page.url.partition("/samples")[0] + "/samples/shall-to-should")
    assert page.locator("html").get_attribute("data-palette") == "contrast"
    assert page.get_by_label("Colours").input_value() == "contrast"


def test_whoever_asks_the_system_for_contrast_gets_it(opened, short_pages):
    page = opened(short_pages["versions"], contrast="more")
    assert page.locator("html").get_attribute("data-palette") == "contrast"


def test_on_grey_paper_lines_still_tell_changes_apart(opened, short_pages):
    page = opened(short_pages["versions"] + "?view=inline")
    page.emulate_media(media="print")
    assert len({page.evaluate(LINES, goal) for goal in ("main ins", "main del", ".row.moved:not(.away) > .new")}) == 3
    assert page.locator(".filters").is_hidden()
