"""Facts of two versions that are of the same words: matched by how many words around them render one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.facts.mention import Mention
from diple.mark.text.versions.clauses import Clauses

BEHIND, BEFORE = 6, 4  # words of a sentence behind a fact and before it by which it is matched
NEXT = 2  # words behind a fact of which the first that is linked is what it is of: "all possible assistance"
LEAST = 2  # words around two facts that render one another; that right behind counts twice


class Placed(NamedTuple):
    """A fact with the numbers of the words of its sentence around it, the nearest first."""

    mention: Mention
    behind: tuple[int, ...]
    before: tuple[int, ...]

    @property
    def around(self) -> frozenset[int]:
        """All words around it."""
        return frozenset(self.behind + self.before)


def placed(clauses: Clauses, found: Sequence[Mention]) -> list[Placed]:
    """Facts with the words around them, but for those inside others of them."""
    return [Placed(one, clauses.ahead(one, BEHIND, without=found), clauses.back(one, BEFORE)) for one in found]


def matched(
    clauses: Clauses, ones: Sequence[Placed], others: Sequence[Placed], least: int = LEAST
) -> Iterator[tuple[Placed, Placed]]:
    """The facts of two versions that are of the same words, one to one, the surest first.

    Of two that are as sure those with a meaning in common come first.
    """
    found = sorted(scored(clauses, ones, others, least))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, at, to in found:
        if at not in taken[0] and to not in taken[1]:
            taken[0].add(at)
            taken[1].add(to)
            yield ones[at], others[to]


def scored(
    clauses: Clauses, ones: Sequence[Placed], others: Sequence[Placed], least: int
) -> Iterator[tuple[int, int, int]]:
    """How much shows that two facts are of the same words, as a number below 0, and which they are."""
    for at, one in enumerate(ones):
        rendered = set(clauses.rendered(one.around))
        for to, other in enumerate(others):
            shared = len(rendered & other.around) + is_same_head(clauses, one, other)
            if shared >= least:
                yield -2 * shared - (not one.mention.values.isdisjoint(other.mention.values)), at, to


def is_same_head(clauses: Clauses, one: Placed, other: Placed) -> bool:
    """Whether the first words behind two facts that are linked at all render one another."""
    here = next((word for word in one.behind[:NEXT] if word in clauses.links), None)
    there = next((word for word in other.behind[:NEXT] if word in clauses.answered), None)
    return here is not None and clauses.links[here] == there
