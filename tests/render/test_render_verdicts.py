"""An analyst's verdicts in a Word document: comments of their own, signed, beside markers that they do not alter."""

import json
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

import diple
from diple.cli import main
from diple.errors import OptionError
from diple.render import Look, render
from diple.render.pages.html import Frame, framed
from diple.render.verdicts import evidence_of, texts_of, verdicts_of

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
OLD, NEW = "The Parties shall meet each year.", "The Parties should meet each year."


@pytest.fixture(scope="module")
def comparison():
    return diple.compare(OLD, NEW)


def layer(comparison):
    evidence = evidence_of(comparison.markers[0])
    said = {"marker": "m1", "verdict": "reject", "note": "A <small> step.", "evidence": evidence}
    return {"schema": "diple.verdicts/1", "comparison": comparison.id, "analyst": "Ada Orne", "date": "2031-05-01",
            "texts": texts_of(comparison), "verdicts": [said]}  # fmt: skip


def comments(body):
    root = etree.fromstring(ZipFile(BytesIO(body)).read("word/comments.xml"))
    return [
        (each.get(f"{{{W['w']}}}author"), each.get(f"{{{W['w']}}}date"), "\n".join(each.itertext()))
        for each in root.iterfind("w:comment", W)
    ]


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside the comparison"])
def test_a_verdict_is_a_comment_of_the_analyst(comparison, beside):
    told = layer(comparison)
    written = json.dumps({"comparison": comparison.to_dict(), "verdicts": told} if beside else told).encode()
    body = render(comparison, "docx", Look(verdicts=verdicts_of(written, comparison)))
    signed = [each for each in comments(body) if each[0] == "Ada Orne"]
    assert signed == [("Ada Orne", "2031-05-01T00:00:00Z", "Rejected (m1)\nA <small> step.")]
    assert [each for each in comments(body) if each[0] == "Diple"] == comments(render(comparison, "docx"))


def test_verdicts_on_another_comparison_are_refused(comparison):
    with pytest.raises(OptionError, match="are on comparison") as refused:
        verdicts_of(
            json.dumps(
                {**layer(comparison), "comparison": "0" * 32, "texts": {"old": "0" * 64, "new": "0" * 64}}
            ).encode(),
            comparison,
        )
    assert refused.value.code == "OTHER_VERDICTS"


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b'{"analyst": "A"}', b"\xff", b"null"])
def test_what_is_no_verdict_is_refused(comparison, written):
    with pytest.raises(OptionError) as refused:
        verdicts_of(written, comparison)
    assert refused.value.code == "BAD_VERDICTS"


@pytest.mark.parametrize("said", [["m9"], ["m1", "m1"]])
def test_verdicts_on_no_marker_or_twice_on_one_are_refused(comparison, said):
    told = layer(comparison)
    told["verdicts"] = [{"marker": marker, "verdict": "accept", "note": ""} for marker in said]
    with pytest.raises(OptionError) as refused:
        verdicts_of(json.dumps(told).encode(), comparison)
    assert refused.value.code == "BAD_VERDICTS"


@pytest.mark.parametrize(("name", "note", "fits"), [(200, 10_000, True), (201, 10_000, False), (200, 10_001, False)])
def test_a_name_has_200_characters_at_most_and_a_note_10_000(comparison, name, note, fits):
    told = {**layer(comparison), "analyst": "A" * name}
    told["verdicts"] = [{**told["verdicts"][0], "note": "n" * note}]
    try:
        verdicts_of(json.dumps(told).encode(), comparison)
    except OptionError as refused:
        assert (refused.code, fits) == ("BAD_VERDICTS", False)
    else:
        assert fits


def test_in_json_the_comparison_stands_letter_for_letter_beside_them(comparison):
    told = layer(comparison)
    body = render(comparison, "json", Look(verdicts=verdicts_of(json.dumps(told).encode(), comparison))).decode()
    assert comparison.to_json().rstrip() in body
    assert json.loads(body) == {"comparison": comparison.to_dict(), "verdicts": told}
    again = render(comparison, "json", Look(verdicts=verdicts_of(body.encode(), comparison))).decode()
    assert again == body


def test_in_the_page_they_stand_as_its_layer(comparison):
    told = layer(comparison)
    told["verdicts"][0]["note"] = "</script><b>see annex</b>"
    body = render(comparison, "html", Look(verdicts=verdicts_of(json.dumps(told).encode(), comparison))).decode()
    (found,) = re.findall(r'id="layer">([^<]*)</script>', body)
    assert json.loads(found) == told
    brief = re.compile(r'<section class="on-paper">.*?</section>', re.DOTALL)  # it says who judged
    assert brief.sub("", body.replace(found, "null")) == brief.sub("", render(comparison, "html").decode())


def test_the_command_line_gives_them_in_the_same_forms(comparison, tmp_path, capsysbinary):
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("layer.json", json.dumps(layer(comparison)))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    old, new, said = (str(tmp_path / name) for name in ("old.txt", "new.txt", "layer.json"))
    both = diple.compare(tmp_path / "old.txt", tmp_path / "new.txt")
    (tmp_path / "layer.json").write_text(json.dumps(layer(both)), encoding="utf-8")
    assert main(["compare", old, new, "--verdicts", said, "-f", "json"]) == 1
    assert json.loads(capsysbinary.readouterr().out)["verdicts"] == layer(both)
    assert main(["compare", old, new, "--verdicts", said, "-f", "csv"]) == 2


CLAUSES = ("The Parties shall meet each year.", "The Parties shall not withhold notice.", "They shall consult in May.")


def softened(clauses):
    """A text and the same with each of its clauses softened."""
    text = "\n\n".join(clauses)
    return text, text.replace("shall", "should")


@pytest.fixture(scope="module")
def several():
    return diple.compare(*softened(CLAUSES))


def judged(comparison, **other):
    """Each marker rejected, with its own number as the note."""
    said = [
        {"marker": each.id, "verdict": "reject", "note": each.id, "evidence": evidence_of(each)}
        for each in comparison.markers
    ]
    return {**layer(comparison), "verdicts": said, **other}


def given(told, comparison):
    return verdicts_of(json.dumps(told).encode(), comparison)


@pytest.mark.parametrize("how", ["the judged Word document", "another format", "a pack that numbers otherwise"])
def test_the_same_texts_take_each_verdict_to_the_very_marker(several, how, tmp_path):
    told = judged(several)
    if how == "the judged Word document":
        place = tmp_path / "judged.docx"
        place.write_bytes(render(several, "docx", Look(verdicts=given(told, several))))
        other = diple.compare(*diple.versions_of(place))
    elif how == "another format":
        (tmp_path / "old.md").write_text(several.old.text, encoding="utf-8")
        (tmp_path / "new.md").write_text(several.new.text, encoding="utf-8")
        other = diple.compare(tmp_path / "old.md", tmp_path / "new.md")
    else:
        turned = [replace(each, id=f"m{at}") for at, each in enumerate(reversed(several.markers), start=1)]
        other = replace(
            several, markers=tuple(turned), mode_reason="Otherwise.", engine=replace(several.engine, version="9")
        )
    assert other.id != several.id
    assert len(several.markers) >= 3
    was = {each.id: evidence_of(each) for each in several.markers}
    said = given(told, other).said
    assert len(said) == len(several.markers)
    for marker in other.markers:
        assert was[said[marker.id].note] == evidence_of(marker)


@pytest.mark.parametrize("side", ["old", "new"])
def test_one_other_word_in_a_text_refuses_them(several, side):
    old, new = softened(CLAUSES)
    texts = {"old": old, "new": new}
    texts[side] = texts[side].replace("in May", "in June")
    with pytest.raises(OptionError) as refused:
        given(judged(several), diple.compare(texts["old"], texts["new"]))
    assert refused.value.code == "OTHER_VERDICTS"


def test_what_has_no_place_is_named_and_nothing_lands_on_another_marker(several):
    other = replace(several, markers=several.markers[1:], engine=replace(several.engine, version="9"))
    with pytest.raises(OptionError, match=r"has no such marker as m1 \(\w+, “[^”]*” → “[^”]*”\)\.") as refused:
        given(judged(several), other)
    assert refused.value.code == "OTHER_VERDICTS"
    twins = replace(other, markers=(*several.markers, replace(several.markers[0], id="m99")))
    with pytest.raises(OptionError, match="no such marker as m1 "):
        given(judged(several), twins)


def test_in_its_own_comparison_evidence_that_is_another_markers_is_followed(several):
    told = judged(several)
    first, second = told["verdicts"][:2]
    first["marker"], second["marker"] = second["marker"], first["marker"]
    assert [given(told, several).said[id_].note for id_ in ("m1", "m2")] == ["m1", "m2"]


def test_a_verdict_of_another_than_the_signer_stays_the_others(several):
    told = judged(several, analyst="Bo Orne", date="2031-05-09")
    told["verdicts"][0] |= {"analyst": "Ana Kell", "date": "2031-05-01"}
    verdicts = given(told, several)
    signed = [each[:2] for each in comments(render(several, "docx", Look(verdicts=verdicts))) if each[0] != "Diple"]
    assert signed.count(("Ana Kell", "2031-05-01T00:00:00Z")) == 1
    assert signed.count(("Bo Orne", "2031-05-09T00:00:00Z")) == len(several.markers) - 1
    again = json.loads(render(several, "json", Look(verdicts=verdicts)))["verdicts"]
    assert (again["verdicts"][0]["analyst"], again["verdicts"][0]["date"]) == ("Ana Kell", "2031-05-01")
    assert all("analyst" not in each for each in again["verdicts"][1:])


@pytest.mark.parametrize("half", [{"analyst": "Ana"}, {"date": "2031-05-01"}, {"analyst": "", "date": "2031-05-01"}])
def test_half_a_signature_is_none(several, half):
    told = judged(several)
    told["verdicts"][0] |= half
    with pytest.raises(OptionError) as refused:
        given(told, several)
    assert refused.value.code == "BAD_VERDICTS"


def test_what_is_hostile_in_a_quote_is_an_escape_on_the_page(several):
    first = several.markers[0]
    hostile = "</script>\ud800\u202e\x7f"
    quote = replace(first.old[0], exact=hostile)
    other = replace(several, markers=(replace(first, old=(quote,)), *several.markers[1:]))
    page = framed(other, Frame())
    (found,) = re.findall(r'id="evidence">([^<]*)</script>', page)
    assert found.isprintable()
    assert json.loads(found)["evidence"]["m1"]["old"][0]["exact"] == hostile
    assert page.encode()
