"""An analyst's verdicts in a Word document: comments of their own, signed, beside markers that they do not alter."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

import diple
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
