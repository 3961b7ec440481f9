"""`diple brief` writes the same bytes as the form of its name, and leaves out what the analyst rejected."""

import json
from zipfile import ZipFile

import pytest

import diple
from diple.render import FORMS, render

ASKED = {"md": "brief", "html": "brief-html", "docx": "brief-docx", "pdf": "brief-pdf"}


@pytest.fixture
def comparison(texts):
    return diple.compare(texts / "old.txt", texts / "new.txt")


@pytest.mark.parametrize("asked", ASKED)
def test_every_format_is_written_to_a_file(run, texts, asked):
    code, out, err = run("brief", "old.txt", "new.txt", "-f", asked, "-o", "brief")
    assert (code, out, err) == (0, "", "")
    compared = "compare", "old.txt", "new.txt", "-f", ASKED[asked], "-o", "form"
    assert run(*compared)[0] == 1
    assert (texts / "brief").read_bytes() == (texts / "form").read_bytes()


def test_markdown_goes_to_standard_output_unless_something_else_is_asked(run, texts):
    code, out, _ = run("brief", "old.txt", "new.txt")
    assert code == 0
    assert out.startswith("# One-page brief: old.txt → new.txt\n")
    assert "**shall**" in out and "**should**" in out


def test_equal_texts_are_said_to_be_equal(run, texts):
    code, out, _ = run("brief", "old.txt", "same.txt")
    assert code == 0
    assert "The two texts are equal to the letter." in out


def test_the_words_are_in_the_language_asked_for(run, texts):
    assert "## Мягче" in run("brief", "old.txt", "new.txt", "--interface", "ru")[1]


def test_verdicts_are_applied(run, texts, comparison):
    assert comparison.markers
    said = [{"marker": each.id, "verdict": "reject", "note": ""} for each in comparison.markers]
    layer = {"schema": "diple.verdicts/1", "analyst": "Ada Orne", "date": "2031-05-01", "verdicts": said}
    texts.joinpath("said.json").write_text(json.dumps({"comparison": _id(run), **layer}))
    code, out, _ = run("brief", "old.txt", "new.txt", "--verdicts", "said.json")
    assert code == 0
    assert "shall" not in out
    assert f"rejected: {len(said)}" in out and "Ada Orne" in out


def _id(run):
    return json.loads(run("compare", "old.txt", "new.txt", "-f", "json")[1])["id"]


def test_verdicts_on_other_texts_are_refused(run, texts):
    layer = {"schema": "diple.verdicts/1", "comparison": "0" * 32, "analyst": "A", "date": "2031-05-01"}
    texts.joinpath("said.json").write_text(json.dumps({**layer, "verdicts": []}))
    code, _, err = run("brief", "old.txt", "new.txt", "--verdicts", "said.json")
    assert code == 2 and "The verdicts are on comparison" in err


@pytest.mark.parametrize("form", ASKED.values())
def test_a_form_of_a_brief_takes_the_verdicts_of_compare(run, texts, comparison, form):
    assert render(comparison, form) and FORMS[form].ending
    layer = {"schema": "diple.verdicts/1", "comparison": _id(run), "analyst": "A", "date": "2031-05-01"}
    texts.joinpath("said.json").write_text(json.dumps({**layer, "verdicts": []}))
    code, _, err = run("compare", "old.txt", "new.txt", "-f", form, "--verdicts", "said.json", "-o", "brief")
    assert (code, err) == (1, "")


def test_the_sheet_of_a_word_file_is_the_one_asked_for(run, texts):
    for command, code in (("brief", 0), ("compare", 1)):
        assert run(command, "old.txt", "new.txt", "-f", "docx", "--paper", "letter", "-o", "own.docx")[0] == code
        with ZipFile(texts / "own.docx") as archive:
            assert b'w:w="12240" w:h="15840"' in archive.read("word/document.xml")
