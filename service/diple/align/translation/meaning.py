"""How alike in meaning the sentences of two language versions are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from operator import add, mul
from typing import Protocol

from diple.align.translation.table import Vector
from diple.align.translation.words import languages, sums_of

# How many sentences the mean of a text is drawn towards nothing by: of few sentences it says little.
STEADY = 8


class Meanings(Protocol):
    """How alike the pieces of two texts are: what an alignment asks of any kind of vectors.

    `known` is whether anything is known of the meaning of either text, `name` what it is known by.
    """

    known: bool
    name: str

    def product(self, old: int, new: int) -> float:
        """How alike an old piece and a new one are, -1 to 1."""
        ...

    def within(self, side: int, one: int, other: int) -> float:
        """How alike two pieces of one text are."""
        ...

    def halved(self) -> Meanings:
        """The meanings of each two neighbouring pieces together."""
        ...


class OfWords:
    """The meanings of the pieces of both texts, as vectors of length 1 about the mean of their text.

    A piece that says nothing known has a vector of nothing, like no other. Where a language has no table nothing is
    `known` of any.
    """

    name = "words"

    def __init__(self, old: Sequence[Vector], new: Sequence[Vector]) -> None:
        self.sides = (old, new)
        self.known = bool(old and new and old[0])

    def product(self, old: int, new: int) -> float:
        """How alike an old piece and a new one are, -1 to 1."""
        alike: float = sum(map(mul, self.sides[0][old], self.sides[1][new]))
        return alike

    def within(self, side: int, one: int, other: int) -> float:
        """How alike two pieces of one text are."""
        vectors = self.sides[side]
        alike: float = sum(map(mul, vectors[one], vectors[other]))
        return alike

    def halved(self) -> OfWords:
        """The meanings of each two neighbouring pieces together."""
        return OfWords(*([_joined(side[at : at + 2]) for at in range(0, len(side), 2)] for side in self.sides))


def _joined(vectors: Sequence[Vector]) -> Vector:
    return _of_length_1(vectors[0] if len(vectors) == 1 else tuple(map(add, *vectors)))


# What gives the meanings of the pieces of two texts, each in its language.
Encoder = Callable[[Sequence[str], Sequence[str], tuple[str, str]], Meanings]


def by_words(old: Sequence[str], new: Sequence[str], of: tuple[str, str]) -> Meanings:
    """The meanings of the pieces of both texts, of which nothing is known where a language has no table."""
    if not languages().issuperset(of):
        return OfWords([()] * len(old), [()] * len(new))
    return OfWords(*(_about_mean(sums_of(texts, language)) for texts, language in zip((old, new), of, strict=True)))


def _about_mean(vectors: Sequence[Vector]) -> list[Vector]:
    """Vectors of length 1 without what all of a text have in common."""
    units = [_of_length_1(vector) for vector in vectors]
    mean = [sum(column) / (len(units) + STEADY) for column in zip(*units, strict=True)]
    return [
        _of_length_1(tuple(one - part for one, part in zip(unit, mean, strict=True))) if any(unit) else unit
        for unit in units
    ]


def _of_length_1(vector: Vector) -> Vector:
    length = sqrt(sum(map(mul, vector, vector)))
    return tuple(each / length for each in vector) if length else vector
