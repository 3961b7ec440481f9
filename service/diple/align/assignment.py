"""One partner for each at most, so that the sum of all is the most that can be had.

Maximum-weight bipartite matching by successive shortest paths (R. K. Ahuja, T. L. Magnanti, J. B. Orlin, Network Flows,
1993, chapter 12.4): each old number in turn takes its best new one and sends the holder to its next best, for as long
as that gains. A number may stay without a partner, which is worth nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

# How many pairs one search for a better exchange looks at, so that no text makes it quadratic. Past that it takes the
# best that it has seen.
MOST_TRIED = 5_000

# For each old number, the worth of each new one that it may take: whole numbers above nothing.
Worths = Sequence[Mapping[int, int]]


def heaviest_matching(worths: Worths) -> dict[int, int]:
    """New numbers by old ones, each once, with the greatest sum of worths."""
    matching = _Matching(worths, {}, {}, {i: max(row.values(), default=0) for i, row in enumerate(worths)}, {})
    for i in range(len(worths)):
        matching.admit(i)
    return dict(sorted(matching.of_old.items()))


class _Matching(NamedTuple):
    """The matching so far, and the duals: what each old and new number earns; no pair is worth more than both earn."""

    worths: Worths
    of_old: dict[int, int]
    of_new: dict[int, int]
    earn_old: dict[int, int]
    earn_new: dict[int, int]

    def admit(self, start: int) -> None:
        """Matches one more old number along the cheapest chain of exchanges, which may leave an old number free."""
        search = _Search({start: 0}, {}, {}, set())
        end, cost = self._cheapest_end(start, search)
        for i, far in search.old.items():
            self.earn_old[i] -= max(cost - far, 0)
        for j in search.settled:
            self.earn_new[j] = self.earn_new.get(j, 0) + max(cost - search.new[j], 0)
        self._exchange(end, search)

    def _cheapest_end(self, start: int, search: _Search) -> tuple[tuple[int, int], int]:
        """Where the cheapest chain ends, as (0, an old number left free) or (1, a free new one), and its cost."""
        waiting: list[tuple[int, int, int]] = []
        best = (self.earn_old[start], 0, start)
        self._reach(start, 0, search, waiting)
        tried = 0
        while waiting and waiting[0] < (best[0], 1, 0):
            cost, _, j = heappop(waiting)
            if j in search.settled:
                continue
            search.settled.add(j)
            holder = self.of_new.get(j)
            if holder is None:
                return (1, j), cost
            search.old[holder] = cost
            best = min(best, (cost + self.earn_old[holder], 0, holder))
            tried += len(self.worths[holder])
            if tried > MOST_TRIED:
                break
            self._reach(holder, cost, search, waiting)
        return (0, best[2]), best[0]

    def _reach(self, i: int, cost: int, search: _Search, waiting: list[tuple[int, int, int]]) -> None:
        for j, worth in self.worths[i].items():
            far = cost + self.earn_old[i] + self.earn_new.get(j, 0) - worth
            if j not in search.settled and far < search.new.get(j, far + 1):
                search.new[j] = far
                search.taken_by[j] = i
                heappush(waiting, (far, 0, j))

    def _exchange(self, end: tuple[int, int], search: _Search) -> None:
        """Hands the new numbers along the chain on, from its end to its start."""
        side, at = end
        if side == 0:
            if at not in self.of_old:
                return
            j = self.of_old.pop(at)
        else:
            j = at
        while True:
            i = search.taken_by[j]
            before = self.of_old.get(i)
            self.of_old[i], self.of_new[j] = j, i
            if before is None:
                return
            j = before


class _Search(NamedTuple):
    """How far each old and new number is on the cheapest chain, who would take each new one, and which are settled."""

    old: dict[int, int]
    new: dict[int, int]
    taken_by: dict[int, int]
    settled: set[int]
