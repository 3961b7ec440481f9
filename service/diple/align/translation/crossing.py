"""Passages that two versions have in another order: sentences that nothing renders in order, tried with one another."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest

from diple.align.translation.costs import Costs
from diple.align.translation.joined import places_of_pieces
from diple.align.translation.path import Step

# How alike two pieces out of order are at least, in meaning and by the numbers and names that both have, and how much
# more than either is with any other piece left over. Of 80 moved sentences .45 and .1 find 62 and these 71 by meaning
# alone, and 72 with numbers and names; of 5,000 sentences around a moved block 4,774 and 4,825 are linked.
CROSSED = 0.35
AHEAD = 0.05
# So many pieces of either text that nothing renders are tried: of more, most are left out of one version.
MOST_TRIED = 300


def crossed(costs: Costs, steps: Sequence[Step]) -> list[Step]:
    """The pairs of pieces, each alone in `steps`, that render one another; in the order of the old text."""
    if not costs.pieces.meanings.known:
        return []
    olds = [step.old for step in steps if not step.given][:MOST_TRIED]
    news = [step.new for step in steps if not step.taken][:MOST_TRIED]
    places = [places_of_pieces(side) for side in costs.pieces.sentences]
    alike = {
        (i, j): costs.alike(*places[0][i], *places[1][j]) - costs.anchored(*places[0][i], *places[1][j])
        for i in olds
        for j in news
        if not costs.fits(*places[0][i], *places[1][j])
    }
    rows, columns = _best(alike, 0), _best(alike, 1)
    return [
        Step(i, j, 1, 1)
        for (i, j), value in sorted(alike.items())
        if value >= CROSSED and _leads(rows[i], value) and _leads(columns[j], value)
    ]


def _best(alike: dict[tuple[int, int], float], side: int) -> dict[int, list[float]]:
    """By the number of a piece, how alike it is with the two that are most like it."""
    found: dict[int, list[float]] = {}
    for pair, value in alike.items():
        found[pair[side]] = nlargest(2, [*found.get(pair[side], ()), value])
    return found


def _leads(best: Sequence[float], value: float) -> bool:
    """Whether a value is the best by far enough."""
    return value == best[0] and (len(best) == 1 or value >= best[1] + AHEAD)
