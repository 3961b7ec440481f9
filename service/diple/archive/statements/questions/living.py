"""Where wordings occur in a row of statements: the rows of a timeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Select, func, select

from diple.archive.statements.contract import Cell, Life, Scope
from diple.archive.statements.counting import covered
from diple.archive.statements.indexing.mentions import number_of
from diple.archive.statements.listing import ORDER, check_scope, with_day
from diple.archive.statements.questions import phrases as mining
from diple.archive.statements.questions.mentioning import MOST
from diple.archive.statements.questions.wordings import Wording, check_common, wording_of
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import MENTIONS, STATEMENTS
from diple.lexicon import Concept
from diple.mark.sentence.concepts import roles

if TYPE_CHECKING:
    from diple.archive.statements.rows import AnyRow

_CELL = (STATEMENTS.c.id, STATEMENTS.c.date, MENTIONS.c.times, MENTIONS.c.start, MENTIONS.c.end)


def lives(shelf: Shelf, scope: Scope, what: Sequence[str], limit: int) -> tuple[Life, ...]:
    """The lives of wordings. Raises ArchiveError: EMPTY_QUERY, COMMON_WORDS, UNKNOWN_SERIES."""
    wordings = [wording_of(shelf, each, scope.language) for each in what]
    check_scope(shelf, scope)
    if not shelf.database.begun:
        return ()
    with shelf.database.reading() as connection:
        if wordings:
            if common := [each for each in wordings if each.is_common]:
                check_common(common, common[0].what, covered(shelf, connection, scope).statements)
            return tuple(life(shelf, connection, wording, scope) for wording in wordings)
        if covered(shelf, connection, scope).statements > MOST:
            return ()
        found = list(turning(shelf, connection, scope))
    mined = mining.phrases(shelf, scope.series, limit) if scope.series else ()
    return chosen(found, mined, limit)


def chosen(concepts: Sequence[Life], mined: Sequence[Life], limit: int) -> tuple[Life, ...]:
    """Concepts, heaviest first, and mined phrases: at least a third of the rows of each, where there are so many."""
    third = limit // 3
    of_phrases = max(third, limit - len(concepts)) if mined else 0
    rows = [*concepts[: limit - min(of_phrases, len(mined))], *mined[:of_phrases]]
    return tuple(rows[:limit])


def life(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> Life:
    """The life of one wording."""
    dated = with_day(shelf, scope)
    if wording.concept:
        of = MENTIONS.c.concept == number_of(wording.concept.id)
        rows = connection.execute(_mentions(dated).where(of).order_by(*ORDER))
        return of_concept(wording.concept, [_cell(row) for row in rows])
    columns = (STATEMENTS.c.number, STATEMENTS.c.id, STATEMENTS.c.date)
    held = connection.execute(select(*columns).where(*dated, wording.held()).order_by(*ORDER)).all()
    times = wording.occurrences(connection, [row.number for row in held])
    cells = (Cell(row.id, row.date, times.get(row.number) or 1) for row in held)
    return Life(wording.what, wording.what, tuple(cells))


def of_concept(concept: Concept, cells: Sequence[Cell]) -> Life:
    """The life of a concept."""
    return Life(
        concept.id,
        concept.referent or concept.id,
        tuple(cells),
        is_concept=True,
        ladder=concept.ladder or "",
        rank=concept.rank,
        weight=concept.weight,
    )


def _cell(row: AnyRow) -> Cell:
    return Cell(row.id, row.date, row.times, row.start, row.end)


def _mentions(dated: Sequence[ColumnElement[bool]]) -> Select[tuple[str, str, int, int, int]]:
    return select(*_CELL).join(STATEMENTS, STATEMENTS.c.number == MENTIONS.c.statement).where(*dated)


def turning(shelf: Shelf, connection: Connection, scope: Scope) -> Iterator[Life]:
    """The concepts that are in some statements of a scope and not in all: formulas first, the heaviest before."""
    dated = with_day(shelf, scope)
    of = connection.execute(select(func.count()).select_from(STATEMENTS).where(*dated)).scalar_one()
    rows = connection.execute(_mentions(dated).add_columns(MENTIONS.c.concept).order_by(MENTIONS.c.concept, *ORDER))
    found = []
    for number, cells in groupby(rows, key=lambda row: row.concept):
        concept = shelf.lexicon.concepts.get(shelf.concepts.get(number, ""))
        if concept:
            found.append(of_concept(concept, [_cell(cell) for cell in cells]))
    turned = [each for each in found if len(each.cells) < of]
    formulas = {each.what for each in turned if roles().is_formula(shelf.lexicon.concepts[each.what])}
    yield from sorted(turned, key=lambda each: (each.what not in formulas, -each.weight, -len(each.cells), each.what))
