"""Many numbers looked up in an index at once, and for each a few statements that have it: fingerprints, concepts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    column,
    exists,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY

from diple.archive.statements.tables import RECENT, SENTENCES, STATEMENTS

Row = tuple[Any, ...]
"""The primary key of a row of an index."""
Conditions = Callable[[Table], Sequence[ColumnElement[bool]]]
"""What the statement of a row of a table must meet."""


class Lookups(Protocol):
    """How one database is asked."""

    def few(
        self,
        connection: Connection,
        table: Table,
        wanted: Sequence[int],
        conditions: Conditions,
        most: int,
    ) -> Iterator[Row]:
        """For each number wanted its first rows, `most` at most, of statements that meet conditions.

        The number is the first column of the table's primary key. The rows are first in the order of that key, so that
        the same few are found each time, and nothing is sorted.
        """
        ...


def lookups_of(dialect: str) -> Lookups:
    """How a database of a dialect is asked."""
    return OneByOne() if dialect == "sqlite" else AllAtOnce()


class OneByOne:
    """A question for each number: in SQLite that costs no more than the look itself."""

    def few(
        self,
        connection: Connection,
        table: Table,
        wanted: Sequence[int],
        conditions: Conditions,
        most: int,
    ) -> Iterator[Row]:
        """Of fingerprints, those of the statements that came last are in a table of their own."""
        both = (table, RECENT) if table is SENTENCES else (table,)
        asked = [self._asked(connection, each, wanted, conditions(each), most) for each in both]
        for number in wanted:
            found = [row for ask in asked for row in ask(number)]
            yield from sorted(found)[:most]

    def _asked(
        self,
        connection: Connection,
        table: Table,
        wanted: Sequence[int],
        conditions: Sequence[ColumnElement[bool]],
        most: int,
    ) -> Callable[[int], Iterator[Row]]:
        """Written as SQL once: SQLAlchemy takes ten times as long as the look. Joined, SQLite would begin elsewhere."""
        own = select(STATEMENTS.c.number).where(STATEMENTS.c.number == table.c.statement, *conditions)
        chosen = _first(select(*table.primary_key), table, bindparam("wanted"), most)
        written = chosen.where(exists(own.correlate(table))).compile(
            connection, compile_kwargs={"render_postcompile": True}
        )
        order = [str(name) for name in written.positiontup or ()]
        known, command, there = dict(written.params), str(written), _there(connection, table, wanted)

        def ask(number: int) -> Iterator[Row]:
            if number in there:
                known["wanted"] = number
                yield from map(tuple, connection.exec_driver_sql(command, tuple(known[name] for name in order)))

        return ask


def _there(connection: Connection, table: Table, wanted: Sequence[int]) -> set[int]:
    """Those of some numbers that are in a table at all, most of which are in none: one question for all."""
    key = next(iter(table.primary_key)).name
    command = f"SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM {table.name} WHERE {key} = value)"
    return set(connection.exec_driver_sql(command, (str(list(wanted)),)).scalars())


class AllAtOnce:
    """One question for all: in PostgreSQL each question costs more than the look."""

    def few(
        self,
        connection: Connection,
        table: Table,
        wanted: Sequence[int],
        conditions: Conditions,
        most: int,
    ) -> Iterator[Row]:
        """A lateral join, so that a fingerprint of a courtesy that all have costs as much as any other."""
        unnested = func.unnest(literal(list(wanted), ARRAY(BigInteger)))
        given = unnested.table_valued(column("wanted", BigInteger)).render_derived()
        joined = select(*table.primary_key).join(STATEMENTS, STATEMENTS.c.number == table.c.statement)
        each = _first(joined.where(*conditions(table)), table, given.c.wanted, most).lateral()
        yield from map(tuple, connection.execute(select(each).select_from(given.join(each, true()))))


def _first(chosen: Select[Any], table: Table, number: ColumnElement[int], most: int) -> Select[Any]:
    """The first rows of a number."""
    key, *rest = table.primary_key
    return chosen.where(key == number).order_by(*rest).limit(most)
