"""One fact where the other version has another of its kind: at the same words, each named more often than there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from diple.facts.mention import Mention
from diple.mark.text.versions.clauses import Clauses
from diple.mark.text.versions.leftovers import renderings
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.surroundings import matched, placed

ROLE = "role"


def exchanged(passage: Passage, *kinds: str) -> Iterator[tuple[Mention, Mention]]:
    """The sure facts that are of the same words and have no meaning in common, the first version's first."""
    ones, others = (facts.of(*kinds) for facts in passage.facts)
    if not any(one.firm for one in ones) or not any(one.firm for one in others):
        return
    counts = tally(ones), tally(others)
    if counts[0] == counts[1]:
        return
    clauses = [Clauses(passage, side) for side in (0, 1)]
    for here, there in matched(clauses[0], placed(clauses[0], ones), placed(clauses[1], others)):
        one, other = here.mention, there.mention
        if one.firm and other.firm and renderings(one).isdisjoint(renderings(other)):
            more = is_more_often(one, *counts), is_more_often(other, *counts[::-1])
            if all(more) or (any(more) and ROLE in (one.kind, other.kind)):
                yield one, other


def tally(found: Sequence[Mention]) -> Counter[str]:
    """How often a version has each fact, or a word that may mean it."""
    return Counter(value for one in found for value in one.values)


def is_more_often(one: Mention, here: Counter[str], there: Counter[str]) -> bool:
    """Whether a version has a fact more often than the other."""
    return all(here[value] > there[value] for value in one.values)
