"""The lives of formulas in a series: statements as columns, formulas as rows, a mark where a statement has a formula.

Formulas of one ladder are together, the strongest on top, and a broad line joins the strongest of
neighbours: it falls where the wording is softened. A first mention is a diamond, a last one a square, in any colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise, takewhile
from typing import Literal, NamedTuple

from markupsafe import Markup

from diple.render.archive.columns import LEAST, ROW, Column, bands, centre, heads, height_of, middle
from diple.render.archive.elements import drawing, element, joined, linked
from diple.render.language.interface import say

Shape = Literal["has", "first", "last", "only"]
_FORMS = {
    "has": "M-7 0A7 7 0 1 1 7 0A7 7 0 1 1 -7 0Z",
    "first": "M0 -9L9 0L0 9L-9 0Z",
    "last": "M-7 -7H7V7H-7Z",
    "only": "M0 -9L9 7H-9Z",
}


class Mark(NamedTuple):
    """A statement that has a formula: the number of its column, how often, and where its sentence is.

    `words` is the same as a reader hears it.
    """

    column: int
    times: int
    shape: Shape = "has"
    href: str = ""
    words: str = ""


class Life(NamedTuple):
    """A formula: what it is called, where its history is, and the marks in the order of the columns.

    `ladder` and `rank` are those of the formula, where it has a ladder; `is_mined` where no pack holds it.
    `scale` is what a higher rank of the ladder means.
    """

    what: str
    name: str
    marks: tuple[Mark, ...]
    href: str = ""
    ladder: str = ""
    rank: float | None = None
    is_mined: bool = False
    scale: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether this is no formula but the name of the ladder whose formulas are below it."""
        return not self.marks


def shape_of(at: int, places: Sequence[int], columns: Sequence[Column]) -> Shape:
    """What the mark in column `at` is among those in `places`.

    What the oldest statement has may be older, and what the newest has may go on: neither is called first or last. An
    excerpt before or after shows nothing.
    """
    first = at == places[0] and is_whole_among(columns[:at])
    last = at == places[-1] and is_whole_among(columns[at + 1 :])
    return "only" if first and last else "first" if first else "last" if last else "has"


def is_whole_among(columns: Sequence[Column]) -> bool:
    """Whether one of some statements is more than an excerpt."""
    return not all(column.is_excerpt for column in columns)


def ordered(lives: Sequence[Life]) -> list[Life]:
    """The rows from above: the ladders, strongest rung first, then the other formulas as they begin and end."""
    counts = Counter(life.ladder for life in lives if life.ladder and life.rank is not None)
    laddered = [life for life in lives if counts[life.ladder] > 1]
    others = [life for life in lives if counts[life.ladder] < 2]
    laddered.sort(key=lambda life: (life.ladder, -(life.rank or 0), life.name))
    others.sort(key=lambda life: (life.marks[0].column, life.marks[-1].column, life.name))
    return [*headed(laddered), *others]


def headed(laddered: Sequence[Life]) -> Iterator[Life]:
    """The formulas of ladders, each ladder below its name."""
    for ladder, rungs in groupby(laddered, key=lambda life: life.ladder):
        below = list(rungs)
        yield Life("", f"↑ {below[0].scale or ladder}", (), "", ladder)
        yield from below


def ladders(lives: Sequence[Life]) -> Iterator[tuple[int, int]]:
    """The rows of each ladder that has a heading: the first formula, and the row after the last."""
    heads = [at for at, life in enumerate(lives) if life.is_heading]
    for at in heads:
        same = partial(_is_rung, lives[at].ladder)
        yield at + 1, at + 1 + len(list(takewhile(same, lives[at + 1 :])))


def _is_rung(ladder: str, life: Life) -> bool:
    return life.ladder == ladder and not life.is_heading


def timeline(columns: Sequence[Column], lives: Sequence[Life], language: str, wide: int = LEAST) -> Markup:
    """The drawing, its columns at least so wide; `lives` are in the order of the rows."""
    described = " ".join((
        say(language, "Statements are columns, formulas are rows."),
        *(f"{life.name}{say(language, ': ')}{told(columns, life)}." for life in lives if life.marks),
    ))  # fmt: skip
    parts = [element("defs", *(element("path", d=path, id=f"mark-{name}") for name, path in _FORMS.items()))]
    parts += [bands(len(lives)), heads(columns)]
    parts += [stair(columns, lives, *rows) for rows in ladders(lives)]
    parts += [drawn(at, life, columns) for at, life in enumerate(lives) if life.marks]
    title = say(language, "Where each formula is, from the first statement to the last")
    return drawing("timeline", (wide * len(columns), height_of(len(lives))), title, described, *parts)


def told(columns: Sequence[Column], life: Life) -> str:
    """The statements that have a formula, in words."""
    return ", ".join(columns[mark.column].label for mark in life.marks)


def drawn(row: int, life: Life, columns: Sequence[Column]) -> Markup:
    """One row: the line of the life, and its marks on it."""
    y, count = centre(row), len(columns)
    lines = [line(one.column, other.column, y, columns) for one, other in pairwise(life.marks)]
    lines += [open_end(ends, y) for ends in open_ends(life, count)]
    return element("g", *lines, *(placed(mark, y, count) for mark in life.marks), class_="life")


def open_ends(life: Life, count: int) -> Iterator[tuple[str, str]]:
    """The lines to the borders at which nobody knows how long a formula has been there, or will be."""
    first, last = life.marks[0], life.marks[-1]
    if first.shape not in ("first", "only"):
        yield "0%", middle(first.column, count)
    if last.shape not in ("last", "only"):
        yield middle(last.column, count), "100%"


def open_end(ends: tuple[str, str], y: int) -> Markup:
    """A line to the border of the drawing."""
    return element("line", x1=ends[0], x2=ends[1], y1=y, y2=y, class_="open")


def line(start: int, end: int, y: int, columns: Sequence[Column]) -> Markup:
    """The line between two marks, dashed where statements between them that are no excerpts do not have the formula."""
    broken = "absent" if is_whole_among(columns[start + 1 : end]) else "lasting"
    count = len(columns)
    return element("line", x1=middle(start, count), x2=middle(end, count), y1=y, y2=y, class_=broken)


def placed(mark: Mark, y: int, count: int) -> Markup:
    """A mark, with how often the statement has the formula where that is more than once."""
    x = middle(mark.column, count)
    inside: list[str] = [
        element("use", href=f"#mark-{mark.shape}", x=x, y=y, class_=f"mark-{mark.shape}"),
    ]
    if mark.times > 1:
        inside.append(element("text", str(mark.times), x=x, y=y + 4, class_="count"))
    return linked(mark.href, mark.words, *inside)


def stair(columns: Sequence[Column], lives: Sequence[Life], start: int, end: int) -> Markup:
    """The ground of a ladder, and the broad line that joins the strongest formula of each statement."""
    strongest: dict[int, int] = {}
    for row in range(start, end):
        for mark in lives[row].marks:
            strongest.setdefault(mark.column, row)
    count, steps = len(columns), sorted(strongest.items())
    lines = [
        element("line", x1=middle(one, count), y1=centre(row), x2=middle(other, count), y2=centre(below))
        for (one, row), (other, below) in pairwise(steps)
        if other == one + 1
    ]
    ground = element("rect", x=0, y=centre(start) - ROW // 2, width="100%", height=ROW * (end - start), class_="ladder")
    return joined([ground, element("g", *lines, class_="stair")])
