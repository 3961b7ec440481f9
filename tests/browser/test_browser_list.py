"""The list of markers as a way into the text: its orders, its search, its entries, and where they lead."""

import pytest
from axe import violations
from playwright.sync_api import expect

import campaign

PAGE = "/samples/without-limits"
SEEN = "#register li:visible"
TOP = "goal => Math.round(document.querySelector(goal).getBoundingClientRect().top)"


def ranks(page, order):
    return page.eval_on_selector_all(f"{SEEN}", f"all => all.map(one => Number(one.dataset.{order}))")


@pytest.mark.campaign
@pytest.mark.parametrize("script", campaign.cases([True], [True, False]))
def test_the_list_is_sorted_by_place_and_by_theme(opened, script):
    page = opened("/samples/reworded-successor?view=side&all=1&order=theme", java_script_enabled=script)
    themes = page.locator(f"{SEEN} .of:visible").all_text_contents()
    assert len(themes) > 100
    assert len({*themes}) == sum(one != other for one, other in zip(themes, [None, *themes], strict=False))
    if script:
        page.get_by_label("Sort by").select_option("place")
        assert ranks(page, "place") == sorted(ranks(page, "place"))
        assert "order=place" in page.url
        assert page.locator(f"{SEEN} .of:visible").count() == 0
        page.get_by_label("Sort by").select_option("weight")
        assert ranks(page, "weight") == sorted(ranks(page, "weight"))
        assert "order" not in page.url


def test_a_place_is_that_of_the_page(opened):
    page = opened(PAGE + "?all=1&order=place")
    order = page.eval_on_selector_all(SEEN, "all => all.map(one => one.dataset.marker)")
    assert order == page.eval_on_selector_all("#text details.marker", "all => all.map(one => one.id)")


def test_a_word_finds_its_markers_in_list_and_text(opened):
    page = opened(PAGE)
    page.get_by_label("Search").fill("PIPELINE")
    found = page.locator(SEEN)
    assert 0 < found.count() < 44
    assert page.locator("#matching").text_content() == f"{found.count()} of 44 markers"
    assert page.locator("#text details.marker:visible").count() == found.count()
    page.get_by_role("button", name="All again").click()
    assert found.count() == 10
    page.get_by_label("Search").fill("¶ 55")
    expect(found.first).to_contain_text("¶ 55")


def test_all_markers_are_in_text_and_margin_the_light_ones_lightly(seen):
    page = seen(PAGE)
    assert page.locator(SEEN).count() == 10
    assert page.locator("#text details.marker:visible").count() == 44
    assert page.locator("#text .diple:visible").count() == 44
    size = "it => parseFloat(getComputedStyle(it).fontSize)"
    light, weighty = (page.locator(f"#text .marker.{level} .news").first.evaluate(size) for level in ("minor", "high"))
    assert light < weighty


def test_an_entry_is_one_link(opened, short_pages):
    page = opened(short_pages["versions"])
    entry = page.locator(SEEN).first
    assert entry.locator("> *").count() == entry.get_by_role("link").count() == 1
    entry.locator(".where").click()
    assert page.evaluate("location.hash") == "#m1"


@pytest.mark.campaign
@pytest.mark.parametrize("way", campaign.cases(["address", "key"], ["address", "entry", "press", "key"]))
def test_an_opened_marker_is_at_the_top_of_the_window(opened, way):
    page = opened(PAGE + ("#m3" if way == "address" else ""))
    if way == "entry":
        page.locator("#in-m3 > a").click()
    elif way == "press":
        page.locator("#m3 > summary").scroll_into_view_if_needed()
        page.locator("#m3 > summary").click()
    elif way == "key":
        for _ in range(40):
            page.keyboard.press("m")
            if page.evaluate("location.hash") == "#m3":
                break
        page.keyboard.press("Enter")
    assert page.locator("#m3").get_attribute("open") is not None
    page.wait_for_function(f"() => {{ const top = ({TOP})('.unit:has(#m3) > .row'); return top > 30 && top < 120; }}")


def test_axe_finds_nothing_in_a_list_sorted_and_searched(opened, short_pages):
    page = opened(short_pages["versions"] + "?order=place", bypass_csp=True)
    page.get_by_label("Search").fill("the")
    assert violations(page, "#markers") == []
