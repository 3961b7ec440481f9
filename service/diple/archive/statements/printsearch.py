"""Where fingerprints are searched: many at once, a few earlier sentences for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from sqlalchemy import BigInteger, ColumnElement, Connection, bindparam, column, exists, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY

from diple.archive.statements.tables import SENTENCES, STATEMENTS

Near = tuple[int, int, int]
"""A fingerprint, and a statement and a sentence that have it."""

_ORDER = (SENTENCES.c.statement, SENTENCES.c.sentence)
"""That of the primary key, so that the same few are found each time, and nothing is sorted."""


class PrintSearch(Protocol):
    """How one database is searched."""

    def near(
        self, connection: Connection, prints: Sequence[int], conditions: Sequence[ColumnElement[bool]], most: int
    ) -> Iterator[Near]:
        """The sentences with each of some fingerprints, in statements that meet conditions, so many at most of each."""
        ...


def prints_of(dialect: str) -> PrintSearch:
    """How a database of a dialect is searched."""
    return OneByOne() if dialect == "sqlite" else AllAtOnce()


class OneByOne:
    """A question for each fingerprint: in SQLite that costs no more than the look itself."""

    def near(
        self, connection: Connection, prints: Sequence[int], conditions: Sequence[ColumnElement[bool]], most: int
    ) -> Iterator[Near]:
        """Written as SQL once: SQLAlchemy takes ten times as long as the look. Joined, SQLite would begin elsewhere."""
        own = select(STATEMENTS.c.number).where(STATEMENTS.c.number == SENTENCES.c.statement, *conditions)
        question = (
            select(SENTENCES.c.print, SENTENCES.c.statement, SENTENCES.c.sentence)
            .where(SENTENCES.c.print == bindparam("wanted"), exists(own.correlate(SENTENCES)))
            .order_by(*_ORDER)
            .limit(most)
        )
        written = question.compile(connection, compile_kwargs={"render_postcompile": True})
        order = [str(name) for name in written.positiontup or ()]
        for made in prints:
            known = {**written.params, "wanted": made}
            yield from map(tuple, connection.exec_driver_sql(str(written), tuple(known[name] for name in order)))


class AllAtOnce:
    """One question for all: in PostgreSQL each question costs more than the look."""

    def near(
        self, connection: Connection, prints: Sequence[int], conditions: Sequence[ColumnElement[bool]], most: int
    ) -> Iterator[Near]:
        """A lateral join, so that a fingerprint of a courtesy that all have costs as much as any other."""
        unnested = func.unnest(literal(list(prints), ARRAY(BigInteger)))
        given = unnested.table_valued(column("wanted", BigInteger)).render_derived()
        each = (
            select(SENTENCES.c.print, SENTENCES.c.statement, SENTENCES.c.sentence)
            .join(STATEMENTS, STATEMENTS.c.number == SENTENCES.c.statement)
            .where(SENTENCES.c.print == given.c.wanted, *conditions)
            .order_by(*_ORDER)
            .limit(most)
            .lateral()
        )
        yield from map(tuple, connection.execute(select(each).select_from(given.join(each, true()))))
