"""Decades of a century, as years: 70-х годов XX века, the seventies of the twentieth century, 20世纪70年代."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from diple.facts.figures import Number, table

TEN, HUNDRED = 10, 100
CENTURIES = range(2, 100)  # that a decade is of


def with_centuries(found: Sequence[Number], text: str, language: str) -> Iterator[Number]:
    """Numbers, a decade and its century as one: the first year of the decade, or the tens alone."""
    at = 0
    while at < len(found):
        year = year_of(found[at], found[at + 1], text, language) if at + 1 < len(found) else None
        if year is None:
            yield found[at]
            at += 1
        else:
            values = frozenset((year, year % HUNDRED))
            yield Number(values, found[at].start, found[at + 1].end, plain=year)
            at += 2


def year_of(one: Number, other: Number, text: str, language: str) -> Fraction | None:
    """The first year of the decade that two numbers name with the words between and behind them; None without one."""
    known = table(language).get("centuries", {})
    between, behind = text[one.end : other.start].strip().lower(), text[other.end :].lstrip().lower()
    if between not in known.get("between", ()) or not behind.startswith(tuple(known["behind"])):
        return None
    decade, century = (other, one) if known.get("century_first") else (one, other)
    tens = decade.value
    is_decade = TEN <= tens < HUNDRED and tens % TEN == 0 and century.value in CENTURIES
    return (century.value - 1) * HUNDRED + tens if is_decade else None
