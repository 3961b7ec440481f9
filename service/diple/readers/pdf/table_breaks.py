"""Tables that go on over a page: their rows on both pages are one table, and a head repeated on the next is furniture.

Rows near the end of a page may be too few to be known as a table; with those at the top of the next page they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from diple.readers.pdf.lines import cut_rows
from diple.readers.pdf.pieces import Line, Piece, rows_of
from diple.readers.pdf.tables import (
    FEWEST_ROWS,
    Places,
    Row,
    Strip,
    columns_of,
    grouped,
    is_near,
    narrowed,
    one_row,
    run_of_cells,
    strips_of,
    writes_blanks,
)

_HEAD_ROWS = 4  # of a table, at most
_FIRST_LINES = 3  # of a page, one of which has cells where a table goes on
_FURTHEST = 80  # rows before the end of a page at which a table may begin
_SAME_PLACE = 1.0  # points
_MISSES = 4  # rows in succession from which no table goes on over the page: the next lines of cells


class _Table(NamedTuple):
    """A table over a page: where it begins on the first page, how many rows of its head the next repeats, its end."""

    start: int
    repeated: int
    end: int
    places: Places


def with_whole_tables(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of all pages in order, tables over pages made whole, and the lines of heads that are repeated."""
    parts = [list(part) for _, part in groupby(lines, key=lambda line: (line.page, line.column))]
    dropped: list[Line] = []
    head: list[list[Piece]] = []
    for at in range(1, len(parts)):
        above, below = parts[at - 1], parts[at]
        table = _table_over(above, below, head) if above[-1].page != below[0].page else None
        if table is None:
            head = []
            continue
        rows = [_rows(above), _rows(below)]
        repeated = _made_of(below, rows[1][: table.repeated])
        if repeated:
            head, dropped = rows[1][: table.repeated], dropped + repeated
        parts[at - 1] = _with_rows(above, rows[0][table.start :], table.places)
        below = [line for line in below if line not in repeated]
        parts[at] = _with_rows(below, rows[1][table.repeated : table.end], table.places)
    return [line for part in parts for line in part], dropped


def _rows(lines: Sequence[Line]) -> list[list[Piece]]:
    return rows_of(piece for line in lines for piece in line.pieces)


def _table_over(above: Sequence[Line], below: Sequence[Line], head: Sequence[Row]) -> _Table | None:
    """The table that goes on from one page to the next; `head` is that of the table with which the first one begins."""
    if not any(strips_of(line.pieces, bare=True) for line in below[:_FIRST_LINES]):
        return None
    before, after = _rows(above), _rows(below)
    bare = writes_blanks([*before, *after])
    return _with_head(before, after, head, bare=bare) or _without_head(before, after, bare=bare)


def _with_head(before: Sequence[Row], after: Sequence[Row], head: Sequence[Row], *, bare: bool) -> _Table | None:
    """The table whose head the next page repeats: each row from its head on leaves some white of the head."""
    if head and _common(head, after) == len(head):
        return _from_head(before, after, 0, len(head), bare=bare)
    for start in range(len(before) - 1, max(-1, len(before) - _FURTHEST), -1):
        if count := _common(before[start:], after):
            return _from_head(before, after, start, count, bare=bare)
    return None


def _common(rows: Sequence[Row], others: Sequence[Row]) -> int:
    """How many rows of two pages begin with the same words in the same places."""
    count = 0
    for row, other in zip(rows[:_HEAD_ROWS], others, strict=False):
        if not _is_same(row, other):
            break
        count += 1
    return count


def _is_same(row: Row, other: Row) -> bool:
    return len(row) == len(other) and all(
        one.text == two.text and abs(one.x - two.x) <= _SAME_PLACE for one, two in zip(row, other, strict=True)
    )


def _from_head(before: Sequence[Row], after: Sequence[Row], start: int, count: int, *, bare: bool) -> _Table | None:
    head = max(after[:count], key=len)
    strips = _left(strips_of(head, bare=bare), [*after[:count], *before[start:]])
    if not strips or not all(is_near(above, row) for above, row in pairwise(before[start:])):
        return None
    end = count
    while end < len(after) and is_near(after[end - 1], after[end]) and (left := narrowed(strips, after[end])):
        strips, end = left, end + 1
    return _Table(start, count, end, tuple(strip.right for strip in strips))


def _left(strips: list[Strip], rows: Sequence[Row]) -> list[Strip]:
    for row in rows:
        strips = narrowed(strips, row)
    return strips


def _without_head(before: Sequence[Row], after: Sequence[Row], *, bare: bool) -> _Table | None:
    """The table whose rows go on on the next page without its head: all together are as alike as those on one page."""
    rows = [*before, *after]
    edge = max(piece.right for row in rows for piece in row)
    found, misses = None, 0
    for start in range(len(before) - 1, max(-1, len(before) - _FURTHEST), -1):
        end, places = run_of_cells(rows, start, edge, bare=bare)
        misses = 0 if end > len(before) else misses + 1
        if misses == _MISSES:
            break
        if places and end > len(before):
            found = _Table(start, 0, end - len(before), places)
    return found if found and _has_full_rows(rows[found.start : len(before) + found.end], found.places) else None


def _has_full_rows(rows: Sequence[Row], places: Places) -> bool:
    groups = grouped(cut_rows(0, rows, places), places)
    return sum(all(columns_of(group, places)) for group in groups) >= FEWEST_ROWS


def _made_of(lines: Sequence[Line], rows: Sequence[Row]) -> list[Line]:
    """The lines that were made of some rows."""
    pieces = {id(piece) for row in rows for piece in row}
    return [line for line in lines if any(id(piece) in pieces for piece in line.pieces)]


def _with_rows(lines: list[Line], rows: Sequence[Row], places: Places) -> list[Line]:
    """Lines of one page, those made of some rows in the place of them as rows of a table."""
    old = _made_of(lines, rows)
    if not old or any(line.x < 0 for line in old):  # rows from right to left are not read cell by cell
        return lines
    at, like = lines.index(old[0]), old[0]
    made = [one_row(group, places) for group in grouped(cut_rows(like.page, rows, places), places)]
    placed = [replace(line, column=like.column, left=like.left, edge=like.edge, wide=like.wide) for line in made]
    return [*lines[:at], *placed, *lines[at + len(old) :]]
