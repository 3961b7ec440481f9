"""Limiters and provisos that are added to a clause or dropped from it: what H1 and H2 share."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.limit.scope import bears_alone, limited_by
from diple.mark.sentence.differing import differing, swaps
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.model import Direction, Span


def limiting_changes(pair: Edited, context: Context, kind: str, code: str, rule: str) -> Iterator[Finding]:
    """A phrase of a limiting kind that one of two answering clauses has and the other has not, the first of each.

    Where provisos are chained, each clause counts for itself: one more than before is one that was added.
    """
    if not context.same_clause(pair):
        return
    for one in differing(pair, kind):
        for side, hits in ((pair.new, one.gained), (pair.old, one.lost)):
            for hit in [hit for hit in hits if bears_alone(pair, side, hit)][:1]:
                yield limited(pair, hit, side, code, rule, direction_of(pair, side))


def direction_of(pair: Edited, side: Side) -> Direction:
    """Softened where the limiter is added, strengthened where it is dropped, mixed where the modal moves against it."""
    added = side is pair.new
    steps = [(b.rank or 0) - (a.rank or 0) for a, b in swaps(pair, "modality")]
    if any(step > 0 if added else step < 0 for step in steps):
        return "mixed"
    return "softened" if added else "strengthened"


def limited(pair: Pair, hit: Hit, side: Side, code: str, rule: str, direction: Direction) -> Finding:
    """A claim on the side that has the limiter."""
    span = Span(hit.start, hit.end)
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    verb = "now limits" if new else "no longer limits"
    why = f"{glossed(hit)} {verb} “{clause(side, *span)}”."
    concepts = (hit.concept,) if hit.concept else ()
    return Finding(code, rule, direction, limited_by(side, span), why, old, new, pair.touching(old, new), concepts)
