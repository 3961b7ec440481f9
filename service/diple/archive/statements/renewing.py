"""Index rows made anew, and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, literal, literal_column, select, update

from diple.archive.statements import prints
from diple.archive.statements.bulk import groups
from diple.archive.statements.contract import Fault, Full
from diple.archive.statements.corpus.spreading import spread
from diple.archive.statements.indexing import index_of
from diple.archive.statements.keeping import insert_index, remove_index
from diple.archive.statements.listing import read_full
from diple.archive.statements.rows import id_of
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import MEMBERS, MENTIONS, PARTIES, PARTS, SERIES, STATEMENTS, TEXTS
from diple.archive.statements.totals import are_right, changing, recount
from diple.archive.statements.wordsearch import BITS, numbered
from diple.errors import ArchiveError
from diple.statement import LANGUAGES

if TYPE_CHECKING:
    from sqlalchemy import Select


BATCH = 128
"""Statements of one transaction."""
PIECE = BATCH
"""Statements that a worker is given at a time: about a second of work, for which it opens the archive once."""


def reindex(shelf: Shelf, *, everything: bool, executor: Executor | None = None) -> Iterator[str]:
    """Makes the index rows anew, batch by batch; the ids of those that have new ones."""
    if everything and shelf.database.begun:
        with shelf.database.writing() as connection:
            if not prints.are_counted(connection):
                prints.mend(connection, shelf.tenant)
            for table, is_orphan in _orphans():
                connection.execute(delete(table).where(is_orphan))
    of = [] if everything else [STATEMENTS.c.indexed != shelf.version]
    for ids in spread(executor, shelf, renew_all, _batches(shelf, of, PIECE if executor else BATCH)):
        yield from ids
    if everything and shelf.database.begun:
        with shelf.database.writing() as connection:
            recount(connection, shelf.tenant)
            if shelf.database.dialect == "sqlite":
                connection.exec_driver_sql("INSERT INTO statement_words (statement_words) VALUES ('rebuild')")


def renew_all(shelf: Shelf, numbers: Sequence[int]) -> list[str]:
    """Replaces the index rows of statements, in several transactions where they are many; the ids of all."""
    return [id_ for batch in groups(numbers, BATCH) for id_ in renew(shelf, batch)]


def renew(shelf: Shelf, numbers: Sequence[int]) -> list[str]:
    """Replaces the index rows of some statements in one transaction; those that are gone meanwhile stay gone."""
    with shelf.database.reading() as connection:
        texts = read_full(shelf, connection, numbers)
    made = {full.id: index_of(full.statement, shelf.lexicon) for full in texts}
    with shelf.database.writing() as connection, changing(connection) as changes:
        own = (STATEMENTS.c.tenant == shelf.tenant) & STATEMENTS.c.id.in_(made)
        chosen = select(STATEMENTS.c.number, STATEMENTS.c.id, STATEMENTS.c.date).where(own)
        rows = connection.execute(chosen.order_by(STATEMENTS.c.number).with_for_update()).all()
        remove_index(connection, shelf, [row.number for row in rows])
        insert_index(connection, shelf, [(row.number, row.date, made[row.id]) for row in rows])
        changes.before([row.number for row in rows])
        connection.execute(update(STATEMENTS).where(own).values(indexed=shelf.version))
        changes.after([row.number for row in rows])
    return [row.id for row in rows]


def verify(shelf: Shelf) -> Iterator[Fault]:
    """What is wrong with digests and index rows."""
    if not shelf.database.begun:
        return
    yield from _of_the_file(shelf)
    with shelf.database.reading() as connection:
        if not are_right(connection, shelf.tenant):
            said = "The totals are not those of the statements. Run `diple archive reindex --all`."
            yield Fault("", "WRONG_TOTALS", said)
        if not prints.are_counted(connection):
            said = "There are fingerprints that no statement has. Run `diple archive reindex --all`."
            yield Fault("", "WRONG_PRINTS", said)
        for table, is_orphan in _orphans():
            if connection.execute(select(literal(1)).select_from(table).where(is_orphan).limit(1)).first():
                said = f"Rows of {table.name} are of a statement or series that is gone."
                yield Fault("", "ORPHAN_ROWS", f"{said} Run `diple archive reindex --all`.")
    for batch in _batches(shelf, []):
        with shelf.database.reading() as connection:
            known = {row.id: row for row in connection.execute(_kept(shelf, batch))}
            found = {full.id: full for full in read_full(shelf, connection, batch)}
            for id_, row in known.items():
                if id_ not in found:
                    yield Fault(id_, "NO_TEXT", "Its text is gone. Remove it, and import it again.")
                else:
                    yield from _faults(shelf, connection, row.number, row.text_sha256, found[id_])


def _orphans() -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """The tables that speak of statements and series, each with the condition that what a row speaks of is gone."""
    of_part = PARTS.c.part.op(">>")(literal_column(str(BITS)))
    columns = ((TEXTS, TEXTS.c.statement), (PARTIES, PARTIES.c.statement), (MENTIONS, MENTIONS.c.statement))
    for table, number in (*columns, (MEMBERS, MEMBERS.c.statement), (PARTS, of_part)):
        yield table, ~exists().where(STATEMENTS.c.number == number)
    yield MEMBERS, ~exists().where(SERIES.c.number == MEMBERS.c.series)


def _kept(shelf: Shelf, numbers: Sequence[int]) -> Select[tuple[int, str, str]]:
    columns = (STATEMENTS.c.number, STATEMENTS.c.id, STATEMENTS.c.text_sha256)
    return select(*columns).where(STATEMENTS.c.tenant == shelf.tenant, STATEMENTS.c.number.in_(numbers))


def _faults(shelf: Shelf, connection: Connection, number: int, digest: str, full: Full) -> Iterator[Fault]:
    """What is wrong with one statement."""
    if full.statement.sha256 != digest:
        yield Fault(full.id, "WRONG_DIGEST", "Its text is not the one that was kept. Remove it, and import it again.")
    if id_of(full.sha256) != full.id:
        yield Fault(full.id, "WRONG_ID", "Its id is not that of its digest. Remove it, and import it again.")
    language = full.details.language
    if language in LANGUAGES and language != full.statement.language:
        said = f"It is listed as {language} and cut as {full.statement.language}."
        yield Fault(full.id, "OTHER_LANGUAGE", f"{said} Run `diple archive correct {full.id} --language {language}`.")
    if not full.indexed:
        yield Fault(full.id, "STALE_INDEX", "It is indexed with other packs. Run `diple archive reindex`.")
    elif not _is_indexed(shelf, connection, number, full):
        yield Fault(
            full.id, "WRONG_INDEX", "Its index rows are not those of its text. Run `diple archive reindex --all`."
        )


def _is_indexed(shelf: Shelf, connection: Connection, number: int, full: Full) -> bool:
    """Whether the index rows of a statement are those that its text gives."""
    made = index_of(full.statement, shelf.lexicon)
    parts = select(PARTS.c.part, PARTS.c.body).where(
        PARTS.c.part >= number << BITS, PARTS.c.part < (number + 1) << BITS
    )
    columns = (MENTIONS.c.concept, MENTIONS.c.times, MENTIONS.c.start, MENTIONS.c.end, MENTIONS.c.date)
    mentions = select(*columns).where(MENTIONS.c.statement == number)
    return (
        sorted(map(tuple, connection.execute(parts))) == numbered(number, made.bodies)
        and prints.are_kept(connection, number, made.prints)
        and set(map(tuple, connection.execute(mentions))) == {(*each, full.details.date) for each in made.mentions}
    )


def _of_the_file(shelf: Shelf) -> Iterator[Fault]:
    """What SQLite itself finds wrong with the file and its index of words. Raises ArchiveError where it cannot look."""
    if shelf.database.dialect != "sqlite":
        return
    # Of what other processes wrote, this check knows nothing on a connection that is older (SQLite 3.46): a new one.
    shelf.database.close()
    with shelf.database.reading() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    yield from (
        Fault("", "BROKEN_FILE", f"{each}. Take a copy of the file from before.") for each in found if each != "ok"
    )
    if shelf.database.read_only:
        said = "The index of words is not checked: SQLite checks it only in a file that can be written."
        yield Fault("", "WORDS_NOT_CHECKED", said, checked=False)
        return
    try:
        with shelf.database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO statement_words (statement_words, rank) VALUES ('integrity-check', 1)"
            )
    except ArchiveError as error:
        if error.code == "ARCHIVE_BUSY" or error.data.get("full"):
            raise
        said = "The index of words is not that of the bodies. Run `diple archive reindex --all`."
        yield Fault("", "BROKEN_WORDS", said)


def _batches(shelf: Shelf, of: Sequence[ColumnElement[bool]], size: int = BATCH) -> Iterator[Sequence[int]]:
    """The numbers of the tenant's statements, so many at a time."""
    if not shelf.database.begun:
        return
    chosen = select(STATEMENTS.c.number).where(STATEMENTS.c.tenant == shelf.tenant, *of).order_by(STATEMENTS.c.number)
    with shelf.database.reading() as connection:
        numbers = connection.execute(chosen).scalars().all()
    yield from groups(numbers, size)
