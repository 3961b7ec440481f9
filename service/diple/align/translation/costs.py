"""What it costs to take pieces of two versions for renderings of one another.

The unit is one piece taken for the rendering of another one by chance: about 1. A rendering costs about a third. The
figures below were set by hand, and then some of them by chance steps on 57 pairs of texts: parallel sentences with even
numbers, the first half of the Universal Declaration, 25 articles each of the Genocide Convention, the covenant on
economic rights and the treaty on outer space. The mean of F1 of links and of the share of found omissions, by kind of
text, rose from .959 to .966. `python -m evaluation --only alignment` measures them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import inf, sqrt

from diple.align.anchors import Unit
from diple.align.translation.pieces import Pieces

# What lengths add for each deviation, squared, that they differ by from what the languages take; no more than SURELY
# of them are counted. VARIANCE is that of a length per character rendered (Gale and Church found 6.8). EVEN characters
# are added to lengths, so that a few say nothing.
LENGTH = 0.033
VARIANCE = 6.8
SURELY = 9.0
EVEN = 10
# What each further piece adds that is taken together with others: the first so much, each one more JOIN_MORE.
JOIN = 0.3
JOIN_MORE = 0.09
# What the first further piece adds instead where the one beside them has a semicolon: it may be where they were joined.
# Of 77 sentences joined by a semicolon .3 finds 56, .1 72, .05 74.
JOIN_AT_SEMICOLON = 0.05
# What a piece taken together with others adds that is not seen on the other side. It is seen where it is as like it as
# SEEN times the root of its share of the length: a part is as like a whole as that root, where it is all in it.
UNSEEN = 0.3
SEEN = 0.8
# From how much an anchor must be worth to show by itself that a piece is rendered.
TELLING = 0.5
# How much of a pair each further piece counts as.
FURTHER = 0.25
# What a number in digits adds that the other side lacks; no more than MOST_MISSING of them are counted.
MISSING = 0.1
MOST_MISSING = 3
# What anchors take off that no other piece has; no more than MOST_AGREED of them are counted.
AGREES = 0.21
MOST_AGREED = 2.0
# What equal labels take off, and unequal ones add, where both versions are numbered alike.
LABEL = 0.4
# What equal numbers of two headings take off: "Article 13" means little else.
EQUAL_HEADINGS = 0.9
# What is added for each piece taken together with those of an earlier block, where both texts are cut into about as
# many blocks (UNLIKE_BLOCKS): else one version joins what the other cuts.
ACROSS = 0.15
UNLIKE_BLOCKS = 1.2
# What is added for each heading that is taken together with what is before it: it belongs to what follows.
HEADING = 0.6
# What is taken off where a block begins on both sides.
BEGINS = 0.05
# The part of a chance pair that counts where nothing is known of the meaning.
UNKNOWN = 0.5


# The numbers of some pieces, and all their anchors.
Held = tuple[frozenset[str], frozenset[str]]


class Costs:
    """The costs of the pairs of two texts."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        self.sides = (pieces.old, pieces.new)
        self.lengths = tuple(list(accumulate((unit.length for unit in side), initial=0)) for side in self.sides)
        self.weights = tuple([sqrt(unit.length) for unit in side] for side in self.sides)
        self._across = ACROSS if _cut_alike(pieces) else 0.0
        self._agreeing = tuple(list(accumulate(map(self._worth, side), initial=0.0)) for side in self.sides)
        self._norms: dict[tuple[int, int, int], float] = {}
        self._held: dict[tuple[int, int, int], Held] = {}
        self._products: dict[tuple[int, int], float] = {}

    def pair(self, i: int, taken: int, j: int, given: int, allowed: float = inf) -> float:
        """The cost of `taken` old pieces from `i` on beside `given` new ones from `j` on.

        Infinite where it is `allowed` or more already by a part of it: what length and number show is looked at first,
        then meaning, then anchors.
        """
        further = taken + given - 2
        size = 1 + FURTHER * further
        cost = size * LENGTH * self.unlike(i, taken, j, given)
        if further:
            one = self.pieces.old[i] if taken == 1 else self.pieces.new[j]
            cost += (JOIN_AT_SEMICOLON if one.semicolons else JOIN) + JOIN_MORE * (further - 1)
        most_off = self._most_off(i, taken, j, given)
        if cost - most_off >= allowed:
            return inf
        cost += size * (1 - self.alike(i, taken, j, given))
        if cost - most_off >= allowed:
            return inf
        cost += self.anchored(i, taken, j, given)
        if cost - BEGINS >= allowed:
            return inf
        if further:
            old, new = self.pieces.old[i : i + taken], self.pieces.new[j : j + given]
            cost += UNSEEN * self._unseen(i, taken, j, given) + HEADING * (
                _headings_inside(old) + _headings_inside(new)
            )
            cost += self._across * self._begun(i, taken, j, given)
        return cost - BEGINS if self.pieces.begins[0][i] and self.pieces.begins[1][j] else cost

    def anchored(self, i: int, taken: int, j: int, given: int) -> float:
        """What numbers, names and labels add, or take off."""
        anchors = self._anchors(self._together(0, i, taken), self._together(1, j, given))
        return anchors + self._label(self.pieces.old[i], self.pieces.new[j])

    def _most_off(self, i: int, taken: int, j: int, given: int) -> float:
        """How much anchors, labels and a block that begins take off at most."""
        old, new = self._agreeing
        agreed = min(MOST_AGREED, old[i + taken] - old[i], new[j + given] - new[j])
        labelled = self.pieces.labelled and self.pieces.old[i].label is not None is not self.pieces.new[j].label
        return AGREES * agreed + BEGINS + (EQUAL_HEADINGS if labelled else 0.0)

    def _worth(self, unit: Unit) -> float:
        """What the anchors of a piece say together."""
        worth = self.pieces.worth
        return sum([worth[anchor] for anchor in sorted(unit.anchors) if anchor in worth])

    def _begun(self, i: int, taken: int, j: int, given: int) -> int:
        """How many blocks begin behind the first piece of either side."""
        old, new = self.pieces.begins
        return sum(old[i + 1 : i + taken]) + sum(new[j + 1 : j + given])

    def fits(self, i: int, taken: int, j: int, given: int) -> int:
        """Whether lengths leave room: 0 where they are alike enough, 1 where the old side is too long, -1 the new."""
        old, new = self._sizes(i, taken, j, given)
        return (old > 2 * new + 2 * EVEN) - (new > 2 * old + 2 * EVEN)

    def follows_heading(self, side: int, at: int) -> bool:
        """Whether a piece that is no heading comes right after one."""
        units = self.sides[side]
        return at > 0 and units[at - 1].kind == "heading" != units[at].kind

    def _sizes(self, i: int, taken: int, j: int, given: int) -> tuple[float, int]:
        lengths = self.lengths
        return (lengths[0][i + taken] - lengths[0][i]) * self.pieces.ratio, lengths[1][j + given] - lengths[1][j]

    def unlike(self, i: int, taken: int, j: int, given: int) -> float:
        """How unlike the lengths are, in squared deviations; no more than SURELY."""
        old, new = self._sizes(i, taken, j, given)
        return min((new - old) ** 2 / (VARIANCE * (old + new + EVEN) / 2), SURELY)

    def alike(self, i: int, taken: int, j: int, given: int) -> float:
        """How alike the pieces of both sides are in meaning, taken together."""
        if not self.pieces.meanings.known:
            return UNKNOWN
        if taken == given == 1:
            return self._product(i, j)
        weights = self.weights
        product = sum(
            [
                weights[0][x] * weights[1][y] * self._product(x, y)
                for x in range(i, i + taken)
                for y in range(j, j + given)
            ]
        )
        norms = self._norm(0, i, taken) * self._norm(1, j, given)
        return product / norms if norms else 0.0

    def _product(self, i: int, j: int) -> float:
        found = self._products.get((i, j))
        if found is None:
            found = self._products[i, j] = self.pieces.meanings.product(i, j)
        return found

    def _norm(self, side: int, at: int, count: int) -> float:
        """The length of the vectors of neighbouring pieces together."""
        found = self._norms.get((side, at, count))
        if found is None:
            weights, within = self.weights[side], self.pieces.meanings.within
            last = at + count - 1
            before = self._norm(side, at, count - 1) ** 2 if count > 1 else 0.0
            crossed = sum([weights[x] * within(side, x, last) for x in range(at, last)])
            found = sqrt(max(0.0, before + weights[last] ** 2 * within(side, last, last) + 2 * weights[last] * crossed))
            self._norms[side, at, count] = found
        return found

    def _together(self, side: int, at: int, count: int) -> Held:
        """The numbers and the anchors of neighbouring pieces together."""
        found = self._held.get((side, at, count))
        if found is None:
            units = self.sides[side][at : at + count]
            numbers = frozenset[str]().union(*(unit.numbers for unit in units))
            anchors = frozenset[str]().union(*(unit.anchors for unit in units))
            found = self._held[side, at, count] = (numbers, anchors)
        return found

    def _anchors(self, here: Held, there: Held) -> float:
        """What numbers that one side lacks add, and what anchors of both take off."""
        missing = len(here[0] - there[1]) + len(there[0] - here[1])
        worth = self.pieces.worth
        agreed = sum([worth[anchor] for anchor in sorted(here[1] & there[1])])
        return MISSING * min(missing, MOST_MISSING) - AGREES * min(agreed, MOST_AGREED)

    def _unseen(self, i: int, taken: int, j: int, given: int) -> float:
        """How much of the pieces taken together is not seen on the other side, in pieces.

        A piece that is all there is as like it as the root of its share of the length.
        """
        if not self.pieces.meanings.known:
            return 0.0
        side, first, count = (0, i, taken) if taken > 1 else (1, j, given)
        total = self.lengths[side][first + count] - self.lengths[side][first]
        there = self.sides[1 - side][j if side == 0 else i].anchors
        unseen = 0.0
        for at in range(first, first + count):
            piece = self.sides[side][at]
            if any(self.pieces.worth[anchor] >= TELLING for anchor in piece.anchors & there):
                continue
            own = self._product(at, j) if side == 0 else self._product(i, at)
            unseen += max(0.0, 1 - own / (SEEN * sqrt(max(1, piece.length) / max(1, total))))
        return unseen

    def _label(self, old: Unit, new: Unit) -> float:
        if not self.pieces.labelled or old.label is None or new.label is None:
            return 0.0
        if old.label != new.label:
            return LABEL
        return -EQUAL_HEADINGS if old.kind == new.kind == "heading" else -LABEL


def _headings_inside(units: Sequence[Unit]) -> int:
    """How many numbered headings there are after the first piece, and whether the last one is any heading."""
    return sum([unit.kind == "heading" and (unit.label is not None or unit is units[-1]) for unit in units[1:]])


def _cut_alike(pieces: Pieces) -> bool:
    """Whether both texts are cut into about as many blocks."""
    blocks = [sum(side) for side in pieces.begins]
    return max(blocks) <= UNLIKE_BLOCKS * min(blocks) + 1
