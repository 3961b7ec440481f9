"""Which facts of one version the other does not answer, one by one: two mentions need two answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from diple.facts.mention import Mention
from diple.lexicon.tables import neutral_table

Meaning = Callable[[Mention], frozenset[str]]
COUNTED = ("number", "month")  # kinds of which a value is no name
FAR = 0.5  # how far apart a word that may mean a fact and one that does are at most, as a share of the mentions
ARTICLE = "1"  # the value of an article, where it is read as a number
NEAREST = 2  # mentions before and behind a place that are the nearest to it


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
    """Takes from both sides what has a meaning in common: what is nearest first, then the rest in order.

    A word that may mean a fact answers one that is sure of it only where it is about as far into its version.
    """
    ones, others = (at_values(each, free[side], meaning, firm[side]) for side, each in enumerate((here, there)))
    sizes = len(here), len(there)
    near = sorted(pair for value in ones for pair in nearest(ones[value], others.get(value, []), sizes))
    alike = firm[0] == firm[1]
    take(free, ((at, to) for apart, at, to in near if alike or apart <= FAR))
    take(free, [(at, to) for at, to in sorted(alone(ones, others)) if here[at].kind in COUNTED])
    if alike:
        match_rest(ones, others, free)


def alone(ones: dict[str, list[int]], others: dict[str, list[int]]) -> set[tuple[int, int]]:
    """The mentions whose value no other has on either side; any sentence may have several ones."""
    values = [value for value in ones if value != ARTICLE and len(ones[value]) == len(others.get(value, ())) == 1]
    return {(ones[value][0], others[value][0]) for value in values}


def match_rest(ones: dict[str, list[int]], others: dict[str, list[int]], free: list[set[int]]) -> None:
    """Takes from both sides what is still free of each meaning, in order."""
    for value in ones:
        rest = ([at for at in each.get(value, ()) if at in free[side]] for side, each in enumerate((ones, others)))
        take(free, zip(*rest, strict=False))


def at_values(found: Sequence[Mention], free: set[int], meaning: Meaning, firm: bool) -> dict[str, list[int]]:
    """The free mentions that are firm, or those that are not, in order under each of their meanings."""
    known: dict[str, list[int]] = {}
    for at in sorted(free):
        one = found[at]
        for value in sorted(meaning(one)) if one.firm == firm else ():
            known.setdefault(value, []).append(at)
    return known


def nearest(ones: Sequence[int], others: Sequence[int], sizes: tuple[int, int]) -> Iterator[tuple[float, int, int]]:
    """Each mention of one meaning with those of the other version that are nearest by their order, and how far."""
    places = [to / sizes[1] for to in others]
    for at in ones:
        here = bisect_left(places, at / sizes[0])
        for number in range(max(0, here - NEAREST), min(len(others), here + NEAREST)):
            yield abs(at / sizes[0] - places[number]), at, others[number]


def take(free: Sequence[set[int]], pairs: Iterable[tuple[int, int]]) -> None:
    """Takes pairs in order, each where both of its numbers are still free: one is of either side of `free`."""
    for at, to in pairs:
        if at in free[0] and to in free[1]:
            free[0].discard(at)
            free[1].discard(to)


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
