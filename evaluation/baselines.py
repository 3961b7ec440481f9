"""What simpler readers would show first: the order of the text, the size of an edit, rare words, the lexicon alone."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from diple import Comparison, Lexicon
from diple.model import Segment, Span

WORD = re.compile(r"\w+")
# What a step on each ladder is called, and a listed wording's coming and going, where no rule reads the sentence.
KIND_OF_LADDER = {
    "tone_negative": "V1",
    "directive": "V2",
    "endorsement": "V3",
    "reaffirmation": "V4",
    "modality": "M1",
    "hedge": "H1",
    "intensity": "H3",
    "attribution": "B1",
    "taiwan_position": "C1",
    "ukraine_label": "A2",
    "breach_label": "A2",
    "partnership": "R1",
    "cn_ru_signature": "F3",
    "protected_scope": "S1",
    "interest_scope": "S1",
    "fossil": "S1",
}
GONE, CAME = "F1", "F2"


@dataclass(frozen=True, slots=True)
class Read:
    """What the lexicon alone says of a place: a kind, a direction, and how weighty it is."""

    code: str
    direction: str
    weight: float


@dataclass(slots=True)
class Place:
    """One changed place of a comparison: its segment, and the words that only one side has."""

    segment: Segment
    old: str
    new: str
    gone: Counter[str]
    came: Counter[str]

    @property
    def size(self) -> int:
        """Words changed."""
        return self.gone.total() + self.came.total()


def words(text: str) -> list[str]:
    """The words of a text, lower case."""
    return WORD.findall(text.lower())


def wording(text: str, spans: Sequence[Span]) -> str:
    """The text of several spans."""
    return " ".join(text[start:end] for start, end in spans)


@dataclass
class Pair:
    """A comparison as the simpler readers see it: its changed places, in the order of the new text."""

    comparison: Comparison
    lexicon: Lexicon = field(default_factory=Lexicon.default)

    @cached_property
    def places(self) -> list[Place]:
        """Every segment that is not equal or left its order."""
        old, new = self.comparison.old.text, self.comparison.new.text
        found = []
        for segment in self.comparison.segments:
            if segment.status == "equal" and not segment.moved and not segment.changes:
                continue
            before, after = wording(old, segment.old), wording(new, segment.new)
            left, right = Counter(words(before)), Counter(words(after))
            found.append(Place(segment, before, after, left - right, right - left))
        return found

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """The inverse document frequency of each word, where the sentences of both texts are the documents."""
        sentences = [
            set(words(side.text[start:end]))
            for side in (self.comparison.old, self.comparison.new)
            for start, end in side.sentences
        ]
        seen = Counter(word for sentence in sentences for word in sentence)
        return {word: math.log(len(sentences) / count) for word, count in seen.items()}

    def novelty(self, place: Place) -> float:
        """The TF-IDF of the words that one side has and the other has not, by the square root of their number."""
        changed = place.gone + place.came
        weight = sum(count * self.rarity.get(word, 0.0) for word, count in changed.items())
        return weight / math.sqrt(changed.total()) if changed else 0.0

    def listed(self, place: Place) -> float:
        """The heaviest that the lexicon alone says of a place."""
        languages = (self.comparison.old.language, self.comparison.new.language)
        return max((read.weight for read in ladder_alone(place.old, place.new, languages, self.lexicon)), default=0.0)


def ladder_alone(old: str, new: str, languages: tuple[str, str], lexicon: Lexicon) -> list[Read]:
    """Which listed wordings only one side has: on one ladder a step, else one gone or come."""
    before, after = (
        list(dict.fromkeys(match.concept for match in lexicon.matches(text, language)))
        for text, language in zip((old, new), languages, strict=True)
    )
    gone = [concept for concept in before if concept not in after]
    came = [concept for concept in after if concept not in before]
    found: list[Read] = []
    stepped: set[str] = set()
    for first in gone:
        for second in came:
            step = step_of(lexicon, first, second)
            if step and first not in stepped and second not in stepped:
                stepped |= {first, second}
                found.append(step)
    for code, direction, only in ((GONE, "softened", gone), (CAME, "strengthened", came)):
        found += [Read(code, direction, lexicon.concepts[each].weight) for each in only if each not in stepped]
    return sorted(found, key=lambda read: -read.weight)


def step_of(lexicon: Lexicon, first: str, second: str) -> Read | None:
    """A step from one concept to another on a ladder; None where there is none."""
    old, new = lexicon.concepts[first], lexicon.concepts[second]
    if old.ladder is None or old.ladder != new.ladder or old.rank is None or new.rank is None or old.rank == new.rank:
        return None
    direction = "strengthened" if new.rank > old.rank else "softened"
    weight = max(old.weight, new.weight) + min(1.0, abs(old.rank - new.rank) / 10)
    return Read(KIND_OF_LADDER.get(old.ladder, "F3"), direction, weight)


ORDERS: dict[str, Callable[[Pair, Place], float]] = {
    "document order": lambda pair, place: 0.0,
    "size of the edit": lambda pair, place: float(place.size),
    "novelty by TF-IDF": lambda pair, place: pair.novelty(place),
    "lexicon and ladder ranks alone": lambda pair, place: pair.listed(place),
}


def rank(pair: Pair, order: str, old_span: tuple[int, int], new_span: tuple[int, int]) -> int | None:
    """Which place a reader comes to first that lies in one of the spans; equal ones in the order of the text."""
    ordered = sorted(pair.places, key=lambda place: -ORDERS[order](pair, place))
    for at, place in enumerate(ordered, 1):
        if lies_in(place.segment.old, old_span) or lies_in(place.segment.new, new_span):
            return at
    return None


def lies_in(spans: Sequence[Span], where: tuple[int, int]) -> bool:
    """Whether any of the spans overlaps a stretch."""
    return any(start < where[1] and where[0] < end for start, end in spans)
