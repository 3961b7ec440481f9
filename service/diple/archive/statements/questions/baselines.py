"""What a new text of a series is compared with, and how much its statements share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from diple.archive.statements import prints
from diple.archive.statements.contract import EXCERPT, Baseline, Full, Scope, Step
from diple.archive.statements.counting import covered
from diple.archive.statements.listing import ORDER, check_scope, number_in, read_full, with_day
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import STATEMENTS
from diple.archive.statements.trouble import no_earlier, no_previous
from diple.mark.text.series import is_surely_before
from diple.model import Statement

if TYPE_CHECKING:
    from diple.archive.statements.rows import AnyRow


def baseline(shelf: Shelf, series: str, statement: Statement, against: str) -> Baseline:
    """The text before, and those before that. Raises ArchiveError: UNKNOWN_SERIES, UNKNOWN_STATEMENT, NO_EARLIER."""
    scope = Scope(series=series, language=statement.language)
    check_scope(shelf, scope)
    chosen = number_in(shelf, against) if against else None
    with shelf.database.reading() as connection:
        rows = before(shelf, connection, scope, statement)
        if chosen is None:
            chosen = next((row.number for row in reversed(rows) if may_be_previous(row, statement)), None)
        if chosen is None:
            raise no_previous(series, len(rows)) if rows else no_earlier(series, statement.date or "")
        numbers = [*(row.number for row in rows if row.number != chosen), chosen]
        *earlier, previous = read_full(shelf, connection, numbers)
        passed = tuple(full for full in earlier if not against and not is_older(full, previous))
        return Baseline(previous, tuple(earlier), covered(shelf, connection, scope), passed)


def before(shelf: Shelf, connection: Connection, scope: Scope, statement: Statement) -> Sequence[AnyRow]:
    """The statements of a series before the day of a text, oldest first, but for that text."""
    conditions = [*with_day(shelf, scope), STATEMENTS.c.text_sha256 != statement.sha256]
    if statement.date:
        conditions.append(STATEMENTS.c.date < statement.date)
    columns = (STATEMENTS.c.number, STATEMENTS.c.date, STATEMENTS.c.status)
    return connection.execute(select(*columns).where(*conditions).order_by(*ORDER)).all()


def may_be_previous(row: AnyRow, statement: Statement) -> bool:
    """Whether a statement can show what a text dropped: it is no excerpt, and surely before it."""
    return row.status != EXCERPT and (not statement.date or is_surely_before(row.date, statement.date))


def is_older(full: Full, previous: Full) -> bool:
    """Whether a statement is in order before another."""
    return (full.details.date, full.id) < (previous.details.date, previous.id)


def steps(shelf: Shelf, series: str) -> tuple[Step, ...]:
    """Each two neighbours of a series in one language that are no excerpts. Raises ArchiveError, UNKNOWN_SERIES."""
    scope = Scope(series=series)
    check_scope(shelf, scope)
    with shelf.database.reading() as connection:
        dated = with_day(shelf, scope)
        columns = tuple(STATEMENTS.c[name] for name in ("number", "id", "date", "language", "status"))
        rows = connection.execute(select(*columns).where(*dated).order_by(*ORDER)).all()
        known_prints = prints_of_statements(connection, [row.number for row in rows])
    found = []
    latest: dict[str, tuple[str, int]] = {}
    for row in rows:
        if row.status == EXCERPT:
            continue
        known = latest.get(row.language)
        if known:
            shared = share(known_prints.get(known[1], {}), known_prints.get(row.number, {}))
            found.append(Step(known[0], row.id, row.date, shared))
        latest[row.language] = row.id, row.number
    return tuple(found)


def share(old: dict[int, set[int]], new: dict[int, set[int]]) -> float:
    """The share of the new statement's sentences that have a fingerprint in common with the old one."""
    known = set().union(*old.values()) if old else set()
    alike = sum(not known.isdisjoint(made) for made in new.values())
    return round(alike / len(new), 4) if new else 0.0


def prints_of_statements(connection: Connection, numbers: list[int]) -> dict[int, dict[int, set[int]]]:
    """The fingerprints of statements, by statement and sentence."""
    found: dict[int, dict[int, set[int]]] = {}
    for statement, kept in prints.of_statements(connection, numbers):
        for made, sentence in kept:
            found.setdefault(statement, {}).setdefault(sentence, set()).add(made)
    return found
