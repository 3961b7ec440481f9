"""What a number counts and how it limits: its unit or date, and the bound before or behind it."""

from __future__ import annotations

from typing import NamedTuple

from diple.mark.sentence.quantities.row import Row

MONEY = "¤"  # before the name of a currency that is a unit
TIMES = ("date", "days")  # units of which a deadline can be
TIMED = ("by", "until", "after")  # bounds that make a date or duration a deadline
DENIED = 7  # tokens between "not" or "neither" and the bound that it turns
OPPOSITE = {"floor": "ceiling", "ceiling": "floor"}
FAR = 8  # tokens before a number in which its bound may be
YEAR, MONTH = 365, 30.4  # days
MOMENT = 1 / 25  # days: the shortest interval of the tables is an hour, and "at any time" has less
NAMES = {"date": "date", "interval": "frequency", "clock": "hour"}  # by unit


class Quantity(NamedTuple):
    """A number with what it counts: `unit` is a canonical unit, the noun that follows, or "date".

    `bound` says how the number limits: "floor" (at least), "ceiling" (at most), "about", "by", "until", "after", or ""
    where nothing does. `[start, end)` holds the bound too, `at` is where the number itself begins. `words` tell apart
    deadlines without a number ("before the first snow").
    """

    value: float
    unit: str
    deadline: bool
    start: int
    end: int
    at: int = -1
    bound: str = ""
    words: str = ""

    @property
    def name(self) -> str:
        """What kind of a quantity it is, in words."""
        if self.deadline:
            return "deadline"
        if self.unit == "interval" and self.value < MOMENT:
            return "time"
        return NAMES.get(self.unit, "figure")

    @property
    def same(self) -> tuple[float, str, str, str]:
        """What makes two quantities the same."""
        bound = "" if self.bound == "by" else self.bound
        if self.unit == "share":  # half is 50 per cent
            return round(100 * self.value, 1), "%", bound, self.words
        if self.unit == "interval":  # a quarter is three months
            return float(f"{self.value:.2g}"), self.unit, bound, self.words
        return round(self.value, 1 if self.unit in ("days", "%") else 4), self.unit, bound, self.words


def with_unit(row: Row, at: int, stop: int, value: float) -> tuple[Quantity, int]:
    """A number with its unit: a month makes it a date, a known unit converts it, else the next noun names it."""
    if is_range(row, stop):
        stop += 2
    if row.has(stop, "months") or row.has(at - 1, "months"):
        return with_date(row, at, stop, value)
    value, unit, stop = measured(row, at, stop, value)
    timed = unit in TIMES or row.has_any(stop, stop + 2, "months")
    due = at > 0 and timed and is_due(row, at, stop)
    return Quantity(value, unit, due, row.tokens[at].start, row.tokens[stop - 1].end), stop


def is_range(row: Row, stop: int) -> bool:
    """Whether a day is the first of two before a month: "3 to 5 June"."""
    return row.has(stop, "range") and row.key(stop + 1).isdecimal() and row.has(stop + 2, "months")


def measured(row: Row, at: int, stop: int, value: float) -> tuple[float, str, int]:
    """A number in its canonical unit, the unit, and the token after it."""
    if row.is_year(at):
        return value * YEAR, "date", stop
    known, end = row.phrase(stop, "units")
    if known:
        factor, unit = row.tables["units"][known]
        more, end = row.part_behind(end)
        return (value + more) * float(factor), unit, end
    coin, end = row.phrase(stop, "money")
    if coin or row.has(at - 1, "currencies"):
        coin = coin or row.key(at - 1)
        return value, MONEY + row.tables.get("money", {}).get(coin, coin), end
    return value, row.key(stop) if row.key(stop).isalpha() else "", stop


def with_date(row: Row, at: int, stop: int, value: float) -> tuple[Quantity, int]:
    """A day and month, with the year where it follows, as days since year 0."""
    first, months = at, row.tables["months"]
    if row.has(at - 1, "months"):
        first, month = at - 1, months[row.key(at - 1)]
    else:
        month, stop = months[row.key(stop)], stop + 1
    days = month * MONTH + value * (YEAR if row.is_year(at) else 1)
    year = stop + (row.key(stop) == ",")
    if row.is_year(year) and not row.is_year(at):
        days, stop = days + YEAR * float(row.key(year)), year + 1
    return Quantity(days, "date", is_due(row, first, stop), row.tokens[first].start, row.tokens[stop - 1].end), stop


def is_due(row: Row, at: int, stop: int) -> bool:
    """Whether the words just before make a date or duration a deadline ("by", "within"), or those behind (内, 前)."""
    return row.has_any(at - 3, at, "due") or row.has_any(stop, stop + 2, "due_behind")


def bounded(found: Quantity, row: Row, at: int, stop: int) -> Quantity:
    """A quantity with the bound that is before or behind it: "at least", "up to", "no later than", "or more"."""
    number, (behind, end) = found.start, row.phrase(stop, "bounds_behind")
    bound, opened = bound_before(row, number_start(row, at, found), found.unit)
    if behind:
        found = found._replace(bound=row.tables["bounds_behind"][behind], end=row.tokens[end - 1].end)
    elif bound:
        found = found._replace(bound=bound, start=row.tokens[opened].start)
    due = found.deadline or (found.bound in TIMED and found.unit in TIMES)
    return found._replace(at=number, deadline=due)


def number_start(row: Row, at: int, found: Quantity) -> int:
    """The token with which a quantity begins, with the article or currency before it."""
    while at and row.tokens[at].start > found.start:
        at -= 1
    openers = "articles" if found.unit == "date" else "currencies"
    while row.has(at - 1, openers) or row.has(at - 1, "before_dates"):
        at -= 1
    return at


def bound_before(row: Row, first: int, unit: str) -> tuple[str, int]:
    """How the words before a number limit it, and where they begin; "" where they do not."""
    phrase, opened = row.phrase_before(first, "bounds")
    bound, opened = (row.tables["bounds"][phrase], opened) if phrase else bound_afar(row, first)
    if bound in TIMED and unit not in TIMES:
        return "", first
    return OPPOSITE[bound] if bound in OPPOSITE and is_denied(row, opened) else bound, opened


def bound_afar(row: Row, first: int) -> tuple[str, int]:
    """The bound before the verb of a number, and where it begins: 至少派出三十名; "" where there is none."""
    known: dict[str, str] = row.tables.get("far_bounds", {})
    for at in range(first - 1, max(-1, first - FAR), -1) if known else ():
        phrase = " ".join(token.key for token in row.tokens[at : at + 2])
        if phrase in known:
            return known[phrase], at
        if not row.key(at)[0].isalnum():
            break
    return "", first


def is_denied(row: Row, at: int) -> bool:
    """Whether a bound is denied, which turns it: "shall not fall below", "neither may have more than"."""
    for before in range(at - 1, at - 1 - DENIED, -1):
        if not row.key(before)[:1].isalpha():
            return False
        if row.has(before, "denials"):
            return True
    return False
