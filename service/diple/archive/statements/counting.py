"""How many statements a scope has, by year: what answers rest on, and what shares are of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from diple.archive.statements import members
from diple.archive.statements.contract import Coverage, Grouping, Scope
from diple.archive.statements.listing import LATEST, check_scope, within
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import PARTIES, STATEMENTS
from diple.archive.statements.totals import YEAR, Total, knows, parted, totals


def counts(shelf: Shelf, connection: Connection, scope: Scope, by: Grouping | None = None) -> list[Total]:
    """The statements of a scope by year, group, status and index: from the totals where these know the scope."""
    if not knows(scope, by):
        return counted(shelf, connection, scope, by)
    whole = parted(scope)
    found = totals(connection, shelf.tenant, scope, by, whole.years)
    for rest in whole.rest:
        found += counted(shelf, connection, rest, by)
    return found


def counted(shelf: Shelf, connection: Connection, scope: Scope, by: Grouping | None) -> list[Total]:
    """The same, of the statements themselves."""
    of = (YEAR, group_of(by), STATEMENTS.c.status, STATEMENTS.c.indexed)
    chosen = grouped(select(*of, func.count(), func.sum(STATEMENTS.c.words)), by)
    return [Total(*row) for row in connection.execute(chosen.where(*within(shelf, scope)).group_by(*of))]


def group_of(by: Grouping | None) -> ColumnElement[str]:
    """The group of a statement as a column."""
    return {"language": STATEMENTS.c.language, "party": PARTIES.c.party}.get(by or "", literal(""))


def grouped(chosen: Select[Any], by: Grouping | None) -> Select[Any]:
    """The question, with the parties of each statement where it is asked by party."""
    if by != "party":
        return chosen.select_from(STATEMENTS)
    return chosen.select_from(STATEMENTS).join(PARTIES, PARTIES.c.statement == STATEMENTS.c.number)


def coverage(shelf: Shelf, scope: Scope) -> Coverage:
    """What the answers in a scope rest on. Raises ArchiveError, UNKNOWN_SERIES."""
    check_scope(shelf, scope)
    if not shelf.database.begun:
        return Coverage(0)
    with shelf.database.reading() as connection:
        return covered(shelf, connection, scope)


def covered(shelf: Shelf, connection: Connection, scope: Scope, languages: Collection[str] = ()) -> Coverage:
    """The same on a connection: of the statements in some languages, or of all; the others are counted."""
    every = counts(shelf, connection, scope, "language" if languages else None)
    found = [total for total in every if not languages or total.group in languages]
    spoken = [STATEMENTS.c.language.in_(sorted(languages))] if languages else []
    years = sorted({total.year for total in found if total.year})
    gaps = members.read(connection, shelf.tenant, scope.series).gaps if scope.series else ()
    return Coverage(
        sum(total.statements for total in found),
        _edge(shelf, connection, scope, spoken, years[0], func.min(STATEMENTS.c.date)) if years else "",
        _edge(shelf, connection, scope, spoken, years[-1], func.max(STATEMENTS.c.date)) if years else "",
        _inside(gaps, scope),
        undated=sum(total.statements for total in found if not total.year),
        excerpts=sum(total.statements for total in found if total.status == "excerpt"),
        stale=sum(total.statements for total in found if total.indexed != shelf.version),
        other_languages=sum(total.statements for total in every) - sum(total.statements for total in found),
    )


def count(shelf: Shelf, connection: Connection, scope: Scope) -> int:
    """How many statements a scope has."""
    return sum(total.statements for total in counts(shelf, connection, scope))


def _edge(
    shelf: Shelf,
    connection: Connection,
    scope: Scope,
    spoken: Sequence[ColumnElement[bool]],
    year: str,
    day: ColumnElement[str],
) -> str:
    """The first or last day of a year on which there is a statement."""
    inside = (STATEMENTS.c.date >= year, STATEMENTS.c.date <= year + LATEST)
    return str(connection.execute(select(day).where(*within(shelf, scope), *spoken, *inside)).scalar_one() or "")


def _inside(gaps: Sequence[str], scope: Scope) -> tuple[str, ...]:
    """The gaps that lie in the days asked for."""
    after = (gap for gap in gaps if not scope.since or gap + LATEST >= scope.since)
    return tuple(gap for gap in after if not scope.until or gap <= scope.until + LATEST)
