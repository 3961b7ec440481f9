"""Statements listed and read, and the scope of a question as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, case, exists, select, true

from diple.archive.statements import members
from diple.archive.statements.bulk import in_turn
from diple.archive.statements.checking import check_question
from diple.archive.statements.contract import Full, Held, Scope
from diple.archive.statements.indexing.mentions import number_of
from diple.archive.statements.rows import DIGITS, LIGHT, full, held, party_key, storable
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import MEMBERS, MENTIONS, PARTIES, SERIES, STATEMENTS, TEXTS
from diple.archive.statements.trouble import no_statement, not_one, unknown_concept
from diple.errors import LexiconError

if TYPE_CHECKING:
    from diple.archive.statements.rows import AnyRow
    from diple.lexicon import Concept, Lexicon

ROW = tuple(STATEMENTS.c[name] for name in LIGHT)
ORDER = (case((STATEMENTS.c.date == "", 1), else_=0), STATEMENTS.c.date, STATEMENTS.c.id)
"""Oldest first, those without a day last."""
LATEST = "~"
"""Sorts after every day of a month or year that is given alone: until "2024" includes "2024-12-31"."""


def within(shelf: Shelf, scope: Scope, *, of: ColumnElement[int] | None = None) -> list[ColumnElement[bool]]:
    """The conditions that the statements of a scope meet.

    A question that lists them begins with the members of a series. One that comes upon statements otherwise asks of
    each whether it is a member; `of` is the column in which it finds their numbers.
    """
    plain = {"level": scope.level, "kind": storable(scope.kind), "language": scope.language}
    found = [STATEMENTS.c.tenant == shelf.tenant]
    found += [STATEMENTS.c[name] == value for name, value in plain.items() if value]
    found += [STATEMENTS.c.date >= scope.since] if scope.since else []
    found += [STATEMENTS.c.date <= scope.until + LATEST, STATEMENTS.c.date != ""] if scope.until else []
    found += [_in_series(shelf, scope.series, of)] if scope.series else []
    found += [_of_party(scope.party)] if scope.party else []
    found += [_with_concept(scope.concept)] if scope.concept else []
    return found


def with_day(shelf: Shelf, scope: Scope) -> list[ColumnElement[bool]]:
    """The conditions for those statements of a scope that have a day."""
    return [*within(shelf, scope), STATEMENTS.c.date != ""]


def _in_series(shelf: Shelf, name: str, of: ColumnElement[int] | None) -> ColumnElement[bool]:
    """Rows of an index are many: with `IS TRUE` PostgreSQL makes a table of the members in memory, and looks there."""
    number = select(SERIES.c.number).where(SERIES.c.tenant == shelf.tenant, SERIES.c.name == name).scalar_subquery()
    members_ = select(MEMBERS.c.statement).where(MEMBERS.c.series == number)
    if of is None:
        return STATEMENTS.c.number.in_(members_)
    if shelf.database.dialect == "sqlite" or of is STATEMENTS.c.number:
        return exists(members_.where(MEMBERS.c.statement == of).correlate_except(MEMBERS, SERIES))
    return of.in_(members_).is_(true())


def _of_party(party: str) -> ColumnElement[bool]:
    of = select(PARTIES.c.party).where(PARTIES.c.statement == STATEMENTS.c.number, PARTIES.c.party == party_key(party))
    return exists(of.correlate(STATEMENTS))


def _with_concept(concept: str) -> ColumnElement[bool]:
    return STATEMENTS.c.number.in_(select(MENTIONS.c.statement).where(MENTIONS.c.concept == number_of(concept)))


def check_scope(shelf: Shelf, scope: Scope) -> None:
    """Raises ArchiveError: UNKNOWN_SERIES, UNKNOWN_CONCEPT, WRONG_DETAILS."""
    check_question(scope)
    if scope.series:
        members.series(shelf, scope.series)
    if scope.concept:
        concept_in(shelf.lexicon, scope.concept)


def concept_in(lexicon: Lexicon, id_: str) -> Concept:
    """The concept of an id. Raises ArchiveError, UNKNOWN_CONCEPT."""
    try:
        return lexicon.concept(id_)
    except LexiconError as error:
        raise unknown_concept(error) from error


def entries(shelf: Shelf, scope: Scope, limit: int | None, offset: int) -> tuple[Held, ...]:
    """The statements of a scope, oldest first. Raises ArchiveError, UNKNOWN_SERIES."""
    check_scope(shelf, scope)
    if not shelf.database.begun:
        return ()
    with shelf.database.reading() as connection:
        chosen = select(*ROW).where(*within(shelf, scope)).order_by(*ORDER).limit(limit).offset(offset)
        return all_held(shelf, connection, connection.execute(chosen).all())


def all_held(shelf: Shelf, connection: Connection, rows: Sequence[AnyRow]) -> tuple[Held, ...]:
    """The statements of rows, with the series they are in."""
    series = series_of(connection, [row.number for row in rows])
    return tuple(held(row, series.get(row.number, ()), shelf.version) for row in rows)


def series_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The names of the series that statements are in."""
    found: dict[int, list[str]] = {}
    for some in in_turn(numbers):
        chosen = select(MEMBERS.c.statement, SERIES.c.name).join(SERIES, SERIES.c.number == MEMBERS.c.series)
        for statement, name in connection.execute(chosen.where(MEMBERS.c.statement.in_(some)).order_by(SERIES.c.name)):
            found.setdefault(statement, []).append(name)
    return found


def get(shelf: Shelf, id_: str) -> Full:
    """A statement with its text. Raises ArchiveError, UNKNOWN_STATEMENT."""
    check_id(shelf, id_)
    with shelf.database.reading() as connection:
        return read_full(shelf, connection, [number_of_id(shelf, connection, id_)])[0]


def read_full(shelf: Shelf, connection: Connection, numbers: Sequence[int]) -> list[Full]:
    """Statements with their texts, in the order of their numbers given."""
    chosen = select(*ROW, TEXTS.c.reading, TEXTS.c.text).join(TEXTS, TEXTS.c.statement == STATEMENTS.c.number)
    found: dict[int, Full] = {}
    for some in in_turn(numbers):
        series = series_of(connection, some)
        for row in connection.execute(chosen.where(STATEMENTS.c.number.in_(some))):
            found[row.number] = full(row, series.get(row.number, ()), shelf.version)
    return [found[number] for number in numbers if number in found]


def number_in(shelf: Shelf, id_: str) -> int:
    """The number of the statement whose id begins so. Raises ArchiveError, UNKNOWN_STATEMENT."""
    check_id(shelf, id_)
    with shelf.database.reading() as connection:
        return number_of_id(shelf, connection, id_)


def check_id(shelf: Shelf, id_: str) -> None:
    """Raises ArchiveError, UNKNOWN_STATEMENT, where no statement can have an id, or there is none at all."""
    if not (id_ and len(id_) <= DIGITS and set(id_) <= set("0123456789abcdef") and shelf.database.begun):
        raise no_statement(id_)


def number_of_id(shelf: Shelf, connection: Connection, id_: str) -> int:
    """The number of the statement whose id begins so. Raises ArchiveError, UNKNOWN_STATEMENT."""
    chosen = select(STATEMENTS.c.number).where(
        STATEMENTS.c.tenant == shelf.tenant, STATEMENTS.c.id >= id_, STATEMENTS.c.id <= id_ + "g"
    )
    found = connection.execute(chosen.limit(2)).scalars().all()
    if not found:
        raise no_statement(id_)
    if len(found) > 1:
        raise not_one(id_)
    return int(found[0])


def versions(shelf: Shelf, id_: str) -> tuple[Held, ...]:
    """The other language versions of a statement. Raises ArchiveError, UNKNOWN_STATEMENT."""
    check_id(shelf, id_)
    with shelf.database.reading() as connection:
        number = number_of_id(shelf, connection, id_)
        own = select(STATEMENTS.c.version_of).where(STATEMENTS.c.number == number)
        name = connection.execute(own).scalar_one()
        if not name:
            return ()
        chosen = select(*ROW).where(
            STATEMENTS.c.tenant == shelf.tenant, STATEMENTS.c.version_of == name, STATEMENTS.c.number != number
        )
        return all_held(shelf, connection, connection.execute(chosen.order_by(STATEMENTS.c.language)).all())
