"""Which words and denials of two versions bear one sense, where vectors do not link them: endorse, поддержать.

The senses are those of `diple.mark.text.versions.senses`: of an act or a thing, and what a denial names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from diple.facts.forms import Sighting
from diple.facts.mention import Mention
from diple.mark.text.versions.clauses import Clauses
from diple.mark.text.versions.pairing import Version
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.senses import fields, senses

SURE = 0.5  # how alike a word and its rendering are at least
PROVISO, NEGATION, BARE = "proviso", "negation", "not"  # fields of what a denial may name, and the sense of "not"
Links = dict[int, int]


class Sensed(NamedTuple):
    """What a denial bears: the ways to deny that it names, its senses of acts and things, and what renders those."""

    named: frozenset[str]
    senses: frozenset[str]
    answers: frozenset[str]

    def is_like(self, other: Sensed) -> bool:
        """Whether it has a sense of another denial: suspend, приостановить; without, sin."""
        return not (self.named.isdisjoint(other.named) and self.answers.isdisjoint(other.senses))


def by_sense(passage: Passage) -> tuple[Links, Links]:
    """For each version the words that none renders for sure, with those of the other that alone have their sense."""
    ones = [seen for seen in passage.one.sightings if is_content(seen.senses)]
    others = [seen for seen in passage.other.sightings if is_content(seen.senses)]
    sides = Clauses(passage, 0), Clauses(passage, 1)
    found = {}
    for seen in ones:
        answer = alone(seen, others)
        if answer and alone(answer, ones) == seen:
            word, to = unrendered(sides[0], seen), unrendered(sides[1], answer)
            found.update({word: to} if word is not None is not to else {})
    return found, {to: at for at, to in found.items()}


def alone(seen: Sighting, known: Sequence[Sighting]) -> Sighting | None:
    """The only one of some words of the other version that may render a form."""
    may = answers_of(seen.senses)
    found = [each for each in known if not may.isdisjoint(each.senses)]
    return found[0] if len(found) == 1 else None


def unrendered(clauses: Clauses, seen: Sighting) -> int | None:
    """The one word of a form that none of the other version renders for sure."""
    words = clauses.inside(seen)
    found = [word for word in words if word not in clauses.links or clauses.strength(word) < SURE]
    return found[0] if len(found) == 1 else None


def sensed(version: Version, denial: Mention) -> Sensed:
    """What a denial of a version bears."""
    inside = [seen for seen in version.sightings if seen.start < denial.end and denial.start < seen.end]
    content = [seen.senses for seen in inside if is_content(seen.senses) or is_of(seen.senses, PROVISO)]
    whole = (seen for seen in inside if covers(seen, denial))
    return Sensed(ways(whole), frozenset().union(*content), frozenset().union(*map(answers_of, content)))


def ways(found: Iterable[Sighting]) -> frozenset[str]:
    """The ways to deny that some forms name."""
    names = (name for seen in found for name in seen.senses)
    return frozenset(name for name in names if senses()[name].field == NEGATION and name != BARE)


def covers(seen: Sighting, mention: Mention) -> bool:
    """Whether a form has all of a mention."""
    return seen.start <= mention.start and mention.end <= seen.end


@cache
def is_content(names: tuple[str, ...]) -> bool:
    """Whether one of some senses is of an act or a thing."""
    return any(fields()[senses()[name].field].get("kin") for name in names)


@cache
def answers_of(names: tuple[str, ...]) -> frozenset[str]:
    """All senses that may render some senses."""
    return frozenset[str]().union(*(senses()[name].answers for name in names))


def is_of(names: tuple[str, ...], field: str) -> bool:
    """Whether one of some senses is of a field."""
    return any(senses()[name].field == field for name in names)
