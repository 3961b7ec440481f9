"""Reads the quantities of a sentence: numbers with unit and bound, fractions, factors, intervals, dates, deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from diple.lexicon.vocabulary import Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.quantities.numerals import (
    as_number,
    bound_afar,
    bound_before,
    goes_on,
    is_repeated,
    part_behind,
    phrase_at,
    read_numeral,
    read_part,
    whole_date,
    whole_number,
    with_part,
)
from diple.mark.sentence.quantities.occasions import idle, is_due, is_year, starts_range

MONEY = "¤"  # before the name of a currency that is a unit
TIMES = ("date", "days")  # units of which a deadline can be
TIMED = ("by", "until", "after")  # bounds that make a date or duration a deadline
NOON = 12
RATE = 2  # tokens between an amount and "a month"
EACH = 16  # code points between an interval and its "once"
BRACKETS = {"(": ")", "（": "）"}
DENIED = 7  # tokens between "not" or "neither" and the bound that it turns
OPPOSITE = {"floor": "ceiling", "ceiling": "floor"}
WORDED = 6  # tokens between "by" and the time it names: "by the end of the next session"


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
    def same(self) -> tuple[float, str, str, str]:
        """What makes two quantities the same."""
        bound = "" if self.bound == "by" else self.bound
        if self.unit == "share":  # half is 50 per cent
            return round(100 * self.value, 1), "%", bound, self.words
        if self.unit == "interval":  # a quarter is three months
            return float(f"{self.value:.2g}"), self.unit, bound, self.words
        return round(self.value, 1 if self.unit in ("days", "%") else 4), self.unit, bound, self.words


Read = tuple[Quantity, int] | None  # a quantity and the token after it


def quantities(side: Side) -> list[Quantity]:
    """The quantities of a side that carry meaning, in order."""
    tables, tokens = side.words.tables.get("numbers"), side.tokens
    found: list[Quantity] = []
    if not tables:
        return found
    starts, stop = tables["starts"], 0
    for at, token in enumerate(tokens):
        if at >= stop and (token.key in starts or token.key[0].isdigit()):
            rate = found and at - stop < RATE and read_rate(tokens, at, tables)
            read = rate or read_quantity(tokens, at, tables)
            if read:
                stop = read[1]
                if not idle(tokens, at, stop, tables):
                    found.append(bounded(read[0], tokens, at, stop, tables))
                    join_once(found, tables)
        elif at >= stop and token.key in tables.get("deadline_openers", ()):
            worded = read_worded(tokens, at, tables)
            if worded:
                found.append(worded[0])
                stop = worded[1]
    return found


def join_once(found: list[Quantity], tables: dict[str, Any]) -> None:
    """Takes out a "once" behind an interval, which says no more; its bound is the interval's: 每季度交换一次."""
    if not tables.get("once_each") or len(found) < 2:
        return
    often, once = found[-2:]
    if often.unit == "interval" and once.unit == "times" and once.value == 1 and once.at - often.end < EACH:
        found[-2:] = [often._replace(bound=often.bound or once.bound)]


def read_quantity(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> Read:
    """The quantity that begins at token `at`, and the token after it."""
    whole = tables["compounds"].get(tokens[at].key)
    found = (
        (quantity(whole, "days", tokens, at, at + 1) if whole else None)
        or read_clock(tokens, at, tables)
        or read_frequency(tokens, at, tables)
        or read_repetition(tokens, at, tables)
        or read_ordinal_date(tokens, at, tables)
        or read_fraction(tokens, at, tables)
        or read_factor(tokens, at, tables)
    )
    if found:
        return found
    value, stop = read_number(tokens, at, tables)
    if value is None:
        return None
    return with_unit(tokens, at, repeated(tokens, stop, value, tables), value, tables)


def quantity(value: float, unit: str, tokens: Sequence[Token], at: int, stop: int) -> tuple[Quantity, int]:
    """A quantity over tokens `at` to `stop` that is no deadline."""
    return Quantity(value, unit, False, tokens[at].start, tokens[stop - 1].end), stop


def read_clock(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> Read:
    """An hour of the clock: "06:00", "6 a.m."."""
    hours: dict[str, int] = tables.get("meridiem", {})
    if not hours or not tokens[at].key.isdecimal() or len(tokens[at].key) > 2:
        return None
    colon = [t.key for t in tokens[at + 1 : at + 3]]
    phrase, stop = phrase_at(tokens, at + 1, hours)
    value = float(tokens[at].key)
    if len(colon) == 2 and colon[0] == ":" and tokens[at + 1].start == tokens[at].end and colon[1].isdecimal():
        value, stop = value + float(colon[1]) / 60, at + 3
        more, end = phrase_at(tokens, stop, hours)
        value, stop = value + hours.get(more, 0), end if more else stop
    elif phrase:
        value += hours[phrase] if value < NOON else 0
    else:
        return None
    return quantity(value, "clock", tokens, at, stop)


def read_frequency(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> Read:
    """An interval ("yearly", "every other year", "twice a month"), in days; longer is rarer."""
    if tokens[at].key not in tables["interval_starts"]:
        return None
    phrase, stop = phrase_at(tokens, at, tables["intervals"])
    return quantity(float(tables["intervals"][phrase]), "interval", tokens, at, stop) if phrase else None


def read_repetition(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> Read:
    """An interval in numbers: "every three months", "three times a year"."""
    every, per = tables.get("every", frozenset()), tables.get("per", ())
    opening, first = phrase_at(tokens, at, every)
    if opening and first < len(tokens):
        value, stop = read_number(tokens, first, tables)
        days, end = time_at(tokens, stop, tables)
        return quantity(value * days, "interval", tokens, at, end) if value and days else None
    value, stop = read_number(tokens, at, tables) if per else (None, at)
    if value and stop < len(tokens) and tokens[stop].key in tables.get("times", ()):
        stop += 1
    elif tokens[at].key not in tables.get("adverbs_of_number", ()):
        return None
    if value and stop < len(tokens) and tokens[stop].key in per:
        days = days_of(tokens, stop + 1, tables)
        return quantity(days / value, "interval", tokens, at, stop + 2) if days else None
    return None


def time_at(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[float, int]:
    """How many days the unit of time that begins at a token has, and the token after it; 0 where there is none."""
    phrase, stop = phrase_at(tokens, at, tables["units"])
    factor, unit = tables["units"].get(phrase, (0, ""))
    return (float(factor), stop) if unit == "days" else (0.0, at)


def read_rate(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> Read:
    """How often, right behind an amount: "two flights a month", "each month", "per month"."""
    if tokens[at].key not in tables.get("per", ()):
        return None
    days = days_of(tokens, at + 1, tables)
    return quantity(days, "interval", tokens, at, at + 2) if days else None


def days_of(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> float:
    """How many days the unit at a token has, 0 where it is none of time."""
    factor, unit = tables["units"].get(tokens[at].key, (0, "")) if at < len(tokens) else (0, "")
    return float(factor) if unit == "days" else 0.0


def read_ordinal_date(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> Read:
    """A day of a month as an ordinal: "the tenth of June", "1st May"."""
    value, stop = tables.get("ordinals", {}).get(tokens[at].key), at + 1
    if tokens[at].key.isdecimal() and stop < len(tokens) and tokens[stop].start == tokens[at].end:
        value = as_number(tokens[at].key) if tokens[stop].key in tables.get("ordinal_endings", ()) else None
        stop += 1
    if value is None or stop + 1 >= len(tokens):
        return None
    if tokens[stop].key in tables["units"] and tokens[stop + 1].key in tables.get("counted_from", ()):
        return with_unit(tokens, at, stop, float(value), tables)  # "the thirtieth day after": thirty days
    stop += tokens[stop].key in tables.get("of", ())
    return with_date(tokens, at, stop, float(value), tables) if tokens[stop].key in tables["months"] else None


def read_fraction(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> Read:
    """A share in words: "two thirds of", "half of the", "a quarter of"."""
    if "places" in tables:
        found = whole_date(tokens, at, tables) or read_part(tokens, at, tables)
        return quantity(found[0], found[1], tokens, at, found[2]) if found else None
    parts: dict[str, float] = tables.get("fractions", {})
    folds = at and tokens[at - 1].key in tables.get("fold_links", ())
    if folds and tokens[at].key in tables.get("lone_fractions", ()):
        return quantity(parts[tokens[at].key], "fold", tokens, at, at + 1)
    key, stop, many = tokens[at].key, at + 1, 1.0
    if key not in parts:
        many = float(tables["words"].get(key, 0))
        stop += stop < len(tokens) and tokens[stop].key == "-"
        if not parts or not many or stop >= len(tokens) or tokens[stop].key not in parts:
            return None
        key, stop = tokens[stop].key, stop + 1
    elif key not in tables["lone_fractions"]:
        return None
    if stop >= len(tokens) or tokens[stop].key not in tables["fraction_links"]:
        return None
    return quantity(many * parts[key], "share", tokens, at, stop)


def read_factor(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> Read:
    """By how much something is multiplied: "double", "threefold", "halve"."""
    factor = tables.get("factors", {}).get(tokens[at].key)
    after = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if factor is None or after in tables["no_factor_before"]:
        return None
    return quantity(float(factor), "fold", tokens, at, at + 1)


def read_worded(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> Read:
    """A deadline without a number: "before the first snow", "by the end of the session"."""
    phrase, first = phrase_at(tokens, at, tables["bounds"])
    if tables["bounds"].get(phrase) not in TIMED or is_counted(tokens, first, tables):
        return None
    for stop in range(first, min(first + WORDED, len(tokens))):
        key = tokens[stop].key
        if key in tables["time_nouns"]:
            goes_on = stop + 1 < len(tokens) and tokens[stop + 1].key in tables["of"]
            if stop == first + 1 and tables["bounds"][phrase] == "by" and days_of(tokens, stop, tables):
                return None  # "grows by the month": how fast, not until when
            if not goes_on:
                over = stop + 1 < len(tokens) and tokens[stop + 1].key in tables.get("time_ends", ())
                words = time_named(tokens[first : stop + 1], over, tables)
                found = Quantity(0.0, "when", True, tokens[at].start, tokens[stop].end, tokens[first].start)
                return found._replace(bound=tables["bounds"][phrase], words=words), stop + 1
        elif not key.isalpha() or tokens[stop].capital or key in tables["no_time_between"]:
            return None
    return None


def is_counted(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> bool:
    """Whether a number, and no article, begins at a token: "after one year" has one."""
    key = tokens[at].key if at < len(tokens) else ""
    return key in tables["words"] and key not in tables["articles"] and counts(tokens, at, tables)


def time_named(tokens: Sequence[Token], over: bool, tables: dict[str, Any]) -> str:
    """The words of a time without articles; its end is told alike by "the end of the year" and "the year ends"."""
    ends = tables.get("end_words", frozenset())
    ended = over or any(t.key in ends for t in tokens)
    words = " ".join(t.key.removesuffix("'s") for t in tokens if t.key not in tables.get("time_fillers", ends) | ends)
    return f"{words} end" if ended else words


def read_number(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[float | None, int]:
    """A number in figures or words at token `at`, with its multipliers; None where there is none."""
    key, words = tokens[at].key, tables["words"]
    if "places" in tables and key in words:
        number, stop = read_numeral(tokens, at, tables)
        lone = stop == at + 1 and key in tables["ambiguous"] and not is_repeated(tokens, stop, tables)
        return (None, at) if lone and not counts(tokens, at, tables) else (number, stop)
    if key[0].isdigit():
        value = as_number(key)
    elif key in words and not (key in tables["ambiguous"] and not counts(tokens, at, tables)):
        value = float(words[key])
    else:
        return None, at
    value, stop = whole_number(tokens, at + 1, value, tables)
    return with_part(tokens, stop, value, tables)


def repeated(tokens: Sequence[Token], stop: int, value: float, tables: dict[str, Any]) -> int:
    """The token after a number that is told once more in brackets, "ninety (90)", else `stop`."""
    if stop + 1 >= len(tokens) or tokens[stop].key not in BRACKETS:
        return stop
    again, end = read_number(tokens, stop + 1, tables)
    return end + 1 if again == value and end < len(tokens) and tokens[end].key in BRACKETS[tokens[stop].key] else stop


def counts(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> bool:
    """Whether an ambiguous number word ("one", "once", "first") counts: by what follows or bounds it."""
    following = [token.key for token in tokens[part_behind(tokens, at + 1, tables)[1] :][:2]]
    if following[:1] and following[0] in tables["multipliers"] and "number_links" in tables:
        return not at or tokens[at - 1].key not in tables["lone_fractions"]  # "half a million" is no million
    if at and tokens[at - 1].key in tables["definite"]:
        return False
    if tokens[at].key in tables["articles"]:
        return following[:1] != [] and tables["units"].get(following[0], [0, ""])[1] == "days"
    if tokens[at].key in tables.get("adverbs_of_number", ()):
        return following[:1] != [] and (following[0] in tables["per"] or bool(bound_before(tokens, at, tables)[0]))
    if phrase_at(tokens, at + 1, tables["units"])[0] or goes_on(tokens, at, tables):
        return True
    return any(key in tables["units"] or key in tables["counting_nouns"] for key in following)


def with_unit(
    tokens: Sequence[Token], at: int, stop: int, value: float, tables: dict[str, Any]
) -> tuple[Quantity, int]:
    """A number with its unit: a month makes it a date, a known unit converts it, else the next noun names it."""
    if starts_range(tokens, stop, tables):
        stop += 2
    after = tokens[stop].key if stop < len(tokens) else ""
    before = tokens[at - 1].key if at else ""
    unit, money = after if after.isalpha() else "", tables.get("money", {})
    if after in tables["months"] or before in tables["months"]:
        return with_date(tokens, at, stop, value, tables)
    known, end = phrase_at(tokens, stop, tables["units"])
    coin, coin_end = phrase_at(tokens, stop, money)
    if is_year(tokens[at].key):
        unit = "date"
        value *= 365
    elif known:
        factor, unit = tables["units"][known]
        more, stop = part_behind(tokens, end, tables)
        value = (value + more) * float(factor)
    elif coin:
        unit, stop = MONEY + money[coin], coin_end
    elif before in tables["currencies"]:
        unit = MONEY + money.get(before, before)
    timed = unit in TIMES or any(token.key in tables["months"] for token in tokens[stop : stop + 2])
    due = at > 0 and timed and is_due(tokens, at, stop, tables)
    stop = min(stop, len(tokens))
    return Quantity(value, unit, due, tokens[at].start, tokens[stop - 1].end), stop


def with_date(
    tokens: Sequence[Token], at: int, stop: int, value: float, tables: dict[str, Any]
) -> tuple[Quantity, int]:
    """A day and month, with the year where it follows, as days since year 0 (months of 30.4 days)."""
    first, months = at, tables["months"]
    if tokens[at - 1].key in months and at:
        month, first = months[tokens[at - 1].key], at - 1
    else:
        month, stop = months[tokens[stop].key], stop + 1
    if is_year(tokens[at].key):
        days = value * 365 + month * 30.4
    else:
        days = month * 30.4 + value
        comma = stop < len(tokens) and tokens[stop].key == ","
        year_at = stop + comma
        if year_at < len(tokens) and is_year(tokens[year_at].key):
            days, stop = days + 365 * float(tokens[year_at].key), year_at + 1
    due = is_due(tokens, first, stop, tables)
    return Quantity(days, "date", due, tokens[first].start, tokens[stop - 1].end), stop


def bounded(found: Quantity, tokens: Sequence[Token], at: int, stop: int, tables: dict[str, Any]) -> Quantity:
    """A quantity with the bound that stands before or behind it: "at least", "up to", "no later than", "or more"."""
    first = at
    while first and tokens[first].start > found.start:
        first -= 1
    articles = tables["articles"] if found.unit == "date" else tables["currencies"]
    while first and (tokens[first - 1].key in articles or tokens[first - 1].key in tables.get("before_dates", ())):
        first -= 1
    bound, opened = bound_before(tokens, first, tables)
    if not bound:
        bound, opened = bound_afar(tokens, first, tables)
    if bound in TIMED and found.unit not in TIMES:
        bound, opened = "", first
    behind, end = phrase_at(tokens, stop, tables.get("bounds_behind", {}))
    if behind:
        bound = tables["bounds_behind"][behind]
        due = found.deadline or (bound in TIMED and found.unit == "date")
        return found._replace(at=found.start, bound=bound, end=tokens[end - 1].end, deadline=due)
    if not bound:
        return found._replace(at=found.start)
    if bound in OPPOSITE and is_denied(tokens, opened, tables):
        bound = OPPOSITE[bound]
    due = found.deadline or (bound in TIMED and found.unit in TIMES)
    return found._replace(at=found.start, bound=bound, start=tokens[opened].start, deadline=due)


def is_denied(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> bool:
    """Whether a bound is denied, which turns it: "shall not fall below", "neither may have more than"."""
    for token in reversed(tokens[max(0, at - DENIED) : at]):
        if not token.key[0].isalpha():
            return False
        if token.key in tables.get("denials", ()):
            return True
    return False
