"""What was kept on purpose: a weighty sentence that stands word for word while its surroundings were rewritten (F5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diple.mark.evidence import Context, Finding, Pair, Side
from diple.mark.matter import is_weighty_concept
from diple.mark.passages import gist, heft, side_at
from diple.mark.referents import clause
from diple.model import Segment, Span

MOST = 3  # findings a text
LOOKED_AT = 40  # kept sentences that are read
ALIKE = 0.5  # share of content words from which a changed sentence is still the old one


def kept_clause(context: Context) -> Iterator[Finding]:
    """F5: equal sentences between rewritten ones, the weightiest first."""
    held = [(heft(side), -at, side, span) for at, side, span in between_rewritten(context)]
    for heavy, _, side, new in sorted(held, key=lambda h: h[:2], reverse=True)[:MOST]:
        if heavy:
            yield finding(side, new)


def between_rewritten(context: Context) -> Iterator[tuple[int, Side, Span]]:
    """Equal sentences both of whose neighbours were rewritten, each with its place in the new text."""
    segments = context.segments
    equal = [at for at, s in enumerate(segments) if s.status == "equal" and not s.moved and len(s.old) == 1]
    headings = {block.start for block in context.new.blocks if block.kind == "heading"} if equal else set()
    equal = [at for at in equal if segments[at].new[0].start not in headings]
    alone = [at for at in equal if 0 < at < len(segments) - 1 and not is_equal(segments, at, -1, 1)]
    if not alone:
        return
    pairs = {pair.segment.id: pair for pair in context.pairs}
    found = (at for at in alone if is_rewritten(segments, pairs, at, -1) and is_rewritten(segments, pairs, at, 1))
    for number, at in enumerate(found):
        if number == LOOKED_AT:
            return
        yield (
            at,
            side_at(context.old, segments[at].old, context),
            side_at(context.new, segments[at].new, context).spans[0],
        )


def is_equal(segments: Sequence[Segment], at: int, *steps: int) -> bool:
    """Whether one of the neighbours is equal too: then the surroundings stand."""
    return any(segments[at + step].status == "equal" for step in steps)


def is_rewritten(segments: Sequence[Segment], pairs: Mapping[str, Pair], at: int, step: int) -> bool:
    """Whether wording of the old text gave way next to a sentence: what was only put in before it rewrites nothing."""
    at += step
    while 0 <= at < len(segments) and segments[at].status != "equal":
        if was_lost(segments[at], pairs.get(segments[at].id)):
            return True
        if segments[at].status != "added":
            return False
        at += step
    return False


def was_lost(segment: Segment, pair: Pair | None) -> bool:
    """Whether a segment lost its old wording: dropped, reworded, or changed in most of its content words."""
    if pair is None:
        return False
    if segment.status in ("dropped", "reworded"):
        return True
    return segment.status == "changed" and pair.old is not None and (pair.common <= ALIKE or is_mostly_new(pair.old))


def is_mostly_new(side: Side) -> bool:
    """Whether most letters of a sentence gave way."""
    return sum(end - start for start, end in side.changed) > ALIKE * (side.end - side.start)


def finding(side: Side, new: Span) -> Finding:
    """The kept sentence, told with its words."""
    old = side.spans[0]
    return Finding(
        "F5",
        "held.kept_clause",
        "neutral",
        gist(side, side.start),
        f"Held: “{clause(side, old.start, old.start + 1)}” stands word for word, "
        "though the sentences before and after it were rewritten.",
        (old,),
        (new,),
        (),
        concepts=tuple(
            dict.fromkeys(h.concept for h in side.concepts if is_weighty_concept(side, h.concept) and h.concept)
        ),
    )


TEXT_RULES = (kept_clause,)
