"""Series and their members."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence, Set
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, delete, func, select, update

from diple.archive.statements.bulk import in_turn, insert_new, insert_rows
from diple.archive.statements.checking import check_name, checked_series
from diple.archive.statements.contract import Series
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import MEMBERS, PHRASES, SERIES, STATEMENTS
from diple.archive.statements.trouble import no_series, no_statement

if TYPE_CHECKING:
    from diple.archive.statements.rows import AnyRow

_COUNT = (
    select(func.count())
    .select_from(MEMBERS)
    .where(MEMBERS.c.series == SERIES.c.number)
    .correlate(SERIES)
    .scalar_subquery()
    .label("members")
)


def all_series(shelf: Shelf) -> tuple[Series, ...]:
    """The series of the tenant by name."""
    if not shelf.database.begun:
        return ()
    with shelf.database.reading() as connection:
        rows = connection.execute(_selected(shelf.tenant).order_by(SERIES.c.name)).all()
    return tuple(map(_series, rows))


def series(shelf: Shelf, name: str) -> Series:
    """One series. Raises ArchiveError, UNKNOWN_SERIES."""
    if not shelf.database.begun:
        raise no_series(name)
    with shelf.database.reading() as connection:
        return read(connection, shelf.tenant, name)


def read(connection: Connection, tenant: str, name: str) -> Series:
    """One series. Raises ArchiveError, UNKNOWN_SERIES."""
    row = connection.execute(_selected(tenant).where(SERIES.c.name == name)).one_or_none()
    if row is None:
        raise no_series(name)
    return _series(row)


def describe(shelf: Shelf, wanted: Series) -> Series:
    """Makes a series, or describes it anew. Raises ArchiveError, WRONG_DETAILS."""
    checked_series(wanted)
    with shelf.database.writing() as connection:
        made(connection, shelf.tenant, wanted.name)
        own = (SERIES.c.tenant == shelf.tenant) & (SERIES.c.name == wanted.name)
        connection.execute(update(SERIES).where(own).values(description=_description(wanted)))
        return read(connection, shelf.tenant, wanted.name)


def join(shelf: Shelf, name: str, ids: Sequence[str]) -> Series:
    """Makes statements members. Raises ArchiveError: UNKNOWN_SERIES, UNKNOWN_STATEMENT."""
    series(shelf, name)
    with shelf.database.writing() as connection:
        numbers(connection, shelf.tenant, ids)
        join_all(connection, shelf.tenant, [(id_, (name,)) for id_ in ids])
        return read(connection, shelf.tenant, name)


def leave(shelf: Shelf, name: str, ids: Sequence[str]) -> Series:
    """Ends memberships. Raises ArchiveError: UNKNOWN_SERIES, UNKNOWN_STATEMENT."""
    series(shelf, name)
    with shelf.database.writing() as connection:
        number = made(connection, shelf.tenant, name)
        gone = numbers(connection, shelf.tenant, ids)
        connection.execute(delete(MEMBERS).where(MEMBERS.c.series == number, MEMBERS.c.statement.in_(gone)))
        return read(connection, shelf.tenant, name)


def dissolve(shelf: Shelf, name: str) -> None:
    """Removes a series. Raises ArchiveError, UNKNOWN_SERIES."""
    series(shelf, name)
    with shelf.database.writing() as connection:
        number = made(connection, shelf.tenant, name)
        for each in (MEMBERS, PHRASES):
            connection.execute(delete(each).where(each.c.series == number))
        connection.execute(delete(SERIES).where(SERIES.c.number == number))


def numbers(connection: Connection, tenant: str, ids: Sequence[str]) -> list[int]:
    """The numbers of statements. Raises ArchiveError, UNKNOWN_STATEMENT."""
    own = select(STATEMENTS.c.id, STATEMENTS.c.number).where(STATEMENTS.c.tenant == tenant, STATEMENTS.c.id.in_(ids))
    known = {row.id: row.number for row in connection.execute(own)}
    for id_ in ids:
        if id_ not in known:
            raise no_statement(id_)
    return list(known.values())


def join_all(connection: Connection, tenant: str, wanted: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Makes statements, by their ids, members of the series they name; a series that is not there is made.

    A statement that another process removed meanwhile joins none. Rows are written in one order by all writers, so that
    no two wait for one another.
    """
    pairs = {(name, id_) for id_, names in wanted for name in names}
    if not pairs:
        return
    series_numbers = all_made(connection, tenant, {name for name, _ in pairs})
    own = select(STATEMENTS.c.id, STATEMENTS.c.number).where(
        STATEMENTS.c.tenant == tenant, STATEMENTS.c.id.in_({id_ for _, id_ in pairs})
    )
    statements = {row.id: row.number for row in connection.execute(own)}
    pairs_of_numbers = sorted((series_numbers[name], statements[id_]) for name, id_ in pairs if id_ in statements)
    insert_rows(connection, MEMBERS, pairs_of_numbers, new=True)


def all_made(connection: Connection, tenant: str, names: Set[str]) -> dict[str, int]:
    """The numbers of series by their names; those that are not there are made, in one order by all writers."""
    own = select(SERIES.c.name, SERIES.c.number).where(SERIES.c.tenant == tenant)
    known: dict[str, int] = {}
    for some in in_turn(sorted(names)):
        known |= {row.name: row.number for row in connection.execute(own.where(SERIES.c.name.in_(some)))}
    return known | {name: made(connection, tenant, name) for name in sorted(names - known.keys())}


def made(connection: Connection, tenant: str, name: str) -> int:
    """The number of a series, which is made where it is not there. Raises ArchiveError, WRONG_DETAILS."""
    own = select(SERIES.c.number).where(SERIES.c.tenant == tenant, SERIES.c.name == name)
    known = connection.execute(own).scalar_one_or_none()
    if known is None:
        check_name(name)
        row = {"tenant": tenant, "name": name, "description": _description(Series(name))}
        known = insert_new(connection, SERIES, [row]).get(name)
    return int(known if known is not None else connection.execute(own).scalar_one())


def _selected(tenant: str) -> Select[Any]:
    return select(SERIES.c.name, SERIES.c.description, _COUNT).where(SERIES.c.tenant == tenant)


def _description(series: Series) -> str:
    """All but the name and the count."""
    told = asdict(replace(series, statements=0))
    return json.dumps({key: value for key, value in told.items() if key not in ("name", "statements")})


def _series(row: AnyRow) -> Series:
    told = json.loads(row.description)
    return Series(
        name=row.name,
        title=told["title"],
        parties=tuple(told["parties"]),
        level=told["level"],
        kind=told["kind"],
        covers=(told["covers"][0], told["covers"][1]),
        gaps=tuple(told["gaps"]),
        statements=row.members,
    )
