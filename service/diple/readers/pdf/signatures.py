"""Signatures side by side on a page: the rows between which white runs down, each column read before the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from diple.readers.document.signatures import MOST_PARTIES, MOST_ROWS, are_signatures, may_be_signed
from diple.readers.pdf.pieces import Line, Piece

Row = list[Piece]
Strip = tuple[float, float]
"""White that runs down between two columns: where it begins and ends, in points."""

_APART = 0.6  # ems that are white between two columns, at least: a blank has a third
_APART_ALIGNED = 0.4  # the same where the second column begins in one place
_EXACTLY = 0.75  # points
_SAME_PLACE = 3.0  # points, between the lines of one party
_FAR_APART = 1.5  # the same where they have one row alone
_HAND = 9.0  # times the size of the type: so much room may be left for the hand of who signs
_NEAR = 2.5  # times the size of the type: so near is the next line of one party's signature


class Signatures(NamedTuple):
    """The rows `[start, end)` of a page that are signatures, and the lines of each party from top to bottom."""

    start: int
    end: int
    parties: list[list[Line]]


def signatures_of(rows: Sequence[Row], line_of: Callable[[Row], Line]) -> Iterator[Signatures]:
    """The signatures on a page, from its rows; `line_of` makes a line of pieces on one baseline."""
    free = at = 0
    while at < len(rows):
        start, end, strips = _run(rows, at, free)
        found = _signatures(rows, start, end, strips, line_of) if strips else None
        if found:
            yield found
            free = found.end
        at = found.end if found else max(end, at + 1)


def _run(rows: Sequence[Row], at: int, free: int) -> tuple[int, int, list[Strip]]:
    """The rows around one, from `free` on, between whose columns white runs down: where they begin, end, that white."""
    strips = [(before[-1].right, after[0].x) for before, after in pairwise(_stretches(rows[at]))]
    if not 0 < len(strips) < MOST_PARTIES:
        return at, at + 1, []
    start, end = at, at + 1
    while end < len(rows) and (narrowed := _beside(strips, rows[end - 1], rows[end])):
        strips, end = narrowed, end + 1
    while (
        start > free
        and _has_all(rows[start - 1], strips)
        and (narrowed := _beside(strips, rows[start], rows[start - 1]))
    ):
        strips, start = narrowed, start - 1
    return start, end, strips


def _has_all(row: Row, strips: Sequence[Strip]) -> bool:
    """Whether each column begins in a row where it does in those below it."""
    return all(any(abs(piece.x - right) <= _EXACTLY for piece in row) for _, right in strips)


def _beside(strips: Sequence[Strip], row: Row, other: Row) -> list[Strip]:
    """The white between columns that the row next to one of them leaves; nothing where it leaves too little."""
    if abs(row[0].y - other[0].y) > _HAND * row[0].size:
        return []
    narrowed = [_narrowed(strip, other) for strip in strips]
    aligned = all(abs(old[1] - new[1]) <= _EXACTLY for old, new in zip(strips, narrowed, strict=True))
    least = _APART_ALIGNED if aligned else _APART
    return narrowed if min(right - left for left, right in narrowed) >= row[0].white(least) else []


def _stretches(row: Row) -> list[Row]:
    """The pieces of a row, cut where they are apart."""
    made = [[row[0]]]
    for before, piece in pairwise(row):
        if piece.x - before.right > piece.white(_APART):
            made.append([])
        made[-1].append(piece)
    return made


def _narrowed(strip: Strip, row: Row) -> Strip:
    """What of the white between two columns a row leaves white: each piece is on the side where its middle is."""
    left, right = strip
    for piece in row:
        if piece.x + piece.right < left + right:
            left = max(left, piece.right)
        else:
            right = min(right, piece.x)
    return left, right


def _signatures(
    rows: Sequence[Row], at: int, end: int, strips: Sequence[Strip], line_of: Callable[[Row], Line]
) -> Signatures | None:
    """The signatures in a run of rows; None where it is a table, or prose in columns."""
    if end - at > MOST_ROWS + 2:
        return None
    cells = [_cells(row, strips, line_of) for row in rows[at:end]]
    while len(cells) > 1 and _is_below(cells, rows[at : at + len(cells)]):
        cells.pop()
    white = min(right - left for left, right in strips)
    if len(cells) == 1 and white < rows[at][0].white(_FAR_APART):
        return None
    if not are_signatures([[line.text if line else "" for line in row] for row in cells]):
        return None
    parties = [[line for line in column if line] for column in zip(*cells, strict=True)]
    if not all(map(_is_column, parties)):
        return None
    return Signatures(at, at + len(cells), parties)


def _cells(row: Row, strips: Sequence[Strip], line_of: Callable[[Row], Line]) -> list[Line | None]:
    """The line of each column in a row; None where the column has none."""
    edges = [float("-inf"), *((left + right) / 2 for left, right in strips), float("inf")]
    columns = ([piece for piece in row if left <= piece.x < right] for left, right in pairwise(edges))
    return [line_of(column) if column else None for column in columns]


def _is_column(lines: Sequence[Line]) -> bool:
    """Whether lines begin in one place, end in one, or have one middle."""
    places = ([line.x for line in lines], [line.right for line in lines], [(line.x + line.right) / 2 for line in lines])
    return any(max(place) - min(place) <= _SAME_PLACE for place in places)


def _is_below(cells: Sequence[Sequence[Line | None]], rows: Sequence[Row]) -> bool:
    """Whether the last row is no signature but below it: one line with figures, or far from the others."""
    last = [line for line in cells[-1] if line]
    far = rows[-2][0].y - rows[-1][0].y > _NEAR * rows[-1][0].size
    return len(last) == 1 and (far or not may_be_signed(last[0].text))
