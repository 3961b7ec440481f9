"""Two statements of a series by theme: the first view, its rows, keys, order, search, and who can read it."""

import pytest
import short
from axe import OF_COLOURS, violations
from playwright.sync_api import expect

import campaign
import diple
from diple.render import render
from diple.render.markers.bearing import BEARINGS
from sampled import sample

PAGE = "/samples/reworded-successor"
WIDTHS = "document.querySelector('.themes table').offsetWidth - document.querySelector('.themed').clientWidth"
PHONE = {"viewport": {"width": 390, "height": 844}}
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
}
MORE_LOOKS = {
    "phone": PHONE,
    "forced colours": {"forced_colors": "active"},
}


@pytest.fixture(scope="module")
def succession():
    return diple.compare(*short.SERIES, mode="succession")


@pytest.fixture(scope="module")
def file_of_series(tmp_path_factory, succession):
    """The address of a file that holds the series."""
    place = tmp_path_factory.mktemp("series") / "comparison.html"
    place.write_bytes(render(succession, "html"))
    return place.as_uri()


@pytest.fixture
def by_theme(opened, file_of_series):
    """Opens the series as a file that looks so: all works there but the address."""
    return lambda **look: opened(file_of_series, **look)


@pytest.fixture
def series(short_pages):
    """The path at which the service has the series. Its page has a twelfth of the elements of the sample's."""
    return short_pages["series"]


def names(page):
    return page.locator(".theme:visible th bdi").all_text_contents()


def focused_theme(page):
    return page.evaluate("document.activeElement.closest('.theme')?.id")


def test_a_succession_opens_by_theme_and_versions_do_not(opened, short_pages):
    page = opened(short_pages["series"])
    expect(page.get_by_label("By theme")).to_be_checked()
    assert page.get_by_role("table").is_visible()
    assert not page.locator("#text").is_visible()
    assert opened(short_pages["versions"]).get_by_label("By theme").count() == 0


def test_the_table_stands_without_script(opened, series):
    page = opened(series + "?sort=old", java_script_enabled=False)
    places = page.eval_on_selector_all(".theme", "all => all.map(one => Number(one.dataset.old))")
    assert places == list(range(len(places)))
    page.locator("#t1 summary").click()
    assert page.locator("#t1 .entries").is_visible()
    page.get_by_role("button", name="place in the new text").click()
    assert "sort=new" in page.url
    places = page.eval_on_selector_all(".theme", "all => all.map(one => Number(one.dataset.new))")
    assert places == list(range(len(places)))


def test_a_link_to_a_marker_shows_the_text_also_without_script(opened, series):
    page = opened(series + "#m2", java_script_enabled=False)
    assert page.locator("#m2").is_visible()


def test_a_row_opens_to_its_sentences_and_markers(by_theme):
    page = by_theme()
    row = page.locator("#t1")
    row.locator("summary").click()
    for part in (".linked", ".alone .b-gone", ".alone .b-new", ".entries"):
        assert row.locator(part).first.is_visible()
    shown = row.locator("details > *").evaluate_all("all => all.map(one => one.className)")
    assert shown.index("quoted") == 1
    assert page.locator('.flow path.on[data-theme="t1"]').count() == 1
    entry = row.locator(".entries a").first
    marker = entry.get_attribute("href")
    entry.click()
    expect(page.get_by_label("Side by side")).to_be_checked()
    assert page.locator(f"{marker} .opened").is_visible()


def test_the_view_is_in_the_address(opened, series):
    page = opened(series)
    page.get_by_text("Side by side", exact=True).click()
    assert page.evaluate("location.search") == "?view=side"
    assert page.locator("#text").is_visible()
    page.keyboard.press("t")
    assert page.evaluate("location.search") == ""
    assert not page.locator("#text").is_visible()
    page.keyboard.press("i")
    assert page.evaluate("location.search") == "?view=side"
    page.keyboard.press("i")
    assert page.evaluate("location.search") == "?view=inline"
    for view in ("side", "inline"):
        again = opened(f"{series}?view={view}")
        assert again.locator("#text").is_visible()
        assert not again.get_by_role("table").first.is_visible()


def test_keys_go_from_theme_to_theme_and_a_marker_to_the_text(by_theme):
    page = by_theme()
    page.keyboard.press("j")
    assert focused_theme(page) == "t1"
    page.keyboard.press("j")
    assert focused_theme(page) == "t2"
    page.keyboard.press("Enter")
    assert page.locator("#t2 .entries").is_visible()
    page.keyboard.press("k")
    assert focused_theme(page) == "t1"
    page.keyboard.press("m")
    expect(page.get_by_label("Side by side")).to_be_checked()
    assert page.evaluate("document.activeElement.closest('.marker') !== null")


def test_themes_are_sorted_in_place_and_kept_in_the_address(opened, series):
    page = opened(series)
    by_weight = names(page)
    page.get_by_role("button", name="place in the new text").click()
    assert page.evaluate("location.search") == "?sort=new"
    by_place = names(page)
    assert by_place != by_weight
    assert sorted(by_place) == sorted(by_weight)
    assert names(opened(series + "?sort=new")) == by_place
    page.get_by_role("button", name="weight").click()
    assert (names(page), page.evaluate("location.search")) == (by_weight, "")


def test_themes_are_found_by_a_word_of_their_sentences(by_theme):
    page = by_theme()
    everything = names(page)
    page.get_by_label("Find").fill("cable")
    assert 0 < len(names(page)) < len(everything)
    assert page.locator("#themes-found").text_content() == f"{len(names(page))} of {len(everything)} themes"
    page.get_by_label("Find").fill("")
    assert names(page) == everything


def test_a_name_in_the_drawing_leads_to_its_row(by_theme):
    page = by_theme()
    link = page.locator('.flow .side-new a[data-theme^="t"]').last
    theme = link.get_attribute("data-theme")
    link.click()
    assert page.evaluate("location.hash") == f"#{theme}"
    assert page.locator(f"#{theme} details[open] > :not(summary)").first.is_visible()


NAMES = """svg => {
  const box = svg.getBoundingClientRect();
  const names = [...svg.querySelectorAll('text')].map(each => each.getBoundingClientRect());
  const meets = (one, other) => one.left < other.right && other.left < one.right && one.top + 1 < other.bottom && other.top + 1 < one.bottom;
  const bars = [...svg.querySelectorAll('rect')].map(each => each.getBoundingClientRect());
  return {
    outside: names.filter(each => each.left < box.left - 1 || each.right > box.right + 1 || each.bottom > box.bottom + 1).length,
    meeting: names.filter((each, at) => names.slice(at + 1).some(other => meets(each, other))).length,
    onBars: names.filter(each => bars.some(bar => meets(each, bar))).length,
  };
}"""


@pytest.mark.campaign
@pytest.mark.parametrize("language", campaign.cases(["ru"], ["en", "ru", "zh"]))  # its names are the longest
def test_no_name_of_the_drawing_is_on_another_or_outside(opened, language):
    page = opened(f"{PAGE}?lang={language}")
    for width in (1400, 1000, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".flow").evaluate(NAMES) == {"outside": 0, "meeting": 0, "onBars": 0}, width


def test_on_a_phone_the_bars_say_which_text_they_are_of(opened, series):
    page = opened(series, **PHONE)
    room = page.locator(".theme .room").first
    assert room.inner_text().split() == ["Old:", room.locator(".side-old").inner_text().split()[-1], "New:",
                                         room.locator(".side-new").inner_text().split()[-1]]  # fmt: skip
    for side in ("old", "new"):
        assert room.locator(f".side-{side} .vh").bounding_box()["width"] > 20
    assert room.evaluate("it => getComputedStyle(it, '::before').content") == '"Words"'


def test_nothing_is_wider_than_the_window(by_theme):
    page = by_theme()
    page.locator("#t1 summary").click()
    for width in (1440, 1100, 800, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.campaign
@pytest.mark.parametrize("name", campaign.cases(LOOKS, LOOKS | MORE_LOOKS))
@pytest.mark.parametrize("pair", campaign.cases(("short",), ("short", "sample")))
def test_axe_finds_nothing_in_the_table(opened, file_of, file_of_series, pair, name):
    file = file_of(sample("reworded-successor")) if pair == "sample" else file_of_series
    page = opened(file, bypass_csp=True, **(LOOKS | MORE_LOOKS)[name])
    for theme in ("#t1", "#t2"):
        page.locator(f"{theme} summary").click()
    asked = OF_COLOURS if name in ("dark", "forced colours") else {}
    assert violations(page, context={"include": ["#themes", ".bar"]}, **asked) == []


def test_the_chosen_view_is_seen_in_forced_colours(by_theme):
    page = by_theme(forced_colors="active")
    line = "name => getComputedStyle(document.querySelector(`label[for=view-${name}]`)).borderBottomColor"
    assert page.evaluate(line, "theme") != page.evaluate(line, "side")


def test_paper_has_the_table_alone(by_theme):
    page = by_theme()
    page.emulate_media(media="print")
    assert page.locator("#themes").is_visible()
    for other in ("#text", "#markers", ".order"):
        assert not page.locator(other).first.is_visible()


@pytest.mark.campaign
@pytest.mark.parametrize("language", campaign.cases(["fr"], ["ru", "zh", "fr"]))
def test_the_table_speaks_the_language_of_the_interface(opened, series, language):
    page = opened(f"{series}?lang={language}")
    said = page.locator("#themes thead").inner_text() + page.locator("#themes aside").inner_text()
    assert "theme" not in said.replace("thème", "")
    assert "sentence" not in said
    for width in (1440, 1160, 800):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDTHS) <= 0
        assert page.evaluate("document.querySelector('.theme th').clientWidth") > 140


@pytest.mark.parametrize("script", [True, False])
def test_a_row_leads_to_its_sentences_beside_the_changes(opened, script):
    page = opened("/samples/word-to-deed", java_script_enabled=script)
    link = page.locator(".theme .free a").first
    goal = page.locator(link.get_attribute("href"))
    assert not goal.is_visible()
    link.click()
    expect(goal).to_be_visible()
    assert page.get_by_label("By theme").is_checked()
    for side in ("gone", "new"):
        counted = f" {side}" in link.inner_text()
        assert counted <= (goal.locator(f".b-{side}").count() > 0)


def test_how_sure_a_pair_is_shows_in_words_and_lines(opened):
    page = opened("/samples/word-to-deed")
    for summary in page.locator(".theme summary").all():
        summary.click()
    style = "it => getComputedStyle(it).borderLeftStyle"
    beside = ".likely .sure-{} > div:not(.b-gone, .b-new)"
    assert page.locator(beside.format("likely")).first.evaluate(style) == "solid"
    assert page.locator(beside.format("perhaps")).first.evaluate(style) == "dashed"
    assert page.locator(".doubtful.sure-doubtful").first.evaluate(style) == "dotted"
    loose, kept = (
        page.locator(f".linked .is-{status} > div").first.evaluate(style) for status in ("reworded", "changed")
    )
    assert (loose, kept) == ("dotted", "double")
    size = "it => parseFloat(getComputedStyle(it).fontSize)"
    likely, doubtful = (page.locator(place).first.evaluate(size) for place in (beside.format("likely"), ".doubtful"))
    assert doubtful < likely
    for sure, words in (("likely", "likely the same subject"), ("perhaps", "perhaps the same subject")):
        for line in page.locator(f".likely .sure-{sure}").all():
            assert line.locator(".sure").all_inner_texts() == [words]
    assert set(page.locator(".doubtful .sure").all_inner_texts()) == {"perhaps another subject"}


def test_what_bears_no_way_is_called_what_it_is(opened):
    page = opened("/samples/word-to-deed")
    called = page.locator(".theme .mark.b-other").all_inner_texts()
    assert called
    assert not any(words.split()[-1] == "other" for words in called)


def test_old_and_new_words_keep_their_colours_and_lines_in_every_row(by_theme):
    page = by_theme()
    row = page.locator("#t4")
    row.locator("summary").click()
    style = (
        "all => [...new Set(all.map(it => getComputedStyle(it)).map(it => `${it.color} ${it.textDecorationStyle}`))]"
    )
    seen = set()
    for bearing in BEARINGS:
        row.evaluate("(it, name) => it.className = `theme b-${name}`", bearing)
        looks = [row.locator(f".side-{side} mark").evaluate_all(style) for side in ("old", "new")]
        assert [len(found) for found in looks] == [1, 1], bearing
        seen.add((looks[0][0], looks[1][0]))
    ((old, new),) = seen
    assert old.endswith("dotted") and new.endswith("solid")
    assert old.split(" dotted")[0] != new.split(" solid")[0]
