"""Verdicts of two tabs, of two analysts and of damaged files: none is lost, and what does not fit is refused in words."""

import json
import re
import subprocess
from dataclasses import replace
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from test_browser_verdicts import NOTE, PAGE, contract, judge, kept_by, markers_of_page, take, taken

import campaign
import diple
from diple.render import render
from diple.render.verdicts import Verdict, Verdicts, layer_of
from diple.schemas.verdicts import LONGEST_NAME, LONGEST_NOTE
from sampled import sample

THEIRS = {
    "m1": {"verdict": "reject", "note": "Read it with the annex."},
    "m3": {"verdict": "accept", "note": ""},
}


def said(page):
    """What the page keeps, by marker."""
    kept = page.evaluate("Object.entries(localStorage).find(([key]) => /^diple.verdicts.[0-9a-f]{32}$/.test(key))[1]")
    return {one["marker"]: (one["verdict"], one["note"]) for one in json.loads(kept)["verdicts"]}


def layer(page, verdicts=THEIRS, **otherwise):
    return {
        "schema": "diple.verdicts/1",
        "comparison": page.locator("#verdicts").get_attribute("data-comparison"),
        "analyst": "B. Orne",
        "date": "2031-04-02",
        "verdicts": [{"marker": marker, **one} for marker, one in verdicts.items()],
        **otherwise,
    }


def bring(page, told):
    content = told if isinstance(told, str) else json.dumps(told)
    file = {"name": "theirs.json", "mimeType": "application/json", "buffer": content.encode()}
    page.locator("#bring").set_input_files(file)


def refused(page, told):
    page.evaluate("() => { document.getElementById('untaken').textContent = '' }")
    bring(page, told)
    page.wait_for_function("() => document.getElementById('untaken').textContent")
    return page.locator("#untaken").text_content()


@pytest.fixture(scope="module")
def judged_before(chromium, address):
    return kept_by(chromium, address, "My own precious note.")


@pytest.fixture
def mine(opened, judged_before):
    """The page of an analyst who comes back to two verdicts."""
    return opened(PAGE, storage_state=judged_before)


def test_two_tabs_write_into_one_layer_and_both_show_all_of_it(opened):
    first = opened(PAGE)
    second = first.context.new_page()
    second.goto(first.url)
    judge(first, "m1", "accept", "Note in the first tab.")
    expect(second.locator("#in-m1 .verdict")).to_have_text("✓ accepted, with a note")
    judge(second, "m3", "reject", "Note in the second tab.")
    expect(first.locator("#in-m3 .verdict")).to_have_text("✗ rejected, with a note")
    judge(first, "m4", "accept")
    both = {
        "m1": ("accept", "Note in the first tab."),
        "m3": ("reject", "Note in the second tab."),
        "m4": ("accept", ""),
    }
    assert said(first) == both
    for page in (first, second):
        expect(page.locator("#judged")).to_contain_text(f"3 of {markers_of_page()} judged.")
        expect(page.locator("#register .verdict")).to_have_count(3)


# In the suite test_two_tabs_write_into_one_layer_and_both_show_all_of_it.
@campaign.alone
def test_what_another_tab_judges_takes_the_signature_away_here_too(mine):
    take(mine, "The verdicts alone")
    other = mine.context.new_page()
    other.goto(mine.url)
    judge(other, "m5", "accept")
    mine.get_by_text("Not signed yet.").wait_for()
    take(mine, "The verdicts alone", "C. Nalyst")
    assert "Signed by C. Nalyst on 27 March 2031." in mine.locator("#judged").text_content()
    other.get_by_text("Signed by C. Nalyst").wait_for()


CHOICES = [
    ("Take theirs", ("reject", "B. Orne: Read it with the annex.\n\nbefore: My own precious note."), "✗ rejected"),
    ("Keep mine", ("accept", "My own precious note.\n\nB. Orne: Read it with the annex."), "✓ accepted"),
]


@pytest.mark.campaign
@pytest.mark.parametrize(("choice", "first", "signs"), campaign.cases(CHOICES[:1], CHOICES))
def test_where_two_judge_differently_the_analyst_chooses_and_no_note_is_lost(mine, choice, first, signs):
    before = said(mine)
    bring(mine, layer(mine))
    asked = mine.get_by_role("dialog", name="You and the file judge differently")
    assert asked.locator("#how-many").text_content() == "1 new, 1 differing, from B. Orne."
    assert "Yours: ✓ accepted, “My own precious note.”" in asked.text_content()
    assert "Theirs: ✗ rejected, “Read it with the annex.”" in asked.text_content()
    asked.get_by_role("button", name=choice).click()
    together = {"m1": first, "m2": ("reject", ""), "m3": ("accept", "")}
    mine.get_by_role("button", name="Put back what was here").wait_for()
    assert said(mine) == together
    if choice == "Take theirs":
        bring(mine, layer(mine))
        mine.get_by_text("The file has nothing that is not here already.").wait_for()
    assert mine.locator("#in-m1 .verdict").text_content().startswith(signs)
    assert "Not signed yet." in mine.locator("#judged").text_content()
    mine.reload()
    mine.get_by_role("button", name="Put back what was here").click()
    assert said(mine) == before
    assert mine.get_by_role("button", name="Put back what was here").is_hidden()


def test_to_cancel_brings_nothing_in(mine):
    before = said(mine)
    bring(mine, layer(mine))
    mine.locator("#bringing").get_by_role("button", name="Cancel").click()
    assert (said(mine), mine.locator("#put-back").is_hidden()) == (before, True)


# In the suite test_where_two_judge_differently_the_analyst_chooses_and_no_note_is_lost.
@campaign.alone
def test_what_was_judged_after_stays_when_the_rest_is_put_back(mine):
    bring(mine, layer(mine, {"m3": THEIRS["m3"]}))
    mine.get_by_text("1 new, 0 differing, from B. Orne.").wait_for()
    judge(mine, "m4", "reject", "Since then.")
    mine.get_by_role("button", name="Put back what was here").click()
    assert said(mine) == {
        "m1": ("accept", "My own precious note."),
        "m2": ("reject", ""),
        "m4": ("reject", "Since then."),
    }


def test_a_file_brought_in_twice_changes_nothing_the_second_time(mine):
    bring(mine, layer(mine, {"m3": THEIRS["m3"]}))
    mine.get_by_text("1 new, 0 differing, from B. Orne.").wait_for()
    once = said(mine)
    bring(mine, layer(mine, {"m3": THEIRS["m3"]}))
    mine.get_by_text("The file has nothing that is not here already.").wait_for()
    assert said(mine) == once


def test_a_file_that_comes_back_with_more_in_it_needs_no_choice(mine):
    more = {
        "m1": {"verdict": "accept", "note": "My own precious note. Seen. B. Orne"},
        "m2": {"verdict": None, "note": ""},
        "m4": {"verdict": None, "note": "A note alone."},
    }
    bring(mine, layer(mine, more))
    mine.get_by_text("2 new, 0 differing, from B. Orne.").wait_for()
    assert said(mine) == {"m1": ("accept", more["m1"]["note"]), "m2": ("reject", ""), "m4": (None, "A note alone.")}


@pytest.mark.parametrize("what", ["The page with them", "The comparison’s JSON"])
def test_the_signed_page_and_the_judged_json_are_brought_in_like_the_verdicts_alone(mine, opened, what):
    whole = take(mine, what)
    page = opened(PAGE)
    bring(page, whole)
    page.get_by_text("Signed by A. Nalyst on 27 March 2031.").wait_for()
    assert said(page) == said(mine)


WRONG = {
    "no such marker": ({"verdicts": [{"marker": "m99", "verdict": "accept", "note": ""}]}, "marker “m99”, which this comparison does not have"),
    "a prototype": ({"verdicts": [{"marker": "__proto__", "verdict": "accept", "note": ""}]}, "“__proto__”"),
    "twice": ({"verdicts": 2 * [{"marker": "m1", "verdict": "accept", "note": ""}]}, "marker m1 is judged twice"),
    "maybe": ({"verdicts": [{"marker": "m2", "verdict": "maybe", "note": ""}]}, "on marker m2 it says “maybe”"),
    "a number as note": ({"verdicts": [{"marker": "m2", "verdict": None, "note": 5}]}, "the note on marker m2 is no text"),
    "no note": ({"verdicts": [{"marker": "m2", "verdict": None}]}, "verdict 1 of the file has no “note”"),
    "too much": ({"verdicts": [{"marker": "m2", "verdict": None, "note": "", "x": 1}]}, "verdict 1 of the file has “x”"),
    "no verdict": ({"verdicts": [None]}, "verdict 1 of the file is none"),
    "no list": ({"verdicts": {}}, "its verdicts are no list"),
    "no day": ({"date": "2031-02-30"}, "“2031-02-30” is no date"),
    "markup as day": ({"date": "<img src=x onerror=alert(1)>"}, "“<img src=x onerror=alert(1)>” is no date"),
    "no name": ({"analyst": ""}, "it has no signature"),
    "a long name": ({"analyst": "x" * (LONGEST_NAME + 1)}, "longer than 200 characters"),
    "a long note": ({"verdicts": [{"marker": "m2", "verdict": None, "note": "x" * (LONGEST_NOTE + 1)}]}, "the note on marker m2 is longer than 10,000 characters"),
    "half a signature": ({"verdicts": [{"marker": "m2", "verdict": None, "note": "", "analyst": "Ana"}]}, "verdict 1 of the file: “” is no date"),
    "bad evidence": ({"verdicts": [{"marker": "m2", "verdict": None, "note": "", "evidence": {"code": "M1"}}]}, "verdict 1 of the file does not say correctly what its marker rests on"),
    "bad digests": ({"texts": {"old": "x", "new": "y"}}, "what it says of its texts is no pair of digests"),
    "another form": ({"schema": "diple.verdicts/2"}, "it has no verdicts on this comparison"),
}  # fmt: skip


# In the suite test_another_signs_a_layer_unchanged_and_it_stays_whose_it_was.
@campaign.alone
def test_whose_a_verdict_is_stays_at_a_second_signature(opened, tmp_path):
    ana = opened(PAGE)
    judge(ana, "m1", "accept", "Ana's word.")
    judge(ana, "m2", "reject")
    judge(ana, "m4", "accept")
    bo = opened(PAGE)
    bring(bo, take(ana, "The verdicts alone", "Ana Kell"))
    bo.get_by_text("Signed by Ana Kell on 27 March 2031.").wait_for()
    judge(bo, "m3", "accept")
    judge(bo, "m2", "accept")
    assert bo.locator("#in-m1 .verdict").text_content() == "✓ accepted, with a note, Ana Kell"
    assert bo.locator("#in-m1 .verdict").get_attribute("title") == "Ana's word.\nSigned by Ana Kell on 27 March 2031."
    signed = json.loads(take(bo, "The verdicts alone", "Bo Orne"))
    contract("verdicts.v1.json").validate(signed)
    assert signed["analyst"] == "Bo Orne"
    whose = {one["marker"]: (one.get("analyst"), one.get("date")) for one in signed["verdicts"]}
    hers, his = ("Ana Kell", "2031-03-27"), (None, None)
    assert whose == {"m1": hers, "m2": his, "m3": his, "m4": hers}
    bo.reload()
    assert bo.locator("#in-m4 .verdict").text_content() == "✓ accepted, Ana Kell"
    assert bo.locator("#in-m3 .verdict").text_content() == "✓ accepted"
    bo.locator("#m1 > summary").click()
    bo.pdf(path=tmp_path / "printed.pdf")
    told = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "printed.pdf", "-"], capture_output=True, text=True, check=True
    )
    assert "Note: Ana's word. — Signed by Ana Kell on 27 March 2031." in " ".join(told.stdout.split())
    body = ZipFile(taken(bo, "The Word document with them", "Bo Orne")).read("word/comments.xml").decode()
    assert (body.count('w:author="Ana Kell"'), body.count('w:author="Bo Orne"')) == (2, 2)


def test_another_signs_a_layer_unchanged_and_it_stays_whose_it_was(mine):
    take(mine, "The verdicts alone", "Ana Kell")
    signed = json.loads(take(mine, "The verdicts alone", "Bo Orne"))
    assert [one["analyst"] for one in signed["verdicts"]] == ["Ana Kell", "Ana Kell"]
    again = json.loads(take(mine, "The verdicts alone", "Ana Kell"))
    assert not any("analyst" in one for one in again["verdicts"])


def test_what_both_say_alike_is_ones_own_and_what_three_say_keeps_three_names(mine):
    alike = {"m1": {"verdict": "accept", "note": "My own precious note."}}
    others = {"m3": {**THEIRS["m3"], "analyst": "Cy Dunn", "date": "2031-03-01"}, "m4": THEIRS["m3"]}
    bring(mine, layer(mine, {**alike, **others}))
    mine.get_by_text("2 new, 0 differing, from B. Orne.").wait_for()
    signed = json.loads(take(mine, "The verdicts alone"))
    assert {one["marker"]: one.get("analyst") for one in signed["verdicts"]} == {
        "m1": None,
        "m2": None,
        "m3": "Cy Dunn",
        "m4": "B. Orne",
    }


@pytest.fixture
def two_forms(file_of, tmp_path):
    """One pair of texts as a comparison, and as that of its own Word document, in which nothing but the id is other."""
    comparison = diple.compare(
        "The Parties shall meet each year.\n\nThe Parties shall not withhold notice.",
        "The Parties should meet each year.\n\nThe Parties should not withhold notice.",
    )
    (tmp_path / "judged.docx").write_bytes(render(comparison, "docx"))
    return comparison, diple.compare(*diple.versions_of(tmp_path / "judged.docx"))


def test_verdicts_on_the_same_texts_in_another_form_find_their_markers(opened, file_of, two_forms):
    first, second = two_forms
    assert first.id != second.id
    page = opened(file_of(first))
    judge(page, "m1", "accept", "On the first.")
    told = json.loads(take(page, "The verdicts alone", "Ana Kell"))
    other = opened(file_of(turned(second)))
    bring(other, told)
    other.get_by_text("1 new, 0 differing, from Ana Kell.").wait_for()
    (judged,) = said(other)
    assert judged == f"m{len(second.markers)}"
    assert other.locator(f"#in-{judged} .verdict").text_content() == "✓ accepted, with a note"
    assert "Signed by Ana Kell on 27 March 2031." in other.locator("#judged").text_content()


def turned(comparison):
    """The comparison with its markers numbered from the last, as another version of the rules might."""
    ids = {each.id: f"m{at}" for at, each in enumerate(reversed(comparison.markers), start=1)}
    markers = tuple(replace(each, id=ids[each.id]) for each in reversed(comparison.markers))
    changes = tuple(each._replace(markers=tuple(ids[one] for one in each.markers)) for each in comparison.changes)
    return replace(comparison, markers=markers, changes=changes)


def test_what_has_no_place_is_told_and_the_rest_stays_hers_one_by_one(opened, file_of, two_forms):
    first, second = two_forms
    told = layer_of(
        Verdicts("Ana Kell", "2031-04-02", {each.id: Verdict("accept", "") for each in first.markers}), first
    )
    changed, kept = (m.id for m in sorted(first.markers, key=lambda m: "withhold" not in m.old[0].exact))
    evidence = next(each["evidence"] for each in told["verdicts"] if each["marker"] == changed)
    evidence["direction"] = "strengthened"
    page = opened(file_of(second))
    bring(page, told)
    old, new = ("The Parties shall not withhold notice.", "The Parties should not withhold notice.")
    page.get_by_text(f"Left out, for this comparison has no such marker: {changed} (M1, “{old}” → “{new}”)").wait_for()
    assert set(said(page)) == {each.id for each in second.markers} - {changed}
    assert page.locator(f"#in-{kept} .verdict").text_content() == "✓ accepted, Ana Kell"
    assert "Not signed yet." in page.locator("#judged").text_content()


def test_verdicts_on_texts_that_differ_in_a_word_are_refused(opened, file_of, two_forms):
    first, second = two_forms
    told = layer_of(Verdicts("Ana Kell", "2031-04-02", {"m1": Verdict("accept", "")}), first)
    page = opened(file_of(diple.compare(first.old.text, first.new.text.replace("year", "month"))))
    assert refused(page, told).endswith("of other texts.")
    del told["texts"]
    assert refused(opened(file_of(second)), told).endswith("the same files are needed.")


def test_a_file_that_does_not_fit_is_refused_whole_with_what_is_wrong_and_where(mine):
    before = said(mine)
    for otherwise, words in WRONG.values():
        assert words in refused(mine, {**layer(mine), **otherwise})
    for damaged in ("", "{", "PK\x03\x04", json.dumps(layer(mine))[:-9]):
        assert "Wanted are the verdicts alone" in refused(mine, damaged)
    for other in ("null", "[]", "{}", "5", '{"comparison": {}, "verdicts": null}'):
        assert "it has no verdicts on this comparison" in refused(mine, other)
    assert "no page of a comparison" in refused(mine, "<html>")
    assert (said(mine), mine.locator("#put-back").is_hidden()) == (before, True)


@pytest.mark.parametrize("otherwise", [wrong for wrong, _ in WRONG.values()], ids=WRONG)
def test_the_service_refuses_the_same(otherwise):
    from diple.errors import OptionError
    from diple.render.verdicts import verdicts_of

    comparison = sample("shall-to-should")
    good = {"schema": "diple.verdicts/1", "comparison": comparison.id, "analyst": "B. Orne", "date": "2031-04-02"}
    with pytest.raises(OptionError, match="cannot be read"):
        verdicts_of(json.dumps({**good, "verdicts": [], **otherwise}).encode(), comparison)


REFUSED = [("ru", "нет"), ("zh", "没有该标记"), ("fr", "n’a pas de repère")]


@pytest.mark.campaign
@pytest.mark.parametrize(("language", "words"), campaign.cases(REFUSED[:1], REFUSED))
def test_what_is_wrong_is_told_in_the_language_of_the_page(opened, language, words):
    page = opened(f"{PAGE}?lang={language}")
    told = refused(page, layer(page, verdicts={"m99": THEIRS["m3"]}))
    assert words in told and "“m99”" in told.replace("«\u202f", "“").replace("\u202f»", "”").translate(
        {171: "“", 187: "”"}
    )
    assert not re.search(r"[a-z]{4,} [a-z]{4,} [a-z]{4,}", told) or language == "fr"


def test_damaged_verdicts_in_the_browser_are_set_aside_and_the_page_works(mine):
    key = f"diple.verdicts.{mine.locator('#verdicts').get_attribute('data-comparison')}"
    good, bad = {"marker": "m1", "verdict": "accept", "note": NOTE}, {"marker": "m77", "verdict": "?", "note": 3}
    in_part = json.dumps({**layer(mine), "verdicts": [good, bad, None]})
    for kept, read in (("{", {}), ('{"verdicts": 7}', {}), (in_part, {"m1": ("accept", NOTE)})):
        mine.evaluate(
            "([key, kept]) => { localStorage.setItem(key, kept); localStorage.removeItem(key + '.unread') }",
            [key, kept],
        )
        mine.reload()
        mine.get_by_text("A part of what this browser kept on this comparison could not be read.").wait_for()
        assert mine.evaluate("(key) => localStorage.getItem(key + '.unread')", key) == kept
        judge(mine, "m2", "accept")
        assert said(mine) == {**read, "m2": ("accept", "")}


def test_a_note_is_printed_beside_its_marker_and_told_in_the_list(mine, tmp_path):
    assert mine.locator("#in-m1 .verdict").get_attribute("title") == "My own precious note."
    assert mine.locator("#m1 .noted").is_hidden()
    mine.locator("#m1 > summary").click()
    mine.pdf(path=tmp_path / "printed.pdf")
    told = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "printed.pdf", "-"], capture_output=True, text=True, check=True
    )
    assert "Note: My own precious note." in " ".join(told.stdout.split())


def test_without_javascript_the_page_says_that_verdicts_need_it(opened):
    assert opened(PAGE, java_script_enabled=False).get_by_text("Verdicts on the markers need JavaScript.").is_visible()
    assert opened(PAGE).get_by_text("Verdicts on the markers need JavaScript.").is_hidden()


@pytest.fixture
def plain(context_of, address):
    """A page whose console may say that a request was refused."""
    page = context_of().new_page()
    page.goto(address + PAGE)
    judge(page, "m1", "accept")
    return page


def test_where_word_cannot_be_made_the_page_tells_why(plain):
    problem = {"detail": "The archive is closed for repair.", "remedy": "Try again tomorrow.", "status": 503}
    plain.route(re.compile(r"shall-to-should\?lang=en$"), lambda route: route.fulfill(status=422, json=problem))
    sign(plain, "The Word document with them")
    told = plain.locator("#untaken")
    told.get_by_text("422").wait_for()
    assert "The archive is closed for repair. Try again tomorrow. The verdicts are still here" in told.text_content()
    plain.unroute_all()
    plain.route(re.compile(r"shall-to-should\?lang=en$"), lambda route: route.abort())
    sign(plain, "The Word document with them")
    plain.get_by_text("Not taken: the service cannot be reached.").wait_for()


def sign(page, what, name="A. Nalyst"):
    page.get_by_role("button", name="Sign and take").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name=what).click()


# In the suite test_where_word_cannot_be_made_the_page_tells_why.
@campaign.alone
def test_the_service_tells_the_page_what_is_wrong(plain):
    def spoilt(route):
        route.continue_(post_data=route.request.post_data_buffer.replace(b'"code":"', b'"code":"X'))

    plain.route(re.compile(r"shall-to-should\?lang=en$"), spoilt)
    sign(plain, "The Word document with them")
    plain.get_by_text(
        "Not taken: the service answered with 422: The verdicts cannot be read: there is no marker m1 (X"
    ).wait_for()


def test_a_name_is_no_longer_than_the_form_allows_and_stands_under_what_it_signed(mine):
    mine.get_by_role("button", name="Sign and take").click()
    field = mine.get_by_label("Your name")
    field.click()
    mine.keyboard.insert_text("N" * 100_000)
    assert len(field.input_value()) == LONGEST_NAME
    mine.keyboard.press("Escape")
    mine.locator("#m2 > summary").click()
    assert mine.locator("#m2 textarea").get_attribute("maxlength") == str(LONGEST_NOTE)


def test_a_change_after_the_signature_asks_for_another(mine):
    taken(mine, "The verdicts alone", "A. Nalyst")
    judge(mine, "m3", "accept")
    assert "Not signed yet." in mine.locator("#judged").text_content()
    again = json.loads(take(mine, "The verdicts alone", "A. Nalyst the second"))
    assert (again["analyst"], len(again["verdicts"])) == ("A. Nalyst the second", 3)
    assert "Signed by A. Nalyst the second on 27 March 2031." in mine.locator("#judged").text_content()


def test_a_browser_that_keeps_nothing_warns_before_the_page_is_left(context_of, address):
    context = context_of()
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })")
    page, asked = context.new_page(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(address + PAGE)
    judge(page, "m1", "accept")
    judge(page, "m2", "reject")
    assert "This browser keeps nothing" in page.locator("#judged").text_content()
    assert page.locator("#judged").text_content().startswith(f"2 of {markers_of_page()} judged.")
    page.reload()
    assert asked == ["beforeunload"]
    judge(page, "m1", "accept")
    take(page, "The verdicts alone")
    page.reload()
    assert asked == ["beforeunload"]


def test_markers_are_judged_by_keys_alone(opened):
    page = opened(PAGE)
    for key in ("a", "r", "a"):
        for press in ("m", "Enter", key):
            page.keyboard.press(press)
    assert sorted(verdict for verdict, _ in said(page).values()) == ["accept", "accept", "reject"]
    assert page.locator("#said").text_content() == f"✓ accepted. 3 of {markers_of_page()} judged."
    page.keyboard.press("e")
    page.keyboard.type("area")
    assert page.evaluate("document.activeElement.value") == "area"
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    assert [one for one in said(page).values() if one[1]] == [("reject", "area")]
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").get_by_text("accept or reject the opened marker").is_visible()


def test_the_list_is_narrowed_to_what_is_not_judged_yet(mine):
    mine.get_by_label("Only what is not judged yet").check()
    assert mine.locator("#in-m1").is_hidden() and mine.locator("#in-m3").is_visible()
    assert mine.locator("#matching").text_content() == f"{markers_of_page() - 2} of {markers_of_page()} markers"
    mine.get_by_role("button", name="All again").click()
    assert mine.locator("#in-m1").is_visible()
    assert not mine.get_by_label("Only what is not judged yet").is_checked()
