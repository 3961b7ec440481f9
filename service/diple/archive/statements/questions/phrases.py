"""Phrases that no pack holds and that recur in a series: mined from its index words, and kept until it changes.

A phrase is a row of two to five index words of one sentence that begins and ends with a word of content. Of phrases
in the same statements only the longest counts.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from diple.archive.statements.contract import Cell, Life, Scope
from diple.archive.statements.indexing.words import BREAK, tongue_of
from diple.archive.statements.listing import ORDER, check_scope, read_full, with_day
from diple.archive.statements.questions.wordings import Wording
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import PHRASES, SERIES, STATEMENTS
from diple.archive.statements.wordsearch import parts_of
from diple.errors import ArchiveError

LONGEST = 5
"""Words of a phrase."""
SHORTEST = 2
FEWEST = 3
"""Statements that have a phrase which recurs."""
MOST_SHARE = 0.8
"""Share of the statements of a series, above which a phrase is its register and no news."""
ALIKE = 0.5
"""Share of the statements of two phrases that both are in, above which they are one thing where they share a word."""
MINED = 100
"""Phrases that are kept of a series."""
MOST = 2_000
"""Statements that are mined, the latest ones."""
_MARKS = re.compile(r"[,;:()\"“”«»]|\b\w\.")
Row = tuple[str, ...]


class Member(NamedTuple):
    """A statement of a series as it is mined."""

    number: int
    id: str
    date: str
    language: str
    indexed: str


def phrases(shelf: Shelf, series: str, limit: int) -> tuple[Life, ...]:
    """The recurring phrases of a series, the most telling first. Raises ArchiveError, UNKNOWN_SERIES."""
    check_scope(shelf, Scope(series=series))
    with shelf.database.reading() as connection:
        members = members_of(shelf, connection, series)
        number = connection.execute(
            select(SERIES.c.number).where(SERIES.c.tenant == shelf.tenant, SERIES.c.name == series)
        ).scalar_one()
        name = name_of(members)
        chosen = select(PHRASES.c.found).where(PHRASES.c.series == number, PHRASES.c.members == name)
        known = connection.execute(chosen).scalar_one_or_none()
        found = json.loads(known) if known else mined(shelf, connection, members)
    if known is None:
        with suppress(ArchiveError):  # where nothing can be written, they are mined at each question
            keep(shelf, number, name, found)
    return tuple(_life(each) for each in found[:limit])


def members_of(shelf: Shelf, connection: Connection, series: str) -> list[Member]:
    """The statements of a series that have a day, oldest first."""
    dated = with_day(shelf, Scope(series=series))
    columns = (
        *(STATEMENTS.c.number, STATEMENTS.c.id, STATEMENTS.c.date),
        *(STATEMENTS.c.language, STATEMENTS.c.indexed),
    )
    return [Member(*row) for row in connection.execute(select(*columns).where(*dated).order_by(*ORDER))][-MOST:]


def name_of(members: Sequence[Member]) -> str:
    """Names the members and how they are indexed."""
    return sha256("\n".join(f"{each.id} {each.date} {each.indexed}" for each in members).encode()).hexdigest()[:16]


def keep(shelf: Shelf, number: int, name: str, found: Sequence[object]) -> None:
    """Keeps what was mined in the place of what was, in one transaction."""
    with shelf.database.writing() as connection:
        connection.execute(delete(PHRASES).where(PHRASES.c.series == number))
        connection.execute(insert(PHRASES).values(series=number, members=name, found=json.dumps(found)))


def mined(shelf: Shelf, connection: Connection, members: Sequence[Member]) -> list[dict[str, object]]:
    """The recurring phrases of statements, the most telling first, in plain values."""
    bodies = parts_of(connection, [member.number for member in members])
    holders: dict[Row, list[int]] = {}
    for at, member in enumerate(members):
        stop = tongue_of(member.language).stop
        for row in set(rows_of(bodies.get(member.number, ""), stop)):
            holders.setdefault(row, []).append(at)
    most = max(FEWEST, int(MOST_SHARE * len(members)))
    recurring = {row: held for row, held in holders.items() if FEWEST <= len(held) <= most}
    ranked = sorted(longest(recurring), key=lambda row: (-telling(row, recurring[row], len(members)), row))
    found = (named(shelf, connection, row, [members[at] for at in recurring[row]]) for row in unlike(ranked, recurring))
    return list(islice(filter(None, found), MINED))


def unlike(ranked: Sequence[Row], holders: Mapping[Row, Sequence[int]]) -> Iterator[Row]:
    """The phrases, but for those that share a word and most of their statements with a more telling one."""
    taken: dict[str, list[set[int]]] = {}
    for row in ranked:
        held = set(holders[row])
        if not any(len(held & other) > ALIKE * len(held | other) for word in row for other in taken.get(word, ())):
            for word in row:
                taken.setdefault(word, []).append(held)
            yield row


def rows_of(body: str, stop: frozenset[str]) -> Iterator[Row]:
    """The phrases of a text."""
    for sentence in body.split(BREAK):
        words = sentence.split()
        opens = [len(word) > 1 and word not in stop and word[0].isalpha() for word in words]
        for start, is_open in enumerate(opens):
            if is_open:
                for end in range(start + SHORTEST, min(start + LONGEST, len(words)) + 1):
                    if opens[end - 1]:
                        yield tuple(words[start:end])


def longest(recurring: dict[Row, list[int]]) -> list[Row]:
    """The phrases that are no part of a longer one in the same statements."""
    parts: set[tuple[Row, tuple[int, ...]]] = set()
    for row, held in recurring.items():
        for size in range(SHORTEST, len(row)):
            for start in range(len(row) - size + 1):
                parts.add((row[start : start + size], tuple(held)))
    return [row for row, held in recurring.items() if (row, tuple(held)) not in parts]


def telling(row: Row, held: Sequence[int], of: int) -> float:
    """How much the life of a phrase tells, any number: it is there without a break, begins or ends inside the series,
    and has words enough to be no accident."""
    span = held[-1] - held[0] + 1
    turns = (held[0] > 0) + (held[-1] < of - 1)
    return math.sqrt(len(held)) * len(held) / span * turns * len(row)


def named(shelf: Shelf, connection: Connection, row: Row, members: Sequence[Member]) -> dict[str, object] | None:
    """A phrase as the first statement that has it writes it; None where a pack holds it."""
    (full,) = read_full(shelf, connection, [members[0].number])
    wording = Wording(" ".join(row), shelf, None, {full.statement.language: row})
    places = wording.places(full.statement)
    if not places:
        return None
    start, end = places[0]
    if not is_phrase(full.statement.text, start, end):
        return None
    found = shelf.lexicon.matches(full.statement.text, full.statement.language, start, end)
    if any(match.start == start and match.end == end for match in found):
        return None
    cells = [[each.id, each.date, 1, *(places[0] if at == 0 else (-1, -1))] for at, each in enumerate(members)]
    return {"what": " ".join(full.statement.text[start:end].split()), "cells": cells}


def is_phrase(text: str, start: int, end: int) -> bool:
    """Whether words are a phrase: no part of a compound, no enumeration, and no row of names."""
    quote = text[start:end]
    if _MARKS.search(quote) or "-" in (text[start - 1 : start], text[end : end + 1]):
        return False
    return any(not word[:1].isupper() for word in quote.split() if len(word) > len("of"))


def _life(found: dict[str, object]) -> Life:
    what, cells = str(found["what"]), found["cells"]
    assert isinstance(cells, list)
    return Life(what, what, tuple(Cell(*cell) for cell in cells))
