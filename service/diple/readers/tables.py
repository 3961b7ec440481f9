"""Tables of printed pages: rows whose cells begin, end or are centred in the same places as those of the next rows.

Running text is no table, however wide the blanks of a justified line: three rows at least are alike, each cell after
the first stands in one place with those above and below it, and the cells leave most of the width white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diple.readers.printed import Line

_FEWEST = 3  # rows
_SAME_EDGE = 1.5  # points
_SAME_MIDDLE = 3.0  # points, of centred cells
_SAME_PLACE = 4.0  # points, of the next line of a cell
_CONTINUES = 1.5  # times the size of the type: what is nearer below a row of a table goes on in its cells
_WHITE = 0.15  # of the width of a table, at least, stands between its cells


def table_rows(rows: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The rows of a column, those of tables made one line with its cells; what stands under a cell is added to it."""
    at = 0
    while at < len(rows):
        end, is_table = _end_of_table(rows, at)
        yield from ([_one_line(cells)] for cells in _filled(rows[at:end])) if is_table else rows[at:end]
        at = end


def _end_of_table(rows: Sequence[list[Line]], at: int) -> tuple[int, bool]:
    """Where rows that are like one another end, from one on, and whether they are a table."""
    if len(rows[at]) < 2:
        return at + 1, False
    end, full = at + 1, [rows[at]]
    while end < len(rows):
        if _alike(rows[at], rows[end]):
            full.append(rows[end])
        elif not _goes_on(rows[at], rows[end - 1], rows[end]):
            break
        end += 1
    if len(full) < _FEWEST:
        return at + 1, False
    return end, _leaves_white(full) and not _is_justified(full)


def _alike(row: list[Line], other: list[Line]) -> bool:
    return len(row) == len(other) and all(map(_in_one_place, row, other))


def _in_one_place(cell: Line, other: Line) -> bool:
    middle = abs(cell.x + cell.right - other.x - other.right) / 2
    edge = min(abs(cell.x - other.x), abs(cell.right - other.right))
    return edge <= _SAME_EDGE or middle <= _SAME_MIDDLE


def _leaves_white(rows: Sequence[list[Line]]) -> bool:
    """Whether a white strip parts each two cells of all rows, as wide together as a table's are."""
    columns = list(zip(*rows, strict=True))
    gaps = [min(cell.x for cell in after) - max(cell.right for cell in before) for before, after in pairwise(columns)]
    width = max(cell.right for cell in columns[-1]) - min(cell.x for cell in columns[0])
    inked = max(sum(cell.right - cell.x for cell in row) for row in rows)
    return bool(min(gaps) > rows[0][0].size and width - inked >= _WHITE * width)


def _is_justified(rows: Sequence[list[Line]]) -> bool:
    """Whether rows are lines of justified text: flush at both edges, and one begins inside a sentence."""
    lefts, rights = [row[0].x for row in rows], [row[-1].right for row in rows]
    flush = max(lefts) - min(lefts) <= _SAME_EDGE and max(rights) - min(rights) <= _SAME_EDGE
    return flush and any(row[0].text[:1].islower() for row in rows)


def _goes_on(head: list[Line], above: list[Line], row: list[Line]) -> bool:
    """Whether a row with fewer cells than the table's is the next line of some of them, each within its cell."""
    near = above[0].y - row[0].y <= _CONTINUES * row[0].size
    return near and len(row) < len(head) and all(_is_within(head, line) for line in row)


def _is_within(head: list[Line], line: Line) -> bool:
    at = _column(head, line)
    return at is not None and (at + 1 == len(head) or line.right < head[at + 1].x)


def _column(head: list[Line], line: Line) -> int | None:
    return next((at for at, cell in enumerate(head) if abs(cell.x - line.x) <= _SAME_PLACE), None)


def _filled(rows: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The rows with all lines of each cell in it, apart by line ends."""
    cells = rows[0]
    for row in rows[1:]:
        if len(row) == len(rows[0]):
            yield cells
            cells = row
            continue
        for line in row:
            at = _column(rows[0], line) or 0
            cells = [replace(c, text=f"{c.text}\n{line.text}") if i == at else c for i, c in enumerate(cells)]
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
