"""Tables of printed pages: rows whose cells begin, end or are centred in the same places as those of the next rows.

Running text is no table, however wide the blanks of a justified line: three rows at least are alike, each cell after
the first is in one place with those above and below it, and the cells leave most of the width white.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from diple.readers.pdf.hyphens import breaks_word
from diple.readers.pdf.pieces import Line, Piece

Places = tuple[float, ...]
Row = Sequence[Piece]
Group = list[list[Line]]
"""The rows that are one row of a table, each as its lines from left to right."""

FEWEST_ROWS = 3  # rows
_SAME_EDGE = 1.5  # points
_SAME_MIDDLE = 3.0  # points, of centred cells
_SAME_PLACE = 4.0  # points, of the next line of a cell
_CONTINUES = 1.5  # times the size of the type: what is nearer below a row of a table goes on in its cells
_NEAR = 3.5  # times the size of the type: so near is the next row of a table
_EXACTLY = 0.75  # points, of words at the beginning of a cell
_LONG = 60  # rows that leave the same white and are no table: what follows is looked at anew after them
_LEVEL = 0.8  # times the size of the type: what is nearer in height is beside a row, not below it
_GAP = 0.5  # ems between cells, at least
_NARROW = 0.2  # the same where the file writes a blank between words, and none is here
_WORDS = (0.15, 0.5)  # ems: what is between two words
_BLANK = 1.2  # widths of a letter of a fixed pitch: more is more than one blank
_NEARER = 1.0  # points: a line of a cell belongs to the row that is nearer by so much
_SHORT = 2.0  # ems: lines of justified text end no farther before the right edge of their column
_WHITE = 0.15  # of the width of a table, at least, is between its cells


def table_rows(rows: Sequence[list[Line]], places: Sequence[Places]) -> Iterator[list[Line]]:
    """The rows of a column, those of tables made one line with its cells; what is under a cell is added to it.

    `places` are those of `cell_places`, for each row: where there are some and yet no table, rows are marked `across`.
    """
    edge = max((line.right for row in rows for line in row), default=0.0)
    at = 0
    while at < len(rows):
        end, table = _end_of_table(rows, at, edge, places)
        if table:
            yield from ([cells] for cells in table)
        else:
            for number in range(at, end):
                doubt = (bool(places[number]) and len(rows[number]) > 1) or _is_beside(rows, number)
                yield [replace(line, across=doubt) for line in rows[number]]
        at = end


def _end_of_table(rows: Sequence[list[Line]], at: int, edge: float, places: Sequence[Places]) -> tuple[int, list[Line]]:
    """Where rows that belong together end, from one on, and the rows of the table that they are; none if they are none.

    `edge` is the right edge of the column, in points.
    """
    if not places[at]:
        end, is_table = _end_of_alike(rows, at, edge)
        return end, [_one_line(cells) for cells in _filled(rows[at:end])] if is_table else []
    end = next((number for number in range(at, len(rows)) if places[number] != places[at]), len(rows))
    groups = grouped(rows[at:end], places[at])
    while len(groups) > 1 and sum(map(len, groups[-1])) == 1:
        end -= len(groups.pop())
    full = [columns for group in groups if all(columns := columns_of(group, places[at]))]
    if len(full) < FEWEST_ROWS or _is_justified([[column[0] for column in columns] for columns in full], edge):
        return end, []
    return end, [one_row(group, places[at]) for group in groups]


def _is_beside(rows: Sequence[list[Line]], at: int) -> bool:
    """Whether a row is beside the next or the one before, at a height of its own, as centred cells do."""
    row = rows[at]
    return any(
        abs(row[0].y - other[0].y) < _LEVEL * row[0].size
        and (row[-1].right <= other[0].x or other[-1].right <= row[0].x)
        for other in (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2])
    )


class Strip(NamedTuple):
    """White between two columns: where it begins and ends, in points; `bare` where no row has a blank written in it."""

    left: float
    right: float
    bare: bool


def writes_blanks(rows: Iterable[Row]) -> bool:
    """Whether most words are parted by blanks that the file writes, so that white without one parts cells."""
    least, most = _WORDS
    gaps = [
        after.text[:1].isspace()
        for row in rows
        for before, after in pairwise(row)
        if least * after.size <= after.x - before.right < max(most, _BLANK * after.face.pitch) * after.size
    ]
    return 2 * sum(gaps) > len(gaps)


def cell_places(rows: Sequence[Row]) -> list[Places]:
    """For each row of a column where the second and further cells of its table begin; nothing outside of tables.

    These are places that a run of rows leaves white, two at least, at each of which three rows or more begin a word.
    """
    places: list[Places] = [()] * len(rows)
    edge = max((row[-1].right for row in rows), default=0.0)
    bare = writes_blanks(rows)
    at = 0
    while at < len(rows):
        end, found = run_of_cells(rows, at, edge, bare=bare)
        if found:
            places[at:end] = [found] * (end - at)
        at = end if found or end - at > _LONG else at + 1
    return places


def run_of_cells(rows: Sequence[Row], at: int, edge: float, *, bare: bool) -> tuple[int, Places]:
    """Where the rows end that leave white what one of them does, and the places at which enough of them begin.

    `edge` is the right edge of the column, in points; `bare` says that the file writes blanks between words.
    """
    free = strips_of(rows[at], bare=bare)
    end = at + 1
    while end < len(rows) and is_near(rows[end - 1], rows[end]):
        left = narrowed(free, rows[end])
        if len(left) < FEWEST_ROWS - 1:
            break
        free, end = left, end + 1
    if len(free) < FEWEST_ROWS - 1 or end - at < FEWEST_ROWS:
        return end, ()
    # Lines of the same words have the same blanks, and count once.
    alike = list({tuple(piece.text for piece in row): row for row in rows[at:end]}.values())
    often = [strip.right for strip in free if _most_begun(alike, strip) >= FEWEST_ROWS]
    if len(often) < FEWEST_ROWS - 1 or _is_flush(rows[at:end], edge):
        return end, ()
    return end, tuple(strip.right for strip in free if strip.bare or strip.right in often)


def is_near(above: Row, row: Row) -> bool:
    """Whether a row is so near below another one, or on the next page, that it may be the next of a table."""
    return above[0].y - row[0].y < _NEAR * row[0].size


def strips_of(row: Row, *, bare: bool) -> list[Strip]:
    """The white in a row between what may be cells; `bare` says that the file writes blanks between words."""
    found = [Strip(before.right, after.x, bare and not after.text[:1].isspace()) for before, after in pairwise(row)]
    return [strip for strip, after in zip(found, row[1:], strict=True) if _is_wide(strip, after)]


def narrowed(strips: Iterable[Strip], row: Row) -> list[Strip]:
    """What of the white between columns another row leaves white.

    Bare white may be narrower then, or in two parts, as where a cell was empty; none of it has a blank written in it.
    """
    return [part for strip in strips for part in (_parts(strip, row) if strip.bare else _kept(strip, row))]


def _kept(strip: Strip, row: Row) -> list[Strip]:
    """A strip, where no word of a row is across the place at which the next column begins."""
    place = strip.right
    crosses = any(piece.x < place - _EXACTLY and piece.right > place - piece.white(_GAP) for piece in row)
    return [] if crosses else [strip]


def _parts(strip: Strip, row: Row) -> list[Strip]:
    """The parts of a strip of bare white that a row leaves white."""
    within = [piece for piece in row if piece.right > strip.left and piece.x < strip.right]
    begins = [strip.left, *(piece.right for piece in within)]
    parts = [Strip(begin, end, True) for begin, end in zip(begins, [*(p.x for p in within), strip.right], strict=True)]
    return [part for part in parts if _is_wide(part, row[0]) and not _is_blank(part, row)]


def _is_blank(strip: Strip, row: Row) -> bool:
    """Whether a strip is white between two words of a row with a blank written before the second."""
    at = next((at for at, piece in enumerate(row) if piece.x >= strip.right - _EXACTLY), 0)
    return at > 0 and row[at].text[:1].isspace()


def _is_wide(strip: Strip, piece: Piece) -> bool:
    return strip.right - strip.left >= (_NARROW * piece.size if strip.bare else piece.white(_GAP))


def _most_begun(rows: Iterable[Row], strip: Strip) -> int:
    """In how many rows, at most, the first word behind a strip begins in one place."""
    firsts = (next((piece.x for piece in row if piece.x >= strip.right - _EXACTLY), None) for row in rows)
    starts = Counter(round(first / _EXACTLY) for first in firsts if first is not None)
    return max((starts[at] + starts[at + 1] for at in starts), default=0)


def _is_flush(rows: Sequence[Row], edge: float) -> bool:
    """Whether rows are lines of justified text but for the last, and one begins inside a sentence."""
    lefts, rights = [row[0].x for row in rows], [row[-1].right for row in rows[:-1]]
    return _fill(lefts, rights, edge - _SHORT * rows[0][0].size) and any(
        row[0].text.strip()[:1].islower() for row in rows
    )


def _fill(lefts: Sequence[float], rights: Sequence[float], edge: float) -> bool:
    """Whether rows begin and end in one place each, and reach as far as the text of the column, as its lines do."""
    return max(lefts) - min(lefts) <= _SAME_EDGE and max(rights) - min(rights) <= _SAME_EDGE and max(rights) >= edge


def _end_of_alike(rows: Sequence[list[Line]], at: int, edge: float) -> tuple[int, bool]:
    """Where rows that are like one another end, from one on, and whether they are a table.

    `edge` is the right edge of the column, in points.
    """
    if len(rows[at]) < 2:
        return at + 1, False
    end, full = at + 1, [rows[at]]
    while end < len(rows):
        if _alike(rows[at], rows[end]):
            full.append(rows[end])
        elif not _goes_on(rows[at], rows[end - 1], rows[end]):
            break
        end += 1
    if len(full) < FEWEST_ROWS:
        return at + 1, False
    return end, _leaves_white(full) and not _is_justified(full, edge)


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


def _is_justified(rows: Sequence[list[Line]], edge: float) -> bool:
    """Whether rows are lines of justified text: flush at both edges, and one begins inside a sentence."""
    lefts, rights = [row[0].x for row in rows], [row[-1].right for row in rows]
    return _fill(lefts, rights, edge - _SHORT * rows[0][0].size) and any(row[0].text[:1].islower() for row in rows)


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


def grouped(rows: Sequence[list[Line]], places: Places) -> list[Group]:
    """Rows of lines in the groups that are one row of a table: lines beside one another, and further lines of cells.

    A row with fewer lines than the table has columns belongs to the nearer row above or below it, and one that goes on
    with a word broken in the row above to that.
    """
    groups: list[Group] = []
    waits = False
    for at, row in enumerate(rows):
        above = rows[at - 1][0].y - row[0].y if at else float("inf")
        below = row[0].y - rows[at + 1][0].y if at + 1 < len(rows) else float("inf")
        near, part = _CONTINUES * row[0].size, len(row) <= len(places)
        goes_on = waits or (part and above <= below + _NEARER) or any(breaks_word(line.text) for line in rows[at - 1])
        if above < _LEVEL * row[0].size or (above <= near and goes_on):
            groups[-1].append(row)
        else:
            groups.append([row])
        waits = part and below <= near and len(groups[-1]) == 1
    return groups


def columns_of(group: Group, places: Places) -> list[list[Line]]:
    """The lines of each column of a row of a table, from top to bottom."""
    columns: list[list[Line]] = [[] for _ in range(len(places) + 1)]
    for row in group:
        for line in row:
            columns[bisect_right(places, line.x + _EXACTLY)].append(line)
    return columns


def one_row(group: Group, places: Places) -> Line:
    """A row of a table as one line with its cells."""
    return _one_line(
        [
            replace(
                lines[0],
                text="\n".join(line.text for line in lines),
                right=max(line.right for line in lines),
                bold=all(line.bold for line in lines),
                references=sum(line.references for line in lines),
                pieces=tuple(piece for line in lines for piece in line.pieces),
            )
            for lines in columns_of(group, places)
            if lines
        ]
    )


def _one_line(cells: list[Line]) -> Line:
    return replace(
        cells[0],
        text=" ".join(cell.text for cell in cells),
        right=cells[-1].right,
        bold=all(cell.bold for cell in cells),
        references=sum(cell.references for cell in cells),
        cells=tuple(cell.text for cell in cells),
        pieces=tuple(piece for cell in cells for piece in cell.pieces),
    )
