"""Pieces and lines of text with their places on a page, and the rows in which pieces are.

Places are in points, from the lower left corner of the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

SAME_BASELINE = 0.35  # of the size of the type
_BEHIND = 0.15  # ems between a word and the mark of a note
_LONGEST_MARK = 4  # characters
_RAISED = 0.6
_BLANKS = 2.5  # letters of a fixed pitch: a typewriter's lines are justified with one or two blanks more between words


class Face(NamedTuple):
    """A font of the file: its name, whether its codes have several bytes, and the width of all its letters in ems.

    The name is without the tag of a subset ("ABCDEF+"). `pitch` is 0 where the letters differ in width.
    """

    name: str
    composite: bool = False
    pitch: float = 0.0


UNKNOWN = Face("")


class Piece(NamedTuple):
    """A stretch of text as the page shows it: where it begins, how wide it is, how large its type, and its font."""

    x: float
    y: float
    width: float
    size: float
    text: str
    bold: bool = False
    face: Face = UNKNOWN

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    def white(self, ems: float) -> float:
        """The white before it that parts it from what is left of it, in points: some ems, or more than two blanks."""
        return max(ems, _BLANKS * self.face.pitch) * self.size


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column: its page (from 0), place, width, size of type, text, and the column it is in.

    `column` counts the parts of a page in the order of reading; `wide` says that a part runs over the columns of its
    page. `left` and `edge` are where the column's lines begin and end. `references` counts raised references to notes
    that were put in brackets. `cells` are those of a row of a table, none elsewhere; lines of a cell are apart by line
    ends. `across` says that it looks like a row of a table, whose cells were not found. `whole` says that it is a
    paragraph, the lines of which are apart by line ends. `pieces` are what it was made of. Of a page that runs from
    right to left, places are reported from its right edge on.
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
    wide: bool = False
    across: bool = False
    whole: bool = False
    pieces: tuple[Piece, ...] = field(default=(), repr=False, compare=False)

    @property
    def characters(self) -> int:
        """Characters that are not white space, as the page shows them."""
        return sum(map(len, self.text.split())) - 2 * self.references


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces on the same baseline, rows from top to bottom, each from left to right; raised ones join their row."""
    depths: list[float] = []  # downwards, as most pieces come: new rows are at the end of the list
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.size, -piece.y, piece.x)):
        at = bisect_right(depths, -piece.y)
        beside = [index for index in (at, at - 1) if 0 <= index < len(rows)]
        near = sorted(beside, key=lambda index: abs(depths[index] + piece.y))
        row = next((rows[index] for index in near if _on_row(piece, rows[index])), None)
        if row is None:
            depths.insert(at, -piece.y)
            rows.insert(at, [piece])
        else:
            row.append(piece)
    # What one instruction shows in several types has one place: it stays in the order in which it is shown.
    return [sorted(row, key=lambda piece: piece.x) for row in rows]


def _on_row(piece: Piece, row: list[Piece]) -> bool:
    first = row[0]
    if abs(first.y - piece.y) <= SAME_BASELINE * piece.size:
        return True
    if not 0 < piece.y - first.y <= _RAISED * first.size:
        return False
    return piece.size < 0.85 * first.size or _is_full_mark(piece, row)


def _is_full_mark(piece: Piece, row: Iterable[Piece]) -> bool:
    """Whether a piece is a figure raised right behind a word of a row, hardly smaller than the word."""
    is_figure = len(piece.text) < _LONGEST_MARK and piece.text.isdecimal()
    return is_figure and any(abs(piece.x - other.right) < _BEHIND * piece.size for other in row)
