"""The fingerprints of sentences as they are kept: by fingerprint, where they are sought, and whole by statement.

Fingerprints are random numbers. In SQLite each row that is put among millions of others changes a page of its own,
which is read and written. So new rows go into a small table, and from there, a slice of all fingerprints at a time,
into the large one: a slice brings the rows of many statements to few pages. What is asked looks into both.

In PostgreSQL the index begins with the block of the statement, and new rows change the pages of the last block alone.
Without blocks they changed pages of the whole index, a gigabyte for 100,000 statements, which were read, and written
to the log as a whole: 2,000 bytes for each row instead of 150. What is asked looks into each block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from operator import itemgetter
from struct import Struct

from sqlalchemy import ColumnElement, Connection, Table, delete, func, literal_column, select
from sqlalchemy import text as sql

from diple.archive.statements.bulk import among, delete_rows, in_turn, insert_rows
from diple.archive.statements.indexing.fingerprints import Print
from diple.archive.statements.tables import BLOCK, BLOCK_BITS, PRINTS, RECENT, SENTENCES, STATEMENTS

SLICES = 32
"""Parts of all fingerprints that are moved in turn: each waits for 4,096 statements, so that the small table has the
rows of half of these. With more parts it would be larger; with fewer, one of the large table would have more pages."""
STEP = 128
"""Statements for which one slice is moved."""
_SLICE = (1 << 63) // SLICES
_ROW = Struct(">qi")
_MOVE = (
    sql(f"INSERT OR IGNORE INTO {SENTENCES.name} SELECT * FROM {RECENT.name} WHERE print >= :first AND print <= :last"),
    sql(f"DELETE FROM {RECENT.name} WHERE print >= :first AND print <= :last"),
)


def insert(connection: Connection, known: Sequence[tuple[int, Sequence[Print]]]) -> None:
    """Keeps the fingerprints of statements, which are named by their numbers."""
    distinct = [(number, sorted(set(prints))) for number, prints in known]
    insert_rows(connection, PRINTS, [(number, packed(prints)) for number, prints in distinct])
    rows = [(print_, number, sentence) for number, prints in distinct for print_, sentence in prints]
    rows.sort(key=itemgetter(0))  # rows of one fingerprint are in order already
    insert_rows(connection, tables(connection)[-1], rows)
    if connection.dialect.name == "sqlite":
        for number, _ in known:
            move(connection, number)


def move(connection: Connection, number: int) -> None:
    """Moves the slice whose turn it is with a statement, if one is, from the small table into the large one."""
    turn, rest = divmod(number, STEP)
    if rest == 0:
        first = turn % SLICES * _SLICE
        for command in _MOVE:
            connection.execute(command, {"first": first, "last": first + _SLICE - 1})


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Takes the fingerprints of statements out; where it is not known which they have, by a look at all rows."""
    known = dict(of_statements(connection, numbers))
    rows = sorted({(each.print, number, each.sentence) for number, prints in known.items() for each in prints})
    unknown = [number for number in numbers if number not in known]
    for table in tables(connection):
        delete_rows(connection, table, rows, by=BLOCK)
        if unknown:
            connection.execute(delete(table).where(among(connection.dialect.name, table.c.statement, unknown)))
    connection.execute(delete(PRINTS).where(among(connection.dialect.name, PRINTS.c.statement, numbers)))


def of_statements(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, list[Print]]]:
    """The fingerprints of each statement that has some kept, by its number."""
    for some in in_turn(numbers):
        held = select(PRINTS).where(among(connection.dialect.name, PRINTS.c.statement, some))
        for number, prints in connection.execute(held):
            yield number, [Print(*row) for row in _ROW.iter_unpack(prints)]


def are_kept(connection: Connection, number: int, prints: Iterable[Print]) -> bool:
    """Whether a statement has some fingerprints and no others, and is found by each of them."""
    wanted = sorted(set(prints))
    held = [row for _, kept in of_statements(connection, [number]) for row in kept]
    return held == wanted and sorted(found(connection, number, [each.print for each in wanted])) == wanted


def found(connection: Connection, number: int, wanted: Sequence[int]) -> Iterator[Print]:
    """The rows of a statement by which it is found under some fingerprints."""
    for table in tables(connection):
        own = (table.c.statement == number, among(connection.dialect.name, table.c.print, wanted))
        chosen = select(table.c.print, table.c.sentence).where(*own, *_in_block(connection, table, number))
        for row in connection.execute(chosen):
            yield Print(*row)


def _in_block(connection: Connection, table: Table, number: int) -> list[ColumnElement[bool]]:
    """The condition that a row is in the block of a statement, by which PostgreSQL finds it in the index."""
    if connection.dialect.name == "sqlite":
        return []
    return [literal_column(BLOCK.format(table=table.name)) == number >> BLOCK_BITS]


def are_counted(connection: Connection) -> bool:
    """Whether there are as many rows to be found as statements have fingerprints."""
    kept = connection.execute(select(func.sum(func.length(PRINTS.c.prints)))).scalar_one() or 0
    counts = (select(func.count()).select_from(table) for table in tables(connection))
    return sum(connection.execute(each).scalar_one() for each in counts) * _ROW.size == kept


def tables(connection: Connection) -> tuple[Table, ...]:
    """Where fingerprints are sought; the last one is where new ones go."""
    return (SENTENCES, RECENT) if connection.dialect.name == "sqlite" else (SENTENCES,)


def packed(prints: Iterable[Print]) -> bytes:
    """Fingerprints with their sentences, which are in order, each once."""
    return b"".join(starmap(_ROW.pack, prints))


def mend(connection: Connection, tenant: str) -> None:
    """Takes out the rows of statements that are gone; those of a tenant's `remove` finds by a look at all."""
    for table in (*tables(connection), PRINTS):
        connection.execute(delete(table).where(table.c.statement.not_in(select(STATEMENTS.c.number))))
    own = select(STATEMENTS.c.number).where(STATEMENTS.c.tenant == tenant)
    connection.execute(delete(PRINTS).where(PRINTS.c.statement.in_(own)))
