"""The form of a commitment on Taiwan (C1), where words around the position change and not the position itself."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.model import Direction, Span

SAME = 0.5  # share of content words that must stay for the commitment to be the same
RAISING = ("intensity", "scope", "taiwan_distance")  # kinds whose coming makes a position stronger or weaker
FIRM = 4.5  # rank of a position from which its coming is one step towards Beijing
NEAR = 300  # code points within which the island is named where a position on it stands
NARROW = 5  # rank of a scope from which it widens


@needs(kinds=("taiwan_matter",))
def form_change(pair: Edited, context: Context) -> Iterator[Finding]:
    """C1: a degree word, a scope, or the position itself comes or goes in a clause that takes a position on Taiwan."""
    if pair.doubtful or pair.common < SAME:
        return
    if not (pair.old.of(["taiwan_matter"]) or pair.new.of(["taiwan_matter"])):
        return
    for side, other, gained in ((pair.old, pair.new, False), (pair.new, pair.old, True)):
        hits = [hit for kind in kinds_between(side, other) for hit in one_sided(pair, kind, gained)]
        text = (context.old if gained else context.new).text.lower()
        touched = [hit for hit in hits if side.touched(hit.start, hit.end) and not stands(side, hit, text)]
        if touched:
            yield finding(pair, side, max(touched, key=lambda hit: hit.end - hit.start), gained)
            return


def stands(side: Side, hit: Hit, text: str) -> bool:
    """Whether what is said of Taiwan stands elsewhere in the other text too, and of Taiwan there."""
    said = side.quote(hit.start, hit.end).lower()
    names = [matter.form.lower() for matter in side.of(["taiwan_matter"])]
    at = text.find(said) if hit.kind == "taiwan_position" else -1
    while at >= 0:
        if any(name in text[max(0, at - NEAR) : at + len(said) + NEAR] for name in names):
            return True
        at = text.find(said, at + 1)
    return False


def kinds_between(side: Side, other: Side) -> tuple[str, ...]:
    """The kinds whose coming or going is told: the naming of Taiwan alone where the other side names it not."""
    if not is_position(side):
        return ()
    if not other.of(["taiwan_matter"]):
        return ("taiwan_matter",)
    return (*RAISING, "taiwan_position") if is_position(other) else ("taiwan_position",)


def is_position(side: Side) -> bool:
    """Whether a sentence takes a position on Taiwan: it names it, and says what it is or whose."""
    return bool(side.of(["taiwan_matter"])) and (bool(side.of(["taiwan_position"])) or bool(side.of(["taiwan_claim"])))


def one_sided(pair: Pair, kind: str, gained: bool) -> list[Hit]:
    """The phrases of a kind that came, or went, where none on the other side answers them."""
    here, there = (pair.gained(kind), pair.lost(kind)) if gained else (pair.lost(kind), pair.gained(kind))
    return [] if there else here


def finding(pair: Pair, side: Side, hit: Hit, gained: bool) -> Finding:
    """A finding of C1 on one phrase."""
    span = Span(hit.start, hit.end)
    limits = hit.kind == "taiwan_distance" or (hit.kind == "scope" and (hit.rank or 0) < NARROW)
    direction: Direction = "strengthened" if gained != limits else "softened"
    if hit.kind == "taiwan_position" and (hit.rank or 0) < FIRM:
        direction = "mixed"
    old, new = ((), (span,)) if gained else ((span,), ())
    return Finding(
        "C1",
        "taiwan.form",
        direction,
        f"the commitment on Taiwan: “{side.quote(*span)}”",
        f"“{side.quote(*span)}” is {'added to' if gained else 'dropped from'} the position on Taiwan in "
        f"“{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


RULES = (form_change,)
