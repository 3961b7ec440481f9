"""What a fact means, in English words, for those who do not read its language."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from diple.facts.mention import Mention
from diple.lexicon.tables import language_table, lines, neutral_table


def gloss(fact: Mention) -> str:
    """The meaning of a fact: the value of a number, the name of a state, what is bound or reached."""
    value = min(fact.values, key=lambda each: (len(each), each))
    if fact.kind == "number":
        return written(Fraction(value))
    meanings: dict[str, str] = neutral_table("facts")["meanings"]
    if fact.kind == "month":
        months: list[list[str]] = language_table("en", "dates")["months"]
        return months[int(value) - 1][0].title()
    return meanings.get(value) or english().get(value) or value.rpartition("/")[2].replace("_", " ")


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
