"""How much room something has in each column: a row each, a cell each, with its number on a ground of five steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from diple.render.archive.columns import HEAD, LEAST, ROW, Column, bands, centre, heads, height_of, middle
from diple.render.archive.elements import across, drawing, element, linked
from diple.render.language.interface import say

STEPS = 5
"""Grounds from light to dark; the darkest is the highest number of the drawing."""


class Cell(NamedTuple):
    """The number of one row in one column, as it is written, and where it leads; `words` is the same in words."""

    column: int
    value: float
    written: str
    href: str = ""
    words: str = ""


class Row(NamedTuple):
    """What has room: its name, where that leads, and its cells; a column without a cell has none of it."""

    name: str
    cells: tuple[Cell, ...]
    href: str = ""


def step_of(value: float, highest: float) -> int:
    """The ground of a number, 1 to `STEPS`."""
    return max(1, min(STEPS, round(STEPS * value / highest + 0.5))) if highest else 1


def heatmap(
    columns: Sequence[Column], rows: Sequence[Row], title: str, language: str, name: str, wide: int = LEAST
) -> Markup:
    """The drawing, its columns at least so wide. `name` begins its ids, so that a page may have several."""
    highest = max((cell.value for row in rows for cell in row.cells), default=0.0)
    colon = say(language, ": ")
    described = " ".join(f"{row.name}{colon}{told(columns, row)}." for row in rows)
    cells = [placed(cell, at, len(columns), highest) for at, row in enumerate(rows) for cell in row.cells]
    size = wide * len(columns), height_of(len(rows))
    return drawing(name, size, title, described, bands(len(rows)), heads(columns), *cells)


def told(columns: Sequence[Column], row: Row) -> str:
    """The numbers of a row in words."""
    return ", ".join(f"{columns[cell.column].label} {cell.written}" for cell in row.cells)


def placed(cell: Cell, row: int, count: int, highest: float) -> Markup:
    """A cell: its ground, and its number on it."""
    ground = element(
        "rect",
        x=across((cell.column + 0.02) / count),
        y=HEAD + ROW * row + 1,
        width=across(0.96 / count),
        height=ROW - 2,
        class_=f"step-{step_of(cell.value, highest)}",
    )
    number = element("text", cell.written, x=middle(cell.column, count), y=centre(row) + 4, class_="number")
    return linked(cell.href, cell.words, ground, number)
