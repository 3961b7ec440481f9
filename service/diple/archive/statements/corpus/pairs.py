"""How much each two statements of a series share: all pairs, in tiles that workers compute apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

from sqlalchemy import select

from diple.archive.statements.bulk import groups
from diple.archive.statements.contract import Scope, Step
from diple.archive.statements.corpus.spreading import spread
from diple.archive.statements.listing import ORDER, check_scope, with_day
from diple.archive.statements.questions.baselines import prints_of_statements, share
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import STATEMENTS

SIDE = 100
"""Statements on each side of a tile: 10,000 pairs, and the fingerprints of 200 statements in memory."""


class Member(NamedTuple):
    """A statement of a series as it is compared."""

    number: int
    id: str
    date: str
    language: str


Tile = tuple[Sequence[Member], Sequence[Member]]
"""Two groups of statements, the first no later than the second."""


def pairs(shelf: Shelf, series: str, executor: Executor | None) -> Iterator[Step]:
    """Each two statements of a series in one language. Raises ArchiveError, UNKNOWN_SERIES."""
    scope = Scope(series=series)
    check_scope(shelf, scope)
    columns = (STATEMENTS.c.number, STATEMENTS.c.id, STATEMENTS.c.date, STATEMENTS.c.language)
    with shelf.database.reading() as connection:
        rows = connection.execute(select(*columns).where(*with_day(shelf, scope)).order_by(*ORDER))
        members = [Member(*row) for row in rows]
    for steps in spread(executor, shelf, compared, tiles(members)):
        yield from steps


def tiles(members: Sequence[Member]) -> Iterator[Tile]:
    """Each two groups of statements, and each with itself."""
    sides = list(groups(members, SIDE))
    return ((sides[one], sides[other]) for other in range(len(sides)) for one in range(other + 1))


def compared(shelf: Shelf, tile: Tile) -> list[Step]:
    """Each statement of the second group beside the earlier ones of the first in its language."""
    before, after = tile
    with shelf.database.reading() as connection:
        numbers = {each.number for side in tile for each in side}
        prints = prints_of_statements(connection, sorted(numbers))
    return [
        Step(old.id, new.id, new.date, share(prints.get(old.number, {}), prints.get(new.number, {})))
        for at, new in enumerate(after)
        for old in (before[:at] if before is after else before)
        if old.language == new.language
    ]
