"""Limiters and provisos that are added to a clause or dropped from it: what H1 and H2 share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.finding import Finding, by_rank, claim, concepts_of, on_side, weakening
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
    for one in differing(pair, kind) if context.same_clause(pair) else ():
        yield from first_limit(pair, pair.new, one.gained, code, rule)
        yield from first_limit(pair, pair.old, one.lost, code, rule)


def first_limit(pair: Edited, side: Side, hits: list[Hit], code: str, rule: str) -> Iterator[Finding]:
    """The claim on the first phrase that came or went by itself."""
    found = (hit for hit in hits if bears_alone(pair, side, hit))
    yield from (limited(pair, hit, side, code, rule, direction_of(pair, side)) for hit in islice(found, 1))


def direction_of(pair: Edited, side: Side) -> Direction:
    """That of what weakens, but mixed where the modal moves against it."""
    direction = weakening(pair, side)
    steps = [by_rank(a.rank or 0, b.rank or 0) for a, b in swaps(pair, "modality")]
    return "mixed" if any(step not in ("mixed", direction) for step in steps) else direction


def limited(pair: Pair, hit: Hit, side: Side, code: str, rule: str, direction: Direction) -> Finding:
    """A claim on the side that has the limiter."""
    span = Span(hit.start, hit.end)
    old, new = on_side(pair, side, span)
    why = f"{glossed(hit)} {'now limits' if new else 'no longer limits'} “{clause(side, *span)}”."
    return claim(pair, code, rule, direction, limited_by(side, span), why, old, new, concepts_of(hit))
