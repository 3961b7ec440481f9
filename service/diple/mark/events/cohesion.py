"""How much two stretches of words speak of one subject: the rarity of the words that they share."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from diple.mark.events.words import FUNCTION_RARITY, Keys, Word

NAME_WEIGHT = 1.5  # how much more a name says of the subject than another word of its rarity


class Subject:
    """The content words of a stretch, each with what it says of the subject: its rarity squared."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.masses: dict[str, float] = {}
        for word in words:
            if word.rarity >= FUNCTION_RARITY and not word.is_figure:
                self.masses[word.key] = (word.rarity * (NAME_WEIGHT if word.is_name else 1.0)) ** 2
        self.mass = sum(self.masses.values())
        self.keys = Keys(self.masses)

    def joined(self, other: Subject) -> Subject:
        """The subject of both stretches together."""
        whole = Subject(())
        whole.masses = self.masses | other.masses
        whole.mass = sum(whole.masses.values())
        whole.keys = Keys(whole.masses)
        return whole

    def shared(self, other: Subject) -> float:
        """The mass of the words that the other stretch has too, in any form."""
        return sum([mass for key, mass in self.masses.items() if other.keys.hold(key)])


def cohesion(one: Subject, other: Subject) -> float:
    """The share of the two masses that is common, 0 to 1: the cosine of the two rows of rarities."""
    if not one.mass or not other.mass:
        return 0.0
    return min(1.0, sqrt(one.shared(other) * other.shared(one)) / sqrt(one.mass * other.mass))


def containment(one: Subject, other: Subject) -> float:
    """The share of the lighter stretch's mass that the other has too, 0 to 1."""
    light, heavy = (one, other) if one.mass <= other.mass else (other, one)
    return light.shared(heavy) / light.mass if light.mass else 0.0
