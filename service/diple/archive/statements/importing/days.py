"""Days that a text, a name or a manifest says and that cannot be right: proposals are made all the same, with a notice.

2013-13-45.txt                                 the name says a day that is in no calendar
"Kalden, 31 February 2012"                     the text does
2009-09-09.txt, and in it "14 May 2001"        name and text say two days
2099-01-01.txt                                 a year after the next one
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from diple.archive.statements.checking import check_day
from diple.archive.statements.importing.proposals import date_in, day_written_in
from diple.errors import ArchiveError
from diple.model import Notice, Statement
from diple.noise.dateline import impossible_line

_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20|21)\d\d)[-_.](\d\d)[-_.](\d\d)(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d\d)\.(\d\d)\.((?:19|20|21)\d\d)(?!\d)")


def doubts(statement: Statement, name: str, day: str, today: date, *, given: bool = False) -> Iterator[Notice]:
    """What cannot be right of the day `day` that a statement has, and of those that its text and its file's name say.

    Where it is `given`, by a manifest or an option, text and name are not asked.
    """
    if day and int(day[:4]) > today.year + 1:
        said = f"Its day, {day}, is in a year after the next one."
        yield Notice("day_in_future", said, {"date": day})
    if not given:
        yield from _of_proposal(statement, name, day)


def _of_proposal(statement: Statement, name: str, day: str) -> Iterator[Notice]:
    taken = f"its day is {day}, as proposed" if day else "it has no day"
    dropped = "" if statement.date else impossible_line(statement.text, statement.blocks, statement.language)
    for where, written in (("The text", dropped), ("The name of the file", impossible_in(name))):
        if written:
            said = f"{where} says “{written}”, a day that is in no calendar; {taken}."
            yield Notice("impossible_day", said, {"written": written})
    named = date_in(name)
    if named and statement.date and not (named.startswith(statement.date) or statement.date.startswith(named)):
        said = f"The name of the file says {named}, and the text {statement.date}; {taken}."
        yield Notice("two_days", said, {"name": named, "text": statement.date})


def impossible_in(name: str) -> str:
    """What is written as a whole day in a file's name and is none, "2013-13-45"; "" for nothing."""
    stem = PurePath(name).stem
    days = [(found[0], "-".join(found.groups())) for found in _YEAR_FIRST.finditer(stem)]
    days += [(found[0], "-".join(reversed(found.groups()))) for found in _YEAR_LAST.finditer(stem)]
    if whole := day_written_in(name):
        days.append((whole, whole))
    return next((written for written, day in days if not _is_day(day)), "")


def _is_day(day: str) -> bool:
    try:
        check_day(day)
    except ArchiveError:
        return False
    return True
