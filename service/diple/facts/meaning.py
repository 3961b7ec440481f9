"""What a fact means, in English words, for those who do not read its language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from diple.facts.mention import Mention
from diple.lexicon.tables import language_table, lines, neutral_table


def gloss(fact: Mention) -> str:
    """The meaning of a fact: the value of a number, the name of a state, what is bound or reached."""
    value = fact.meant or min(fact.values, key=lambda each: (len(each), each))
    if fact.kind == "number":
        return written(Fraction(value))
    meanings: dict[str, str] = neutral_table("facts")["meanings"]
    if fact.kind == "month":
        months: list[list[str]] = language_table("en", "dates")["months"]
        return months[int(value) - 1][0].title()
    return meanings.get(value) or english().get(value) or value.rpartition("/")[2].replace("_", " ")


def nearest(ones: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, Mention]:
    """Two facts to set beside one another, one of each list: the numbers nearest in size, or else the first ones."""
    if any(fact.kind != "number" for fact in (*ones, *others)):
        return ones[0], others[0]
    sizes = sorted((meant(each), at) for at, each in enumerate(others))
    pairs = [
        (apart(size, value), at, to) for at, value in enumerate(map(meant, ones)) for size, to in beside(sizes, value)
    ]
    _, at, to = min(pairs)
    return ones[at], others[to]


def meant(number: Mention) -> Fraction:
    """What a number means first."""
    return Fraction(number.meant)


def beside(sizes: Sequence[tuple[Fraction, int]], value: Fraction) -> Sequence[tuple[Fraction, int]]:
    """Of sizes in order, those next to a value."""
    at = bisect_left(sizes, (value, 0))
    return sizes[max(0, at - 1) : at + 1]


def apart(one: Fraction, other: Fraction) -> Fraction:
    """How many times as large one number is as another."""
    small, large = sorted((one, other))
    return large / small if small > 0 else large + 1


def written(value: Fraction) -> str:
    """A number as English writes it: 2/3, 12,000,000, 1.5."""
    if value.denominator > 1:
        return f"{float(value):g}" if value > 1 else str(value)
    return f"{value.numerator:,}" if value >= LARGE else str(value)


LARGE = 10_000  # from which thousands are set apart


@cache
def english() -> dict[str, str]:
    """The English name of each territory, by its code."""
    return {code: name for code, name, *_ in (row.split("\t") for row in lines("", "territories.tsv"))}
