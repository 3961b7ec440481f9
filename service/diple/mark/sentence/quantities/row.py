"""The tokens of a sentence beside the number words of its language, asked by place."""

from __future__ import annotations

from typing import Any

from diple.mark.sentence.frames import Side
from diple.noise.calendar import Dated, date_in_figures
from diple.noise.words import words_of
from diple.numerals import VULGAR

FIGURES = 6  # tokens of the longest number or date in figures: 2031年12月1日
PHRASE = 5  # tokens of the longest bound, unit or interval


def date_at(text: str, start: int, language: str) -> Dated | None:
    """The date in figures that begins at a code point, in the orders of a language."""
    return date_in_figures(text, start, day_first="day" in words_of(language).of("date_orders"))


class Row:
    """The tokens of a side with the tables by which its numbers are read; outside the sentence there is no key.

    `tables` are the language's `[numbers]`, empty where it has none; `numerals` the words of which it makes numbers.
    """

    def __init__(self, side: Side) -> None:
        self.text = side.text
        self.tokens = side.tokens
        self.language = side.words.language
        self.tables: dict[str, Any] = side.words.tables.get("numbers", {})
        self.numerals = words_of(self.language).numerals

    def key(self, at: int) -> str:
        """The key of a token, "" where there is no token."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def beginnings(self) -> list[int]:
        """The tokens at which a quantity or a deadline may begin, in order; none without tables."""
        if not self.tables:
            return []
        starts, openers = self.tables.get("starts", ()), self.tables.get("deadline_openers", ())
        keys = [token.key for token in self.tokens]
        return [at for at, key in enumerate(keys) if key in starts or key in openers or is_figure(key)]

    def has(self, at: int, name: str) -> bool:
        """Whether a token is in a table of the language."""
        return self.key(at) in self.tables.get(name, ())

    def has_any(self, start: int, stop: int, name: str) -> bool:
        """Whether one of the tokens `[start, stop)` is in a table."""
        return any(self.has(at, name) for at in range(start, stop))

    def is_figure(self, at: int) -> bool:
        """Whether a token begins with a digit, or is the sign of a fraction."""
        return is_figure(self.key(at))

    def stop_at(self, at: int, place: int) -> int:
        """The token after the one that ends at a code point; 0 where none from token `at` on does."""
        ends = range(at, min(len(self.tokens), at + FIGURES))
        return next((stop + 1 for stop in ends if self.tokens[stop].end == place), 0)

    def is_year(self, at: int) -> bool:
        """Whether a token is a year of our times, in figures."""
        key = self.key(at)
        return len(key) == len("2031") and key.isdecimal() and "1600" <= key <= "2199"

    def figure_date(self, at: int) -> tuple[Dated | None, int]:
        """The date in figures that begins at a token, in the orders of the language, and the token after it."""
        found = date_at(self.text, self.tokens[at].start, self.language) if self.is_figure(at) else None
        stop = self.stop_at(at, found.end) if found else 0
        return (found, stop) if stop else (None, at)

    def adjoins(self, at: int) -> bool:
        """Whether a token begins where the one before it ends."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def phrase(self, at: int, name: str) -> tuple[str, int]:
        """The longest phrase of a table that begins at token `at`, and the token after it; "" where there is none."""
        known = self.tables.get(name, ())
        for stop in range(min(at + PHRASE, len(self.tokens)), at, -1) if known else ():
            words = " ".join([token.key for token in self.tokens[at:stop]])
            if words in known:
                return words, stop
        return "", at

    def phrase_before(self, at: int, name: str) -> tuple[str, int]:
        """The longest phrase of a table that ends right before token `at`, and where it begins; "" for none."""
        known = self.tables.get(name, ())
        for first in range(max(0, at - PHRASE), at) if known else ():
            words = " ".join([token.key for token in self.tokens[first:at]])
            if words in known:
                return words, first
        return "", at

    def part_behind(self, at: int) -> tuple[float, int]:
        """What a phrase at token `at` adds to the number or unit before it, and the token after: "and a half"."""
        phrase, stop = self.phrase(at, "parts_behind")
        return (float(self.tables["parts_behind"][phrase]), stop) if phrase else (0.0, at)

    def days(self, at: int) -> tuple[float, int]:
        """How many days the unit of time at token `at` has, and the token after it; 0 where there is none."""
        phrase, stop = self.phrase(at, "units")
        factor, unit = self.tables["units"].get(phrase, (0, ""))
        return (float(factor), stop) if unit == "days" else (0.0, at)

    def is_of_time(self, at: int) -> bool:
        """Whether a token by itself is a unit of time."""
        return self.unit_at(at) == "days"

    def unit_at(self, at: int) -> str:
        """The canonical unit that a token by itself names, "" where it names none."""
        unit: str = self.tables["units"].get(self.key(at), (0, ""))[1]
        return unit


def is_figure(key: str) -> bool:
    """Whether a key begins with a digit, or is the sign of a fraction."""
    return key[:1].isdigit() or (key != "" and key[0] in VULGAR)
