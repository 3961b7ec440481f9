"""Groups of sentences that ties hold together.

Greedy agglomeration by modularity (A. Clauset, M. Newman, C. Moore, 2004): the two groups are joined whose ties are
strongest beyond what their sizes make likely, until no join gains; then on until there are few enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from heapq import heapify, heappop, heappush

from diple.themes.sentences import Row
from diple.themes.ties import Ties

MOST_THEMES = 15
FINENESS = 1.3  # how much a group's size counts against joining it: more makes more and smaller groups
FEWEST_SENTENCES = 2  # one sentence alone is no theme


def gathered(
    ties: Ties, row: Row, kept: Sequence[Sequence[int]] = (), marked: Set[int] = frozenset()
) -> list[list[int]]:
    """At most fifteen groups of sentences by their numbers, in the order of their first ones.

    The sentences of each row of `kept` stay together, and are joined with others only where there are too many groups.
    Two sentences of one text make a theme; one of each text does where a marker speaks of it, by `marked`.
    """
    groups = _Groups(ties, row, kept, marked)
    groups.join(while_it_gains=True)
    groups.join(while_it_gains=False)
    return sorted(sorted(members) for members in groups.large()[:MOST_THEMES])


class _Groups:
    def __init__(self, ties: Ties, row: Row, kept: Sequence[Sequence[int]], marked: Set[int]) -> None:
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

    def join(self, *, while_it_gains: bool) -> None:
        """Joins the best pairs: all that gain, or else whatever is nearest until there are few enough."""
        heap = [pair for one in self.ties for pair in self._pairs(one, one, while_it_gains)]
        heapify(heap)
        while heap and (while_it_gains or len(self.themes) > MOST_THEMES):
            loss, one, other = heappop(heap)
            if while_it_gains and loss >= 0:
                return
            if self._is_of_now(loss, one, other):
                self._merge(one, other)
                for pair in self._pairs(one, -1, while_it_gains):
                    heappush(heap, pair)

    def _is_of_now(self, loss: float, one: int, other: int) -> bool:
        """Whether neither group of a pair has changed since its gain was reckoned."""
        return one in self.members and other in self.members and -loss == self._gain(one, other)

    def large(self) -> list[list[int]]:
        """The groups of enough sentences, the largest first."""
        return sorted((self.members[one] for one in self.themes), key=lambda members: (-len(members), min(members)))

    def _is_theme(self, members: Sequence[int]) -> bool:
        sides = Counter(self.row.sentences[number].side for number in members if not self.row.sentences[number].heading)
        if len(sides) == FEWEST_SENTENCES and not self.marked.isdisjoint(members):
            return True
        return max(sides.values(), default=0) >= FEWEST_SENTENCES

    def _pairs(self, one: int, above: int, apart: bool) -> Iterable[tuple[float, int, int]]:
        for other in self.ties[one]:
            if other > above and other != one and not (apart and one in self.fixed and other in self.fixed):
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
