"""Reads the quantities of a sentence: numbers with unit and bound, fractions, factors, intervals, dates, deadlines.

A reader answers whether a quantity of its form begins at a token. They are asked in the order of `READERS`.
"""

from __future__ import annotations

from diple.mark.sentence.frames import Side
from diple.mark.sentence.quantities.numerals import is_counted, number_at, read_number, repeated
from diple.mark.sentence.quantities.occasions import is_name_only
from diple.mark.sentence.quantities.row import Row
from diple.mark.sentence.quantities.units import MONTH, TIMED, YEAR, Quantity, bounded, is_due, with_date, with_unit
from diple.noise.calendar import Day
from diple.numerals import whole_number

NOON, MINUTES = 12, 60
RATE = 2  # tokens between an amount and "a month"
HUNDRED = 100.0
YEAR_FIGURES = 4
WORDED = 6  # tokens between "by" and the time it names: "by the end of the next session"

Read = tuple[Quantity, int] | None  # a quantity and the token after it


def quantities(side: Side) -> list[Quantity]:
    """The quantities of a side that carry meaning, in order."""
    row = Row(side)
    found: list[Quantity] = []
    stop = 0
    for at in row.beginnings():
        read = read_at(row, at, after_amount=bool(found) and at - stop < RATE) if at >= stop else None
        if read is None:
            continue
        quantity, end = read
        if quantity.unit == "when":
            found.append(quantity)
        elif not is_name_only(row, at, end):
            found.append(bounded(quantity, row, at, end))
            join_once(found, row)
        stop = end
    return found


def read_at(row: Row, at: int, *, after_amount: bool) -> Read:
    """What begins at a token: right behind an amount its rate, a quantity, or a deadline without a number."""
    if row.has(at, "starts") or row.is_figure(at):
        return (read_rate(row, at) if after_amount else None) or read_quantity(row, at)
    return read_worded(row, at) if row.has(at, "deadline_openers") else None


def join_once(found: list[Quantity], row: Row) -> None:
    """Takes out a "once" behind an interval, which says no more; its bound is the interval's: 每季度交换一次."""
    if not row.tables.get("once_each") or len(found) < 2:
        return
    often, once = found[-2:]
    if often.unit == "interval" and (once.unit, once.value) == ("times", 1):
        found[-2:] = [often._replace(bound=often.bound or once.bound)]


def read_quantity(row: Row, at: int) -> Read:
    """The quantity that begins at token `at`, and the token after it."""
    return next((found for reader in READERS if (found := reader(row, at))), None)


def quantity(row: Row, value: float, unit: str, at: int, stop: int) -> tuple[Quantity, int]:
    """A quantity over tokens `at` to `stop` that is no deadline."""
    return Quantity(value, unit, False, row.tokens[at].start, row.tokens[stop - 1].end), stop


def read_compound(row: Row, at: int) -> Read:
    """A word that holds a number and a unit of time: "пятилетний"."""
    days = row.tables["compounds"].get(row.key(at))
    return quantity(row, days, "days", at, at + 1) if days else None


def read_clock(row: Row, at: int) -> Read:
    """An hour of the clock: "06:00", "6 a.m."."""
    key = row.key(at)
    if "meridiem" not in row.tables or not key.isdecimal() or len(key) > 2:
        return None
    minutes, after = minutes_at(row, at + 1)
    half, stop = row.phrase(after, "meridiem")
    later = row.tables["meridiem"].get(half, 0) if float(key) < NOON else 0
    return quantity(row, float(key) + minutes / MINUTES + later, "clock", at, stop) if stop > at + 1 else None


def minutes_at(row: Row, at: int) -> tuple[float, int]:
    """The minutes behind a colon, and the token after them; 0 where there are none."""
    minutes = row.key(at + 1)
    return (float(minutes), at + 2) if row.key(at) == ":" and minutes.isdecimal() else (0.0, at)


def read_frequency(row: Row, at: int) -> Read:
    """An interval ("yearly", "every other year", "twice a month"), in days; longer is rarer."""
    phrase, stop = row.phrase(at, "intervals") if row.has(at, "interval_starts") else ("", at)
    return quantity(row, float(row.tables["intervals"][phrase]), "interval", at, stop) if phrase else None


def read_every(row: Row, at: int) -> Read:
    """An interval with a number: "every three months"."""
    opening, first = row.phrase(at, "every")
    value, stop = read_number(row, first) if opening else (None, at)
    days, stop = row.days(stop) if value else (0.0, stop)
    return quantity(row, value * days, "interval", at, stop) if value and days else None


def read_times(row: Row, at: int) -> Read:
    """How often in a time: "three times a year"."""
    value, stop = read_number(row, at) if "per" in row.tables else (None, at)
    if not value:
        return None
    if row.has(stop, "times"):
        stop += 1
    elif not row.has(at, "adverbs_of_number"):
        return None
    days = unit_days(row, stop + 1) if row.has(stop, "per") else 0.0
    return quantity(row, days / value, "interval", at, stop + 2) if days else None


def read_rate(row: Row, at: int) -> Read:
    """How often, right behind an amount: "two flights a month", "each month", "per month"."""
    days = unit_days(row, at + 1) if row.has(at, "per") else 0.0
    return quantity(row, days, "interval", at, at + 2) if days else None


def unit_days(row: Row, at: int) -> float:
    """How many days the unit has that one token names, 0 where it is none of time."""
    return float(row.tables["units"][row.key(at)][0]) if row.is_of_time(at) else 0.0


def read_ordinal_date(row: Row, at: int) -> Read:
    """A day of a month as an ordinal: "the tenth of June", "1st May"."""
    value, stop = row.tables.get("ordinals", {}).get(row.key(at)), at + 1
    if row.key(at).isdecimal() and row.adjoins(stop):
        value = whole_number(row.key(at)) if row.has(stop, "ordinal_endings") else None
        stop += 1
    if value is None:
        return None
    if row.has(stop, "units") and row.has(stop + 1, "counted_from"):
        return with_unit(row, at, stop, float(value))  # "the thirtieth day after": thirty days
    stop += row.has(stop, "of")
    return with_date(row, at, stop, float(value)) if row.has(stop, "months") else None


def read_figure_date(row: Row, at: int) -> Read:
    """A date in figures: 2031-05-01, 01.05.2031. Where either number may be the day, the first one is."""
    found, stop = row.figure_date(at)
    if not found:
        return None
    dated, stop = quantity(row, days_of(found.days[0]), "date", at, stop)
    return dated._replace(deadline=is_due(row, at, stop)), stop


def days_of(day: Day) -> float:
    """A day as days since year 0."""
    return day.year * YEAR + day.month * MONTH + day.day


def read_whole_date(row: Row, at: int) -> Read:
    """A date from the year down, in days: 2031年5月1日. Its last part by itself is a number with its unit."""
    parts: str = row.tables.get("date_parts", "")
    if len(row.key(at)) != YEAR_FIGURES:
        return None
    read, days = 0, 0.0
    for part, length in zip(parts, (YEAR, MONTH, 1), strict=False):
        number = row.key(at + 2 * read)
        if not number.isdecimal() or row.key(at + 2 * read + 1) != part:
            break
        read, days = read + 1, days + float(number) * length
    return quantity(row, days, "date", at, at + 2 * read) if read > 1 else None


def read_part(row: Row, at: int) -> Read:
    """A share by the whole and its part: 三分之一, 百分之五."""
    whole, stop = numeral_at(row, at)
    mark: str = row.tables.get("part_mark", "")
    if not mark or not whole or "".join(token.key for token in row.tokens[stop : stop + len(mark)]) != mark:
        return None
    part, stop = numeral_at(row, stop + len(mark))
    return quantity(row, part, "%", at, stop) if whole == HUNDRED else quantity(row, part / whole, "share", at, stop)


def numeral_at(row: Row, at: int) -> tuple[float, int]:
    """The number that begins at a token whatever it may mean besides, and the token after it; 0 where there is none."""
    return number_at(row, at) if row.is_figure(at) or row.has(at, "words") else (0.0, at)


def read_half(row: Row, at: int) -> Read:
    """A half beside "one" or "the number of": 一半, 半数."""
    one = row.tables["words"].get(row.key(at)) == 1 and row.has(at + 1, "half")
    of_number = row.has(at, "half") and row.has(at + 1, "of_number")
    return quantity(row, 0.5, "share", at, at + 2) if one or of_number else None


def read_fraction(row: Row, at: int) -> Read:
    """A share in words: "two thirds of", "half of the", "a quarter of"; behind "by" a factor."""
    parts: dict[str, float] = row.tables.get("fractions", {})
    if row.has(at - 1, "fold_links") and row.has(at, "lone_fractions"):
        return quantity(row, parts[row.key(at)], "fold", at, at + 1)
    many, last = 1.0, at
    if not row.has(at, "fractions"):
        many, last = float(row.tables["words"].get(row.key(at), 0)), at + 1 + (row.key(at + 1) == "-")
    elif not row.has(at, "lone_fractions"):
        return None
    if not many or not row.has(last, "fractions") or not row.has(last + 1, "fraction_links"):
        return None
    return quantity(row, many * parts[row.key(last)], "share", at, last + 1)


def read_factor(row: Row, at: int) -> Read:
    """By how much something is multiplied: "double", "threefold", "halve"."""
    factor = row.tables.get("factors", {}).get(row.key(at))
    if factor is None or row.has(at + 1, "no_factor_before"):
        return None
    return quantity(row, float(factor), "fold", at, at + 1)


def read_counted(row: Row, at: int) -> Read:
    """A number with its unit or date."""
    value, stop = read_number(row, at)
    return None if value is None else with_unit(row, at, repeated(row, stop, value), value)


READERS = (
    read_figure_date,
    read_compound,
    read_clock,
    read_frequency,
    read_every,
    read_times,
    read_ordinal_date,
    read_whole_date,
    read_half,
    read_part,
    read_fraction,
    read_factor,
    read_counted,
)


def read_worded(row: Row, at: int) -> Read:
    """A deadline without a number: "before the first snow", "by the end of the session"."""
    phrase, first = row.phrase(at, "bounds")
    bound = row.tables["bounds"].get(phrase, "")
    if bound not in TIMED or is_counted(row, first):
        return None
    last = time_noun(row, first)
    if last is None or (bound == "by" and last == first + 1 and row.is_of_time(last)):
        return None  # "grows by the month": how fast, not until when
    tokens = row.tokens
    found = Quantity(0.0, "when", True, tokens[at].start, tokens[last].end, tokens[first].start)
    return found._replace(bound=bound, words=time_named(row, first, last + 1)), last + 1


def time_noun(row: Row, first: int) -> int | None:
    """The last noun of a time that begins at token `first`; None where other words come before it."""
    for at in range(first, first + WORDED):
        if row.has(at, "time_nouns"):
            if not row.has(at + 1, "of"):
                return at
        elif not row.key(at).isalpha() or row.tokens[at].capital or row.has(at, "no_time_between"):
            return None
    return None


def time_named(row: Row, first: int, stop: int) -> str:
    """The words of a time without articles, and whether it is the end of it that they name."""
    ends = row.tables.get("end_words", frozenset())
    passed = ends | row.tables.get("time_fillers", ends)
    words = " ".join(t.key.removesuffix("'s") for t in row.tokens[first:stop] if t.key not in passed)
    return f"{words} end" if row.has_any(first, stop, "end_words") else words
