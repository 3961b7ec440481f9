"""What a native reader is asked of a language: each form of its facts and senses, and what the answers change.

The tables `facts` and `senses` of a language list forms by what they mean. A reader says of each whether it is right
where it is, and what would be better. Nothing is changed here: the answers become a list of edits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from diple.errors import LexiconError
from diple.lexicon.tables import language_table

TABLES = ("facts", "senses")
FIRST = ("duty", "negation", "people", "quantity", "roles", "bodies", "currencies")
"""The fields that are asked first: an hour is short, and a wrong form of these makes a loud marker."""
TECHNICAL = ("endings", "attached")
"""Parts of `facts` that hold no forms."""
RIGHT, WRONG = "yes", "no"
HEAD = ("table", "field", "meaning", "english", "form", "example", "right?", "better form", "note")
"""The columns of the file to fill in; the last three are the reader's."""


class Asked(NamedTuple):
    """A form: its table, the field and the meaning under which it is, and forms of the same meaning in English."""

    table: str
    field: str
    meaning: str
    english: str
    form: str


class Edit(NamedTuple):
    """What an answer changes: the form, what takes its place ("" where it goes), and the reader's note."""

    asked: Asked
    better: str
    note: str


class Review(NamedTuple):
    """What the answers say: how many forms were asked and answered, what to change, and what is wrong with answers."""

    forms: int
    answered: int
    edits: tuple[Edit, ...]
    notes: tuple[Edit, ...]
    faults: tuple[str, ...]


def asked_of(language: str) -> list[Asked]:
    """All forms of a language that a reader is asked about, the weightiest fields first. Raises LexiconError."""
    rows = dict.fromkeys(row for table in TABLES for row in _rows(table, language))
    if not rows:
        raise LexiconError("UNKNOWN_LANGUAGE", f"There are no forms of the language {language!r}.")
    return sorted(rows, key=lambda row: (row.table != "facts", _rank(row.field)))


def _rank(field: str) -> int:
    return FIRST.index(field) if field in FIRST else len(FIRST)


def _rows(table: str, language: str) -> Iterator[Asked]:
    english = language_table("en", table)
    for field, meanings in language_table(language, table).items():
        if field in TECHNICAL or not isinstance(meanings, Mapping):
            continue
        for meaning, forms in meanings.items():
            known = english.get(field, {}).get(meaning, [])
            yield from (Asked(table, field, meaning, ", ".join(known[:3]), form) for form in forms)


def reviewed(language: str, rows: Iterable[Mapping[str, str]]) -> Review:
    """What the rows of a filled file say. A row whose `right?` and `better form` are empty was not reached."""
    asked = {(row.table, row.field, row.meaning, row.form): row for row in asked_of(language)}
    answered, faults = 0, []
    edits: list[Edit] = []
    notes: list[Edit] = []
    for number, row in enumerate(rows, 2):
        answer, better, note = (row.get(column, "").strip() for column in HEAD[-3:])
        if not (answer or better or note):
            continue
        form = asked.get((row["table"], row["field"], row["meaning"], row["form"]))
        if form is None:
            faults.append(f"line {number}: {row['form']!r} is no form of {row['field']}.{row['meaning']} now")
        elif answer.casefold() not in (RIGHT, WRONG, ""):
            faults.append(f"line {number}: {answer!r} is neither {RIGHT} nor {WRONG}")
        else:
            answered += 1
            _sort(Edit(form, better, note), answer.casefold(), edits, notes)
    return Review(len(asked), answered, tuple(edits), tuple(notes), tuple(faults))


def _sort(edit: Edit, answer: str, edits: list[Edit], notes: list[Edit]) -> None:
    """An edit where the form is wrong, or a better one is given; else a note to read, if there is one."""
    if answer == WRONG or edit.better:
        edits.append(edit)
    elif edit.note:
        notes.append(edit)


def in_lines(language: str, review: Review) -> Iterator[str]:
    """What to change, a line for each, in the order of the file; then notes, and what could not be read."""
    owners: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for row in asked_of(language):
        owners[row.table, row.form].append(row)
    for asked, better, note in review.edits:
        place = f"{language}/{asked.table}.toml [{asked.field}] {asked.meaning}"
        what = f"replace {asked.form!r} by {better!r}" if better else f"take out {asked.form!r}"
        yield f"{place}: {what}{_remark(note)}{_elsewhere(asked, owners.get((asked.table, better), ()))}"
    for asked, _, note in review.notes:
        yield f"{language}/{asked.table}.toml [{asked.field}] {asked.meaning}: {asked.form!r} is right{_remark(note)}"
    yield from review.faults
    share = f"{review.answered:,} of {review.forms:,} forms were answered, {len(review.edits):,} to change"
    whole = ": native_checked can be set to true" if review.answered == review.forms and not review.edits else ""
    yield share + whole


def _remark(note: str) -> str:
    return f" ({note})" if note else ""


def _elsewhere(asked: Asked, owners: Sequence[Asked]) -> str:
    """Under which other meanings of its table the better form is already."""
    others = [f"{row.field}.{row.meaning}" for row in owners if row[1:3] != asked[1:3]]
    return f"; it is a form of {', '.join(others)} already" if others else ""
