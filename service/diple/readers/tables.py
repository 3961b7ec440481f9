"""Tables of printed pages: rows whose cells begin, end or are centred in the same places as those of the next row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diple.readers.printed import Line

_SAME_PLACE = 4.0  # points
_CONTINUES = 1.5  # times the size of the type: what is nearer below a row of a table goes on in its cells


def table_rows(rows: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The rows of a page, those of tables made one line with its cells; what stands under a cell is added to it."""
    at = 0
    while at < len(rows):
        end = _end_of_table(rows, at)
        if end is None:
            yield rows[at]
            at += 1
            continue
        yield from ([_one_line(cells)] for cells in _filled(rows[at:end]))
        at = end


def _end_of_table(rows: Sequence[list[Line]], at: int) -> int | None:
    """Where the table ends that begins with a row; None where none does: two rows of one make are a table."""
    if len(rows[at]) < 2:
        return None
    end, full = at + 1, 1
    while end < len(rows):
        if _alike(rows[at], rows[end]):
            full += 1
        elif not _goes_on(rows[at], rows[end - 1], rows[end]):
            break
        end += 1
    return end if full > 1 else None


def _alike(row: list[Line], other: list[Line]) -> bool:
    return len(row) == len(other) and all(map(_in_one_place, row, other))


def _in_one_place(cell: Line, other: Line) -> bool:
    pairs = ((cell.x, other.x), (cell.right, other.right), (cell.x + cell.right, other.x + other.right))
    return any(abs(here - there) <= _SAME_PLACE for here, there in pairs)


def _goes_on(head: list[Line], above: list[Line], row: list[Line]) -> bool:
    """Whether a row with fewer cells than the table's is the next line of some of them."""
    near = above[0].y - row[0].y <= _CONTINUES * row[0].size
    inside = all(line.right <= max(cell.right for cell in head) + 20 * line.size for line in row)
    return near and inside and len(row) < len(head) and all(_column(head, line) is not None for line in row)


def _column(head: list[Line], line: Line) -> int | None:
    return next((at for at, cell in enumerate(head) if abs(cell.x - line.x) <= _SAME_PLACE), None)


def _filled(rows: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The rows with all lines of each cell in it."""
    cells = rows[0]
    for row in rows[1:]:
        if len(row) == len(rows[0]):
            yield cells
            cells = row
            continue
        for line in row:
            at = _column(rows[0], line) or 0
            cells = [replace(c, text=f"{c.text} {line.text}") if i == at else c for i, c in enumerate(cells)]
    yield cells


def _one_line(cells: list[Line]) -> Line:
    return replace(
        cells[0],
        text=" ".join(cell.text for cell in cells),
        right=cells[-1].right,
        bold=all(cell.bold for cell in cells),
        references=sum(cell.references for cell in cells),
        cells=tuple(cell.text for cell in cells),
    )
