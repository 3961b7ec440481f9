"""The columns of a drawing: statements or years, each with its day above it, and between two what compares them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from diple.render.archive.elements import across, element, joined, linked

ROW = 28
"""Height of a row, and of its name beside the drawing."""
HEAD = 88
"""Height of the heads of the columns."""
LEAST = 24
"""The least width of a column: narrower ones scroll."""
EXCERPT = "[…]"
"""What marks the day of an excerpt."""
_SIGN = 74  # where the sign of a comparison is
_BASE = 60  # where a slanted day begins


class Column(NamedTuple):
    """A statement or a year: its id, what is above it, what it is in words, and where that leads.

    `compared` is the address of its comparison with the column before, `between` the same in words. What an excerpt
    does not have, its statement may have.
    """

    id: str
    label: str
    words: str
    href: str = ""
    compared: str = ""
    between: str = ""
    is_excerpt: bool = False


def middle(at: int, count: int) -> str:
    """The middle of a column."""
    return across((at + 0.5) / count)


def heads(columns: Sequence[Column]) -> Markup:
    """What is above the columns: their days, and the signs that lead to the comparison of each two neighbours."""
    count = len(columns)
    signs = (
        linked(
            each.compared,
            each.between,
            element("circle", cx=across(at / count), cy=_SIGN, r=11, class_="reach"),
            element("text", "›", x=across(at / count), y=_SIGN + 6, class_="sign"),
        )
        for at, each in enumerate(columns)
        if each.compared
    )
    return joined([*(day(at, count, each) for at, each in enumerate(columns)), *signs])


def day(at: int, count: int, column: Column) -> Markup:
    """The day of a column, slanted, so that any number of columns is legible."""
    label = f"{column.label} {EXCERPT}" if column.is_excerpt else column.label
    written = element("text", label, transform="rotate(-48)", class_="day")
    placed = element("svg", written, x=middle(at, count), y=_BASE, overflow="visible")
    return linked(column.href, column.words, placed)


def bands(rows: int) -> Markup:
    """Thin lines below the rows, so that the eye keeps to them."""
    lines = [
        element("line", x1="0%", x2="100%", y1=HEAD + ROW * (at + 1), y2=HEAD + ROW * (at + 1), class_="rule")
        for at in range(rows)
    ]
    return joined(lines)


def centre(row: int) -> int:
    """The middle of a row."""
    return HEAD + ROW * row + ROW // 2


def names_at(names: Sequence[str]) -> list[tuple[int, str]]:
    """The names of rows with the base lines that they have beside the drawing."""
    return [(centre(at) + 4, name) for at, name in enumerate(names)]


def height_of(rows: int) -> int:
    """The height of a drawing of so many rows."""
    return HEAD + ROW * rows + 2
