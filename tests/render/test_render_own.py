"""An analyst's own markers: in every form that carries verdicts, signed, and never taken for those of Diple."""

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator
from word_reading import comments

import diple
from diple.cli import main
from diple.errors import OptionError
from diple.render import Look, render
from diple.render.own_markers import SIGN
from diple.render.verdicts import CARRIED_BY, layer_of, texts_of, verdicts_of
from diple.schemas.published import verdicts_schema

OLD = "The Parties shall meet each year. The herons of the lake are protected."
NEW = "The Parties should meet each year. The herons of the lake are protected."
NOTE = "Read <b>with</b> the annex."


@pytest.fixture(scope="module")
def comparison():
    return diple.compare(OLD, NEW)


def own(**other):
    quotes = [{"start": 35, "exact": "The herons"}]
    said = {"id": "o1", "kind": "Hidden concession", "direction": "softened", "level": "high", "note": NOTE}
    return {**said, "old": [], "new": quotes, **other}


def layer(comparison, *owned, verdicts=()):
    return {"schema": "diple.verdicts/1", "comparison": comparison.id, "analyst": "Ada Orne", "date": "2031-05-01",
            "texts": texts_of(comparison), "verdicts": list(verdicts), "own_markers": list(owned)}  # fmt: skip


def looked(comparison, *owned, language="en", **other):
    written = json.dumps(layer(comparison, *owned, **other)).encode()
    return Look(verdicts=verdicts_of(written, comparison), language=language)


def shown(comparison, form, *owned, **other):
    return render(comparison, form, looked(comparison, *owned, **other)).decode("utf-8-sig")


def test_the_contract_takes_them_and_they_come_back_as_they_were(comparison):
    both = layer(comparison, own(), own(id="o2", kind="M1", analyst="Bo Lind", date="2031-04-01"))
    Draft202012Validator(verdicts_schema()).validate(both)
    assert layer_of(verdicts_of(json.dumps(both).encode(), comparison), comparison) == both
    beside = json.loads(shown(comparison, "json", *both["own_markers"]))
    assert beside == {"comparison": comparison.to_dict(), "verdicts": both}


def test_without_them_a_layer_says_nothing_of_them(comparison):
    assert "own_markers" not in layer_of(looked(comparison).verdicts, comparison)


@pytest.mark.parametrize(
    "wrong",
    [
        {"new": [{"start": 34, "exact": "The herons"}]},
        {"new": [{"start": -1, "exact": "The"}]},
        {"new": []},
        {"new": [{"start": 35, "exact": ""}]},
        {"old": [{"start": 35, "exact": "The herons"}]},
        {"id": "m1"},
        {"kind": "  "},
        {"kind": "k" * 81},
        {"direction": "up"},
        {"level": "noise"},
        {"note": "n" * 10_001},
        {"analyst": "Bo Lind"},
        {"colour": "red"},
    ],
    ids=str,
)
def test_what_is_none_is_refused(comparison, wrong):
    with pytest.raises(OptionError) as refused:
        looked(comparison, own(**wrong))
    assert refused.value.code == "BAD_VERDICTS"


def test_two_of_one_id_are_refused(comparison):
    with pytest.raises(OptionError, match="two own markers are o1"):
        looked(comparison, own(), own())


def test_they_rest_on_the_texts_and_hold_in_another_comparison_of_them(comparison):
    other = diple.compare(OLD, NEW, mode="succession")
    assert other.id != comparison.id
    written = json.dumps(layer(comparison, own())).encode()
    assert layer_of(verdicts_of(written, other), other)["own_markers"] == [own()]
    with pytest.raises(OptionError) as refused:
        verdicts_of(written, diple.compare(OLD, f"{NEW} Peace lasts."))
    assert refused.value.code == "OTHER_VERDICTS"


def test_in_word_each_is_a_comment_of_its_author_on_what_is_marked(comparison):
    from zipfile import ZipFile

    document = render(comparison, "docx", looked(comparison, own(), own(id="o2", analyst="Bo Lind", date="2031-04-01")))
    said = [f"{SIGN} marked by Ada Orne (o1)", "Hidden concession · softened · high", NOTE]
    assert comments(document)[-2] == (said, "The herons") or comments(document)[-1] == (said, "The herons")
    written = ZipFile(io.BytesIO(document)).read("word/comments.xml").decode()
    assert 'w:author="Bo Lind" w:initials="BL" w:date="2031-04-01T00:00:00Z"' in written
    assert 'w:author="Ada Orne" w:initials="AO" w:date="2031-05-01T00:00:00Z"' in written


@pytest.mark.parametrize(
    "language, words", [("en", "marked by Ada Orne"), ("fr", "marqué par Ada Orne"), ("ru", "автор отметки: Ada Orne"), ("zh", "标记者：Ada Orne")]
)  # fmt: skip
def test_who_marked_is_said_in_the_language_of_the_interface(comparison, language, words):
    for form in ("brief", "brief-html"):
        assert words in shown(comparison, form, own(), language=language)
    assert words in comments(render(comparison, "docx", looked(comparison, own(), language=language)))[-1][0][0]


def test_the_brief_has_them_in_a_section_of_their_own(comparison):
    said = shown(comparison, "brief", own())
    assert said.partition("## Marked by the analyst\n")[2].startswith(
        f"\n- **{SIGN} Hidden concession** · high · softened · marked by Ada Orne, 1 May 2031\n"
        "  - —\n  - new ¶ 1: “The herons”\n"
        "  - Note: Read \\<b\\>with\\</b\\> the annex.\n"
    )
    assert "own markers: 1" in said


def test_a_brief_without_another_entry_has_them_too():
    same = diple.compare(NEW, NEW)
    assert "Hidden concession" in shown(same, "brief", own())


def test_the_report_has_them_apart_from_those_of_diple(comparison):
    verdict = {"marker": "m1", "verdict": "accept", "note": "Agreed."}
    said = shown(comparison, "markdown", own(), verdicts=[verdict])
    assert "- verdict of Ada Orne, 2031-05-01: accepted. Agreed.\n" in said
    assert f"## Marked by the analyst\n\n### {SIGN} o1 Hidden concession: softened, high\n\n- marked by Ada Orne, 2031-05-01\n- new: “The herons”\n" in said  # fmt: skip
    assert said.index("### m1") < said.index("## Marked by the analyst") < said.index("## Changes")


def test_the_table_says_in_each_row_who_marked(comparison):
    verdict = {"marker": "m1", "verdict": "reject", "note": ""}
    rows = list(csv.DictReader(io.StringIO(shown(comparison, "csv-markers", own(), verdicts=[verdict]), newline="")))
    assert [(row["id"], row["marked_by"], row["verdict"], row["verdict_by"]) for row in rows] == [
        *((each.id, "Diple", "rejected" if each.id == "m1" else "", "Ada Orne" if each.id == "m1" else "") for each in comparison.markers),
        ("o1", "Ada Orne", "", ""),
    ]  # fmt: skip
    assert (rows[-1]["new"], rows[-1]["new_places"], rows[-1]["score"]) == ("The herons", "35–45", "")


def test_as_annotations_they_have_their_author_as_creator(comparison):
    verdict = {"marker": "m1", "verdict": "accept", "note": "Agreed."}
    made = json.loads(shown(comparison, "annotations", own(), verdicts=[verdict]))
    items = made["first"]["items"]
    assert made["total"] == len(items) == len(comparison.markers) + 2
    assert ["creator" in each for each in items] == [False] * len(comparison.markers) + [True, True]
    assert items[-2]["target"] == items[0]["id"]
    assert items[-1]["creator"] == {"type": "Person", "name": "Ada Orne"}
    assert items[-1]["target"][0]["selector"][0]["exact"] == "The herons"


def test_the_page_has_them_in_its_layer(comparison):
    assert '"own_markers":[{"id":"o1","kind":"Hidden concession"' in shown(comparison, "html", own())


@pytest.mark.parametrize("form", CARRIED_BY)
def test_every_form_that_carries_verdicts_differs_by_them(comparison, form):
    assert render(comparison, form, looked(comparison, own())) != render(comparison, form, looked(comparison))


def test_the_command_line_takes_them_from_the_file_of_verdicts(tmp_path, capsysbinary):
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    both = diple.compare(tmp_path / "old.txt", tmp_path / "new.txt")
    (tmp_path / "said.json").write_text(json.dumps(layer(both, own())), encoding="utf-8")
    old, new, said = (str(tmp_path / name) for name in ("old.txt", "new.txt", "said.json"))
    assert main(["compare", old, new, "--verdicts", said, "-f", "markdown"]) == 1
    assert "marked by Ada Orne" in capsysbinary.readouterr().out.decode()
    assert main(["brief", old, new, "--verdicts", said]) == 0
    assert "marked by Ada Orne" in capsysbinary.readouterr().out.decode()
