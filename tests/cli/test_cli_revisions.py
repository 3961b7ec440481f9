"""`diple compare` on documents with tracked changes: one alone, or one side of each."""

import json

import pytest

from packing import deleted, docx, ins, p, r

REDLINED = docx(p(r("The Parties "), deleted("shall"), ins("should"), r(" meet every year.")))


@pytest.fixture
def drafts(texts):
    """A folder with redlined.docx and clean.docx beside the texts."""
    (texts / "redlined.docx").write_bytes(REDLINED)
    (texts / "clean.docx").write_bytes(docx(p(r("The Parties should meet every year."))))
    return texts


def sides(out):
    found = json.loads(out)
    return found["old"]["text"], found["new"]["text"]


def test_one_document_is_compared_with_itself(drafts, run):
    code, out, _ = run("compare", "redlined.docx", "-f", "json")
    assert code == 1
    assert sides(out) == ("The Parties shall meet every year.", "The Parties should meet every year.")
    assert [notice["data"]["revisions"] for notice in json.loads(out)["warnings"][:2]] == ["reject", "accept"]


def test_one_document_on_standard_input(drafts, process):
    done = process("compare", "-", "-f", "json", input=REDLINED)
    assert done.returncode == 1
    assert sides(done.stdout)[0] == "The Parties shall meet every year."


def test_of_two_documents_the_final_text_is_read_or_the_original(drafts, run):
    assert run("compare", "redlined.docx", "clean.docx")[0] == 0
    code, out, _ = run("compare", "redlined.docx", "clean.docx", "--revisions", "reject", "-f", "json")
    assert (code, sides(out)[0]) == (1, "The Parties shall meet every year.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("clean.docx",), "holds no tracked changes"),
        (("redlined.docx", "--revisions", "accept"), "--revisions"),
        (("redlined.docx", "--language", "en,ru"), "one language"),
        (("redlined.docx", "clean.docx", "--revisions", "refuse"), "'redlined.docx' holds tracked changes (1 insertion, 1 deletion)"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_one_line(drafts, run, arguments, told):
    code, out, err = run("compare", *arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_the_markers_of_one_document_are_explained(drafts, run):
    whole = run("explain", "redlined.docx")
    assert whole[0] == 0
    assert "m1" in whole[1]
    assert run("explain", "redlined.docx", "m1") == whole
    assert "m9" in run("explain", "redlined.docx", "m1", "m9")[2]
    assert "no tracked changes" in run("explain", "clean.docx", "m1")[2]


def test_a_file_that_is_called_as_a_marker_is_a_file(drafts, run):
    (drafts / "m1").write_text("The Parties should meet every day.")
    assert "day" in run("explain", "redlined.docx", "m1")[1]
