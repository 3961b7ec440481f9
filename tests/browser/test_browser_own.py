"""A reader's own markers: a passage is selected or a change gone to, marked in a small form, kept, signed and carried."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from axe import OF_COLOURS
from lxml import etree
from playwright.sync_api import expect
from test_browser_access import found_by_axe
from test_browser_verdicts import contract, judge, take

import campaign
import diple
from diple.render.language.interface import title
from diple.render.verdicts import verdicts_of
from sampled import sample

PAGE = "/samples/shall-to-should"
SIDE = "/samples/without-limits?view=side"
NOTE = "jkmox? Read with the annex."
# What the page writes as other characters than the text has: line ends, what lies beyond U+FFFF, what is named.
STRANGE = ("One \U0001f600 stands.\n\nThe Parties shall\x01 meet.\nThey agree.", "One \U0001f600 stands.\n\nThe Parties should\x01 meet.\nThey agree.")  # fmt: skip
ROWS = """() => {
  const told = JSON.parse(document.getElementById("places").textContent);
  const rows = [...document.querySelectorAll(".row")];
  return ["old", "new"].map((side, at) => rows.map((row) => [told.rows[row.id][at], [...passages.letters(row, side)].map(({ said }) => said).join("")]));
}"""


@pytest.fixture
def versions(short_pages):
    """The path of a short pair: its page loads in half the time of that of a sample."""
    return short_pages["versions"]


def drag(page, place, words):
    """Selects words of a cell with the mouse."""
    cell = page.locator(place).first
    cell.scroll_into_view_if_needed()
    box = cell.evaluate(
        """(cell, words) => {
          const range = document.createRange();
          const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
          }
          const { left, right, top, bottom } = range.getBoundingClientRect();
          return { left, right, y: (top + bottom) / 2 };
        }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["y"], steps=4)
    page.mouse.up()


def fill(page, kind="Hidden concession", direction="softened", level="high", note=NOTE):
    form = page.get_by_role("dialog", name="Marker of your own")
    form.get_by_label("Kind").fill(kind)
    form.get_by_label("Direction").select_option(direction)
    form.get_by_label("Level").select_option(level)
    form.get_by_label("Note").fill(note)
    form.get_by_role("button", name="Save").click()


def marked(page):
    """Marks the new words of the first change by keys."""
    page.keyboard.press("j")
    page.keyboard.press("o")
    fill(page)


def layer_of(page, name="A. Nalyst"):
    return json.loads(take(page, "The verdicts alone", name))


def texts_on(page):
    """Both texts as the page shows them, row by row, or what is not in its place."""
    return [
        "".join(said for _, said in sorted((spans[0][0], said) for spans, said in side if spans))
        for side in page.evaluate(ROWS)
    ]


WHOLE = ("two-languages", "chinese-formula-dropped")


@pytest.mark.campaign
@pytest.mark.parametrize("name", campaign.cases(WHOLE, (*WHOLE, "agent-deleted", "without-limits")))
def test_every_character_of_the_page_has_its_place_in_the_text(opened, name):
    comparison = sample(name)
    for side, rows in zip(
        (comparison.old, comparison.new), opened(f"/samples/{name}?view=side").evaluate(ROWS), strict=True
    ):
        assert {at for spans, _ in rows for span in spans for at in range(*span)} == set(range(len(side.text)))
        assert [said for spans, said in rows if said != "".join(side.text[start:end] for start, end in spans)] == []


def test_so_have_line_ends_of_a_form_and_characters_that_are_named(opened):
    page = opened("/")
    page.locator("[name=old_text]").fill(STRANGE[0])
    page.locator("[name=new_text]").fill(STRANGE[1])
    page.get_by_role("button", name="Compare").first.click()
    page.locator("#own:not([hidden])").wait_for()
    old, new = (text.replace("\n", "\r\n") for text in STRANGE)
    assert texts_on(page) == [old, new]
    drag(page, ".row .new >> text=They", "They agree")
    page.keyboard.press("o")
    fill(page)
    told = layer_of(page)
    assert told["own_markers"][0]["new"] == [{"start": new.index("They"), "exact": "They agree"}]
    assert verdicts_of(json.dumps(told).encode(), diple.compare(old, new)).own[0].kind == "Hidden concession"


def test_who_selects_words_is_offered_to_mark_them(opened):
    page = opened(SIDE)
    drag(page, ".row:has(#c8) > .old", "At the invitation")
    page.get_by_role("button", name="Mark this").click()
    assert page.locator("#own-quotes").text_content() == "Old At the invitation"
    fill(page)
    assert page.locator(".row > .old mark.own").all_text_contents() == ["At the invitation"]
    assert page.locator(".row > .new mark.own").count() == 0
    assert page.locator("#o1 .by").text_content() == "marked by you, not signed yet"
    assert page.locator("#own-list li").text_content().startswith("◆ Hidden concession high, softened marked by you")
    assert not page.get_by_role("button", name="Mark this").is_visible()


def test_they_stay_in_the_browser_and_their_link_leads_to_them(opened, versions):
    page = opened(versions)
    marked(page)
    page.reload()
    assert page.locator("mark.own").count()
    page.locator("#own-list a").click()
    assert page.evaluate("document.activeElement.id") == "o1"
    page.goto(page.url.partition("#")[0] + "#o1")
    page.reload()
    assert page.evaluate("document.activeElement.id") == "o1"


def test_what_is_signed_is_the_contract_s_and_rests_on_the_texts(opened):
    page = opened(PAGE)
    page.keyboard.press("j")
    gone_to = page.evaluate("location.hash.slice(1)")
    page.keyboard.press("o")
    fill(page)
    told = layer_of(page)
    contract("verdicts.v1.json").validate(told)
    (own,) = verdicts_of(json.dumps(told).encode(), sample("shall-to-should")).own
    assert (own.kind, own.direction, own.level, own.note) == ("Hidden concession", "softened", "high", NOTE)
    (change,) = [each for each in sample("shall-to-should").changes if each.id == gone_to]
    assert [each.exact for each in own.old] == ([change.old.quote.strip()] if change.old else [])
    assert [each.exact for each in own.new] == ([change.new.quote.strip()] if change.new else [])
    assert page.locator("#o1 .by").text_content() == "marked by A. Nalyst, 27 March 2031"


def test_a_kind_of_the_taxonomy_is_kept_by_its_code_and_said_in_the_page_s_language(opened, versions):
    page = opened(versions)
    page.keyboard.press("j")
    page.keyboard.press("o")
    fill(page, kind="formula dropped")
    assert layer_of(page)["own_markers"][0]["kind"] == "F1"
    page.goto(page.url.partition("#")[0].partition("?")[0] + "?lang=fr")
    assert page.locator("#o1 b").text_content() == title("fr", "F1", "")
    assert "marqué par A. Nalyst" in page.locator("#o1 .by").text_content()


def test_escape_closes_the_form_and_marks_nothing(opened, versions):
    page = opened(versions)
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.get_by_label("Kind").last.fill("Nothing")
    page.keyboard.press("Escape")
    assert not page.locator("#owning").is_visible()
    assert page.locator("#o1, mark.own, #own-list li").count() == 0
    page.keyboard.press("k")
    assert page.locator(".c.current").count() == 1


def test_letters_in_the_form_are_letters_and_enter_saves(opened, versions):
    page = opened(versions)
    page.keyboard.press("j")
    before = page.evaluate("location.href")
    page.keyboard.press("o")
    page.locator("#own-note").press_sequentially("jkmoaretxil?")
    page.locator("#own-kind").press_sequentially("jo")
    assert page.evaluate("location.href") == before
    page.keyboard.press("Enter")
    assert page.locator("#o1 b").text_content() == "jo"
    assert page.locator("#o1 .own-note").text_content() == "jkmoaretxil?"


def test_without_a_selection_or_a_change_nothing_opens(opened, versions):
    page = opened(versions)
    page.keyboard.press("o")
    assert page.locator("#said").text_content() == "Select words of a text or go to a change first."
    assert not page.locator("#owning").is_visible()


def test_its_author_changes_it_and_takes_it_away(opened, versions):
    page = opened(versions)
    marked(page)
    assert page.evaluate("document.activeElement.id") == "o1"
    page.keyboard.press("o")
    fill(page, kind="Another", note="")
    assert page.locator("#own-list li b").all_text_contents() == ["Another"]
    layer_of(page)
    page.locator("#o1").get_by_role("button", name="Edit").click()
    fill(page, kind="A third")
    assert page.locator("#o1 .by").text_content() == "marked by you, not signed yet"
    page.locator("#own-list").get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Remove").click()
    assert page.locator(".own-marker, mark.own, #own-list li, .own-rail, .unit.owned").count() == 0


def file_of_bo(opened, versions, folder):
    """The file of the verdicts of another analyst, who marked a passage."""
    page = opened(versions)
    marked(page)
    place = folder / "bo.json"
    place.write_text(take(page, "The verdicts alone", "Bo Lind"), encoding="utf-8")
    return place


def test_another_s_is_shown_as_the_other_s_and_stays_as_it_is(opened, versions, tmp_path):
    place = file_of_bo(opened, versions, tmp_path)
    page = opened(versions)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("o")
    fill(page, kind="Mine", note="")
    page.locator("#bring").set_input_files(place)
    page.locator("#own-list li").nth(1).wait_for()
    assert page.locator("#own-list .by").all_text_contents() == ["marked by you, not signed yet", "marked by Bo Lind, 27 March 2031"]  # fmt: skip
    assert page.locator("#o2, #own-list li:last-child").get_by_role("button").count() == 0
    page.locator("#own-list a").last.click()
    page.keyboard.press("o")
    assert "Only its author can change it." in page.locator("#own-whose").text_content()
    assert page.locator("#own-kind").is_disabled() and not page.locator("#own-remove").is_visible()
    page.keyboard.press("Escape")
    told = layer_of(page, "Ada Orne")
    assert [(each["id"], each["kind"], each.get("analyst"), each.get("date")) for each in told["own_markers"]] == [
        ("o1", "Mine", None, None),
        ("o2", "Hidden concession", "Bo Lind", "2031-03-27"),
    ]
    page.locator("#bring").set_input_files(place)
    page.get_by_text("The file has nothing that is not here already.").wait_for()


# In the suite test_where_two_judge_differently_the_analyst_chooses_and_no_note_is_lost in layers.
@campaign.alone
def test_what_came_in_can_be_put_back(opened, versions, tmp_path):
    place = file_of_bo(opened, versions, tmp_path)
    page = opened(versions)
    page.locator("#bring").set_input_files(place)
    page.locator("#o1").wait_for()
    page.get_by_role("button", name="Put back what was here").click()
    assert page.locator("#own-list li").count() == 0


def test_a_file_that_quotes_what_is_not_in_the_texts_is_refused(opened, versions, tmp_path):
    page = opened(versions)
    marked(page)
    told = layer_of(page)
    for side in ("old", "new"):
        for quote in told["own_markers"][0][side]:
            quote["start"] += 1
    (tmp_path / "wrong.json").write_text(json.dumps(told), encoding="utf-8")
    page.locator("#bring").set_input_files(tmp_path / "wrong.json")
    page.get_by_text("own marker 1 of the file quotes what is not in the texts").wait_for()


# In the suite test_the_page_is_taken_with_them_and_taken_again_from_the_file in verdicts.
@campaign.alone
def test_the_page_is_taken_with_them_and_shows_them_from_the_file(opened, versions, tmp_path):
    page = opened(versions)
    marked(page)
    (tmp_path / "own.html").write_text(take(page, "The page with them", "Bo Lind"), encoding="utf-8")
    shown = opened((tmp_path / "own.html").as_uri())
    assert shown.locator("#o1 .by").text_content() == "marked by Bo Lind, 27 March 2031"
    assert shown.locator("mark.own").count() == page.locator("mark.own").count()


def comments(path):
    root = etree.fromstring(ZipFile(BytesIO(path.read_bytes())).read("word/comments.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return {each.get(f"{space}author"): "".join(each.itertext()) for each in root.iter(f"{space}comment")}


def test_the_word_file_of_the_page_carries_what_was_judged_and_marked(opened):
    page = opened(f"{PAGE}?lang=en")
    marked(page)
    judge(page, "m1", "accept", "Agreed.")
    for opening in (".further", ".take-as"):
        page.locator(opening).evaluate("it => { it.open = true }")
    word = page.get_by_role("link", name="Word, with tracked changes")
    word.click()
    page.get_by_label("Your name").fill("A. Nalyst")
    page.get_by_label("Date").fill("2031-03-27")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    said = comments(download.value.path())
    assert said["A. Nalyst"].startswith("◆ marked by A. Nalyst (o1)")
    word.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take it without them").click()
    assert set(comments(download.value.path())) == {"Diple"}


# In the suite test_a_kind_of_the_taxonomy_is_kept_by_its_code_and_said_in_the_page_s_language.
@campaign.alone
def test_the_word_file_is_in_the_language_of_the_page(opened):
    page = opened(f"{PAGE}?lang=ru")
    page.locator("#m1 > summary").click()
    page.locator("#m1 .judging input").first.check()
    page.locator("#take-verdicts").click()
    page.locator("#analyst").fill("A. Nalyst")
    page.locator("#signed-on").fill("2031-03-27")
    with page.expect_download() as download:
        page.locator("[value=docx]").click()
    assert comments(download.value.path())["A. Nalyst"].startswith("Принято")


def test_inline_a_selection_takes_the_deletions_in_it_along(opened):
    page = opened(f"{PAGE}?view=inline")
    page.evaluate("""() => {
      const change = document.querySelector(".c:has(del):has(ins)");
      getSelection().selectAllChildren(change);
    }""")
    change = page.locator(".c:has(del):has(ins)").first
    page.keyboard.press("o")
    fill(page)
    own = layer_of(page)["own_markers"][0]
    assert [each["exact"] for each in own["old"]] and [each["exact"] for each in own["new"]]
    assert change.locator("del mark.own").count() == change.locator("ins mark.own").count() == 1


def test_a_page_without_a_marker_of_diple_takes_them_too(opened, file_of):
    page = opened(file_of(diple.compare("The herons are protected.", "The herons are protected.")))
    drag(page, ".row > .new", "herons")
    page.keyboard.press("o")
    fill(page)
    expect(page.locator("#judged")).to_have_text("1 marker of your own. Not signed yet.")
    assert layer_of(page)["verdicts"] == []


# In the suite test_keys_work_after_a_click_in_an_opened_marker.
@campaign.alone
def test_m_goes_to_own_markers_as_well(opened):
    page = opened(PAGE)
    marked(page)
    page.reload()
    found = set()
    for _ in range(len(sample("shall-to-should").markers) + 1):
        page.keyboard.press("m")
        found.add(page.evaluate("document.activeElement.closest('.marker, .own-marker').id"))
    assert "o1" in found and "m1" in found


def test_keys_work_at_once_where_a_permalink_leads(opened):
    page = opened(f"{PAGE}#m2")
    page.keyboard.press("a")
    assert page.locator("#in-m2 .verdict").text_content() == "✓ accepted"


def test_keys_work_after_a_click_in_an_opened_marker(opened):
    page = opened(PAGE)
    page.locator("#m1 > summary").click()
    page.locator("#m1 .says p").first.click()
    page.keyboard.press("r")
    assert page.locator("#in-m1 .verdict").text_content() == "✗ rejected"
    page.keyboard.press("e")
    page.keyboard.type("aro")
    assert page.locator("#m1 textarea").input_value() == "aro"
    assert page.locator("#in-m1 .verdict").text_content() == "✗ rejected, with a note"


LOOKS = [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}]


@pytest.mark.campaign
@pytest.mark.parametrize("look", campaign.cases(LOOKS[:1], LOOKS), ids=str)
def test_axe_finds_nothing_in_the_open_form_or_beside_the_text(opened, versions, look):
    page = opened(versions, bypass_csp=True, **look)
    asked = OF_COLOURS if "color_scheme" in look else {}
    page.keyboard.press("j")
    page.keyboard.press("o")
    assert found_by_axe(page, contrast_in="#owning", **asked) == []
    fill(page)
    assert found_by_axe(page, contrast_in="mark.own, .own-marker, #own-list, .own-rail", **asked) == []


# In the suite test_a_kind_of_the_taxonomy_is_kept_by_its_code_and_said_in_the_page_s_language.
@campaign.alone
def test_the_form_speaks_the_language_of_the_page_and_the_key_is_told(opened):
    page = opened(f"{PAGE}?lang=ru")
    page.keyboard.press("?")
    assert "отметить выделенные слова или изменение" in page.locator("#help").text_content()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("o")
    assert page.get_by_role("dialog", name="Ваш маркер").get_by_role("button", name="Сохранить").is_visible()
