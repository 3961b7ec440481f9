"""The cheapest way through two texts, in which each piece is rendered by others in the same order or by none.

After W. Gale and K. Church (1993), with the meaning of pieces beside their lengths, and over sentences at once: where a
paragraph ends proves little of where it ends in another language.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from diple.align.translation.costs import Costs
from diple.align.translation.pieces import Pieces

# What a piece costs that nothing renders, and one beside another such one of its text.
LONE = 0.5
LONE_TOO = 0.4
# What is added where a heading is rendered and what follows it is not.
BARE_HEADING = 0.3
# How many pieces one piece may render.
MOST_JOINED = 12
# How far from the diagonal a pair may be, in pieces, beside a tenth of the text.
BAND = 40
# Up to so many pieces the band lies about the diagonal; in longer texts about the path through pieces of twice the
# size, which takes no more than FEW_JOINED of them together. The places tried then grow as the text does. With 200 in
# the place of 48 the alignment of 11,004 links takes a quarter more time, and no link is another one.
MOST_EXACT = 48
NEAR = 20  # pieces on either side of that path
FEW_JOINED = 2
# So many pairs are tried at most beside those of two pieces: where short lines are many, fewer are taken together, and
# the band is narrower, but never narrower than LEAST_NEAR.
MOST_PAIRS = 400_000
LEAST_NEAR = 4
ROUNDING = 1e-9  # sums in another order differ by less


class Step(NamedTuple):
    """`taken` old pieces from number `old` on are rendered by `given` new ones from `new` on; one may be none."""

    old: int
    new: int
    taken: int
    given: int


def cheapest(costs: Costs) -> tuple[list[Step], int]:
    """The cheapest steps through both texts, and how many pieces one was allowed to render."""
    corridor = _corridor(costs.pieces)
    places = sum(map(len, corridor))
    joined = max(FEW_JOINED, min(MOST_JOINED, MOST_PAIRS // (2 * places)))
    return _Search(costs, corridor, joined).path(), joined


def _corridor(pieces: Pieces) -> list[range]:
    """For each number of old pieces, from none to all, how many new ones may be before the same place.

    A band about the diagonal. In a text of more pieces than MOST_EXACT it lies about the path that was found through
    both texts with each two pieces taken as one, so that the places tried are in proportion to the length.
    """
    old, new = len(pieces.old), len(pieces.new)
    if max(old, new) > MOST_EXACT:
        coarse = pieces.halved()
        return _about(_Search(Costs(coarse), _corridor(coarse), FEW_JOINED).path(), old, new)
    slope = new / (old or 1)
    band = BAND + max(old, new) // 10 + int(slope)
    middles = [int(i * slope) for i in range(old + 1)]
    return [range(max(0, middle - band), min(new, middle + band) + 1) for middle in middles]


def _about(path: Sequence[Step], old: int, new: int) -> list[range]:
    """The corridor about a path through pieces of twice the size."""
    near = max(LEAST_NEAR, min(NEAR, MOST_PAIRS // (4 * FEW_JOINED * (old + 1))))
    first, last = [new] * (old + 1), [0] * (old + 1)
    for i, j, taken, given in path:
        for row in range(min(2 * i, old), min(2 * (i + taken), old) + 1):
            first[row] = min(first[row], 2 * j)
            last[row] = max(last[row], 2 * (j + given))
    return [range(max(0, low - near), min(new, high + near) + 1) for low, high in zip(first, last, strict=True)]


# What a way ended in: a pair, a lone old piece, a lone new one.
_PAIR, _OLD, _NEW = range(3)


class _Search:
    """The search for the cheapest steps, row by row: a row holds the places before one old piece.

    A place keeps three costs, by what the cheapest way there ends in, and the step that led there. `alone` is what each
    piece of either side costs without a partner.
    """

    def __init__(self, costs: Costs, corridor: Sequence[range], joined: int) -> None:
        self.costs, self.corridor, self.joined = costs, corridor, joined
        self.best: list[dict[int, list[float]]] = []
        self.came: list[dict[int, list[tuple[int, int, int]]]] = []
        self.alone = tuple(
            [LONE + BARE_HEADING * costs.follows_heading(side, at) for at in range(len(costs.sides[side]))]
            for side in (0, 1)
        )

    def path(self) -> list[Step]:
        """The cheapest steps from the start of both texts to their ends."""
        for i, row in enumerate(self.corridor):
            self.best.append({})
            self.came.append({})
            for j in row:
                self._reach(i, j)
            if i >= self.joined:
                self.best[i - self.joined] = {}  # no step is as long
        return self._back()

    def _reach(self, i: int, j: int) -> None:
        """Tries every step that ends before old piece `i` and new piece `j`."""
        place = [0.0, inf, inf] if i == j == 0 else [inf, inf, inf]
        came = [(0, 0, 0)] * 3
        if i:
            self._lone(i - 1, j, _OLD, place, came)
        if j:
            self._lone(i, j - 1, _NEW, place, came)
        if i and j:
            self._pairs(i, j, place, came)
        if min(place) < inf:
            self.best[i][j], self.came[i][j] = place, came

    def _lone(self, i: int, j: int, end: int, place: list[float], came: list[tuple[int, int, int]]) -> None:
        start = self.best[i].get(j)
        if start is None:
            return
        alone = self.alone[end - _OLD][i if end == _OLD else j]
        for last, reached in enumerate(start):
            total = reached + (LONE_TOO if last == end else alone)
            if total < place[end] - ROUNDING:
                place[end], came[end] = total, (int(end == _OLD), int(end == _NEW), last)

    def _pairs(self, i: int, j: int, place: list[float], came: list[tuple[int, int, int]]) -> None:
        """Tries one to one, and several to one as long as the lengths leave room."""
        self._pair(i, j, 1, 1, place, came)
        for taken in range(2, min(self.joined, i) + 1):
            fits = self.costs.fits(i - taken, taken, j - 1, 1)
            if fits > 0:
                break
            if not fits:
                self._pair(i, j, taken, 1, place, came)
        for given in range(2, min(self.joined, j) + 1):
            fits = self.costs.fits(i - 1, 1, j - given, given)
            if fits < 0:
                break
            if not fits:
                self._pair(i, j, 1, given, place, came)

    def _pair(
        self, i: int, j: int, taken: int, given: int, place: list[float], came: list[tuple[int, int, int]]
    ) -> None:
        start = self.best[i - taken].get(j - given)
        if start is None:
            return
        last = start.index(min(start))
        best = min(place[_PAIR] - ROUNDING, place[_OLD] + ROUNDING, place[_NEW] + ROUNDING)
        cost = self.costs.pair(i - taken, taken, j - given, given, best - start[last])
        if start[last] + cost < best:
            place[_PAIR], came[_PAIR] = start[last] + cost, (taken, given, last)

    def _back(self) -> list[Step]:
        i, j = len(self.corridor) - 1, self.corridor[-1][-1]
        place = self.best[i][j]
        last = place.index(min(place))
        path = []
        while i or j:
            taken, given, before = self.came[i][j][last]
            i, j, last = i - taken, j - given, before
            path.append(Step(i, j, taken, given))
        return path[::-1]
