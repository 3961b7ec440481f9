"""How much two stretches of words speak of one subject: the rarity of the words that they share.

Who speaks is no subject: two stretches that share nothing but names and titles with which a statement opens, and which
it repeats, do not speak of one thing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import sqrt

from diple.mark.events.words import FUNCTION_RARITY, Word, words_of
from diple.model import Statement

NAME_WEIGHT = 1.5  # how much more a name says of the subject than another word of its rarity
STEM = 6  # letters by which two forms of a word count as shared
OPENING = 2  # sentences at the head of a statement that name who speaks, its title among them
MATTER = 0.05  # cohesion without those who speak under which two stretches share nothing but these
MOST_HAVING = 128  # subjects with one word of another that are looked at; beyond that the word says little of either
REPEATED = 4  # times that a statement has the name or title of who speaks


def speakers_of(statement: Statement) -> frozenset[str]:
    """The stems of the names and titles of those who speak in a statement: Corrivar, Corrivarian, Prime, Minister."""
    spans = statement.sentences[:OPENING]
    if len(statement.sentences) < REPEATED:
        return frozenset()
    words = words_of(statement.text, 0, spans[-1].end, statement.language)
    names = {statement.text[word.start : word.end] for word in words if word.is_name}
    often = (name for name in names if statement.text.count(name) >= REPEATED)
    stems = {statement.text[word.start : word.end]: word.key[:STEM] for word in words}
    return frozenset(stems[name] for name in often)


class Subject:
    """The content words of a stretch by their stems, each with what it says of the subject: its rarity squared.

    `speakers` are stems that say nothing of it where nothing else is shared.
    """

    def __init__(self, words: Iterable[Word], speakers: frozenset[str] = frozenset()) -> None:
        self.speakers = speakers
        self.masses: dict[str, float] = {}
        for word in words:
            if word.rarity >= FUNCTION_RARITY and not word.is_figure:
                self.masses[word.key[:STEM]] = (word.rarity * (NAME_WEIGHT if word.is_name else 1.0)) ** 2
        self.mass = sum(self.masses.values())

    def matter(self) -> Subject:
        """The subject without those who speak."""
        found = Subject(())
        found.masses = {stem: mass for stem, mass in self.masses.items() if stem not in self.speakers}
        found.mass = sum(found.masses.values())
        return found


class Subjects:
    """Some subjects of one text in its order, found by the words that another has in common with them."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._having: dict[str, list[int]] = {}
        self._count = 0
        for number, subject in enumerate(subjects):
            self._count = number + 1
            for stem in subject.masses:
                self._having.setdefault(stem, []).append(number)

    def sharing(self, subject: Subject, place: float) -> dict[int, float]:
        """Those that share a word with a subject, by number, with the mass of it that they share.

        Of a word that more than `MOST_HAVING` have, the nearest to `place` are looked at, a share of the text, 0 to 1.
        """
        met: dict[int, float] = {}
        for stem, mass in subject.masses.items():
            for number in self._nearest(self._having.get(stem, ()), place):
                met[number] = met.get(number, 0.0) + mass
        return met

    def _nearest(self, numbers: Sequence[int], place: float) -> Sequence[int]:
        if len(numbers) <= MOST_HAVING:
            return numbers
        first = bisect_left(numbers, round(place * self._count)) - MOST_HAVING // 2
        first = max(0, min(first, len(numbers) - MOST_HAVING))
        return numbers[first : first + MOST_HAVING]


def are_of_one_subject(one: Subject, other: Subject, least: float) -> bool:
    """Whether two stretches have a cohesion of `least`, and not by those who speak alone."""
    if cohesion(one, other) < least:
        return False
    return not one.speakers or cohesion(one.matter(), other.matter()) >= MATTER


def cohesion(one: Subject, other: Subject) -> float:
    """The share of the two masses that is common, 0 to 1: the cosine of the two rows of rarities."""
    common = one.masses.keys() & other.masses.keys()
    if not common:
        return 0.0
    shared = sum([one.masses[stem] for stem in common]), sum([other.masses[stem] for stem in common])
    return sqrt(shared[0] * shared[1] / (one.mass * other.mass))
