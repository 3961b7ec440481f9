"""One number of a passage, and how a language writes figures."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from diple.lexicon.tables import language_table
from diple.normalise import key


class Number(NamedTuple):
    """A number: the values it may have, where it is, whether it counts for sure, and whether it names a month.

    `plain` is the value of an hour or a decade as it is written.
    """

    values: frozenset[Fraction]
    start: int
    end: int
    firm: bool = True
    month: bool = False
    plain: Fraction | None = None

    @property
    def value(self) -> Fraction:
        """The likeliest of its values: thousands rather than decimals, the hour and the year as they are written."""
        return max(self.values) if self.plain is None else self.plain


@cache
def table(language: str) -> dict[str, Any]:
    """How a language writes figures."""
    return language_table(language, "figures")


@cache
def valued(language: str, name: str) -> dict[str, Fraction]:
    """The values of the words of one section of that table, by their keys."""
    return {key(word, language): Fraction(value) for word, value in table(language).get(name, {}).items()}
