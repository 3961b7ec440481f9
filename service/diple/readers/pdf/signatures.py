"""Signatures side by side on a page: white runs down between their columns, each of which is read before the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from diple.readers.document.signatures import MOST_PARTIES, MOST_ROWS, are_signatures, may_be_signed
from diple.readers.pdf.pieces import Line, Piece

Row = list[Piece]

_APART = 0.6  # ems that are white between two columns, at least: a blank has a third
_APART_BLANK = 4.0  # the same where a blank is shown, which is wide in a justified line of few words
_EXACTLY = 0.75  # points, of lines that begin in one place: the white before these may be less
_SAME_PLACE = 3.0  # points, between the lines of one party
_FAR_APART = 1.5  # ems between columns of one row alone
_HAND = 9.0  # times the size of the type: so much room may be left for the hand of who signs
_LIKE = 0.15  # of the size of the type: heads and feet of pages are set in another
_NEAR = 2.5  # times the size of the type: so near is the next line of one party's signature
_STAGGERED = 2  # times as many rows, of cells whose lines are at heights of their own


class Signatures(NamedTuple):
    """The rows `[start, end)` of a page that are signatures, and the lines of each party from top to bottom."""

    start: int
    end: int
    parties: list[list[Line]]


class _Column(NamedTuple):
    """Where a column begins and ends, in points, and whether all its lines begin in one place."""

    left: float
    right: float
    aligned: bool = True


def signatures_of(rows: Sequence[Row], line_of: Callable[[Row], Line]) -> Iterator[Signatures]:
    """The signatures on a page, from its rows; `line_of` makes a line of pieces on one baseline."""
    free = at = 0
    while at < len(rows):
        start, end, columns = _run(rows, at, free)
        found = _signatures(rows, start, end, columns, line_of) if columns else None
        if found:
            yield found
            free = found.end
        at = found.end if found else max(end, at + 1)


def over_pages(lines: Sequence[Line]) -> list[Line]:
    """Lines of several pages, signatures that go on at the head of the next page joined to those at the foot of one."""
    made: list[Line] = []
    groups = [list(group) for _, group in groupby(lines, lambda line: (line.whole, line.whole and line.page))]
    before: list[Line] = []
    for group in groups:
        if _go_on(before, group):
            before = [replace(one, text=f"{one.text}\n{more.text}") for one, more in zip(before, group, strict=True)]
            made[-len(before) :] = before
        else:
            made, before = made + group, group
    return made


def _go_on(before: Sequence[Line], group: Sequence[Line]) -> bool:
    """Whether signatures are below others on the page before, each in the place of one of them."""
    if not before or not before[0].whole or not group[0].whole or len(before) != len(group):
        return False
    return all(map(_is_column, zip(before, group, strict=True)))


def _run(rows: Sequence[Row], at: int, free: int) -> tuple[int, int, list[_Column]]:
    """The rows around one, from `free` on, with white between their columns: where they begin, end, the columns."""
    columns = [_Column(stretch[0].x, stretch[-1].right) for stretch in _stretches(rows[at], ())]
    if not 1 < len(columns) <= MOST_PARTIES:
        return at, at + 1, []
    start, end = at, at + 1
    while end < len(rows) and (grown := _beside(columns, rows[end - 1], rows[end])):
        columns, end = grown, end + 1
    while (
        start > free
        and _belongs(rows[start - 1], columns)
        and (grown := _beside(columns, rows[start], rows[start - 1]))
    ):
        columns, start = grown, start - 1
    return start, end, columns


def _belongs(row: Row, columns: Sequence[_Column]) -> bool:
    """Whether a row above others has a line in each column, or lines that begin where columns but the first do."""
    stretches = _stretches(row, columns)
    begun = [stretch[0].x for stretch in stretches]
    return len(stretches) == len(columns) or all(
        any(column.aligned and abs(x - column.left) <= _EXACTLY for column in columns[1:]) for x in begun
    )


def _stretches(row: Row, columns: Sequence[_Column]) -> list[Row]:
    """The pieces of a row, cut where they are apart, and where a known column begins and no blank is before it."""
    made = [[row[0]]]
    for before, piece in pairwise(row):
        blank = before.text[-1:].isspace() or piece.text[:1].isspace()
        begins = any(column.aligned and abs(piece.x - column.left) <= _EXACTLY for column in columns)
        if piece.x - before.right > piece.white(_APART_BLANK if blank else _APART) or (begins and not blank):
            made.append([])
        made[-1].append(piece)
    return made


def _beside(columns: Sequence[_Column], row: Row, other: Row) -> list[_Column]:
    """The columns with those of the row next to one of them; nothing where it leaves no white between them."""
    if abs(row[0].y - other[0].y) > _HAND * row[0].size or abs(row[0].size - other[0].size) > _LIKE * row[0].size:
        return []
    grown = list(columns)
    for stretch in _stretches(other, columns):
        left, right = stretch[0].x, stretch[-1].right
        met = [at for at, column in enumerate(grown) if left < column.right and column.left < right]
        if len(met) > 1:
            return []
        if met:
            grown[met[0]] = _widened(grown[met[0]], left, right)
        else:
            grown.append(_Column(left, right))
    grown.sort()
    white = row[0].white(_APART)
    apart = all(after.left - before.right >= (0 if after.aligned else white) for before, after in pairwise(grown))
    return grown if apart and len(grown) <= MOST_PARTIES else []


def _widened(column: _Column, left: float, right: float) -> _Column:
    aligned = column.aligned and abs(left - column.left) <= _EXACTLY
    return _Column(min(left, column.left), max(right, column.right), aligned)


def _signatures(
    rows: Sequence[Row], at: int, end: int, columns: Sequence[_Column], line_of: Callable[[Row], Line]
) -> Signatures | None:
    """The signatures in a run of rows; None where it is a table, or prose in columns."""
    if end - at > _STAGGERED * MOST_ROWS:
        return None
    cells = [_cells(row, columns, line_of) for row in rows[at:end]]
    while len(cells) > 1 and _is_below(cells, rows[at : at + len(cells)]):
        cells.pop()
    white = min(after.left - before.right for before, after in pairwise(columns))
    if len(cells) == 1 and white < rows[at][0].white(_FAR_APART):
        return None
    parties = [[line for line in column if line] for column in zip(*cells, strict=True)]
    if not (all(parties) and _are_signed(cells, parties) and all(map(_is_column, parties))):
        return None
    return Signatures(at, at + len(cells), parties)


def _cells(row: Row, columns: Sequence[_Column], line_of: Callable[[Row], Line]) -> list[Line | None]:
    """The line of each column in a row; None where the column has none."""
    edges = [float("-inf"), *((before.right + after.left) / 2 for before, after in pairwise(columns)), float("inf")]
    held = ([piece for piece in row if left <= piece.x < right] for left, right in pairwise(edges))
    return [line_of(column) if column else None for column in held]


def _are_signed(cells: Sequence[Sequence[Line | None]], parties: Sequence[Sequence[Line]]) -> bool:
    """Whether rows are signatures; those of parties whose lines are at heights of their own, by all lines together."""
    if any(all(row) for row in cells):
        return are_signatures([[line.text if line else "" for line in row] for row in cells])
    return are_signatures([["\n".join(line.text for line in party) for party in parties]])


def _is_column(lines: Sequence[Line]) -> bool:
    """Whether lines begin in one place, end in one, or have one middle."""
    places = ([line.x for line in lines], [line.right for line in lines], [(line.x + line.right) / 2 for line in lines])
    return any(max(place) - min(place) <= _SAME_PLACE for place in places)


def _is_below(cells: Sequence[Sequence[Line | None]], rows: Sequence[Row]) -> bool:
    """Whether the last row is no signature but below it: one line with figures, or far from the others."""
    last = [line for line in cells[-1] if line]
    far = rows[-2][0].y - rows[-1][0].y > _NEAR * rows[-1][0].size
    return len(last) == 1 and (far or not may_be_signed(last[0].text))
