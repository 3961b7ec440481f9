"""Where index words are searched: FTS5 in SQLite, a `tsvector` in PostgreSQL. Both hold every place of every word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count, pairwise
from typing import Protocol
from zlib import crc32

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    cast,
    column,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from diple.archive.statements.bulk import in_turn
from diple.archive.statements.indexing.filled import Filled
from diple.archive.statements.indexing.words import OFTEN
from diple.archive.statements.tables import PARTS

BITS = 12
"""Bits of the number of a part that count the parts of its statement."""
PAIR_BITS = 8192
"""Bits for the pairs of a part: of a statement of 1,000 words one in nine is set, of 3,000 one in three."""
FURTHER = PARTS.c.part.op("&")(literal_column(str((1 << BITS) - 1))) > literal_column("0")
"""The condition that a part is not the first of its statement, by an index of its own in PostgreSQL."""
_ONE = ord("1")
LEAST = OFTEN
"""Words that a part has at least where another follows."""
Phrase = Sequence[str]
"""Index words that are neighbours."""


class WordSearch(Protocol):
    """How one database is searched."""

    def insert(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Puts parts into the index: numbers and bodies."""
        ...

    def remove(self, connection: Connection, statements: Sequence[int]) -> None:
        """Takes the parts of statements out of the index."""
        ...

    def holding(self, *groups: Sequence[Phrase]) -> Select[tuple[int]]:
        """The numbers of the statements of which one part has a phrase of each group, each perhaps several times."""
        ...

    def held(self, number: ColumnElement[int], *groups: Sequence[Phrase]) -> ColumnElement[bool]:
        """The condition that the statement of a number has a phrase of each group, in whichever of its parts."""
        ...


def read_through(dialect: str, number: ColumnElement[int], phrases: Sequence[Phrase]) -> ColumnElement[bool]:
    """The condition that the statement of a number has one of some phrases, found by reading its words.

    For phrases of common words, of which the index says only that all statements have them.
    """
    place = func.instr if dialect == "sqlite" else func.strpos
    first = number.op("<<")(literal_column(str(BITS)))
    own = (PARTS.c.part >= first, PARTS.c.part < first + literal_column(str(1 << BITS)))
    found = or_(*(place(PARTS.c.body, f" {' '.join(phrase)} ") > literal_column("0") for phrase in phrases))
    return exists(select(PARTS.c.part).where(*own, found).correlate_except(PARTS))


def numbered(statement: int, bodies: Sequence[str]) -> list[tuple[int, str]]:
    """The rows of a statement's parts."""
    return [(statement << BITS | at, body) for at, body in enumerate(bodies)]


def search_of(dialect: str) -> WordSearch:
    """How a database of a dialect is searched."""
    return Fts() if dialect == "sqlite" else Vectors()


def each_held(number: ColumnElement[int], found: Iterable[Select[tuple[int]]]) -> ColumnElement[bool]:
    """The condition that a number is among those of each of some questions."""
    return and_(true(), *(number.in_(each) for each in found))


class Fts:
    """The virtual table of FTS5, which has the bodies from `statement_parts`."""

    def insert(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Bodies first, then their words."""
        connection.exec_driver_sql("INSERT INTO statement_parts (part, body) VALUES (?, ?)", list(rows))
        connection.exec_driver_sql("INSERT INTO statement_words (rowid, body) VALUES (?, ?)", list(rows))

    def remove(self, connection: Connection, statements: Sequence[int]) -> None:
        """Words first: FTS5 must be given the body that it takes out."""
        if not statements:
            return
        bounds = [(statement << BITS, (statement + 1) << BITS) for statement in statements]
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

    def held(self, number: ColumnElement[int], *groups: Sequence[Phrase]) -> ColumnElement[bool]:
        """A question for each group: each reads the places of its words alone."""
        return each_held(number, map(self.holding, groups))


class Vectors:
    """The columns `vector` and `pairs` beside each body.

    The index finds the parts that have the words of a phrase. Whether these are neighbours, the vector knows; to unpack
    it took 43 microseconds on a busy machine, and common words are in all parts. So the pairs are asked before: bits of
    a number of each two neighbours (B. Bloom, Space/time trade-offs in hash coding with allowable errors, 1970), which
    refuse about nine in ten parts of 1,000 words for each pair, and lie unpacked in the row.
    """

    def insert(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """All rows as arrays in one command."""
        parts, bodies = zip(*rows, strict=True)
        vectors = [vector(body) for body in bodies]
        connection.exec_driver_sql(
            "INSERT INTO statement_parts (part, body, vector, pairs) "
            "SELECT part, body, vector::tsvector, pairs FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bytea[]) "
            "AS given(part, body, vector, pairs)",
            (list(parts), list(bodies), vectors, [pairs(body) for body in bodies]),
        )

    def remove(self, connection: Connection, statements: Sequence[int]) -> None:
        """The index goes with the rows."""
        connection.exec_driver_sql(
            "DELETE FROM statement_parts USING unnest(%s::bigint[]) AS gone(statement) "
            f"WHERE part >= statement << {BITS} AND part < (statement + 1) << {BITS}",
            (list(statements),),
        )

    def holding(self, *groups: Sequence[Phrase]) -> Select[tuple[int]]:
        """By the words, then by the pairs, then by `<->`, the next place, written so that no index is asked for it."""
        held: ColumnElement[str] = column("vector")
        found = select(PARTS.c.part.op(">>")(literal_column(str(BITS))).label("statement"))
        found = found.where(held.op("@@")(cast(_all_of(groups, " & "), TSQUERY)))
        if all(len(phrase) == 1 for group in groups for phrase in group):
            return found
        exact = func.ts_match_vq(held, cast(_all_of(groups, " <-> "), TSQUERY))
        return found.where(case((and_(*map(_has_pairs, groups)), exact), else_=false()))

    def held(self, number: ColumnElement[int], *groups: Sequence[Phrase]) -> ColumnElement[bool]:
        """One part has all, or the statement is of several parts, which have them among them.

        Rare words beside common ones are found by the index without a look at all that have the common ones.
        """
        if len(groups) == 1:
            return number.in_(self.holding(*groups))
        own = PARTS.c.part.op(">>")(literal_column(str(BITS)))
        of_several = select(own).where(FURTHER, each_held(own, map(self.holding, groups)))
        return number.in_(self.holding(*groups).union(of_several))


def _any_quoted(group: Sequence[Phrase]) -> str:
    """One of some phrases, as FTS5 has it."""
    quoted = [f'"{" ".join(phrase)}"' for phrase in group]
    return f"({' OR '.join(quoted)})"


def _all_of(groups: Sequence[Sequence[Phrase]], between: str) -> str:
    """One phrase of each group as a tsquery, its words joined by what is between them."""
    return " & ".join(f"({' | '.join(_row(phrase, between) for phrase in group)})" for group in groups)


def _row(phrase: Phrase, between: str) -> str:
    quoted = between.join(f"'{word}'" for word in phrase)
    return f"({quoted})"


def _has_pairs(group: Sequence[Phrase]) -> ColumnElement[bool]:
    """Whether the bits of all pairs of one of some phrases are set."""
    return or_(
        *(
            and_(true(), *(func.get_bit(column("pairs"), at) == 1 for at in sorted(pair_bits(phrase))))
            for phrase in group
        )
    )


def pair_bits(words: Sequence[str]) -> set[int]:
    """The bits of each two neighbours."""
    return {(31 * one ^ other) % PAIR_BITS for one, other in pairwise(map(_NUMBERS.__getitem__, words))}


_NUMBERS = Filled(lambda word: crc32(word.encode()), most=65_536)


def pairs(body: str) -> bytes:
    """The bits of all pairs of a body."""
    digits = bytearray(b"0" * PAIR_BITS)  # of a number in base 2, which takes a third of the time of setting bits
    for at in pair_bits(body.split(" ")):
        digits[~at] = _ONE
    return int(digits, 2).to_bytes(PAIR_BITS // 8, "little")


def vector(body: str) -> str:
    """A body as the text of a tsvector: each word with its places, counted from 1."""
    places = defaultdict[str, list[str]](list)
    for word, at in zip(body.split(" "), map(str, count(1)), strict=False):
        places[word].append(at)
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
