"""The file that a native reader fills in, and what the answers change."""

import cProfile
import csv

import pytest

from diple.cli import main
from diple.lexicon.review import HEAD, TABLES, asked_of, in_lines, reviewed
from diple.lexicon.tables import language_table


def answered(language, *answers):
    """Rows of a file with answers: form, right?, better form, note."""
    rows = {row.form: row for row in reversed(asked_of(language))}
    return [dict(zip(HEAD, (*rows[form], "", *answer), strict=True)) for form, *answer in answers]


def told(language, *answers):
    return list(in_lines(language, reviewed(language, answered(language, *answers))))


@pytest.mark.parametrize("language", ["ru", "zh", "fr", "es", "ar"])
def test_every_form_is_asked(language):
    asked = {(row.table, row.field, row.meaning, row.form) for row in asked_of(language)}
    for table in TABLES:
        for field, meanings in language_table(language, table).items():
            if field not in ("endings", "attached"):
                expected = {(table, field, meaning, form) for meaning, forms in meanings.items() for form in forms}
                assert expected <= asked


def test_duties_come_first_and_have_their_english():
    first = asked_of("ru")[0]
    assert (first.table, first.field) == ("facts", "duty")
    assert "must" in first.english


def test_what_is_right_changes_nothing():
    total = len(asked_of("ru"))
    assert told("ru", ("обязана", "yes", "", "")) == [f"1 of {total:,} forms were answered, 0 to change"]


def test_what_is_wrong_goes_or_is_replaced():
    assert told("ru", ("обязана", "no", "", "rare"), ("обязано", "no", "должно быть", ""))[:2] == [
        "ru/facts.toml [duty] must: take out 'обязана' (rare)",
        "ru/facts.toml [duty] must: replace 'обязано' by 'должно быть'",
    ]


def test_a_better_form_that_means_something_else_already_is_named():
    (line, _) = told("ru", ("обязана", "no", "может", ""))
    assert line.endswith("replace 'обязана' by 'может'; it is a form of duty.may already")


def test_a_note_on_a_right_form_is_told():
    assert told("ru", ("обязана", "yes", "", "of women"))[0] == (
        "ru/facts.toml [duty] must: 'обязана' is right (of women)"
    )


def test_answers_that_cannot_be_read_are_told_with_their_line():
    rows = answered("ru", ("обязана", "perhaps", "", ""))
    rows.append({**rows[0], "form": "нет такой", "right?": "yes"})
    assert reviewed("ru", rows).faults == (
        "line 2: 'perhaps' is neither yes nor no",
        "line 3: 'нет такой' is no form of duty.must now",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_file_that_is_written_can_be_filled_and_read(tmp_path, capsys, encoding):
    asked, text = tmp_path / "ru.tsv", tmp_path / "text.txt"
    text.write_text("Каждая Сторона обязана сообщать о происшествиях в проливе.", encoding="utf-8")
    assert main(["lexicon", "ask", "ru", "--examples", str(text), "-o", str(asked)]) == 0
    with asked.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    assert tuple(rows[0]) == HEAD
    row = next(row for row in rows if row[4] == "обязана")
    assert row[5] == "Каждая Сторона [обязана] сообщать о происшествиях в проливе."
    assert main(["lexicon", "answers", "ru", str(asked)]) == 0
    row[6:8] = ["no", "обязуется"]
    with asked.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    capsys.readouterr()
    assert main(["lexicon", "answers", "ru", str(asked)]) == 1
    assert "replace 'обязана' by 'обязуется'" in capsys.readouterr().out


def test_an_example_that_begins_with_a_quotation_takes_no_other_line(tmp_path, capsys):
    asked, text = tmp_path / "en.tsv", tmp_path / "text.txt"
    text.write_text('"We welcome the plan of the Ministers of Tarsend for the port.', encoding="utf-8")
    assert main(["lexicon", "ask", "en", "--examples", str(text), "-o", str(asked)]) == 0
    lines = asked.read_text(encoding="utf-8-sig").splitlines()
    quoted = next(at for at, line in enumerate(lines) if "[welcome]" in line)
    lines[quoted + 1] = lines[quoted + 1].removesuffix("\t\t\t") + "\tyes\t\tfine"
    asked.write_text("\n".join(lines), encoding="utf-8")
    capsys.readouterr()
    main(["lexicon", "answers", "en", str(asked)])
    assert "\n1 of " in capsys.readouterr().out


@pytest.mark.parametrize(
    "content", ["a\tb\n", "", "\t".join(HEAD) + "\n" + "x" * 140_000], ids=["other", "empty", "long"]
)
def test_another_file_is_refused(tmp_path, capsys, content):
    (tmp_path / "x.tsv").write_text(content, encoding="utf-8")
    assert main(["lexicon", "answers", "ru", str(tmp_path / "x.tsv")]) == 2
    assert "has not the columns" in capsys.readouterr().err


def test_the_forms_are_gone_through_once_whatever_is_answered():
    every = [dict(zip(HEAD, (*row, "", "no", "x", ""), strict=True)) for row in asked_of("ru")[:300]]
    review, profile = reviewed("ru", every), cProfile.Profile()
    assert len(profile.runcall(list, in_lines("ru", review))) == len(every) + 1
    calls = {each.code: each.callcount for each in profile.getstats()}
    assert calls[asked_of.__code__] == 1
