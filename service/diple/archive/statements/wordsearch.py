"""Where index words are searched: FTS5 in SQLite, a `tsvector` in PostgreSQL. Both hold every place of every word."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from operator import setitem, xor
from struct import Struct, pack
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

from diple.archive.statements.bulk import copy_rows, in_turn
from diple.archive.statements.indexing.filled import Filled
from diple.archive.statements.indexing.words import LEAST
from diple.archive.statements.tables import PARTS

BITS = 12
"""Bits of the number of a part that count the parts of its statement."""
PAIR_BITS = 8192
"""Bits for the pairs of a part: of a statement of 1,000 words one in nine is set, of 3,000 one in three."""
FURTHER = PARTS.c.part.op("&")(literal_column(str((1 << BITS) - 1))) > literal_column("0")
"""The condition that a part is not the first of its statement, by an index of its own in PostgreSQL."""
_DIGITS = b"01" + bytes(254)
MOST_PLACES = 256
LAST_PLACE = 16_383
"""How many places a word has in a tsvector at most, and the last one that it can have."""
_COLUMNS = {"part": "BIGINT", "body": "TEXT", "vector": "TSVECTOR", "pairs": "BYTEA"}
_SIZE = Struct(">i")
MANY = 64
"""Parts of an import that is large: PostgreSQL lets more words wait before they go into the index."""
_PENDING = "16MB"
"""Those of a thousand statements of 1,000 words. The default, 4 MB, costs the server 0.3 ms more for each statement.
Each search reads what waits: an import has it put into the index at its end."""
LONGEST = 80
"""Letters by which PostgreSQL knows a word: so the words of a part fit into the megabyte that a vector may have."""
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
        """Vectors as the server keeps them: to parse one from text took a quarter of the time of its row."""
        given = [
            (part, encoded, vector(words := encoded.split(b" ")), pairs(words))
            for part, encoded in ((part, body.encode()) for part, body in rows)
        ]
        if len(given) >= MANY:
            connection.exec_driver_sql(f"SET LOCAL gin_pending_list_limit = '{_PENDING}'")
        copy_rows(connection, PARTS.name, _COLUMNS, given)

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
    quoted = between.join(f"'{word[:LONGEST]}'" for word in phrase)
    return f"({quoted})"


def _has_pairs(group: Sequence[Phrase]) -> ColumnElement[bool]:
    """Whether the bits of all pairs of one of some phrases are set."""
    return or_(
        *(
            and_(true(), *(func.get_bit(column("pairs"), at) == 1 for at in sorted(set(pair_bits(_encoded(phrase))))))
            for phrase in group
        )
    )


def _encoded(phrase: Phrase) -> list[bytes]:
    return [word.encode() for word in phrase]


def pair_bits(words: Sequence[bytes]) -> Iterator[int]:
    """The bit of each two neighbours: 31 times the number of the first, xor that of the second."""
    return map(xor, map(_FIRST.__getitem__, words), map(_SECOND.__getitem__, islice(words, 1, None)))


_SECOND = Filled[bytes, int](lambda word: crc32(word) % PAIR_BITS, most=65_536)
_FIRST = Filled[bytes, int](lambda word: 31 * crc32(word) % PAIR_BITS, most=65_536)


def pairs(words: Sequence[bytes]) -> bytes:
    """The bits of all pairs of words."""
    digits = bytearray(PAIR_BITS)  # of a number in base 2, which takes a third of the time of setting bits
    deque(map(setitem, repeat(digits), pair_bits(words), repeat(1)), maxlen=0)
    digits.reverse()
    return int(digits.translate(_DIGITS), 2).to_bytes(PAIR_BITS // 8, "little")


def vector(words: Sequence[bytes]) -> bytes:
    """Words as a tsvector in the binary format of PostgreSQL: how many there are, and each with its places from 1 on.

    As in one that the server makes of text, a place beyond the last is the last one, and a word has so many at most.
    """
    places = defaultdict[bytes, list[int]](list)
    for at, word in enumerate(words, 1):
        places[word].append(at)
    places.pop(b"", None)  # of a line without words
    if max(map(len, places), default=0) > LONGEST:
        places = _shortened(places)
    once = _ONCE if len(words) < len(_ONCE) else ()
    entries = [word + (once[held[0]] if once and len(held) == 1 else _places(held)) for word, held in places.items()]
    return b"".join([_SIZE.pack(len(places)), *entries])


def _shortened(places: Mapping[bytes, list[int]]) -> defaultdict[bytes, list[int]]:
    """The places of words that are cut to the letters by which they are known."""
    found = defaultdict[bytes, list[int]](list)
    for word, held in places.items():
        found[word.decode()[:LONGEST].encode()] += held
    return defaultdict(list, {word: sorted(held) for word, held in found.items()})


def _places(held: Sequence[int]) -> bytes:
    """What follows a word: its end, how many places it has, and these."""
    if len(held) > MOST_PLACES or held[-1] > LAST_PLACE:
        held = sorted({min(at, LAST_PLACE) for at in held})[:MOST_PLACES]
    return pack(f">x{len(held) + 1}H", len(held), *held)


_ONCE = [pack(">xHH", 1, at) for at in range(4_096)]
"""Written beforehand for words of one place, as most are."""


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
