"""Many numbers looked up in an index at once, and for each a few statements that have it: fingerprints, concepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

from diple.archive.statements.tables import STATEMENTS

Row = tuple[Any, ...]
"""The primary key of a row of an index."""


class Lookups(Protocol):
    """How one database is asked."""

    def few(
        self,
        connection: Connection,
        table: Table,
        wanted: Sequence[int],
        conditions: Sequence[ColumnElement[bool]],
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
        conditions: Sequence[ColumnElement[bool]],
        most: int,
    ) -> Iterator[Row]:
        """Written as SQL once: SQLAlchemy takes ten times as long as the look. Joined, SQLite would begin elsewhere."""
        own = select(STATEMENTS.c.number).where(STATEMENTS.c.number == table.c.statement, *conditions)
        chosen = _first(select(*table.primary_key), table, bindparam("wanted"), most)
        written = chosen.where(exists(own.correlate(table))).compile(
            connection, compile_kwargs={"render_postcompile": True}
        )
        order = [str(name) for name in written.positiontup or ()]
        for number in wanted:
            known = {**written.params, "wanted": number}
            yield from map(tuple, connection.exec_driver_sql(str(written), tuple(known[name] for name in order)))


class AllAtOnce:
    """One question for all: in PostgreSQL each question costs more than the look."""

    def few(
        self,
        connection: Connection,
        table: Table,
        wanted: Sequence[int],
        conditions: Sequence[ColumnElement[bool]],
        most: int,
    ) -> Iterator[Row]:
        """A lateral join, so that a fingerprint of a courtesy that all have costs as much as any other."""
        unnested = func.unnest(literal(list(wanted), ARRAY(BigInteger)))
        given = unnested.table_valued(column("wanted", BigInteger)).render_derived()
        joined = select(*table.primary_key).join(STATEMENTS, STATEMENTS.c.number == table.c.statement)
        each = _first(joined.where(*conditions), table, given.c.wanted, most).lateral()
        yield from map(tuple, connection.execute(select(each).select_from(given.join(each, true()))))


def _first(chosen: Select[Any], table: Table, number: ColumnElement[int], most: int) -> Select[Any]:
    """The first rows of a number."""
    key, *rest = table.primary_key
    return chosen.where(key == number).order_by(*rest).limit(most)
