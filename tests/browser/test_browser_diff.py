"""The diff page as readers meet it: by keys alone, without script, in the dark, on paper, on a phone."""

from itertools import pairwise

import pytest
from pypdf import PdfReader

import campaign
import diple
from drawings import drawn

PAGE = "/samples/without-limits"
IN_SIGHT = """goal => {
  const box = (document.querySelector(goal).closest('.row') ?? document.querySelector(goal)).getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""
# Where `j` and `k` stop: at each change, and at a move that changed nothing.
STOPS = ".c, .row.moved:not(.away, .on, :has(.c))"
FOCUS = "document.activeElement.closest('[id]').id"


def hash_of(page):
    return page.evaluate("location.hash")


def query_of(page):
    return page.evaluate("location.search")


def test_the_keys_walk_through_changes_and_back(seen):
    page = seen(PAGE)
    first = page.locator(".c").first.get_attribute("id")
    second = page.locator(".c").nth(1).get_attribute("id")
    for key, place in (("j", first), ("n", second), ("k", first), ("j", second), ("p", first)):
        page.keyboard.press(key)
        assert hash_of(page) == f"#{place}"
        assert page.evaluate(FOCUS) == place
        assert page.locator(f"#{place}").evaluate("it => it.classList.contains('current')")
    assert page.locator("#said").text_content().startswith("change 1 of ")
    page.keyboard.press("Escape")
    assert hash_of(page) == ""
    assert page.locator(".current").count() == 0


def test_the_walk_goes_round(opened, short_pages):
    page = opened(short_pages["versions"])
    ids = page.eval_on_selector_all(STOPS, "all => all.map(one => one.id)")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert hash_of(page) == f"#{ids[-1]}"
    page.keyboard.press("j")
    assert hash_of(page) == f"#{ids[0]}"


def test_a_move_is_a_stop_with_an_address(opened, file_of):
    moved = drawn("a< The talks resume.", "  One is here.", "  Two is here.", "a> The talks resume.")
    page = opened(file_of(moved))
    page.keyboard.press("j")
    assert page.locator(hash_of(page)).text_content().strip().startswith("↑ moved from")
    assert page.locator("dt", has_text="Moved").locator("..").text_content().split() == ["Moved1", "sentence"]


@pytest.mark.campaign
@pytest.mark.parametrize("sample", campaign.cases(["without-limits"], ["without-limits", "reworded-successor"]))
def test_the_head_counts_as_many_moves_as_the_text_shows(seen, sample):
    page = seen(f"/samples/{sample}?view=side")
    told = page.locator("dt", has_text="Moved").locator("..").locator("dd").text_content()
    assert told == f"{page.locator('.row.moved:not(.away)').count()} sentences"


@pytest.mark.parametrize("view", ["side", "inline"])
def test_a_sentence_that_moved_and_changed_is_in_the_old_text_once(opened, file_of, view):
    sentence = "The long talks on the ports of the strait and on grain [resume|end] in May."
    page = opened(file_of(drawn(f"a< {sentence}", "  One is here.", "  Two is here.", f"a> {sentence}")))
    page.locator(f"label[for=view-{view}]").click()
    assert page.locator("#text").inner_text().count("resume") == 1
    assert page.locator(".away .opening").text_content() == "The long talks on the ports of the strait and…"


def test_a_change_that_is_pressed_gives_its_address(opened, file_of):
    page = opened(file_of(drawn("  The Parties [shall|should] meet.", "  Trade [grows|shrinks].")))
    for pressed, address in (("#c2 ins", "#c2"), ("[data-c=c1]", "#c1")):
        page.locator(pressed).first.click(position={"x": 20, "y": 8})
        assert hash_of(page) == address


def selected(page, first, last):
    """What is selected, and so copied, from the head of one element to the foot of another, drawn with the mouse."""
    start, end = (page.locator(goal).first.bounding_box() for goal in (first, last))
    page.mouse.move(start["x"] + 1, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 2, end["y"] + end["height"] - 6, steps=6)
    page.mouse.up()
    return " ".join(page.evaluate("getSelection().toString()").split())


PAIR = (
    "The Parties shall meet every year in May. Trade grows.",
    "The Parties should meet every year in May. Trade grows.",
)


@pytest.mark.parametrize("script", [True, False])
def test_what_is_copied_inline_tells_old_from_new(opened, script):
    page = opened("/")
    if not script:  # where a browser runs none, no test can ask it what is selected
        page.route("**/*.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.get_by_label("Old text").fill(PAIR[0])
    page.get_by_label("New text").fill(PAIR[1])
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    page.locator("label[for=view-inline]").click()
    assert page.locator(".marker").count() > 0
    told = "The Parties {--shall--}{++should++} meet every year in May. Trade grows."
    assert selected(page, "#s1 > .new", "#s2 > .new") == told


def test_side_by_side_one_column_is_copied_and_no_note(opened, file_of):
    page = opened(file_of(diple.compare(*PAIR)))
    assert page.locator(".marker").count() > 0
    assert selected(page, "#s1 > .new", "#s2 > .new") == PAIR[1]
    page.keyboard.press("Escape")
    page.mouse.click(5, 5)
    assert selected(page, "#s1 > .old", "#s2 > .old") == PAIR[0]


def test_a_marker_is_reached_and_opened_by_keys_alone(opened, short_pages):
    page = opened(short_pages["versions"])
    page.keyboard.press("m")
    marker = page.locator(hash_of(page))
    assert marker.get_attribute("open") is None
    page.keyboard.press("Enter")
    assert marker.get_attribute("open") is not None
    assert marker.locator(".sum > summary").is_visible()
    assert page.locator("#said").text_content().startswith("marker 1 of ")


def test_a_key_goes_to_the_marker_before(opened, short_pages):
    page = opened(short_pages["versions"])
    for key, said in (("m", "marker 1 of"), ("m", "marker 2 of"), ("Shift+M", "marker 1 of")):
        page.keyboard.press(key)
        assert page.locator("#said").text_content().startswith(said)


def test_a_whole_sentence_is_in_plain_ink_beside_a_bar_unless_it_does_not_count(seen):
    page = seen("/samples/reworded-successor?view=side")
    line = "getComputedStyle(it.querySelector(it.matches('.old') ? 'del' : 'ins') ?? it).textDecorationLine"
    told = f"it => [getComputedStyle(it).borderLeftStyle, {line}]"
    for goal, bar in ((".dropped > .old", "dashed"), (".added > .new", "solid"), (".reworded > .new", "double")):
        assert page.locator(f"#text .row{goal}:has(del, ins)").first.evaluate(told) == [bar, "none"]
    date = seen(PAGE).locator(".row.dropped > .old:not(:has(del))").first
    assert date.evaluate(told) == ["none", "none"]


def test_in_a_reworded_pair_the_words_that_differ_are_set_off_as_in_the_table_of_themes(seen):
    page = seen("/samples/reworded-successor?view=side")
    words = "(all, sides) => all.map(it => sides.map(side => [...it.querySelectorAll(`${side} mark`)].map(each => each.textContent)))"
    in_text = page.eval_on_selector_all("#text .row.reworded", words, [".old", ".new > .c ins"])
    in_table = page.eval_on_selector_all(".themes .is-reworded", words, [".side-old", ".side-new"])
    set_off = [[marks for marks in found if any(marks)] for found in (in_text, in_table)]  # some are in two themes
    assert [marks for marks in set_off[0] if marks not in set_off[1]] == []
    assert [marks for marks in set_off[1] if marks not in set_off[0]] == []
    assert len(set_off[0]) > 2
    looks = "it => [getComputedStyle(it).textDecorationLine, getComputedStyle(it).fontWeight]"
    assert page.locator("#text .row.reworded > .old mark").first.evaluate(looks) == ["underline", "600"]


def test_old_and_new_are_not_labelled_in_the_red_of_deletions(seen):
    page = seen(PAGE)
    colour = "it => getComputedStyle(it).color"
    red = page.locator("#text del").first.evaluate(colour)
    assert red not in page.eval_on_selector_all(".siglum", f"all => all.map({colour})")


def test_the_view_and_the_noise_are_on_keys_and_in_the_address(seen):
    page = seen(PAGE)
    old, noise = page.locator(".row.changed > .old").first, page.locator(".n[id]:not(.sp)").first
    assert old.is_visible()
    page.keyboard.press("i")
    assert old.is_hidden()
    assert query_of(page) == "?view=inline"
    dotted = "it => getComputedStyle(it).borderBottomStyle"
    assert noise.evaluate(dotted) == "none"
    page.keyboard.press("x")
    assert noise.evaluate(dotted) == "dotted"
    assert query_of(page) == "?view=inline&noise=1"
    page.keyboard.press("i")
    page.keyboard.press("x")
    assert query_of(page) == ""


def test_with_noise_shown_the_keys_stop_at_it_too(opened, short_pages):
    page = opened(short_pages["versions"] + "?noise=1")
    page.keyboard.press("j")
    first = page.locator(".c, .n[id]").first.get_attribute("id")
    assert hash_of(page) == f"#{first}"


def test_help_opens_and_closes_and_keys_rest_meanwhile(seen):
    page = seen(PAGE)
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("j")
    assert hash_of(page) == ""
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()


def test_keys_with_modifiers_stay_the_browsers(seen):
    page = seen(PAGE)
    page.keyboard.press("Alt+j")
    assert hash_of(page) == ""


def test_a_permalink_opens_what_is_folded_and_shows_it(opened, seen):
    marker = seen(PAGE).locator("details.marker").nth(2).get_attribute("id")
    page = opened(f"{PAGE}#{marker}")
    assert page.locator(f"#{marker}").get_attribute("open") is not None
    page.wait_for_function(IN_SIGHT, arg=f"#{marker}")
    folded = seen("/samples/shall-to-should").locator(".fold .n[id]").first.get_attribute("id")
    page = opened(f"/samples/shall-to-should?noise=1#{folded}")
    assert page.locator(f"#{folded}").evaluate("it => it.closest('details.fold').open")


def test_a_link_of_a_move_leads_to_its_other_end(opened, short_pages):
    page = opened(short_pages["versions"])
    link = page.locator(".row.away .other-end:visible").first
    goal = link.get_attribute("href")
    link.click()
    assert hash_of(page) == goal
    page.wait_for_function(IN_SIGHT, arg=goal)


class TestWithoutScript:
    LOOK = {"java_script_enabled": False}  # noqa: RUF012

    def test_the_views_switch_and_nothing_offers_keys(self, opened):
        page = opened(PAGE, **self.LOOK)
        old = page.locator(".row.changed > .old").first
        assert old.is_visible()
        assert page.locator(".keys").is_hidden()
        page.get_by_text("Inline", exact=True).click()
        assert old.is_hidden()
        assert page.locator(".new .c del").first.is_visible()
        note = page.locator(".noise-note").first
        assert note.is_hidden()
        page.get_by_label("Show what does not count").check()
        assert note.is_visible()

    def test_the_address_chooses_the_view(self, opened):
        page = opened(PAGE + "?view=inline&noise=1", **self.LOOK)
        assert page.locator(".row.changed > .old").first.is_hidden()
        assert page.locator(".noise-note").first.is_visible()

    def test_markers_and_folds_open(self, opened):
        page = opened("/samples/shall-to-should", **self.LOOK)
        page.locator("details.marker:not(.beyond) > summary").first.click()
        page.locator("details.marker:not(.beyond) .sum > summary").first.click()
        assert page.locator("details.marker:not(.beyond) table").first.is_visible()
        row = page.locator(".fold .row").first
        assert row.is_hidden()
        page.locator(".fold > summary").first.click()
        assert row.is_visible()

    def test_two_texts_are_compared_and_taken_as_a_file(self, opened):
        page = opened("/", **self.LOOK)
        page.get_by_label("Old text").fill("The Parties shall meet every year in May.")
        page.get_by_label("New text").fill("The Parties should meet every year in May.")
        with page.expect_navigation():
            page.get_by_role("button", name="Compare").click()
        assert "shall" in page.locator(".row > .old del").text_content()
        page.get_by_text("Take as …").click()
        with page.expect_download() as taken:
            page.get_by_role("button", name="This page, as one file").click()
        assert taken.value.suggested_filename.startswith("diple-")
        whole = taken.value.path().read_text(encoding="utf-8")
        assert "The Parties" in whole
        assert "<link" not in whole


def test_the_file_works_by_itself(opened, file_of):
    page = opened(
        file_of(diple.compare("The Parties shall meet. Trade grows.", "The Parties should meet. Trade grows."))
    )
    page.keyboard.press("j")
    assert hash_of(page) == "#c1"
    page.keyboard.press("i")
    assert page.locator(".row.changed > .old").first.is_hidden()


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)> </style></script> \u202e\0 \ud800 javascript:alert(4)"


def test_a_hostile_text_does_nothing(opened, file_of):
    page = opened(file_of(drawn(f"  {HOSTILE}", f"  It is [{HOSTILE.replace('|', '')}|gone].", f"+ {HOSTILE}")))
    assert page.locator("main img, main script").count() == 0
    assert page.locator(".control").first.text_content() == "U+202E"
    assert "alert(1)" in page.locator("main").text_content()


def test_a_hostile_form_does_nothing(opened):
    page = opened("/")
    page.get_by_label("Old text").fill(f"The text says {HOSTILE[:-20]}")
    page.get_by_label("New text").fill("The text says nothing of the kind, and says it twice.")
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    assert page.locator("main .row > .old").count() > 0
    assert page.locator("main img, main script").count() == 0


def test_dark_is_dark_and_light_is_light(opened, short_pages):
    page = opened(short_pages["versions"])

    def lightness(scheme):
        page.emulate_media(color_scheme=scheme)
        paint = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in paint.strip("rgb()").split(","))

    assert lightness("dark") < 100
    assert lightness("light") > 700


PHONE = {"viewport": {"width": 390, "height": 844}}


def test_on_a_phone_all_is_one_column_and_nothing_is_cut_off(seen):
    for view in ("side", "inline"):
        page = seen(f"{PAGE}?view={view}", **PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        widths = page.eval_on_selector_all(
            ".row.changed > .new", "all => all.map(one => one.getBoundingClientRect().width)"
        )
        assert min(widths) > 200 or view == "inline"


def test_a_phone_reads_one_text_with_its_changes_unless_two_are_asked_for(opened, seen):
    assert seen(f"{PAGE}?view=side", **PHONE).get_by_label("Side by side").is_checked()
    page = opened(PAGE, **PHONE)
    assert page.get_by_label("Inline").is_checked()
    page.locator("label[for=view-side]").click()
    assert query_of(page) == "?view=side"


def test_a_phone_has_its_further_choices_behind_a_word(opened, short_pages):
    page = opened(short_pages["versions"], **PHONE)
    assert page.locator("#noise").is_hidden()
    page.get_by_text("More", exact=True).click()
    page.get_by_label("Show what does not count").check()
    assert page.locator("#noise").evaluate("it => it.getBoundingClientRect().height") >= 18


def test_an_opened_marker_lies_under_its_line_and_both_are_in_sight(opened):
    page = opened(f"{PAGE}#m1")
    page.wait_for_function(f"() => ({IN_SIGHT})('#m1')")
    line, note = (page.locator(goal).bounding_box() for goal in (".unit:has(#m1) > .row", "#m1"))
    assert line["y"] > 0
    assert note["y"] >= line["y"] + line["height"]
    assert note["width"] > 900
    assert note["height"] < 400


def test_the_ten_highest_are_seen_and_the_others_at_a_tick_or_a_link(opened):
    page = opened(PAGE)
    seen = page.locator(".register li:visible")
    assert seen.count() == 10
    page.get_by_text("Show all").click()
    assert seen.count() > 10
    assert "all=1" in page.url
    page.get_by_text("Show only the ten highest").click()
    assert seen.count() == 10
    page.goto(f"{page.url.partition('?')[0]}#m12")
    assert page.locator("#m12 .sum").is_visible()


def test_on_paper_the_brief_is_first_and_the_text_follows_with_thin_lines(opened):
    page = opened(PAGE)
    assert page.locator(".on-paper").is_hidden()
    page.emulate_media(media="print")
    assert page.locator("nav.bar, .masthead, .register").locator("visible=true").count() == 0
    brief, text = (page.locator(goal).bounding_box() for goal in (".on-paper", "#text"))
    assert brief["y"] < 20 < brief["height"] <= text["y"]
    assert page.locator(".on-paper del").first.is_visible()
    assert page.locator(".row.changed > .old").first.is_visible()
    thick = "it => parseFloat(getComputedStyle(it).textDecorationThickness)"
    assert page.locator("#text del:visible").first.evaluate(thick) < 1
    page.locator("#m1").evaluate("it => { it.open = true }")
    assert page.locator("#m1 blockquote").first.is_visible()
    assert page.locator("#m2 blockquote").first.is_hidden()


PRINTED = (("without-limits", 50), ("reworded-successor", 168))  # to print the second takes 9 s of processor time


# In the suite test_on_paper_the_brief_is_first_and_the_text_follows_with_thin_lines.
@campaign.alone
@pytest.mark.parametrize(("sample", "before"), PRINTED)
def test_on_paper_it_takes_half_as_many_pages(opened, tmp_path, sample, before):
    page = opened(f"/samples/{sample}?view=side")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert len(PdfReader(tmp_path / "page.pdf").pages) <= before / 2


def test_a_sheet_of_paper_has_both_texts_side_by_side_though_it_is_narrow(opened):
    page = opened(f"{PAGE}?view=side", viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    old, new = (page.locator(f".row.changed > .{side}").first.bounding_box() for side in ("old", "new"))
    assert old["y"] == new["y"]
    assert old["width"] == new["width"] > 250
    assert page.locator(".languages, #verdicts").locator("visible=true").count() == 0


def test_arabic_reads_from_the_right(opened, file_of, arabic):
    page = opened(file_of(arabic))
    box = "it => { const own = it.getBoundingClientRect(), r = document.createRange(); r.selectNodeContents(it.lastChild); return own.right - r.getBoundingClientRect().right < 60 }"
    cell = page.locator(".row > .new").first
    assert (cell.get_attribute("lang"), cell.get_attribute("dir")) == ("ar", "rtl")
    assert cell.evaluate("it => getComputedStyle(it).direction") == "rtl"
    assert page.locator(".row > .new").last.evaluate(box)


COPIES = campaign.count(6, 19)


@pytest.fixture
def long_pair(samples):
    """A pair of 19,000 words, some three times what leaders sign; in a campaign one of 61,000."""
    folder = samples / "without-limits"
    old, new = ((folder / name).read_text(encoding="utf-8") for name in ("old.txt", "new.txt"))
    return diple.compare("\n\n".join([old] * COPIES), "\n\n".join([new] * COPIES))


LAID_OUT = 10_000  # boxes at the first paint: 3,078 of 97,971 nodes, painted after 0.13 s on a quiet machine
PAINTED = "performance.getEntriesByType('paint').some(entry => entry.name === 'first-paint')"
STEPS = 3 * COPIES  # a step is as long in each of the two pairs
LAID_OUT_BY_A_STEP = 4_000  # measured: 1,077 boxes at most, of 49,771 when all has been seen
SCROLLED = """async part => {
  scrollTo(0, document.documentElement.scrollHeight * part);
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}"""


def measured(session):
    """What Chromium counts on the page."""
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}


def boxes_after_each_step(page, session):
    """How many boxes are laid out after each step from the head to the foot of the page."""
    for step in range(STEPS):
        page.evaluate(SCROLLED, step / STEPS)
        yield measured(session)["LayoutObjects"]


@pytest.mark.campaign
def test_a_long_pair_is_painted_at_once_scrolls_without_a_stall_and_is_walked(opened, file_of, long_pair):
    assert len(long_pair.new.text.split()) > 3_000 * COPIES
    page = opened("/")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(file_of(long_pair))
    page.wait_for_function(f"() => {PAINTED}")
    counts = measured(session)
    assert counts["Nodes"] > 2 * LAID_OUT
    assert counts["LayoutObjects"] < LAID_OUT
    boxes = list(boxes_after_each_step(page, session))
    assert max(after - before for before, after in pairwise(boxes)) < LAID_OUT_BY_A_STEP
    last = "#" + page.locator(STOPS).last.get_attribute("id")
    for view in ("side", "inline"):
        page.keyboard.press("Escape")
        page.locator(f"#view-{view}").check(force=True)
        assert page.locator(".chunk").last.evaluate("it => getComputedStyle(it).contentVisibility") == "auto"
        page.evaluate("scrollTo(0, 0)")
        page.keyboard.press("k")
        assert hash_of(page) == last
        page.wait_for_function(IN_SIGHT, arg=last)
