"""Two versions of one sentence in two languages, and which senses each bears that the other does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from diple.facts.forms import Sighting
from diple.mark.places.stretch import trimmed
from diple.mark.text.versions.senses import senses, sightings
from diple.model import Segment, Span, Statement
from diple.segment.language import LANGUAGE_NAMES

ONE_ONLY = ("one_version_only", "one version only has it; the other may take it as said")  # a score term
# What is no fact is minor: of some fifty louder markers on faithful treaties and UN documents one was right.
DOUBTFUL = ("doubtful_rendering", "only facts are sure between two languages: numbers, names, denials, duties, reach")
CROWDED = frozenset(("quantity",))  # fields of which a sentence may hold several words, each to be rendered


@dataclass(eq=False)
class Version:
    """What one text has for a sentence: one sentence or several, with the senses they bear."""

    statement: Statement
    span: Span

    @property
    def language(self) -> str:
        """The code of its language."""
        return self.statement.language

    @property
    def named(self) -> str:
        """Its language as a reader calls it."""
        return LANGUAGE_NAMES.get(self.language, self.language)

    @property
    def text(self) -> str:
        """Its words."""
        return self.statement.text[self.span.start : self.span.end]

    @cached_property
    def sightings(self) -> list[Sighting]:
        """Where it bears which senses."""
        return sightings(self.statement.text, *self.span, self.language)

    @cached_property
    def senses(self) -> frozenset[str]:
        """All senses it may bear."""
        return frozenset(name for seen in self.sightings for name in seen.senses)

    def quote(self, seen: Sighting | Span) -> str:
        """The words of a stretch, on one line."""
        return " ".join(self.statement.text[seen.start : seen.end].split())


def versions_of(segment: Segment, old: Statement, new: Statement) -> tuple[Version, Version]:
    """Both sides of an aligned segment."""
    return Version(old, whole(segment.old, old)), Version(new, whole(segment.new, new))


def whole(spans: Sequence[Span], statement: Statement) -> Span:
    """The stretch from the first sentence to the last."""
    return trimmed(statement.text, Span(spans[0].start, spans[-1].end))


def unanswered(here: Version, there: Version) -> list[Sighting]:
    """The sightings of one version no sense of which the other may bear."""
    return [seen for seen in here.sightings if not answered(seen, here, there)]


def answered(seen: Sighting, here: Version, there: Version) -> bool:
    """Whether a form has its own sense in the other version, or there a word that may render it.

    In a crowded field that word must render no other: of "both" and "all" a version that has but one word for "both"
    renders the first.
    """
    if not there.senses.isdisjoint(seen.senses):
        return True
    rendering = renderings(seen, there)
    if of_field(seen).isdisjoint(CROWDED):
        return bool(rendering)
    taken = frozenset[str]().union(*(other.senses for other in here.sightings if other is not seen))
    return any(taken.isdisjoint(word.senses) for word in rendering)


def renderings(seen: Sighting, there: Version) -> list[Sighting]:
    """The words of the other version that may render a form."""
    may = frozenset[str]().union(*(senses()[name].answers for name in seen.senses))
    return [word for word in there.sightings if not may.isdisjoint(word.senses)]


def of_field(seen: Sighting) -> frozenset[str]:
    """The fields of the senses a form may bear."""
    return frozenset(senses()[name].field for name in seen.senses)


def weight(found: Sequence[Sighting]) -> int:
    """How many words of content: those that, unanswered, tell that one version does not render the other."""
    return sum(map(is_content, found))


def is_content(seen: Sighting) -> bool:
    """Whether a form is a word of content: not one character, and with a sense that does not only answer."""
    return seen.end - seen.start > 1 and any(
        sense.policy not in ("answer", "yield") or sense.field == "matter"
        for sense in (senses()[name] for name in seen.senses)
    )
