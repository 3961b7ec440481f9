"""Statements put into the archive, corrected and removed, each with all of its index rows in one transaction."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, delete, select, update

from diple.archive.statements import prints
from diple.archive.statements.bulk import among, insert_new, insert_rows
from diple.archive.statements.checking import checked
from diple.archive.statements.contract import PLAIN, Details, Full, Incoming, Kept, Outcome
from diple.archive.statements.indexing import Indexed, index_of
from diple.archive.statements.indexing.words import MOST_WORDS, lower_words
from diple.archive.statements.listing import read_full
from diple.archive.statements.members import join_all
from diple.archive.statements.rows import columns_of, id_of, party_key, row_of, written
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.statistics import note_end, note_growth
from diple.archive.statements.tables import MEMBERS, MENTIONS, PARTIES, STATEMENTS, TEXTS
from diple.archive.statements.totals import Changes, changing
from diple.archive.statements.trouble import too_long
from diple.archive.statements.wordsearch import numbered
from diple.errors import ArchiveError
from diple.model import Notice, Statement
from diple.segment import sentence_spans
from diple.statement import LANGUAGES

BATCH = 512
"""Statements of one transaction at most. The disk is waited for at the end of each."""
FIRST = 32
"""Statements of the first transaction, so that an import soon shows that it goes on; each has twice as many."""


class Ready(NamedTuple):
    """A statement that may be kept: its id, and its index rows where it is not known to be held."""

    id: str
    incoming: Incoming
    indexed: Indexed | None


def add(shelf: Shelf, incoming: Iterable[Incoming], *, correct: bool) -> Iterator[Kept]:
    """Keeps statements batch by batch."""
    rest, added, size = iter(incoming), 0, FIRST
    while batch := list(islice(rest, min(size, BATCH))):
        size *= 2
        kept = add_batch(shelf, batch, correct=correct)
        new = sum(each.outcome == "added" for each in kept)
        note_growth(shelf, new)
        added += new
        yield from kept
    note_end(shelf, added)


def add_batch(shelf: Shelf, batch: Sequence[Incoming], *, correct: bool) -> list[Kept]:
    """Keeps some statements in one transaction; what is refused keeps no other."""
    batch = [replace(each, details=plain(each.details, each.statement.language)) for each in batch]
    problems = {at: found for at, each in enumerate(batch) if (found := problem_of(each))}
    sound = [each for at, each in enumerate(batch) if at not in problems]
    outcomes = iter(keep_all(shelf, sound, correct=correct))
    return [
        Kept(each.name, "", "refused", each.details, str(problems[at]), problems[at].code)
        if at in problems
        else next(outcomes)
        for at, each in enumerate(batch)
    ]


def plain(details: Details, language: str) -> Details:
    """The details with each party once, and the language of the text where none is given: a text is always in one."""
    parties = dict[str, str]()
    for party in details.parties:
        parties.setdefault(party_key(party), party)
    parties.pop("", None)  # a blank is no party: all would count under ""
    return replace(details, parties=tuple(parties.values()), language=details.language or language)


def problem_of(incoming: Incoming) -> ArchiveError | None:
    """Why a statement cannot be kept; None where it can."""
    try:
        checked(incoming.details)
    except ArchiveError as error:
        return error
    text = incoming.statement.text
    if len(text) > MOST_WORDS and (words := len(lower_words(text))) > MOST_WORDS:
        return too_long(words, MOST_WORDS)
    return None


def keep_all(shelf: Shelf, batch: Sequence[Incoming], *, correct: bool) -> list[Kept]:
    """Keeps what is not held, and says of each what became of it, in order."""
    if not batch:
        return []
    ready = made_ready(shelf, batch)
    outcomes: dict[str, Outcome] = {}
    with shelf.database.writing() as connection, changing(connection) as changes:
        added = insert_all(connection, shelf, ready, changes)
        for id_ in {each.id for each in ready}:
            outcomes[id_] = "added" if id_ in added else "held"
        if correct:
            outcomes |= corrected(connection, shelf, ready, added, changes)
        join_all(connection, shelf.tenant, [(each.id, each.incoming.series) for each in ready])
        known = details_held(connection, shelf, {each.id for each in ready if each.id not in added})
    told: list[Kept] = []
    for each in ready:
        details, outcome = each.incoming.details, outcomes[each.id]
        warnings = ignored(details, known.get(each.id, {})) if outcome == "held" else each.incoming.warnings
        told.append(Kept(each.incoming.name, each.id, outcome, details, warnings=warnings))
        outcomes[each.id] = "held"  # the same text once more in one batch
        known.setdefault(each.id, columns_of(details))
    return told


def details_held(connection: Connection, shelf: Shelf, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """The details of the statements of some ids, as their columns."""
    if not ids:
        return {}
    columns = [STATEMENTS.c[name] for name in (*PLAIN, "parties")]
    own = (STATEMENTS.c.tenant == shelf.tenant) & STATEMENTS.c.id.in_(sorted(ids))
    rows = connection.execute(select(STATEMENTS.c.id, *columns).where(own))
    return {row.id: {column.name: row._mapping[column.name] for column in columns} for row in rows}


def ignored(details: Details, known: dict[str, str]) -> tuple[Notice, ...]:
    """What came of a statement that is held and differs from what is known of it, which stays."""
    came = columns_of(details)
    differing = [name for name, value in known.items() if value != came[name]]
    if not differing:
        return ()
    said = f"It is stored with other metadata, which stay: {', '.join(differing)}. Import it with --correct"
    return (Notice("other_details", f"{said} (in the API: correct) to replace them.", {"differing": differing}),)


def made_ready(shelf: Shelf, batch: Sequence[Incoming]) -> list[Ready]:
    """The statements with their ids; those not held with their index rows, made before the database is locked."""
    ids = [id_of(each.sha256) for each in batch]
    known = held_ids(shelf, ids)
    ready = []
    for id_, each in zip(ids, batch, strict=True):
        ready.append(Ready(id_, each, None if id_ in known else index_of(each.statement, shelf.lexicon)))
        known.add(id_)
    return ready


def held_ids(shelf: Shelf, ids: Sequence[str]) -> set[str]:
    """Those of some ids that are held."""
    if not shelf.database.begun:
        return set()
    own = select(STATEMENTS.c.id).where(STATEMENTS.c.tenant == shelf.tenant, STATEMENTS.c.id.in_(ids))
    with shelf.database.reading() as connection:
        return set(connection.execute(own).scalars())


def insert_all(connection: Connection, shelf: Shelf, ready: Sequence[Ready], changes: Changes) -> set[str]:
    """Inserts the statements that nobody inserted meanwhile, in the order of their ids: then no two writers wait for
    one another. The ids of those inserted."""
    now = int(time.time())
    wanted = {each.id: each for each in sorted(ready, key=lambda each: each.id) if each.indexed}
    rows = [row_of(each.incoming, shelf.tenant, now, shelf.version) for each in wanted.values()]
    numbers = {number: wanted[id_] for id_, number in insert_new(connection, STATEMENTS, rows).items()}
    texts = [(number, *text_of(each.incoming.statement)) for number, each in numbers.items()]
    insert_rows(connection, TEXTS, texts)
    indexed = [(number, each.incoming.details.date, each.indexed) for number, each in numbers.items() if each.indexed]
    insert_index(connection, shelf, indexed)
    insert_parties(connection, {number: each.incoming.details for number, each in numbers.items()})
    changes.after(list(numbers))
    return {each.id for each in numbers.values()}


def text_of(statement: Statement) -> tuple[bytes, bytes]:
    """How a text was read, and the text."""
    return written(statement), statement.text.encode("utf-8", "surrogatepass")


def insert_index(connection: Connection, shelf: Shelf, known: Sequence[tuple[int, str, Indexed]]) -> None:
    """Inserts the index rows of statements: their numbers, their days, and what is indexed of each."""
    if not known:
        return
    shelf.words.insert(connection, [row for number, _, made in known for row in numbered(number, made.bodies)])
    insert_rows(
        connection,
        MENTIONS,
        [(m.concept, date, number, m.times, m.start, m.end) for number, date, made in known for m in made.mentions],
    )
    prints.insert(connection, [(number, made.prints) for number, _, made in known])


def insert_parties(connection: Connection, made: dict[int, Details]) -> None:
    """Inserts the parties of statements."""
    rows = {(number, party_key(party)) for number, details in made.items() for party in details.parties}
    insert_rows(connection, PARTIES, sorted(rows))


def remove_index(connection: Connection, shelf: Shelf, numbers: Sequence[int]) -> None:
    """Removes all index rows of statements."""
    shelf.words.remove(connection, numbers)
    prints.remove(connection, numbers)
    connection.execute(delete(MENTIONS).where(among(shelf.database.dialect, MENTIONS.c.statement, numbers)))


def corrected(
    connection: Connection, shelf: Shelf, ready: Sequence[Ready], added: set[str], changes: Changes
) -> dict[str, Outcome]:
    """Puts the details that came in the place of those held; the ids of those that differ."""
    found: dict[str, Outcome] = {}
    for each in ready:
        if each.id not in added and put_details(connection, shelf, each.id, each.incoming.details, changes):
            put_language(connection, shelf, each.id, each.incoming.details, changes)
            found[each.id] = "corrected"
    return found


def put_details(connection: Connection, shelf: Shelf, id_: str, details: Details, changes: Changes) -> bool:
    """Puts other details in the place of those held, and whether they differ; nothing where it is held no more."""
    own = (STATEMENTS.c.tenant == shelf.tenant) & (STATEMENTS.c.id == id_)
    columns = columns_of(details)
    names = [STATEMENTS.c[name] for name in columns]
    row = connection.execute(select(STATEMENTS.c.number, *names).where(own)).one_or_none()
    if row is None or dict(row._mapping) == {"number": row.number, **columns}:
        return False
    changes.before([row.number])
    connection.execute(update(STATEMENTS).where(own).values(columns))
    connection.execute(update(MENTIONS).where(MENTIONS.c.statement == row.number).values(date=details.date))
    connection.execute(delete(PARTIES).where(PARTIES.c.statement == row.number))
    insert_parties(connection, {row.number: details})
    changes.after([row.number])
    return True


def correct(shelf: Shelf, full: Full, details: Details) -> None:
    """Puts other details in the place of those held; in another language the text is cut and indexed anew."""
    details = plain(details, full.statement.language)
    with shelf.database.writing() as connection, changing(connection) as changes:
        put_details(connection, shelf, full.id, details, changes)
        put_language(connection, shelf, full.id, details, changes)


def put_language(connection: Connection, shelf: Shelf, id_: str, details: Details, changes: Changes) -> None:
    """Cuts and indexes a text anew by the language of its details, where it was read as another and is still held."""
    own = select(STATEMENTS.c.number).where(STATEMENTS.c.tenant == shelf.tenant, STATEMENTS.c.id == id_)
    language = details.language
    for full in read_full(shelf, connection, connection.execute(own).scalars().all()):
        if language in LANGUAGES and language != full.statement.language:
            put_text(connection, shelf, id_, read_as(full.statement, language), details.date, changes)


def read_as(statement: Statement, language: str) -> Statement:
    """A statement with its sentences cut by the rules of another language."""
    sentences = sentence_spans(statement.text, statement.blocks, language)
    return replace(statement, language=language, sentences=sentences)


def put_text(connection: Connection, shelf: Shelf, id_: str, statement: Statement, date: str, changes: Changes) -> None:
    """Puts another reading of a text, and its index rows, in the place of those held, where they still are."""
    own = (STATEMENTS.c.tenant == shelf.tenant) & (STATEMENTS.c.id == id_)
    number = connection.execute(select(STATEMENTS.c.number).where(own)).scalar_one_or_none()
    if number is None:
        return
    connection.execute(update(TEXTS).where(TEXTS.c.statement == number).values(reading=written(statement)))
    remove_index(connection, shelf, [number])
    insert_index(connection, shelf, [(number, date, index_of(statement, shelf.lexicon))])
    changes.before([number])
    connection.execute(update(STATEMENTS).where(own).values(indexed=shelf.version))
    changes.after([number])


def remove(shelf: Shelf, number: int) -> None:
    """Removes a statement with all that speaks of it."""
    with shelf.database.writing() as connection, changing(connection) as changes:
        changes.before([number])
        remove_index(connection, shelf, [number])
        for each in (PARTIES, MEMBERS, TEXTS):
            connection.execute(delete(each).where(each.c.statement == number))
        connection.execute(delete(STATEMENTS).where(STATEMENTS.c.number == number))
