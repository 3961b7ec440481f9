"""How many statements there are, by year and party: totals that each change of a statement keeps up to date.

A question of a scope that the totals know reads some hundred rows of them; of any other scope, and of the years of
which it has a part, it counts the statements themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, delete, false, func, literal_column, select
from sqlalchemy import text as sql

from diple.archive.statements.bulk import in_turn
from diple.archive.statements.contract import Grouping, Scope
from diple.archive.statements.rows import party_key
from diple.archive.statements.tables import COUNTED_BY, PARTIES, STATEMENTS, TOTALS

YEAR = func.substr(STATEMENTS.c.date, 1, 4)
_DIGITS = len("2031")
_OWN = (STATEMENTS.c.tenant, STATEMENTS.c.date, *(STATEMENTS.c[name] for name in tuple(COUNTED_BY)[3:]))
_COLUMNS = tuple(TOTALS.columns.keys())
_PUT = sql(
    f"INSERT INTO statement_totals ({', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join(f':{name}' for name in _COLUMNS)}) "
    f"ON CONFLICT ({', '.join(COUNTED_BY)}) DO UPDATE SET "
    "statements = statement_totals.statements + excluded.statements, "
    "words = statement_totals.words + excluded.words"
)
Key = tuple[str, ...]


class Changes:
    """What the changes of one transaction do to the totals."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.statements = Counter[Key]()
        self.words = Counter[Key]()

    def before(self, numbers: Sequence[int]) -> None:
        """Takes statements that are about to change out of the totals; until the end no other process changes them."""
        self._add(numbers, -1)

    def after(self, numbers: Sequence[int]) -> None:
        """Puts statements as they are now into the totals."""
        self._add(numbers, 1)

    def _add(self, numbers: Sequence[int], sign: int) -> None:
        for some in in_turn(sorted(numbers)):
            for key, words in keys_of(self._connection, some):
                self.statements[key] += sign
                self.words[key] += sign * words

    def write(self) -> None:
        """Writes the totals that change, in one order for all writers, so that no two wait for one another."""
        changed = sorted(key for key, count in self.statements.items() if count or self.words[key])
        rows = [
            {**dict(zip(COUNTED_BY, key, strict=True)), "statements": self.statements[key], "words": self.words[key]}
            for key in changed
        ]
        if rows:
            self._connection.execute(_PUT, rows)


@contextmanager
def changing(connection: Connection) -> Iterator[Changes]:
    """The changes of a transaction, which are written last: then other writers wait for them the shortest time."""
    changes = Changes(connection)
    yield changes
    changes.write()


def keys_of(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[Key, int]]:
    """The keys under which statements count, with their words."""
    own = select(STATEMENTS.c.number, STATEMENTS.c.words, *_OWN).where(STATEMENTS.c.number.in_(numbers))
    rows = connection.execute(own.order_by(STATEMENTS.c.number).with_for_update()).all()
    parties: dict[int, list[str]] = {}
    for statement, party in connection.execute(select(PARTIES).where(PARTIES.c.statement.in_(numbers))):
        parties.setdefault(statement, []).append(party)
    for number, words, tenant, date, *rest in rows:
        for party in ("", *parties.get(number, ())):
            yield (tenant, party, date[:_DIGITS], *rest), words


def recount(connection: Connection, tenant: str) -> None:
    """Makes the totals of a tenant anew; other writers of totals wait."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("LOCK TABLE statement_totals IN EXCLUSIVE MODE")
    connection.execute(delete(TOTALS).where(TOTALS.c.tenant == tenant))
    for rows in counted(tenant):
        connection.execute(TOTALS.insert().from_select(_COLUMNS, rows))


def counted(tenant: str) -> Iterable[Select[Any]]:
    """The totals as the statements give them: those of all, and those of each party."""
    rest, own = [STATEMENTS.c[name] for name in tuple(COUNTED_BY)[3:]], STATEMENTS.c.tenant == tenant
    sums = (func.count(), func.sum(STATEMENTS.c.words))
    everything = select(STATEMENTS.c.tenant, literal_column("''"), YEAR, *rest, *sums).where(own)
    of_parties = select(STATEMENTS.c.tenant, PARTIES.c.party, YEAR, *rest, *sums).where(own)
    yield everything.group_by(STATEMENTS.c.tenant, YEAR, *rest)
    of_parties = of_parties.join(PARTIES, PARTIES.c.statement == STATEMENTS.c.number)
    yield of_parties.group_by(STATEMENTS.c.tenant, PARTIES.c.party, YEAR, *rest)


def are_right(connection: Connection, tenant: str) -> bool:
    """Whether the totals of a tenant are those that the statements give."""
    held = select(TOTALS).where(TOTALS.c.tenant == tenant, TOTALS.c.statements != 0)
    wanted = {tuple(row) for rows in counted(tenant) for row in connection.execute(rows)}
    return wanted == set(map(tuple, connection.execute(held)))


class Total(NamedTuple):
    """Statements of one year, group, status and index, and their words."""

    year: str
    group: str
    status: str
    indexed: str
    statements: int
    words: int


class Parted(NamedTuple):
    """A scope as the totals know it: the years that they answer, and what of a year is to be counted."""

    years: list[ColumnElement[bool]]
    rest: list[Scope]


def knows(scope: Scope, by: Grouping | None) -> bool:
    """Whether the totals have a scope, but for the days with which it begins and ends."""
    return not (scope.series or scope.kind or scope.concept or (scope.party and by == "party"))


def parted(scope: Scope) -> Parted:
    """Whole years, and the parts of years before and after them."""
    since, until, year = scope.since, scope.until, TOTALS.c.year
    first, last = since[:_DIGITS], until[:_DIGITS]
    if first and last and first >= last:
        return Parted([false()], [scope])
    years: list[ColumnElement[bool]] = []
    rest: list[Scope] = []
    if since:
        years.append(year >= first if since == first else year > first)
        rest += [] if since == first else [replace(scope, until=first)]
    if until:
        years += [year <= last if until == last else year < last, year != ""]
        rest += [] if until == last else [replace(scope, since=last)]
    return Parted(years, rest)


def totals(
    connection: Connection, tenant: str, scope: Scope, by: Grouping | None, years: list[ColumnElement[bool]]
) -> list[Total]:
    """The totals of a scope in some years."""
    group: ColumnElement[str] = {"language": TOTALS.c.language, "party": TOTALS.c.party}.get(
        by or "", literal_column("''")
    )
    plain = {"level": scope.level, "language": scope.language}
    own = [TOTALS.c.tenant == tenant, TOTALS.c.statements != 0, *years]
    own += [TOTALS.c[name] == value for name, value in plain.items() if value]
    own += [TOTALS.c.party != ""] if by == "party" else [TOTALS.c.party == (scope.party and party_key(scope.party))]
    columns = (TOTALS.c.year, group, TOTALS.c.status, TOTALS.c.indexed, TOTALS.c.statements, TOTALS.c.words)
    return [Total(*row) for row in connection.execute(select(*columns).where(*own))]
