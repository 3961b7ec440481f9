"""How much two stretches of words speak of one subject: the rarity of the words that they share."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from diple.mark.events.words import FUNCTION_RARITY, Word

NAME_WEIGHT = 1.5  # how much more a name says of the subject than another word of its rarity
STEM = 6  # letters by which two forms of a word count as shared


class Subject:
    """The content words of a stretch by their stems, each with what it says of the subject: its rarity squared."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.masses: dict[str, float] = {}
        for word in words:
            if word.rarity >= FUNCTION_RARITY and not word.is_figure:
                self.masses[word.key[:STEM]] = (word.rarity * (NAME_WEIGHT if word.is_name else 1.0)) ** 2
        self.mass = sum(self.masses.values())


def cohesion(one: Subject, other: Subject) -> float:
    """The share of the two masses that is common, 0 to 1: the cosine of the two rows of rarities."""
    common = one.masses.keys() & other.masses.keys()
    if not common:
        return 0.0
    shared = sum([one.masses[stem] for stem in common]), sum([other.masses[stem] for stem in common])
    return sqrt(shared[0] * shared[1] / (one.mass * other.mass))
