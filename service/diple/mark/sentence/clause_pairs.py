"""Which clause of one side answers which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.mark.sentence.frames import Frame, Side

FAINT_LIKENESS = 0.2  # share of content words under which two clauses do not answer one another
ORDER_WEIGHT = 0.01  # of two clauses that answer equally well, the one in its order


class ClausePair(NamedTuple):
    """Two clauses that answer one another; one is None where a clause came or went."""

    old: Frame | None
    new: Frame | None
    likeness: float


def clause_pairs_of(old: Side | None, new: Side | None) -> tuple[ClausePair, ...]:
    """The clauses of both sides, each with the one it answers by its content words; in the order of the new text."""
    olds, news = (side.frames if side else () for side in (old, new))
    if len(olds) == 1 == len(news):
        return (ClausePair(olds[0], news[0], 1.0),)
    found = partners(olds, news)
    taken = {i for i, _ in found.values()}
    met = (clause_pair_of(frame, found.get(j), olds) for j, frame in enumerate(news))
    return (*met, *(ClausePair(frame, None, 0.0) for i, frame in enumerate(olds) if i not in taken))


def clause_pair_of(frame: Frame, partner: tuple[int, float] | None, olds: Sequence[Frame]) -> ClausePair:
    """A new clause with the old one that it answers, if there is one, by its number and their likeness."""
    return ClausePair(olds[partner[0]], frame, partner[1]) if partner else ClausePair(None, frame, 0.0)


def partners(olds: Sequence[Frame], news: Sequence[Frame]) -> dict[int, tuple[int, float]]:
    """For the number of each new clause the old one that it answers, with their likeness; the likeliest first."""
    ranked = sorted(
        ((likeness(a, b) - ORDER_WEIGHT * abs(i - j), -i, -j) for i, a in enumerate(olds) for j, b in enumerate(news)),
        reverse=True,
    )
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, i, j in ranked:
        if score >= FAINT_LIKENESS and i not in taken and -j not in found:
            found[-j] = -i, score
            taken.add(i)
    return found


def likeness(old: Frame, new: Frame) -> float:
    """How much two clauses share of their content words, 0 to 1."""
    total = len(old.stems) + len(new.stems)
    return 2 * len(old.stems & new.stems) / total if total else 0.0
