"""Ordinals of several words where ones come before tens: الحادية والعشرون is the 21st, الثالث عشر the 13th.

The table "figures" has them without the article and the conjunction that the language writes to a word.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from diple.facts.figures import table
from diple.facts.row import Row
from diple.noise.words import words_of
from diple.normalise import key

TEN, HUNDRED = 10, 100


class Part(NamedTuple):
    """One word of an ordinal: its value, and what is written to it."""

    value: int
    is_joined: bool
    has_article: bool
    is_alone: bool  # whether it is a number by itself


def ordinal_at(row: Row, at: int) -> tuple[int, int] | None:
    """The ordinal that begins at a word, with the number of the word after it; None where none does."""
    first = parts(row.language).get(row.keys[at])
    if first is None or is_of_name(row, at):
        return None
    value, stop = of_ones(row, first, at) if first.value < TEN else (first.value, at + 1)
    if not first.is_alone and stop == at + 1:
        return None
    more = hundreds_at(row, stop)
    return value + more, stop + 2 * bool(more)


def of_ones(row: Row, first: Part, at: int) -> tuple[int, int]:
    """The value of ones with the tens behind them, and the number of the word after."""
    behind = row.key(at + 1) if row.follows(at + 1) else ""
    tens = parts(row.language).get(behind)
    if behind in teens(row.language):
        return TEN + first.value, at + 2
    if tens and tens.is_joined and tens.has_article == first.has_article and TEN < tens.value < HUNDRED:
        return first.value + tens.value, at + 2
    return first.value, at + 1


def hundreds_at(row: Row, at: int) -> int:
    """The hundred that is added by the two words from one on: الخامسة بعد المائة; 0 without."""
    if row.key(at) not in table(row.language)["ordinals_behind"] or not row.follows(at) or not row.follows(at + 1):
        return 0
    part = parts(row.language).get(row.key(at + 1))
    return part.value if part and part.value >= HUNDRED else 0


def is_of_name(row: Row, at: int) -> bool:
    """Whether a word is part of a name: تشرين الثاني is a month."""
    names = no_ordinals(row.language)
    return any("".join(row.keys[max(0, first) : first + 2]) in names for first in (at - 1, at))


@cache
def no_ordinals(language: str) -> frozenset[str]:
    """The keys of names of two words of which one is written like an ordinal."""
    return frozenset(key(name, language) for name in table(language).get("no_ordinals", ()))


@cache
def teens(language: str) -> frozenset[str]:
    """The keys of the ten that follows ones."""
    return frozenset(word for word, value in words_of(language).numerals.words.items() if value == TEN)


@cache
def parts(language: str) -> dict[str, Part]:
    """The words of ordinals by their keys, and the cardinals that have an article; none in most languages."""
    known, numerals = table(language), words_of(language).numerals
    if "ordinals" not in known:
        return {}
    article, joint = known["article"], numerals.prefix
    rows = [(key(word, language), int(value)) for value, words in known["ordinals"].items() for word in words]
    definite = [(word, int(value)) for word, value in numerals.words.items() if 2 < value <= HUNDRED]
    only_joined = frozenset(key(word, language) for word in known["only_joined"])
    found: dict[str, Part] = {}
    for word, value in (*definite, *rows):
        is_cardinal = word in numerals.words
        for is_joined, has_article in ((False, False), (True, False), (False, True), (True, True)):
            written = (joint if is_joined else "") + (article if has_article else "") + word
            is_alone = has_article or not is_cardinal
            found[written] = Part(value, is_joined, has_article, is_alone and word not in only_joined)
    return found
