"""The lines of printed pages, from pieces of text with their places: columns in order, running heads told apart.

Places are in points, from the lower left corner of the page. A line is what stands on one baseline of one column.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from diple.readers.direction import logical, runs_from_right
from diple.readers.tables import table_rows

_SAME_BASELINE = 0.35  # of the size of the type
_RAISED = 0.6
_COLUMN_GAP = 1.5  # widths of an em between two pieces that belong to different columns
_FEWEST_IN_COLUMN = 4
_MAY_CROSS = 0.35  # of the lines of a page with columns, so many may run over the gap between them
_STARTS = 40  # places where many lines begin, of which one may be that of a column
_ABOVE_COLUMNS = 3  # short lines of a heading that may stand above two columns, on the left
_FARTHEST = 595.0  # points: where lines from right to left are taken to begin
_EDGE_LINES = 3
_SET_APART = 1.25  # of the leading: a running head stands farther than that from the text
_SAME_PLACE = 8.0  # points
_OFTEN = 0.3  # of the pages, on so many a line must recur to be a running one
_PLACE_OFTEN = 0.6  # of the pages; where so many have a line set apart in one place, two of one wording are enough
_STOPS = (".", "!", "?", ";", ":", ",", "。", "；", "，")
_NUMBER = re.compile(r"\d+")
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_REFERENCE = re.compile(r"\d{1,3}|[*†‡§]{1,3}")


class Piece(NamedTuple):
    """A stretch of text as the page shows it: where it begins, how wide it is, and how large its type."""

    x: float
    y: float
    width: float
    size: float
    text: str
    bold: bool = False

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column: its page (from 0), place, width, size of type, text, and the column it stands in.

    `left` and `edge` are where the column's lines begin and end. `references` counts raised references to notes that
    were put in brackets. `cells` are those of a row of a table, none elsewhere. Of a page that runs from right to left,
    places are told from its right edge on.
    """

    page: int
    x: float
    y: float
    right: float
    size: float
    text: str
    bold: bool = False
    column: int = 0
    left: float = 0.0
    edge: float = 0.0
    references: int = 0
    cells: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """Characters that are not white space, as the page shows them."""
        return sum(map(len, self.text.split())) - 2 * self.references


def lines_of_page(number: int, pieces: Iterable[Piece]) -> list[Line]:
    """The lines of one page in the order of reading: column after column, and between them what runs over all."""
    rows = _rows(pieces)
    if runs_from_right("".join(piece.text for row in rows for piece in row)):
        return _with_edges([_from_right(number, row) for row in rows])
    lines = [line for row in rows for line in _row_lines(number, row)]
    gap = _column_gap(lines)
    if gap is None:
        return _with_edges([_joined(row) for row in table_rows(_by_baseline(lines))])
    ordered = list(_in_columns(lines, gap))
    return _with_edges(ordered)


def _from_right(number: int, row: list[Piece]) -> Line:
    """A line that runs from right to left, its place told from the right edge on; its beginning there is not known."""
    largest = max(row, key=lambda piece: piece.size)
    bold = all(piece.bold for piece in row)
    text = _spaced(logical([(piece.text, piece.x, piece.right, piece.size) for piece in row]))
    return Line(number, -_FARTHEST, largest.y, -row[0].x, largest.size, text, bold)


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces on the same baseline, rows from top to bottom, each from left to right; raised ones join their row."""
    heights: list[float] = []
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.size, -piece.y, piece.x)):
        at = bisect_left(heights, piece.y)
        near = sorted(range(max(0, at - 1), min(len(rows), at + 1)), key=lambda row: abs(heights[row] - piece.y))
        row = next((rows[index] for index in near if _on_row(piece, rows[index])), None)
        if row is None:
            heights.insert(at, piece.y)
            rows.insert(at, [piece])
        else:
            row.append(piece)
    # What one instruction shows in several types has one place: it stays in the order in which it is shown.
    return [sorted(row, key=lambda piece: piece.x) for row in reversed(rows)]


def _on_row(piece: Piece, row: list[Piece]) -> bool:
    first = row[0]
    if abs(first.y - piece.y) <= _SAME_BASELINE * piece.size:
        return True
    return piece.size < 0.85 * first.size and 0 < piece.y - first.y <= _RAISED * first.size


def _row_lines(number: int, row: list[Piece]) -> Iterator[Line]:
    """A row cut where the gap between two pieces is wide."""
    run = [row[0]]
    for piece in row[1:]:
        if piece.x - max(before.right for before in run) > _COLUMN_GAP * piece.size:
            yield _line(number, run)
            run = []
        run.append(piece)
    yield _line(number, run)


def _line(number: int, run: list[Piece]) -> Line:
    largest = max(run, key=lambda piece: piece.size)
    text, references = "", 0
    for at, piece in enumerate(run):
        shown = piece.text
        if _is_reference(piece, largest, text):
            shown, references = f"[{shown.strip()}]", references + 1
        elif at and piece.x - run[at - 1].right > _word_gap(text, shown) * piece.size:
            text += " "
        text += shown
    bold = all(piece.bold for piece in run)
    right = max(piece.right for piece in run)
    return Line(number, run[0].x, largest.y, right, largest.size, _spaced(text), bold, references=references)


def _word_gap(before: str, after: str) -> float:
    """What stands between two words at least, in ems; between Chinese and a number a typesetter puts some room."""
    pair = before[-1:] + after[:1]
    return 0.6 if _UNSPACED.search(pair) and not pair.isspace() else 0.15


def _is_reference(piece: Piece, largest: Piece, before: str) -> bool:
    """Whether a piece is a small raised number or sign after a word."""
    raised = piece.size < 0.85 * largest.size and piece.y > largest.y
    return raised and bool(before.strip()) and _REFERENCE.fullmatch(piece.text.strip()) is not None


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def _by_baseline(lines: list[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].y - line.y) < 0.01:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _joined(row: list[Line]) -> Line:
    """One line of what stands apart on one baseline, as a date at the right edge does."""
    if len(row) == 1:
        return row[0]
    text = " ".join(line.text for line in row)
    references = sum(line.references for line in row)
    return replace(row[0], text=text, right=row[-1].right, bold=all(line.bold for line in row), references=references)


def _column_gap(lines: list[Line]) -> float | None:
    """Where the white between two columns stands; None where a page has one column."""
    if len(lines) < 2 * _FEWEST_IN_COLUMN:
        return None
    left, right = min(line.x for line in lines), max(line.right for line in lines)
    best: tuple[int, float] | None = None
    starts = Counter(round(line.x) for line in lines)
    for start in sorted(start for start, _ in starts.most_common(_STARTS)):
        place = start - 1.0
        if not left + 0.3 * (right - left) < place < left + 0.7 * (right - left):
            continue
        before = [line for line in lines if line.right < place]
        after = [line for line in lines if line.x > place]
        crossing = len(lines) - len(before) - len(after)
        if crossing > _MAY_CROSS * len(lines) or not (
            _is_column(before, place - left) and _is_column(after, right - place)
        ):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, place)
    return None if best is None else best[1]


def _is_column(lines: list[Line], width: float) -> bool:
    """Whether lines fill a column: there are some, and most are long, as cells and labels are not."""
    return len(lines) >= _FEWEST_IN_COLUMN and median(line.right - line.x for line in lines) > 0.6 * width


def _in_columns(lines: list[Line], gap: float) -> Iterator[Line]:
    """The left column, then the right, down to each line that runs over the gap."""
    band: list[Line] = []
    columns = 0
    for row in _by_baseline(lines):
        crossing = any(line.x < gap < line.right for line in row)
        if crossing or (len(band) <= _ABOVE_COLUMNS and _is_set_right(band, row, gap)):
            yield from _band(band, gap, columns)
            columns, band = columns + 3, []
            yield replace(_joined(row), column=columns - 1)
        else:
            band += row
    yield from _band(band, gap, columns)


def _is_set_right(band: list[Line], row: list[Line], gap: float) -> bool:
    """Whether a row is a line at the right edge of the page, above two columns, as a date is."""
    return all(line.right < gap for line in band) and min(line.x for line in row) > gap + 3 * row[0].size


def _band(band: list[Line], gap: float, columns: int) -> Iterator[Line]:
    for side, lines in enumerate(([line for line in band if line.x < gap], [line for line in band if line.x >= gap])):
        for row in _by_baseline(lines):
            yield replace(_joined(row), column=columns + side)


def _with_edges(lines: list[Line]) -> list[Line]:
    """Each line with the edges of its column, which all columns on the same side of a page share."""
    edges: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = edges.get(line.column % 3, (line.x, line.right))
        edges[line.column % 3] = (min(left, line.x), max(right, line.right))
    return [replace(line, left=edges[line.column % 3][0], edge=edges[line.column % 3][1]) for line in lines]


def leading(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a column, in points."""
    steps = [
        before.y - line.y
        for before, line in pairwise(lines)
        if (before.page, before.column) == (line.page, line.column) and 0 < before.y - line.y < 4 * line.size
    ]
    return median(steps) if steps else 14.0


def running_lines(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """The running heads, feet and page numbers, as (page, place in the page's lines).

    They stand at the top or bottom of a page, set apart from the text, and recur in the same place on another page;
    a number in them is the same or counts with the pages. Heads of chapters may recur on few pages, if nearly all pages
    have a line in their place. A lone number that is that of the only page counts too.
    """
    usual = leading([line for page in pages for line in page])
    found: set[tuple[int, int]] = set()
    for sign in (1, -1):
        ordered = [_from_edge(page, sign) for page in pages]
        alike: dict[str, list[Line]] = defaultdict(list)
        for page, places in zip(pages, ordered, strict=True):
            for at in places[:_EDGE_LINES]:
                alike[_NUMBER.sub("0", page[at].text)].append(page[at])
        kept_place = _place_of_heads(
            [[page[at] for at in places] for page, places in zip(pages, ordered, strict=True)], usual
        )
        for number, page in enumerate(pages):
            depth = _running_depth([page[at] for at in ordered[number]], alike, len(pages), usual, kept_place)
            found |= {(number, at) for at in ordered[number][:depth]}
    return found - {place for number, page in enumerate(pages) for place in _text_after_all(number, page, found)}


def _text_after_all(number: int, page: Sequence[Line], found: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """What stays of a page on which everything recurs: all but the line at each edge."""
    if len(page) < 2 or any((number, at) not in found for at in range(len(page))):
        return set()
    ordered = _from_edge(page, 1)
    return {(number, at) for at in ordered[1:-1]}


def _from_edge(page: Sequence[Line], sign: int) -> list[int]:
    """The places of a page's lines, from its top down (sign 1) or its foot up (-1)."""
    return sorted(range(len(page)), key=lambda at: -sign * page[at].y)


def _place_of_heads(pages: Sequence[Sequence[Line]], usual: float) -> float | None:
    """Where at this edge nearly all pages have a line set apart, in points; None where there is no such place."""
    places = [page[0].y for page in pages if len(page) > 1 and abs(page[0].y - page[1].y) > _SET_APART * usual]
    if len(places) < 3:
        return None
    middle = median(places)
    kept = sum(abs(place - middle) <= _SAME_PLACE for place in places)
    return middle if kept >= _PLACE_OFTEN * len(pages) else None


def _running_depth(
    lines: list[Line], alike: dict[str, list[Line]], pages: int, usual: float, place: float | None
) -> int:
    """How many lines from an edge on are running ones: those that recur, down to one set apart from the text."""
    depth = 0
    for count in range(1, min(_EDGE_LINES, len(lines) - 1) + 1):
        line = lines[count - 1]
        in_place = count == 1 and place is not None and abs(line.y - place) <= _SAME_PLACE
        if not _recurs(line, alike[_NUMBER.sub("0", line.text)], pages, 0 if in_place else _OFTEN):
            break
        if abs(line.y - lines[count].y) > _SET_APART * usual:
            depth = count
    return depth


def _recurs(line: Line, others: list[Line], pages: int, often: float) -> bool:
    if pages == 1:
        return line.text.strip("-–— ") == "1"
    alike = {
        other.page
        for other in others
        if other.page == line.page or (abs(other.y - line.y) <= _SAME_PLACE and _counts_with(line, other))
    }
    if line.text.rstrip().endswith(_STOPS) and _NUMBER.sub("", line.text).strip(" .-–—"):
        return pages > 2 and len(alike) == pages  # a sentence may open two pages; one that opens all is a head
    return len(alike) >= max(2, pages * often)


def _counts_with(line: Line, other: Line) -> bool:
    """Whether the numbers in two lines that are the same but for numbers are the same, or count with the pages."""
    apart = other.page - line.page
    numbers = zip(_NUMBER.findall(line.text), _NUMBER.findall(other.text), strict=True)
    return all(int(there[:18]) - int(here[:18]) in (0, apart) for here, there in numbers)
