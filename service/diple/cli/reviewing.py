"""`diple lexicon ask` and `diple lexicon answers`: the file for a native reader, and what the filled file changes."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import diple
from diple.cli import output
from diple.cli.codes import DIFFERENT, SAME
from diple.errors import OptionError
from diple.lexicon.review import HEAD, Asked, asked_of, in_lines, reviewed
from diple.statement import LANGUAGES

_AROUND = 40  # characters of an example before and after the form


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The two commands."""
    ask = commands.add_parser("ask", help="write the forms of a language for a native reader to review")
    ask.add_argument("language", choices=LANGUAGES, help="the language")
    ask.add_argument(
        "--examples", metavar="TEXT", nargs="+", default=[], help="texts to take examples from (default: the samples)"
    )
    ask.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to FILE, not to standard output")
    ask.set_defaults(run=_ask)
    answers = commands.add_parser("answers", help="say what the completed file of a native reader changes")
    answers.add_argument("language", choices=LANGUAGES, help="the language")
    answers.add_argument("file", metavar="FILE", type=Path, help="the completed file, with tabs between columns")
    answers.set_defaults(run=_answers)


def _ask(arguments: argparse.Namespace) -> int:
    from diple.render.tables.csv import guarded

    output.check_open(arguments)
    asked = asked_of(arguments.language)
    examples = _examples(arguments.language, asked, arguments.examples)
    rows = [HEAD, *((*row, examples.get(number, ""), "", "", "") for number, row in enumerate(asked))]
    body = io.StringIO("\ufeff", newline="")
    body.seek(0, io.SEEK_END)
    csv.writer(body, "excel-tab", lineterminator="\n").writerows([guarded(cell) for cell in row] for row in rows)
    output.write(body.getvalue().encode(), arguments)
    return SAME


def _answers(arguments: argparse.Namespace) -> int:
    from diple.render.text.wrap import safe

    review = reviewed(arguments.language, _rows(arguments.file))
    for line in in_lines(arguments.language, review):
        print(safe(line))
    return DIFFERENT if review.edits or review.faults else SAME


def _rows(file: Path) -> Iterator[dict[str, str]]:
    """The lines of a filled file by column. Raises OptionError where it is not such a file."""
    from diple.render.tables.csv import unguarded

    body = file.read_bytes()
    try:
        text = body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise OptionError("USAGE", f"{file} is not text in UTF-8 or UTF-16.", "Save it as text with tabs.") from error
    try:
        head, *rows = csv.reader(io.StringIO(text, newline=""), "excel-tab")
    except (ValueError, csv.Error):
        head, rows = [], []
    if tuple(head) != HEAD:
        raise OptionError("USAGE", f"{file} has not the columns {', '.join(HEAD)}.", "Save it with tabs, as it came.")
    for row in rows:
        yield dict(zip(HEAD, (unguarded(cell) for cell in [*row, *[""] * len(HEAD)]), strict=False))


def _examples(language: str, rows: Sequence[Asked], named: Sequence[str]) -> dict[int, str]:
    """For rows by number, the first place in the texts that has their form, with what is around it."""
    from diple.facts.forms import Forms

    forms = Forms([(str(number), row.form) for number, row in enumerate(rows)], language)
    found: dict[int, str] = {}
    for text in _texts(language, named):
        for seen in forms.sightings(text, 0, len(text)):
            for number in map(int, seen.senses):
                if number not in found:
                    found[number] = _stretch(text, seen.start, seen.end)
    return found


def _stretch(text: str, start: int, end: int) -> str:
    """The words of a place in brackets, with a few characters around them."""
    parts = (text[max(0, start - _AROUND) : start], f"[{text[start:end]}]", text[end : end + _AROUND])
    return " ".join("".join(parts).split())


def _texts(language: str, named: Sequence[str]) -> list[str]:
    """The texts in the language that were named, or else the samples in it."""
    from diple.web.comparing.samples import folder

    place = folder(None)
    names = [Path(name) for name in named] or sorted(place.glob("**/*.txt") if place else ())
    read = [diple.read(name) for name in names]
    return [statement.text for statement in read if statement.language == language]
