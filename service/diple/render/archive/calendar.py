"""When the statements of a series were made, and how much of each was new: a row a year, a place a month.

The number in a square is the share of its sentences that the statement before does not have, in per cent; its ground
has four steps. A square with a broken border is a statement with nothing before it; a cross is a gap that is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from diple.render.archive.columns import ROW
from diple.render.archive.elements import across, drawing, element, linked
from diple.render.language.interface import say

TOP = 24
"""Height of the numbers of the months."""
MONTHS = 12
STEPS = 4
LEAST = 24
"""The least width of a month."""
_SIDE = 22
_STEP = _SIDE + 2
_UNKNOWN = "–"


class Day(NamedTuple):
    """A statement: its day as far as it is known, the share of it that is new, 0 to 1, and where that leads.

    `changed` is None where nothing is before it; `words` is the same in words.
    """

    date: str
    changed: float | None
    href: str = ""
    words: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """Its year, and its month from 0 on; after the last one where no month is known."""
        year, _, rest = self.date.partition("-")
        return year, int(rest[:2]) - 1 if rest else MONTHS


def years(days: Sequence[Day], gaps: Sequence[str]) -> list[str]:
    """The years from the first to the last, those without a statement among them."""
    known = sorted(int(each[:4]) for each in (*(day.date for day in days), *gaps))
    return [f"{year:04}" for year in range(known[0], known[-1] + 1)] if known else []


def names_of_years(years: Sequence[str]) -> list[tuple[int, str]]:
    """The years with the base lines that they have beside the drawing."""
    return [(TOP + ROW * at + 18, year) for at, year in enumerate(years)]


def months_of(days: Sequence[Day]) -> tuple[int, int]:
    """How many months the drawing has, with a place for days of which only the year is known, and their least width."""
    crowds = Counter(day.place for day in days)
    return MONTHS + any(month == MONTHS for _, month in crowds), max(LEAST, max(crowds.values(), default=1) * _STEP)


def calendar(days: Sequence[Day], gaps: Sequence[str], language: str, wide: int = LEAST) -> Markup:
    """The drawing, its months at least so wide; its rows are those of `years`."""
    rows = {year: at for at, year in enumerate(years(days, gaps))}
    missing = [Day(gap, None, "", say(language, "{day} is missing", day=gap)) for gap in gaps]
    count, least = months_of(days)
    parts = [*months(count), *lines(len(rows))]
    parts += [square(day, left, rows[day.place[0]], count) for day, left in apart(days)]
    parts += [cross(gap, rows[gap.place[0]], count) for gap in missing]
    title = say(language, "When the statements were made, and how much of each is new")
    size = max(wide, least) * count, TOP + ROW * len(rows) + 2
    return drawing("calendar", size, title, " ".join(day.words for day in days), *parts)


def apart(days: Sequence[Day]) -> Iterator[tuple[Day, int]]:
    """The days, each with the left side of its square from the middle of its month; those of one are side by side."""
    crowds = Counter(day.place for day in days)
    seen = Counter[tuple[str, int]]()
    for day in days:
        yield day, seen[day.place] * _STEP - (crowds[day.place] * _STEP - 2) // 2
        seen[day.place] += 1


def months(count: int) -> Iterator[Markup]:
    """The numbers of the months."""
    for at in range(count):
        written = str(at + 1) if at < MONTHS else _UNKNOWN
        yield element("text", written, x=across((at + 0.5) / count), y=TOP - 8, class_="month")


def lines(rows: int) -> Iterator[Markup]:
    """Thin lines below the years."""
    for at in range(rows):
        y = TOP + ROW * (at + 1)
        yield element("line", x1="0%", x2="100%", y1=y, y2=y, class_="rule")


def square(day: Day, left: int, row: int, count: int) -> Markup:
    """A statement in its month."""
    ground = element("rect", x=left, y=2, width=_SIDE, height=_SIDE, class_=look(day))
    inside = [ground]
    if day.changed is not None:
        inside.append(element("text", str(round(100 * day.changed)), x=left + _SIDE / 2, y=17, class_="number"))
    return linked(day.href, day.words, placed(day, row, count, *inside))


def look(day: Day) -> str:
    """The class of a square."""
    return "opening" if day.changed is None else f"step-{min(STEPS, int(STEPS * day.changed) + 1)}"


def cross(gap: Day, row: int, count: int) -> Markup:
    """A gap that is known: of a month in its place, of a whole year on a broken line across it."""
    drawn = element("path", d="M-6 7L6 19M6 7L-6 19", class_="missing")
    year, month = gap.place
    if month < MONTHS:
        return linked("", gap.words, placed(gap, row, count, drawn))
    y = TOP + ROW * row + 14
    through = element("line", x1="0%", x2="100%", y1=y, y2=y, class_="absent")
    return linked("", gap.words, through, placed(Day(f"{year}-07", None), row, count, drawn))


def placed(day: Day, row: int, count: int, *inside: str) -> Markup:
    """What is drawn in the month of a day, around its middle."""
    x = across((day.place[1] + 0.5) / count)
    return element("svg", *inside, x=x, y=TOP + ROW * row + 1, overflow="visible")
