"""Many numbers looked up in an index at once, and for each a few statements that have it: fingerprints, concepts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Table,
    TableValuedAlias,
    bindparam,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY

from diple.archive.statements.tables import BLOCK, BLOCK_BITS, RECENT, SENTENCES, STATEMENTS

Row = tuple[Any, ...]
"""The primary key of a row of an index."""


class Wanted(NamedTuple):
    """Numbers that are looked up in a table, of whose primary key they are the first column."""

    table: Table
    numbers: Sequence[int]
    conditions: Callable[[Table], Sequence[ColumnElement[bool]]]
    """What the statement of a row of a table must meet."""
    most: int
    """Rows of each number, at most."""


class Lookups(Protocol):
    """How one database is asked."""

    def few(self, connection: Connection, wanted: Wanted) -> Iterator[Row]:
        """For each number wanted its first rows of statements that meet the conditions.

        The rows are first in the order of the primary key, so that the same few are found each time, and nothing is
        sorted.
        """
        ...


def lookups_of(dialect: str) -> Lookups:
    """How a database of a dialect is asked."""
    return OneByOne() if dialect == "sqlite" else AllAtOnce()


class OneByOne:
    """A question for each number: in SQLite that costs no more than the look itself."""

    def few(self, connection: Connection, wanted: Wanted) -> Iterator[Row]:
        """Of fingerprints, those of the statements that came last are in a table of their own."""
        tables = (SENTENCES, RECENT) if wanted.table is SENTENCES else (wanted.table,)
        asked = [_asked(connection, wanted._replace(table=each)) for each in tables]
        for number in wanted.numbers:
            found = [row for ask in asked for row in ask(number)]
            yield from sorted(found)[: wanted.most]


def _asked(connection: Connection, wanted: Wanted) -> Callable[[int], Iterator[Row]]:
    """Written as SQL once: SQLAlchemy takes ten times as long as the look. Joined, SQLite would begin elsewhere."""
    table = wanted.table
    own = select(STATEMENTS.c.number).where(STATEMENTS.c.number == table.c.statement, *wanted.conditions(table))
    chosen = _first(select(*table.primary_key), wanted, bindparam("wanted")).where(exists(own.correlate(table)))
    written = chosen.compile(connection, compile_kwargs={"render_postcompile": True})
    order = [str(name) for name in written.positiontup or ()]
    known, command, there = dict(written.params), str(written), _there(connection, wanted)

    def ask(number: int) -> Iterator[Row]:
        if number in there:
            known["wanted"] = number
            yield from map(tuple, connection.exec_driver_sql(command, tuple(known[name] for name in order)))

    return ask


def _there(connection: Connection, wanted: Wanted) -> set[int]:
    """Those of some numbers that are in a table at all, most of which are in none: one question for all."""
    key = next(iter(wanted.table.primary_key)).name
    command = f"SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM {wanted.table.name} WHERE {key} = value)"
    return set(connection.exec_driver_sql(command, (str(list(wanted.numbers)),)).scalars())


class AllAtOnce:
    """One question for all: in PostgreSQL each question costs more than the look."""

    def few(self, connection: Connection, wanted: Wanted) -> Iterator[Row]:
        """A lateral join, so that a fingerprint of a courtesy that all have costs as much as any other."""
        table = wanted.table
        unnested = func.unnest(literal(list(wanted.numbers), ARRAY(BigInteger)))
        given = unnested.table_valued(column("wanted", BigInteger)).render_derived()
        joined = select(*table.primary_key).join(STATEMENTS, STATEMENTS.c.number == table.c.statement)
        chosen = _first(joined.where(*wanted.conditions(table)), wanted, given.c.wanted)
        if table is not SENTENCES:
            each = chosen.lateral()
            yield from map(tuple, connection.execute(select(each).select_from(given.join(each, true()))))
            return
        blocks = _blocks()
        each = chosen.where(literal_column(BLOCK.format(table=table.name)) == blocks.c.block).lateral()
        of_all = select(each).select_from(given.join(blocks, true()).join(each, true()))
        yield from _fewest(map(tuple, connection.execute(of_all)), wanted)


def _blocks() -> TableValuedAlias:
    """The blocks that statements are in, from the first one on."""
    last = select(func.max(STATEMENTS.c.number).op(">>")(literal_column(str(BLOCK_BITS)))).scalar_subquery()
    return func.generate_series(literal_column("0"), last).table_valued(column("block", BigInteger)).render_derived()


def _fewest(rows: Iterable[Row], wanted: Wanted) -> Iterator[Row]:
    """The first rows of each number, of those that each block has."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    for number in wanted.numbers:
        yield from sorted(found.get(number, ()))[: wanted.most]


def _first(chosen: Select[Any], wanted: Wanted, number: ColumnElement[int]) -> Select[Any]:
    """The first rows of a number."""
    key, *rest = wanted.table.primary_key
    return chosen.where(key == number).order_by(*rest).limit(wanted.most)
