"""Linked passages of two versions, each with its facts and with the passages beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from diple.facts.mention import Mention
from diple.facts.reading import Facts, read
from diple.mark.text.context import Context
from diple.mark.text.versions.leftovers import Leftovers, leftovers, meanings, renderings
from diple.mark.text.versions.pairing import Version, unanswered, versions_of, weight
from diple.mark.text.versions.wording import Wording

Kinds = tuple[str, ...]
KNOWN = 6  # words of content that the senses know, on both sides together
LONE = 0.3  # of them, the share that nothing answers


@dataclass(eq=False)
class Passage:
    """Two versions of one passage; `beside` are the linked passages before and after it.

    `confidence` is how sure their link is, from 0 to 100; None where that is not known.
    """

    one: Version
    other: Version
    beside: list[Passage] = field(default_factory=list)
    confidence: int | None = None

    @cached_property
    def facts(self) -> tuple[Facts, Facts]:
        """The facts of either version."""
        sides = (self.one, self.other)
        first, second = (read(side.statement.text, *side.span, side.language) for side in sides)
        return first, second

    @cached_property
    def wording(self) -> Wording:
        """The words of both versions, with the links between them."""
        return Wording([(side.statement.text, *side.span, side.language) for side in (self.one, self.other)])

    @cached_property
    def is_rendered(self) -> bool:
        """Whether enough words of content are known on both sides, and most of them answer one another."""
        sides = (self.one, self.other)
        known = sum(weight(side.sightings) for side in sides)
        lone = weight(unanswered(self.one, self.other)) + weight(unanswered(self.other, self.one))
        return known >= KNOWN and lone <= LONE * known

    @cached_property
    def known(self) -> dict[Kinds, tuple[Leftovers, Leftovers]]:
        """What was asked of `inside`."""
        return {}

    def inside(self, *kinds: str) -> tuple[Leftovers, Leftovers]:
        """The facts of some kinds that each version does not answer in this passage."""
        if kinds not in self.known:
            first, second = self.facts
            self.known[kinds] = leftovers(first.of(*kinds), second.of(*kinds))
        return self.known[kinds]

    def unanswered(self, *kinds: str) -> tuple[Leftovers, Leftovers]:
        """The same, but for what the other version has in a passage beside this one, where nothing answers it."""
        sides = self.inside(*kinds)
        first, second = (
            without(side, [one for passage in self.beside for one in passage.inside(*kinds)[1 - number].alone])
            for number, side in enumerate(sides)
        )
        return first, second


def without(side: Leftovers, near: Sequence[Mention]) -> Leftovers:
    """Leftovers without those that a mention in a passage beside them answers."""
    known = meanings(near)
    alone, more, soft = ([one for one in each if known.isdisjoint(renderings(one))] for each in side)
    return Leftovers(alone, more, soft)


def passages(context: Context) -> list[Passage]:
    """The linked passages of two statements in the order of the segments."""
    linked = [
        Passage(*versions_of(each, context.old, context.new), confidence=each.confidence)
        for each in context.segments
        if each.old and each.new
    ]
    for before, after in pairwise(linked):
        before.beside.append(after)
        after.beside.append(before)
    return linked
