"""Dates in figures: which orders of day, month and year they can be read in."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

_IN_FIGURES = re.compile(
    r"(?<![\d./-])(?:(?P<year>(?:1[6-9]|2[01])\d\d)(?P<stroke>[-/.])(?P<month>\d\d)(?P=stroke)(?P<day>\d\d)"
    r"|(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<last>(?:1[6-9]|2[01])\d\d))(?![-/]?\d|\.\d)"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_MONTHS = 12


class Day(NamedTuple):
    """A day of the calendar."""

    year: int
    month: int
    day: int

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day."""
        return 1 <= self.month <= _MONTHS and 1 <= self.day <= monthrange(self.year, self.month)[1]


class Dated(NamedTuple):
    """A date in figures: the days that it can be, the likelier order first, and the code point after it."""

    days: tuple[Day, ...]
    end: int

    @property
    def certain(self) -> Day | None:
        """The day, where only one can be meant."""
        return self.days[0] if len(self.days) == 1 else None


def date_in_figures(text: str, start: int, *, day_first: bool) -> Dated | None:
    """The date in figures that begins at a code point: 2031-12-01, 01.12.2031, 2031年12月1日.

    Of a date with the year last either number may be the day, unless `day_first`: then the first is.
    """
    found = _YEAR_FIRST.match(text, start) or _IN_FIGURES.match(text, start)
    days = tuple(day for day in dict.fromkeys(_readings(found, day_first)) if day.exists) if found else ()
    return Dated(days, found.end()) if found and days else None


def _readings(found: re.Match[str], day_first: bool) -> tuple[Day, ...]:
    parts = found.groupdict()
    if parts["year"]:
        return (Day(int(parts["year"]), int(parts["month"]), int(parts["day"])),)
    year, first, second = (int(parts[name]) for name in ("last", "first", "second"))
    return (Day(year, second, first),) if day_first else (Day(year, second, first), Day(year, first, second))
