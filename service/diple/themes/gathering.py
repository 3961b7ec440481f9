"""Groups of sentences that ties hold together.

Greedy agglomeration by modularity (A. Clauset, M. Newman, C. Moore, 2004): the two groups are joined whose ties are
strongest beyond what their sizes make likely, until no join gains; then on until there are few enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from types import MappingProxyType

from diple.themes.sentences import FEWEST_SENTENCES, Row
from diple.themes.ties import Ties

MOST_THEMES = 15
SENTENCE = 2  # points of a marker's score that a sentence counts where there are too many themes
NEAR = 1.0  # ties from which a theme too many joins another: more than that their sentences are neighbours
FINENESS = 1.3  # how much a group's size counts against joining it: more makes more and smaller groups
EMPTY: Mapping[int, int] = MappingProxyType({})


def gathered(
    ties: Ties, row: Row, kept: Sequence[Sequence[int]] = (), marked: Mapping[int, int] = EMPTY
) -> list[list[int]]:
    """At most fifteen groups of sentences by their numbers, in the order of their first ones.

    The sentences of each row of `kept` stay together, and are joined with others only where there are too many groups;
    a row of one sentence is a theme. Two sentences of one text make a theme; one of each does where a marker
    speaks of it: `marked` has the highest score of the markers of each sentence.
    """
    groups = _Groups(ties, row, kept, marked)
    groups.join()
    groups.join_lightest()
    return sorted(sorted(members) for members in groups.large()[:MOST_THEMES])


class _Groups:
    def __init__(self, ties: Ties, row: Row, kept: Sequence[Sequence[int]], marked: Mapping[int, int]) -> None:
        self.row = row
        self.marked = marked
        self.members: dict[int, list[int]] = {number: [number] for number in range(len(ties))}
        self.ties = {number: dict(row) for number, row in enumerate(ties)}
        self.whole = sum(sum(row.values()) for row in ties) or 1.0
        self.degree = {number: sum(row.values()) for number, row in enumerate(ties)}
        self.fixed: set[int] = set()
        self.themes: set[int] = set()
        for section in kept:
            for number in section[1:]:
                self._merge(section[0], number)
            self.fixed.add(section[0])
            self.themes |= {section[0]} if len(section) == 1 else set()

    def join(self) -> None:
        """Joins the best pairs while that gains."""
        heap = [pair for one in self.ties for pair in self._pairs(one, one)]
        heapify(heap)
        while heap:
            loss, one, other = heappop(heap)
            if loss >= 0:
                return
            if self._is_of_now(loss, one, other):
                self._merge(one, other)
                for pair in self._pairs(one, -1):
                    heappush(heap, pair)

    def join_lightest(self) -> None:
        """While there are too many themes, joins the one of least weight with the nearest, or leaves it out."""
        while len(self.themes) > MOST_THEMES:
            least = min(self.themes, key=lambda one: (self._weight(one) + SENTENCE * len(self.members[one]), one))
            others = sorted(other for other in self.ties[least] if other in self.themes)
            near = [other for other in others if self.ties[least][other] >= NEAR]
            if near:
                other = max(near, key=lambda other: (self._gain(least, other), -other))
                self._merge(min(least, other), max(least, other))
            else:
                self.themes.discard(least)

    def _weight(self, one: int) -> int:
        return max((self.marked.get(number, 0) for number in self.members[one]), default=0)

    def _is_of_now(self, loss: float, one: int, other: int) -> bool:
        """Whether neither group of a pair has changed since its gain was reckoned."""
        return one in self.members and other in self.members and -loss == self._gain(one, other)

    def large(self) -> list[list[int]]:
        """The groups of enough sentences, the largest first."""
        return sorted((self.members[one] for one in self.themes), key=lambda members: (-len(members), min(members)))

    def _is_theme(self, members: Sequence[int]) -> bool:
        sides = Counter(self.row.sentences[number].side for number in members if not self.row.sentences[number].heading)
        if len(sides) == FEWEST_SENTENCES and not self.marked.keys().isdisjoint(members):
            return True
        return max(sides.values(), default=0) >= FEWEST_SENTENCES

    def _pairs(self, one: int, above: int) -> Iterable[tuple[float, int, int]]:
        for other in self.ties[one]:
            if other > above and other != one and not (one in self.fixed and other in self.fixed):
                left, right = min(one, other), max(one, other)
                yield -self._gain(left, right), left, right

    def _gain(self, one: int, other: int) -> float:
        expected = FINENESS * self.degree[one] * self.degree[other] / self.whole
        return self.ties[one].get(other, 0.0) - expected

    def _merge(self, one: int, other: int) -> None:
        self.members[one] += self.members.pop(other)
        self.degree[one] += self.degree.pop(other)
        self.themes.discard(other)
        if one not in self.themes and self._is_theme(self.members[one]):
            self.themes.add(one)
        self.fixed |= {one} if other in self.fixed else set()
        for third, strength in self.ties.pop(other).items():
            if third != one:
                row = self.ties[third]
                del row[other]
                row[one] = self.ties[one][third] = row.get(one, 0.0) + strength
        self.ties[one].pop(other, None)
