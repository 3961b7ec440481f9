"""The lines of printed pages, from pieces of text with their places, columns in the order of reading.

Places are in points, from the lower left corner of the page. A line is what is on one baseline of one column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from statistics import median

from diple.readers.document.symbols import private
from diple.readers.pdf.columns import Region, gutters, regions
from diple.readers.pdf.direction import direction_of, logical, parted, runs_from_right, unmirrored
from diple.readers.pdf.page_marks import without_leader
from diple.readers.pdf.pieces import SAME_BASELINE, Line, Piece, rows_of
from diple.readers.pdf.signatures import Signatures, signatures_of
from diple.readers.pdf.tables import cell_places, table_rows

_SHARE_OF_SIDE = 0.2  # of the letters of a page, at least, are of each of two languages side by side
_WITHOUT_STRAYS = 0.98  # of the pieces of a language are on its side; a name in the other script may be on the other
_CELL_GAP = 1.5  # widths of an em between two pieces that may belong to different cells
_ALIGNED = 0.75  # points, of what begins a cell
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_NUMBERED = re.compile(r"[(\[]?\d{1,3}[.)\]]")
_FEW = 5  # lines that do not show how wide their column is
_BULLET = "•"  # what the sign of a font of symbols is at the beginning of a line
_GLUED = 0.1  # ems between a figure and a mark right behind it
_MARKS = [chr(code) for code in range(0xFDD0, 0xFDF0)]
"""Characters that no text has, in the place of references while a line is put in its order: they have no direction."""
_REFERENCE = re.compile(r"(\d{1,3}|[*†‡§]{1,3})/?")  # "1/" in documents of the United Nations before 1996


def gutters_of_page(pieces: Sequence[Piece]) -> list[float]:
    """Where the second and further columns of a page begin, in points; from the right edge in Arabic and Hebrew."""
    return gutters(_mirrored(pieces) if _is_from_right(pieces) else pieces)


def lines_of_page(number: int, pieces: Iterable[Piece], known: Sequence[float] = ()) -> list[Line]:
    """The lines of one page in the order of reading: column after column, and between them what runs over all.

    `known` are the gutters of other pages, as `gutters_of_page` gives them.
    """
    shown = list(pieces)
    if (place := _between_directions(shown)) is not None:
        return _side_by_side(number, shown, place)
    from_right = _is_from_right(shown)
    parts = _parts_of_page(number, _mirrored(shown) if from_right else shown, known, from_right=from_right)
    found = [
        (region, [replace(line, column=column, wide=region.wide) for line in lines])
        for column, (region, lines) in enumerate(parts)
    ]
    lines = list(_with_edges(found))
    turned = [at for at, line in enumerate(lines) if from_right or runs_from_right(line.text)]
    texts = dict(zip(turned, unmirrored([lines[at].text for at in turned]), strict=True))
    return [replace(line, text=texts.get(at, line.text)) for at, line in enumerate(lines)] if turned else lines


def _parts_of_page(
    number: int, pieces: Sequence[Piece], known: Sequence[float], *, from_right: bool
) -> Iterator[tuple[Region, list[Line]]]:
    """The parts of a page with their lines, in the order of reading; signatures side by side are parts of their own."""
    line_of = partial(_from_right if from_right else _line, number)
    rows, at = rows_of(pieces), 0
    for start, end, parties in [*signatures_of(rows, line_of), Signatures(len(rows), len(rows), [])]:
        for region in regions((piece for row in rows[at:start] for piece in row), known):
            held = rows_of(region.pieces)
            yield region, [*map(line_of, held)] if from_right else [*_lines(number, held)]
        for lines in parties:
            signed = replace(lines[0], text="\n".join(line.text for line in lines), whole=True)
            yield Region([], min(line.x for line in lines)), [signed]
        at = end


def _between_directions(pieces: Sequence[Piece]) -> float | None:
    """Where the white is between two languages side by side that run from opposite directions; None without."""
    sides: dict[int, list[Piece]] = {1: [], -1: []}
    if not any(direction_of(piece.text) < 0 for piece in pieces):
        return None
    for piece in pieces:
        if way := direction_of(piece.text):
            sides[way].append(piece)
    letters = [sum(len(piece.text) for piece in side) for side in sides.values()]
    if min(letters) < _SHARE_OF_SIDE * sum(letters) or not all(sides.values()):
        return None
    left, right = sorted(sides.values(), key=lambda side: median(piece.x for piece in side))
    ends, begins = sorted(piece.right for piece in left), sorted(piece.x for piece in right)
    end, begin = ends[int(_WITHOUT_STRAYS * (len(ends) - 1))], begins[-1 - int(_WITHOUT_STRAYS * (len(begins) - 1))]
    return (end + begin) / 2 if end < begin else None


def _side_by_side(number: int, pieces: Sequence[Piece], place: float) -> list[Line]:
    """The lines of what is left of a place on a page, and then of what is right of it."""
    lines: list[Line] = []
    for is_left in (True, False):
        half = [piece for piece in pieces if (piece.x + piece.right < 2 * place) == is_left]
        columns = max((line.column for line in lines), default=-1) + 1
        lines += [replace(line, column=line.column + columns) for line in lines_of_page(number, half)]
    return lines


def _is_from_right(pieces: Sequence[Piece]) -> bool:
    return runs_from_right("".join(piece.text for piece in pieces))


def _mirrored(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces with their places told from the right edge on, where lines begin."""
    return [piece._replace(x=-piece.right) for piece in pieces]


def _from_right(number: int, row: list[Piece]) -> Line:
    """A line of mirrored pieces."""
    largest = max(row, key=lambda piece: piece.size)
    bold = all(piece.bold for piece in row)
    text, references = _read_from_right(sorted(_mirrored(row), key=lambda piece: piece.x))
    right, pieces = max(piece.right for piece in row), tuple(row)
    return Line(number, row[0].x, largest.y, right, largest.size, text, bold, references=references, pieces=pieces)


def _read_from_right(shown: Sequence[Piece]) -> tuple[str, int]:
    """The text of a line from right to left, given its pieces from left to right, and how many references it has."""
    if len(shown) > 1 and _is_bullet(shown[-1]):
        shown = [*shown[:-1], shown[-1]._replace(text=f"{_BULLET} ")]
    largest = max(shown, key=lambda piece: piece.size)
    parts: list[Piece] = []
    references: list[str] = []
    for piece in shown:
        if len(references) < len(_MARKS) and piece is not shown[-1] and _is_mark(piece, largest):
            parts.insert(_place_of_mark(parts, piece), piece._replace(text=_MARKS[len(references)]))
            references.append(_bracketed(piece))
        else:
            parts += [piece._replace(text=part) for part in parted(piece.text)]
    text = _spaced(logical([(part.text, part.x, part.right, part.size) for part in parts]))
    for mark, reference in zip(_MARKS, references, strict=False):
        text = text.replace(mark, reference)
    return text, len(references)


def _place_of_mark(parts: Sequence[Piece], mark: Piece) -> int:
    """Where a mark of a note belongs among the parts left of it: before a figure right behind which it is read."""
    follows = bool(parts) and parts[-1].text[-1:].isdigit() and mark.x - parts[-1].right < _GLUED * mark.size
    return len(parts) - follows


def _bracketed(mark: Piece) -> str:
    return f"[{mark.text.strip().removesuffix('/')}]"


def _lines(number: int, rows: list[list[Piece]]) -> Iterator[Line]:
    """The lines of a column, rows of tables as one with their cells."""
    places = cell_places(rows)
    parts = [list(_parts(number, row, known)) for row, known in zip(rows, places, strict=True)]
    for row in table_rows(parts, places):
        yield _joined(row)


def cut_rows(number: int, rows: Iterable[Sequence[Piece]], places: Sequence[float]) -> list[list[Line]]:
    """Rows of a table cut where its cells are known to begin."""
    return [list(_parts(number, row, places)) for row in rows]


def _parts(number: int, row: Sequence[Piece], places: Sequence[float] = ()) -> Iterator[Line]:
    """A row cut where cells are known to begin, or else where the gap between two pieces is wide, as between cells."""
    run, right = [row[0]], row[0].right
    for piece in row[1:]:
        apart = piece.x - right > piece.white(_CELL_GAP)
        if any(right - _ALIGNED <= place <= piece.x + _ALIGNED for place in places) or (apart and not places):
            yield _line(number, run)
            run = []
        right = max(right, piece.right) if run else piece.right
        run.append(piece)
    yield _line(number, run)


def _line(number: int, run: Sequence[Piece]) -> Line:
    largest = max(run, key=lambda piece: piece.size)
    text, references = "", 0
    for at, piece in enumerate(run):
        shown = piece.text
        if not at and len(run) > 1 and _is_bullet(piece):
            shown = _BULLET
        if _is_reference(piece, largest, text):
            shown, references = _bracketed(piece), references + 1
        elif at and piece.x - run[at - 1].right > _word_gap(text, shown) * piece.size:
            text += " "
        text += shown
    bold = all(piece.bold for piece in run)
    right = max(piece.right for piece in run)
    if _is_from_right(run):
        text, references = _read_from_right(run)
    size, pieces = _size(run), tuple(run)
    return Line(number, run[0].x, largest.y, right, size, _spaced(text), bold, references=references, pieces=pieces)


def _is_bullet(piece: Piece) -> bool:
    """Whether a piece, the first of a line, is one sign of a font of symbols."""
    return len(piece.text.strip()) == len(private(piece.text)) == 1


def _size(run: Sequence[Piece]) -> float:
    """The size of type of most of a line, in points: a label may be larger than its note."""
    sizes: Counter[float] = Counter()
    for piece in run:
        sizes[piece.size] += len(piece.text.strip())
    return max(sizes, key=lambda size: (sizes[size], size))


def _word_gap(before: str, after: str) -> float:
    """What is between two words at least, in ems; between Chinese and a number a typesetter puts some room."""
    pair = before[-1:] + after[:1]
    if _NUMBERED.fullmatch(before.strip()):
        return 0.15
    return 0.6 if _UNSPACED.search(pair) and not pair.isspace() else 0.15


def _is_reference(piece: Piece, largest: Piece, before: str) -> bool:
    """Whether a piece is a small raised number or sign after a word."""
    return (bool(before.strip()) or piece.text.strip().endswith("/")) and _is_mark(piece, largest)


def _is_mark(piece: Piece, largest: Piece) -> bool:
    """Whether a piece is a small raised number or sign."""
    higher = piece.y - largest.y
    raised = (piece.size < 0.85 * largest.size and higher > 0) or higher > SAME_BASELINE * piece.size
    return raised and _REFERENCE.fullmatch(piece.text.strip()) is not None


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def _joined(row: list[Line]) -> Line:
    """One line of what is apart on one baseline, as a date at the right edge does."""
    if len(row) == 1:
        return row[0]
    text = " ".join(line.text for line in row)
    references = sum(line.references for line in row)
    bold, pieces = all(line.bold for line in row), tuple(piece for line in row for piece in line.pieces)
    return replace(row[0], text=text, right=row[-1].right, bold=bold, references=references, pieces=pieces)


def _with_edges(found: list[tuple[Region, list[Line]]]) -> Iterator[Line]:
    """Each line with the edges of its column, which all parts of a page that begin in one place share."""
    edges: dict[tuple[float, bool], tuple[float, float]] = {}
    for region, lines in found:
        for line in lines:
            end = without_leader(line)[0].right
            left, right = edges.get((region.left, region.wide), (line.x, end))
            edges[(region.left, region.wide)] = (min(left, line.x), max(right, end))
    for region, lines in found:
        for line in lines:
            left, right = edges[(region.left, region.wide)]
            yield replace(line, left=left, edge=right)


def with_edges_of_text(lines: Sequence[Line]) -> list[Line]:
    """Lines with the edges of those that are left in their column on all pages, where heads and feet reached farther.

    A few lines do not show how wide their column is, and keep the edges that they have.
    """
    columns: dict[tuple[float, float, bool], list[Line]] = {}
    for line in lines:
        columns.setdefault((line.left, line.edge, line.wide), []).append(line)
    edges = {
        key: (min(line.x for line in column), max(line.right for line in column))
        for key, column in columns.items()
        if len(column) > _FEW
    }
    own = (edges.get((line.left, line.edge, line.wide), (line.left, line.edge)) for line in lines)
    return [replace(line, left=left, edge=right) for line, (left, right) in zip(lines, own, strict=True)]


def leading(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a column, in points."""
    steps = [
        before.y - line.y
        for before, line in pairwise(lines)
        if (before.page, before.column) == (line.page, line.column) and 0 < before.y - line.y < 4 * line.size
    ]
    return median(steps) if steps else 14.0
