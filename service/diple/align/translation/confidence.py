"""How likely a link between two language versions is right, 0 to 100.

A logistic regression on what speaks for a link and for its rivals. Its coefficients are data (`confidence.toml`), one
row for each kind of vectors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp
from pathlib import Path

from diple.align.translation.costs import Costs
from diple.lexicon.tables import parsed

# So many pieces before and behind a link are its rivals.
NEAR = 4
NAMES = ("constant", "alike", "ahead", "unlike_lengths", "anchors", "further", "headings")

# The first piece and the number of pieces of either side.
Place = tuple[int, int, int, int]


def confidence_of(costs: Costs, place: Place) -> int | None:
    """How likely the pieces of a place render one another, in per cent; None where nothing is known of meanings."""
    if not costs.pieces.meanings.known:
        return None
    row = _coefficients()[costs.pieces.meanings.name]
    total = sum(row[name] * value for name, value in zip(NAMES, evidence(costs, place), strict=True))
    return round(100 / (1 + exp(-max(-50.0, min(50.0, total)))))


def evidence(costs: Costs, place: Place) -> Sequence[float]:
    """What speaks for and against a link, in the order of NAMES.

    The constant; how alike both sides are; by how much more than either is with what is near the other; how unlike the
    lengths are; what numbers, names and labels add to its cost; the pieces beyond one on each side; whether both begin
    with a heading, of which the words say little.
    """
    i, taken, j, given = place
    alike = costs.alike(i, taken, j, given)
    ahead = alike - max(_rivals(costs, place), default=0.0)
    headings = costs.pieces.old[i].kind == costs.pieces.new[j].kind == "heading"
    return (
        1.0,
        alike,
        ahead,
        costs.unlike(i, taken, j, given),
        costs.anchored(i, taken, j, given),
        taken + given - 2.0,
        float(headings),
    )


def _rivals(costs: Costs, place: Place) -> Iterator[float]:
    """How alike either side is with each piece near the other."""
    i, taken, j, given = place
    for at in _around(i, taken, len(costs.pieces.old)):
        yield costs.alike(at, 1, j, given)
    for at in _around(j, given, len(costs.pieces.new)):
        yield costs.alike(i, taken, at, 1)


def _around(first: int, count: int, total: int) -> Iterator[int]:
    yield from range(max(0, first - NEAR), first)
    yield from range(first + count, min(total, first + count + NEAR))


@cache
def _coefficients() -> dict[str, dict[str, float]]:
    return parsed(Path(__file__).with_name("confidence.toml"))
