"""Which facts of one version the other does not answer, one by one: two mentions need two answers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from diple.facts.mention import Mention
from diple.lexicon.tables import neutral_table

Meaning = Callable[[Mention], frozenset[str]]
COUNTED = ("number", "month")  # kinds of which a value is no name


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
    for meaning in (values, renderings):
        for firm in ((True, True), (False, False), (True, False), (False, True)):
            match(here, there, free, meaning, firm)
    return remaining(here, there, free[0]), remaining(there, here, free[1])


def match(
    here: Sequence[Mention],
    there: Sequence[Mention],
    free: list[set[int]],
    meaning: Meaning,
    firm: tuple[bool, bool],
) -> None:
    """Takes from both sides what has a meaning in common, in order and in time proportional to the mentions."""
    queues: dict[str, deque[int]] = {}
    for at in sorted(free[1]):
        for value in meaning(there[at]) if there[at].firm == firm[1] else ():
            queues.setdefault(value, deque()).append(at)
    for at in sorted(free[0]):
        meant = meaning(here[at]) if here[at].firm == firm[0] else frozenset()
        answer = first_free([queues[value] for value in meant if value in queues], free[1])
        if answer is not None:
            free[0].discard(at)
            free[1].discard(answer)


def first_free(queues: Iterable[deque[int]], free: set[int]) -> int | None:
    """The first free number at the head of some queues, from which those that are taken are dropped."""
    heads = []
    for queue in queues:
        while queue and queue[0] not in free:
            queue.popleft()
        heads += [queue[0]] if queue else []
    return min(heads, default=None)


def remaining(here: Sequence[Mention], there: Sequence[Mention], free: Iterable[int]) -> Leftovers:
    """The free mentions of a version, sorted by whether the other has them at all."""
    found = Leftovers([], [], [])
    known = meanings(there)
    for at in sorted(free):
        one = here[at]
        answered = not known.isdisjoint(renderings(one))
        (found.soft if not one.firm else found.more if answered else found.alone).append(one)
    return found


def meanings(found: Iterable[Mention]) -> set[str]:
    """All that some mentions may mean, and what may be given for it."""
    return {value for one in found for value in renderings(one)}


def values(one: Mention) -> frozenset[str]:
    """The values of a mention."""
    return one.values


def renderings(one: Mention) -> frozenset[str]:
    """The values of a mention with those that may be given for them, a state for its city; a number has none."""
    if one.kind in COUNTED:
        return one.values
    states = {value.partition("/")[0] for value in one.values}
    return one.values.union(states, *(kin().get(value, ()) for value in one.values | states))


@cache
def kin() -> dict[str, list[str]]:
    """The names that may be given for one another, by name."""
    known: dict[str, list[str]] = neutral_table("facts")["kin"]
    return known
