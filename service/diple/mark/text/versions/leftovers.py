"""Which facts of one version the other does not answer, one by one: two mentions need two answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from diple.facts.mention import Mention
from diple.lexicon.tables import neutral_table


class Leftovers(NamedTuple):
    """The mentions of a version that no mention of the other was left to answer.

    `alone` are firm, and nothing in the other version means any of it; `more` are firm, and the other version has it
    less often; `soft` are not firm.
    """

    alone: list[Mention]
    more: list[Mention]
    soft: list[Mention]

    @property
    def firm(self) -> list[Mention]:
        """Those that say it for sure, in order."""
        return sorted((*self.alone, *self.more), key=lambda one: one.start)


def leftovers(here: Sequence[Mention], there: Sequence[Mention]) -> tuple[Leftovers, Leftovers]:
    """What each version has and the other does not answer."""
    free = [set(range(len(here))), set(range(len(there)))]
    # Firm mentions of one value answer one another first, so that none is taken by a word that may mean it.
    for test in (is_same, answers):
        for firm in ((True, True), (False, False), (True, False), (False, True)):
            matched(here, there, free, test, firm)
    return remaining(here, there, free[0]), remaining(there, here, free[1])


def matched(
    here: Sequence[Mention],
    there: Sequence[Mention],
    free: list[set[int]],
    test: Callable[[Mention, Mention], bool],
    firm: tuple[bool, bool],
) -> None:
    """Takes from both sides what answers one another by a test."""
    for at in sorted(free[0]):
        for other in sorted(free[1]):
            one, two = here[at], there[other]
            if (one.firm, two.firm) == firm and test(one, two):
                free[0].discard(at)
                free[1].discard(other)
                break


def remaining(here: Sequence[Mention], there: Sequence[Mention], free: Iterable[int]) -> Leftovers:
    """The free mentions of a version, sorted by whether the other has them at all."""
    found = Leftovers([], [], [])
    for at in sorted(free):
        one = here[at]
        known = any(answers(one, other) for other in there)
        (found.soft if not one.firm else found.more if known else found.alone).append(one)
    return found


def is_same(one: Mention, other: Mention) -> bool:
    """Whether two mentions have a value in common."""
    return not one.values.isdisjoint(other.values)


def answers(one: Mention, other: Mention) -> bool:
    """Whether one mention may render another: a value of it, or one that may be given for it."""
    return is_same(one, other) or not kin(one.values).isdisjoint(kin(other.values))


@cache
def kin(values: frozenset[str]) -> frozenset[str]:
    """Some values with those that may be given for them; a city with its state."""
    known: dict[str, list[str]] = neutral_table("facts")["kin"]
    states = {value.partition("/")[0] for value in values if "/" in value}
    return values.union(states, *(known.get(value, ()) for value in values | states))
