"""An analyst's verdicts in a Word document: comments of their own, signed, beside markers that they do not alter."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

import diple
from diple.cli import main
from diple.errors import OptionError
from diple.render import Look, render
from diple.render.verdicts import verdicts_of

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
OLD, NEW = "The Parties shall meet each year.", "The Parties should meet each year."


@pytest.fixture(scope="module")
def comparison():
    return diple.compare(OLD, NEW)


def layer(comparison):
    said = {"marker": "m1", "verdict": "reject", "note": "A <small> step."}
    return {"schema": "diple.verdicts/1", "comparison": comparison.id, "analyst": "Ada Orne", "date": "2031-05-01",
            "verdicts": [said]}  # fmt: skip


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
        verdicts_of(json.dumps({**layer(comparison), "comparison": "0" * 32}).encode(), comparison)
    assert refused.value.code == "OTHER_VERDICTS"


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b'{"analyst": "A"}', b"\xff", b"null"])
def test_what_is_no_verdict_is_refused(comparison, written):
    with pytest.raises(OptionError) as refused:
        verdicts_of(written, comparison)
    assert refused.value.code == "BAD_VERDICTS"


@pytest.mark.parametrize("said", [["m9"], ["m1", "m1"]])
def test_verdicts_on_no_marker_or_twice_on_one_are_refused(comparison, said):
    told = layer(comparison)
    told["verdicts"] = [{**told["verdicts"][0], "marker": marker} for marker in said]
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
    assert body.replace(found, "null") == render(comparison, "html").decode()


def test_the_command_line_gives_them_in_the_same_forms(comparison, tmp_path, capsysbinary):
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("layer.json", json.dumps(layer(comparison)))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    old, new, said = (str(tmp_path / name) for name in ("old.txt", "new.txt", "layer.json"))
    both = diple.compare(tmp_path / "old.txt", tmp_path / "new.txt")
    (tmp_path / "layer.json").write_text(json.dumps(layer(both)), encoding="utf-8")
    assert main(["compare", old, new, "--verdicts", said, "-f", "json"]) == 1
    assert json.loads(capsysbinary.readouterr().out)["verdicts"] == layer(both)
    assert main(["compare", old, new, "--verdicts", said, "-f", "csv"]) == 2
