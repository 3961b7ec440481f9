"""Both texts as two columns in true proportion, and the flow of each theme from its old place to its new one.

All measures are pixels of the drawing. A theme is one stretch of a column, as high as its words; where its sentences
are in several places, it is drawn where the middle of them is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from diple.model import Span, Theme

WIDTH = 340
TOP = 20  # the heads of both columns
LINE = 13  # least distance of two names
ROOM = 26  # height of the drawing for each theme, so that most names are beside their stretch
GAP = 2  # between two stretches of a column
BAR = 9  # width of a column
LEFT, RIGHT = 128, 203  # where the columns begin
LONGEST = 19  # letters of a name that fit beside a column; a wide character counts as two
LEAST = 1.0  # height of a stretch that is still seen


class Stretch(NamedTuple):
    """A theme in one column: its id, name, status, words, place and height, and the base line of its name.

    What is in no theme has neither id nor name.
    """

    id: str
    name: str
    status: str
    words: int
    y: float
    height: float
    base: float

    @property
    def short(self) -> str:
        """The name as far as there is room for it."""
        return shortened(self.name)


class Ribbon(NamedTuple):
    """The flow of one theme, as the path of an SVG."""

    id: str
    path: str


class Flow(NamedTuple):
    """The whole drawing: its height, both columns from above, and what flows between them."""

    height: int
    old: tuple[Stretch, ...]
    new: tuple[Stretch, ...]
    ribbons: tuple[Ribbon, ...]


def flow_of(themes: Sequence[Theme], rest: tuple[int, int]) -> Flow:
    """The drawing of some themes; `rest` is how many words of either text are in no theme."""
    room = ROOM * (len(themes) + 1)
    sides = [_ordered(themes, side, rest[side]) for side in (0, 1)]
    longest = max(sum(words for _, words in side) for side in sides) or 1
    scale = (room - GAP * len(themes)) / longest
    old, new = (tuple(_column(side, scale, room)) for side in sides)
    return Flow(TOP + room, old, new, tuple(_ribbons(old, new)))


Placed = tuple[Theme | None, int]


def _ordered(themes: Sequence[Theme], side: int, rest: int) -> list[Placed]:
    """The themes that a text has with their words, in the order of their places; what is in no theme is last."""
    mine = [theme for theme in themes if (theme.old, theme.new)[side]]
    mine.sort(key=lambda theme: _middle((theme.old, theme.new)[side]))
    placed: list[Placed] = [(theme, (theme.words_old, theme.words_new)[side]) for theme in mine]
    return [*placed, (None, rest)] if rest else placed


def _middle(spans: Sequence[Span]) -> float:
    """The mean place of the code points of some spans."""
    return sum((end - start) * (start + end) / 2 for start, end in spans) / sum(end - start for start, end in spans)


def _column(side: Sequence[Placed], scale: float, room: int) -> list[Stretch]:
    made: list[Stretch] = []
    y = float(TOP)
    for theme, words in side:
        height = max(LEAST, round(words * scale, 1))
        named = (theme.id, theme.name, theme.status) if theme else ("", "", "kept")
        made.append(Stretch(*named, words, round(y, 1), height, 0.0))
        y += height + GAP
    bases = _apart([each.y + each.height / 2 + 3.5 for each in made], TOP + room - 2)
    return [each._replace(base=base) for each, base in zip(made, bases, strict=True)]


def _apart(wanted: Sequence[float], lowest: float) -> list[float]:
    """Base lines of names as near as can be to where they are wanted, none on another and none below the drawing."""
    bases: list[float] = []
    for base in wanted:
        bases.append(max(base, bases[-1] + LINE if bases else TOP + LINE / 2))
    for at in range(len(bases) - 1, -1, -1):
        bases[at] = round(min(bases[at], lowest), 1)
        lowest = bases[at] - LINE
    return bases


def _ribbons(old: Sequence[Stretch], new: Sequence[Stretch]) -> list[Ribbon]:
    goals = {each.id: each for each in new}
    return [Ribbon(each.id, _path(each, goals[each.id])) for each in old if each.id in goals]


def _path(old: Stretch, new: Stretch) -> str:
    start, end = LEFT + BAR + 1, RIGHT - 1
    middle = (start + end) // 2
    low, deep = round(old.y + old.height, 1), round(new.y + new.height, 1)
    there = f"M{start} {old.y}C{middle} {old.y} {middle} {new.y} {end} {new.y}"
    return f"{there}V{deep}C{middle} {deep} {middle} {low} {start} {low}Z"


def shortened(name: str) -> str:
    """A name cut where it would be longer than `LONGEST` letters."""
    wide = 0
    for at, letter in enumerate(name):
        wide += 2 if east_asian_width(letter) in "WF" else 1
        if wide > LONGEST:
            return name[: at - 1].rstrip() + "…"
    return name
