"""Which word of one version renders which of the other, by what both mean and where they are.

A word is linked with the one of the other version that is most like it, where it is in turn the one most like that.
Meanings are the vectors of `diple.align.translation.words`; small words have no links.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from math import sqrt
from operator import mul
from typing import NamedTuple

from diple.align.translation.table import Vector
from diple.align.translation.words import direction, known_words
from diple.facts.forms import folded
from diple.lexicon.vocabulary import vocabulary

MOST = 160  # words of a side that are linked with one another
FAR = 0.3  # what it costs a link to go from one end of a version to the other
ALIKE = 0.42  # how alike in meaning linked words are at least, less what their distance costs
SAME = 0.8  # how alike in meaning a word without content is to one of English
FIRST = 8  # numbers of a meaning by which most are seen to differ: of 100 words without content 5 are left
ROUNDING = 1e-9  # sums in another order differ by less
SHORT = 2  # letters of a small word
KEPT = 10_000  # words of which it is kept whether they are small


class Word(NamedTuple):
    """A word with its meaning, in the code points of its text."""

    start: int
    end: int
    key: str
    meaning: Vector


def words_in(text: str, start: int, end: int, language: str) -> list[Word]:
    """The words of content of `text[start:end]` that have a known meaning, in order."""
    written = text[start:end]
    plain = folded(written, language) if language == "zh" else written
    found = []
    for key, at, stop in known_words(plain, language):
        meaning = direction(key, language)
        if meaning is not None and not is_small(key, language):
            found.append(Word(at + start, stop + start, key, meaning))
    return found


@lru_cache(maxsize=KEPT)
def is_small(word: str, language: str) -> bool:
    """Whether a word has no content: it means what a small word of English does."""
    if (language != "zh" and len(word) <= SHORT) or word in vocabulary(language).words("stop"):
        return True
    meaning = direction(word, language)
    return meaning is not None and is_like_one(parted(meaning), small_meanings())


@cache
def small_meanings() -> tuple[Parted, ...]:
    """The meanings of the small words of English."""
    known = (direction(word, "en") for word in sorted(vocabulary("en").words("stop")) if len(word) > 1)
    return tuple(map(parted, filter(None, known)))


class Parted(NamedTuple):
    """A meaning with its first numbers, and the length of the rest: with these alone most others are seen to differ."""

    whole: Vector
    first: Vector
    rest: float


def parted(meaning: Vector) -> Parted:
    """A meaning of length 1 in its parts."""
    first = meaning[:FIRST]
    return Parted(meaning, first, sqrt(max(0.0, 1 - product(first, first))))


def is_like_one(one: Parted, others: Sequence[Parted]) -> bool:
    """Whether a meaning is SAME as one of others; the rests are at most as alike as they are long."""
    return any(
        product(one.first, other.first) + one.rest * other.rest >= SAME - ROUNDING
        and product(one.whole, other.whole) >= SAME
        for other in others
    )


def product(one: Vector, other: Vector) -> float:
    """How alike two meanings are, -1 to 1."""
    alike: float = sum(map(mul, one, other))
    return alike


class Wording:
    """The words of two versions of a passage, with the links between them."""

    def __init__(self, sides: Sequence[tuple[str, int, int, str]]) -> None:
        self.sides = [words_in(*side) for side in sides]
        self.spans = [(start, max(end - start, 1)) for _, start, end, _ in sides]

    @cached_property
    def links(self) -> tuple[dict[int, int], dict[int, int]]:
        """For each side the word of the other by that of its own, as numbers."""
        first, second = self.sides
        if not first or not second or max(len(first), len(second)) > MOST:
            return {}, {}
        there = mutual([[self.likeness(one, other) for other in second] for one in first])
        return there, {to: at for at, to in there.items()}

    def likeness(self, one: Word, other: Word) -> float:
        """How alike a word of the first version and one of the second are, less for what is far."""
        (start, size), (begin, length) = self.spans
        apart = abs((one.start - start) / size - (other.start - begin) / length)
        return product(one.meaning, other.meaning) - FAR * apart


def mutual(likeness: Sequence[Sequence[float]]) -> dict[int, int]:
    """For each row the column that is most like it, where the row is the one most like that, and enough."""
    best = [row.index(max(row)) for row in likeness]
    back = [column.index(max(column)) for column in zip(*likeness, strict=True)]
    return {at: to for at, to in enumerate(best) if back[to] == at and likeness[at][to] >= ALIKE}
