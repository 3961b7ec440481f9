"""An analyst's verdicts: kept in the browser, signed when taken along, never a word in the markers."""

import json
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

import campaign
import diple
from diple.render import render
from drawings import ROOT
from sampled import sample

PAGE = "/samples/shall-to-should"
NOTE = "Agreed with the Legal Adviser: </script><b>see annex</b>."


def markers_of_page():
    """How many markers the sample of `PAGE` has."""
    return len(sample("shall-to-should").markers)


def contract(name):
    return Draft202012Validator(json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8")))


def judge(page, marker, verdict, note=""):
    place = page.locator(f"#{marker}")
    if place.get_attribute("open") is None:
        place.locator("> summary").click()
    place.get_by_label(verdict).check()
    if note:
        place.get_by_label("Note").fill(note)


def take(page, what, name="A. Nalyst"):
    return taken(page, what, name).read_text(encoding="utf-8")


def taken(page, what, name="A. Nalyst"):
    page.get_by_role("button", name="Sign and take").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Date").fill("2031-03-27")
    with page.expect_download() as download:
        page.get_by_role("button", name=what).click()
    return download.value.path()


def kept_by(chromium, address, note):
    """What a browser keeps in which two markers were judged, the first with a note."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + PAGE)
    judge(page, "m1", "accept", note)
    judge(page, "m2", "reject")
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture(scope="module")
def judged_before(chromium, address):
    return kept_by(chromium, address, NOTE)


@pytest.fixture
def judged(opened, judged_before):
    """The page of an analyst who comes back to two verdicts."""
    return opened(PAGE, storage_state=judged_before)


def test_a_verdict_is_seen_in_margin_and_list_and_stays_in_the_browser(judged):
    for place in ("#in-m1", "#m1 > summary"):
        assert judged.locator(f"{place} .verdict").text_content() == "✓ accepted, with a note"
    assert judged.locator("#in-m2 .verdict").text_content() == "✗ rejected"
    assert (
        judged.locator("#judged")
        .text_content()
        .startswith(f"2 of {markers_of_page()} judged. 1 accepted, 1 rejected, 1 with a note.")
    )
    judged.locator("#m1 > summary").click()
    assert judged.locator("#m1").get_by_label("Note").input_value() == NOTE
    judged.get_by_role("button", name="take back").first.click()
    assert judged.locator("#in-m1 .verdict").count() == 0


def test_letters_in_a_note_are_letters(judged):
    judged.locator("#m1 > summary").click()
    judged.locator("#m1").get_by_label("Note").press_sequentially("jkmilx?")
    assert judged.locator("#m1").get_by_label("Note").input_value().endswith("jkmilx?")
    assert judged.evaluate("location.search") == ""


def test_by_keys_alone(opened):
    page = opened(PAGE)
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    marker = page.evaluate("location.hash.slice(1)")
    page.wait_for_selector(f"#{marker} .judging")
    while not page.evaluate("document.activeElement.value === 'accept'"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(f"#in-{marker} .verdict").text_content() == "✓ accepted"


def test_the_verdicts_stand_beside_the_comparison_and_leave_it_as_it_is(judged):
    text = take(judged, "The comparison’s JSON")
    both = json.loads(text)
    alone = sample("shall-to-should").to_json()
    assert alone.strip() in text
    contract("comparison.v1.json").validate(both["comparison"])
    contract("verdicts.v1.json").validate(both["verdicts"])
    told = both["comparison"]
    assert both["verdicts"]["texts"] == {side: told[side]["sha256"] for side in ("old", "new")}
    assert [each.pop("evidence") for each in both["verdicts"]["verdicts"]] == [
        rests_on(told["markers"][at]) for at in (0, 1)
    ]
    del both["verdicts"]["texts"]
    assert both["verdicts"] == {
        "schema": "diple.verdicts/1",
        "comparison": both["comparison"]["id"],
        "analyst": "A. Nalyst",
        "date": "2031-03-27",
        "verdicts": [
            {"marker": "m1", "verdict": "accept", "note": NOTE},
            {"marker": "m2", "verdict": "reject", "note": ""},
        ],
    }


def test_the_page_is_taken_with_them_and_taken_again_from_the_file(judged, opened, tmp_path):
    place = tmp_path / "judged.html"
    place.write_text(take(judged, "The page with them"), encoding="utf-8")
    page = opened(place.as_uri())
    assert page.locator("#in-m1 .verdict").text_content() == "✓ accepted, with a note"
    assert "Signed by A. Nalyst on 27 March 2031." in page.locator("#judged").text_content()
    judge(page, "m3", "accept")
    assert "Not signed yet." in page.locator("#judged").text_content()
    assert page.get_by_role("button", name="Use the file’s own, signed by A. Nalyst").is_visible()
    place.write_text(take(page, "The page with them", "B. Nalyst"), encoding="utf-8")
    again = opened(place.as_uri())
    assert again.locator("#in-m3 .verdict").text_content() == "✓ accepted"
    assert "Signed by B. Nalyst" in again.locator("#judged").text_content()
    assert again.locator("main b:has-text('see annex')").count() == 0
    again.keyboard.press("i")
    assert again.locator(".row.changed > .old").first.is_hidden()


def test_an_unkept_comparison_gives_its_json_with_them(opened):
    page = opened("/")
    page.get_by_label("Old text").fill("The Parties shall meet every year in May.")
    page.get_by_label("New text").fill("The Parties should meet every year in May.")
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    judge(page, "m1", "reject")
    both = json.loads(take(page, "The comparison’s JSON"))
    assert both["comparison"]["id"] == both["verdicts"]["comparison"]


def rests_on(marker):
    quotes = {
        side: [{"start": each["start"], "exact": each["exact"]} for each in marker[side]] for side in ("old", "new")
    }
    return {"code": marker["code"], "direction": marker["direction"], **quotes}


def unkept(page):
    page.get_by_label("Old text").fill("The Parties shall meet every year in May.")
    page.get_by_label("New text").fill("The Parties should meet every year in May.")


PLACES = ["neither", "a kept result", "a sample"]


@pytest.mark.campaign
@pytest.mark.parametrize("which", campaign.cases(PLACES[:2], PLACES))
def test_the_word_document_is_taken_with_them(opened, which):
    page = opened(PAGE if which == "a sample" else "/")
    if which != "a sample":
        unkept(page)
        page.locator("#keep").set_checked(which == "a kept result")
        with page.expect_navigation():
            page.get_by_role("button", name="Compare").click()
        page.locator("#m1 > summary").wait_for()
    judge(page, "m1", "reject", NOTE)
    body = ZipFile(taken(page, "The Word document with them")).read("word/comments.xml")
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    comments = [
        (comment.get(f"{word}author"), comment.get(f"{word}date"), "\n".join(comment.itertext()))
        for comment in etree.fromstring(body).iter(f"{word}comment")
    ]
    assert ("A. Nalyst", "2031-03-27T00:00:00Z", f"Rejected (m1)\n{NOTE}") in comments
    assert {author for author, _, _ in comments} == {"A. Nalyst", "Diple"}


def test_a_file_that_no_service_stands_behind_offers_no_word_document(opened, file_of):
    page = opened(file_of(diple.compare("The Parties shall meet.", "The Parties should meet.")))
    judge(page, "m1", "accept")
    page.get_by_role("button", name="Sign and take").click()
    assert page.get_by_role("button", name="The verdicts alone").is_visible()
    assert page.get_by_role("button", name="The Word document").count() == 0


def test_a_file_gives_its_json_with_them_to_the_letter(opened, file_of):
    comparison = diple.compare("The Parties “shall” meet.\ud800 是", "The Parties “should” meet.\ud800 是")
    page = opened(file_of(comparison))
    judge(page, "m1", "accept", NOTE)
    text = take(page, "The comparison’s JSON")
    assert text.startswith('{"comparison":\n' + render(comparison, "json").decode().rstrip() + ',\n"verdicts":\n')
    evidence = rests_on(comparison.to_dict()["markers"][0])
    (said,) = json.loads(text)["verdicts"]["verdicts"]
    assert said == {"marker": "m1", "verdict": "accept", "note": NOTE, "evidence": evidence}


@pytest.mark.parametrize("which", ["a sample", "neither"])
def test_any_form_is_taken_from_the_page(opened, which):
    page = opened(PAGE if which == "a sample" else "/")
    if which == "neither":
        unkept(page)
        with page.expect_navigation():
            page.get_by_role("button", name="Compare").click()
    page.locator(".take-as > summary").click()
    with page.expect_download() as download:
        page.locator(".take-as").get_by_text("CSV of the markers").click()
    assert download.value.suggested_filename.endswith("-csv-markers.csv")
    assert download.value.path().read_text(encoding="utf-8-sig").startswith('"id","level","score"')


def test_a_signature_asks_for_a_name(judged):
    judged.get_by_role("button", name="Sign and take").click()
    judged.get_by_role("button", name="The verdicts alone").click()
    assert judged.locator("#sign").is_visible()
    judged.get_by_role("button", name="Cancel").click()
    assert judged.locator("#sign").is_hidden()
    assert "Not signed yet." in judged.locator("#judged").text_content()


def test_verdicts_are_brought_in_from_a_file_of_the_same_comparison(judged, opened, tmp_path):
    place = tmp_path / "verdicts.json"
    place.write_text(take(judged, "The verdicts alone"), encoding="utf-8")
    contract("verdicts.v1.json").validate(json.loads(place.read_text(encoding="utf-8")))
    page = opened(PAGE)
    assert page.locator(".verdict").count() == 0
    page.locator("#bring").set_input_files(place)
    assert page.locator("#in-m2 .verdict").text_content() == "✗ rejected"
    other = opened("/samples/without-limits")
    other.locator("#bring").set_input_files(place)
    other.get_by_text("Not brought in: its verdicts are on another comparison").wait_for()
    assert other.locator(".verdict").count() == 0
