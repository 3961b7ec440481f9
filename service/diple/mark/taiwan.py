"""The form of a commitment on Taiwan (C1), where words around the position change and not the position itself."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.evidence import Context, Finding, Pair, Side
from diple.mark.referents import clause
from diple.mark.vocabulary import Hit
from diple.model import Direction, Span

SAME = 0.5  # share of content words that must stay for the commitment to be the same
RAISING = ("intensity", "scope")  # kinds whose coming makes a position stronger
NARROW = 5  # rank of a scope from which it widens


def form_change(pair: Pair, context: Context) -> Iterator[Finding]:
    """C1: a degree word, a scope, or part of the position comes or goes in a clause that takes a position on Taiwan."""
    if pair.old is None or pair.new is None or pair.doubtful or pair.common < SAME:
        return
    if not (is_position(pair.old) and is_position(pair.new)):
        return
    for side, hits, gained in ((pair.old, pair.lost, False), (pair.new, pair.gained, True)):
        for hit in [h for kind in (*RAISING, "taiwan_matter") for h in hits(kind)]:
            if side.touched(hit.start, hit.end) and hits is not None and is_one_sided(pair, hit, gained):
                yield finding(pair, side, hit, gained)
                return


def is_position(side: Side) -> bool:
    """Whether a sentence takes a position on Taiwan: it names it, and says what it is or whose."""
    return bool(side.of(["taiwan_matter"])) and (bool(side.of(["taiwan_position"])) or bool(side.of(["taiwan_claim"])))


def is_one_sided(pair: Pair, hit: Hit, gained: bool) -> bool:
    """Whether nothing of its kind answers a phrase on the other side."""
    return not (pair.lost(hit.kind) if gained else pair.gained(hit.kind))


def finding(pair: Pair, side: Side, hit: Hit, gained: bool) -> Finding:
    """A finding of C1 on one phrase."""
    span = Span(hit.start, hit.end)
    limits = hit.kind == "scope" and (hit.rank or 0) < NARROW
    direction: Direction = "strengthened" if gained != limits else "softened"
    old, new = ((), (span,)) if gained else ((span,), ())
    return Finding(
        "C1",
        "taiwan.form",
        direction,
        f"the commitment on Taiwan: {clause(side, *span).rstrip('.;')}",
        f"“{side.quote(*span)}” is {'added to' if gained else 'dropped from'} the position on Taiwan in "
        f"“{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


RULES = (form_change,)
