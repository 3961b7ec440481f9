"""One fact where the other version has another of its kind: at the same words, each named more often than there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from diple.facts.mention import Mention
from diple.mark.text.versions.agents import NAMED
from diple.mark.text.versions.clauses import Clauses
from diple.mark.text.versions.leftovers import renderings
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.surroundings import Placed, is_same_head, matched, placed

NEAR = 0.25  # how far apart a fact and what may render it are at most, as a share of the passage
ROLE, QUANTITY, WHOLE = "role", "quantity", "all"


def exchanged(passage: Passage, *kinds: str) -> Iterator[tuple[Mention, Mention]]:
    """The sure facts that are of the same words and have no meaning in common, the first version's first."""
    ones, others = (facts.of(*kinds) for facts in passage.facts)
    counts = tally(sure(ones)), tally(sure(others))
    if counts[0] == counts[1] or not all(map(has_firm, (ones, others))) or not passage.wording.links[0]:
        return
    clauses = [Clauses(passage, side) for side in (0, 1)]
    for here, there in matched(clauses[0], placed(clauses[0], ones), placed(clauses[1], others)):
        one, other = here.mention, there.mention
        if not are_unlike(one, other):
            continue
        if is_exchange(passage, one, other, counts) or is_same_thing(clauses[0], here, there, counts):
            yield one, other


def sure(found: Sequence[Mention]) -> list[Mention]:
    """Facts, of quantities those that are sure: any sentence has words that may mean all."""
    return [one for one in found if one.firm or one.kind != QUANTITY]


def has_firm(found: Sequence[Mention]) -> bool:
    """Whether one of some facts is sure."""
    return any(one.firm for one in found)


def are_unlike(one: Mention, other: Mention) -> bool:
    """Whether two sure facts have no meaning in common."""
    return one.firm and other.firm and renderings(one).isdisjoint(renderings(other))


def is_exchange(passage: Passage, one: Mention, other: Mention, counts: tuple[Counter[str], Counter[str]]) -> bool:
    """Whether each version has its fact more often than the other; of roles, whether one of them has.

    What may render a fact is no nearer to its place than the other fact is.
    """
    more = more_often(one, other, counts)
    if not all(more) and not (any(more) and ROLE in (one.kind, other.kind)):
        return False
    return one.kind not in NAMED or not (
        is_answered_nearer(passage, 0, one, other) or is_answered_nearer(passage, 1, other, one)
    )


def is_answered_nearer(passage: Passage, side: int, one: Mention, other: Mention) -> bool:
    """Whether a mention of the other version that may render one of a version is nearer to its place than another."""
    here, there = (side, 1 - side)
    place = share(passage, here, one)
    apart = abs(place - share(passage, there, other))
    answers = (each for each in passage.facts[there].of(one.kind) if not renderings(each).isdisjoint(renderings(one)))
    return any(abs(place - share(passage, there, each)) <= max(apart, NEAR) for each in answers)


def share(passage: Passage, side: int, one: Mention) -> float:
    """How far into its version a mention begins, from 0 to 1."""
    span = (passage.one, passage.other)[side].span
    return (one.start - span.start) / max(1, span.end - span.start)


def is_same_thing(clauses: Clauses, one: Placed, other: Placed, counts: tuple[Counter[str], Counter[str]]) -> bool:
    """Whether two quantities are of one thing, and its version has what is less than all more often.

    How often a version has a word for all is no evidence: one has "every" where another has the bare plural.
    """
    if one.mention.kind != QUANTITY or not is_same_head(clauses, one, other):
        return False
    more = zip((one, other), more_often(one.mention, other.mention, counts), strict=True)
    return any(is_more for each, is_more in more if WHOLE not in each.mention.values)


def tally(found: Sequence[Mention]) -> Counter[str]:
    """How often a version has each fact, or a word that may mean it."""
    return Counter(value for one in found for value in one.values)


def more_often(one: Mention, other: Mention, counts: tuple[Counter[str], Counter[str]]) -> tuple[bool, bool]:
    """Of a fact of each version whether it has that more often than the other."""
    here, there = counts
    return all(here[value] > there[value] for value in one.values), all(
        there[value] > here[value] for value in other.values
    )
