"""Where index words are searched: FTS5 in SQLite, a `tsvector` in PostgreSQL. Both hold every place of every word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, Select, cast, column, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from diple.archive.statements.bulk import in_turn
from diple.archive.statements.indexing.words import OFTEN
from diple.archive.statements.tables import PARTS

BITS = 12
"""Bits of the number of a part that count the parts of its statement."""
LEAST = OFTEN
"""Words that a part has at least where another follows."""
Phrase = Sequence[str]
"""Index words that are neighbours."""


class WordSearch(Protocol):
    """How one database is searched."""

    def insert(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Puts parts into the index: numbers and bodies."""
        ...

    def remove(self, connection: Connection, statement: int) -> None:
        """Takes the parts of a statement out of the index."""
        ...

    def holding(self, *groups: Sequence[Phrase]) -> Select[tuple[int]]:
        """The numbers of the statements of which one part has a phrase of each group, each perhaps several times."""
        ...


def numbered(statement: int, bodies: Sequence[str]) -> list[tuple[int, str]]:
    """The rows of a statement's parts."""
    return [(statement << BITS | at, body) for at, body in enumerate(bodies)]


def search_of(dialect: str) -> WordSearch:
    """How a database of a dialect is searched."""
    return Fts() if dialect == "sqlite" else Vectors()


class Fts:
    """The virtual table of FTS5, which has the bodies from `statement_parts`."""

    def insert(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Bodies first, then their words."""
        connection.exec_driver_sql("INSERT INTO statement_parts (part, body) VALUES (?, ?)", list(rows))
        connection.exec_driver_sql("INSERT INTO statement_words (rowid, body) VALUES (?, ?)", list(rows))

    def remove(self, connection: Connection, statement: int) -> None:
        """Words first: FTS5 must be given the body that it takes out."""
        bounds = (statement << BITS, (statement + 1) << BITS)
        connection.exec_driver_sql(
            "INSERT INTO statement_words (statement_words, rowid, body) "
            "SELECT 'delete', part, body FROM statement_parts WHERE part >= ? AND part < ?",
            bounds,
        )
        connection.exec_driver_sql("DELETE FROM statement_parts WHERE part >= ? AND part < ?", bounds)

    def holding(self, *groups: Sequence[Phrase]) -> Select[tuple[int]]:
        """By MATCH; the words are letters and digits alone, and quoted."""
        words = table("statement_words", column("rowid"), column("statement_words"))
        wanted = words.c.statement_words.op("MATCH")(" AND ".join(_any_quoted(group) for group in groups))
        return select((words.c.rowid.op(">>")(literal_column(str(BITS)))).label("statement")).where(wanted)


class Vectors:
    """The column `vector` beside each body."""

    def insert(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """All rows as two arrays in one command."""
        parts, bodies = zip(*rows, strict=True)
        vectors = [vector(body) for body in bodies]
        connection.exec_driver_sql(
            "INSERT INTO statement_parts (part, body, vector) "
            "SELECT part, body, vector::tsvector FROM unnest(%s::bigint[], %s::text[], %s::text[]) "
            "AS given(part, body, vector)",
            (list(parts), list(bodies), vectors),
        )

    def remove(self, connection: Connection, statement: int) -> None:
        """The index goes with the rows."""
        bounds = (statement << BITS, (statement + 1) << BITS)
        connection.exec_driver_sql("DELETE FROM statement_parts WHERE part >= %s AND part < %s", bounds)

    def holding(self, *groups: Sequence[Phrase]) -> Select[tuple[int]]:
        """By `<->`, the next place."""
        wanted = cast(" & ".join(_any_in_a_row(group) for group in groups), TSQUERY)
        return select(PARTS.c.part.op(">>")(literal_column(str(BITS))).label("statement")).where(
            column("vector").op("@@")(wanted)
        )


def _any_quoted(group: Sequence[Phrase]) -> str:
    """One of some phrases, as FTS5 has it."""
    quoted = [f'"{" ".join(phrase)}"' for phrase in group]
    return f"({' OR '.join(quoted)})"


def _any_in_a_row(group: Sequence[Phrase]) -> str:
    """One of some phrases, as a tsquery has it."""
    rows = (" <-> ".join(f"'{word}'" for word in phrase) for phrase in group)
    return f"({' | '.join(f'({row})' for row in rows)})"


def vector(body: str) -> str:
    """A body as the text of a tsvector: each word with its places, counted from 1."""
    places = defaultdict[str, list[str]](list)
    for at, word in enumerate(body.split(" "), 1):
        places[word].append(str(at))
    return " ".join([f"'{word}':{','.join(held)}" for word, held in places.items()])


def parts_of(connection: Connection, statements: Sequence[int]) -> dict[int, str]:
    """The index words of statements by their numbers, as one text each."""
    found: dict[int, str] = {}
    at, wanted = 0, list(statements)
    while wanted:
        bodies = _numbered_parts(connection, [number << BITS | at for number in wanted])
        for part, body in bodies.items():
            found[part >> BITS] = found.get(part >> BITS, "") + body
        wanted = [part >> BITS for part, body in bodies.items() if body.count(" ") > LEAST]
        at += 1
    return found


def _numbered_parts(connection: Connection, parts: Sequence[int]) -> dict[int, str]:
    chosen = select(PARTS.c.part, PARTS.c.body)
    return {
        part: body for some in in_turn(parts) for part, body in connection.execute(chosen.where(PARTS.c.part.in_(some)))
    }
