"""F5: a weighty sentence is kept word for word while its surroundings were rewritten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from diple.lexicon.vocabulary import fact_vocabulary
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.doubt import is_dissent
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import is_courtesy, is_weighty_concept, stand
from diple.mark.sentence.pair import Pair, is_edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.passages import gist, heft, side_at
from diple.model import Segment, Span

MOST = 3  # findings a text
LOOKED_AT = 40  # kept sentences that are read
HALF = 0.5  # share of its letters that must have given way for a sentence to be mostly new …
SLIGHT = 0.2  # … and of its content words for it to be rewritten
CONTENT = 3  # content words that a kept sentence must have
EDGE = 2  # sentences, or content words of the one, that gave way beside a sentence that opens or ends a text


def sentence(context: Context) -> Iterator[Finding]:
    """Equal sentences between rewritten ones, the weightiest first; what alone was kept speaks by that."""
    kept = []
    for at in islice(between_rewritten(context), LOOKED_AT):
        side = side_at(context.old, context.segments[at].old, context)
        kept.append((heft(side) + takes_a_stand(side), -at, side))
    for heavy, at, side in sorted(kept, key=lambda one: one[:2], reverse=True)[:MOST]:
        if heavy:
            yield finding(side, side_at(context.new, context.segments[-at].new, context).spans[0])


def takes_a_stand(side: Side) -> bool:
    """Whether a sentence binds or judges, denies, speaks of all or of none, or sets an end."""
    if len(side.stems) < CONTENT or is_courtesy(side):
        return False
    lasting = fact_vocabulary(side.words.language).tables.get("held", {}).get("lasting", frozenset())
    taken = stand(side)
    return not lasting.isdisjoint(side.keys) or (taken is not None and taken.kind != "endorsement")


def between_rewritten(context: Context) -> Iterator[int]:
    """The places of equal sentences, headings apart, whose neighbours were rewritten.

    At an edge of the text there is one neighbour: there a sentence must be all that was kept.
    """
    alone = equal_between_changed(context.segments)
    lost = lost_segments(context) if alone else frozenset()
    headings = heading_starts(context)
    for at in alone if lost else ():
        one = context.segments[at]
        if not one.moved and one.new[0].start not in headings and is_amid_rewritten(context, lost, at):
            yield at


def heading_starts(context: Context) -> set[int]:
    """Where the headings of the new text begin."""
    return {block.start for block in context.new.blocks if block.kind == "heading"}


def equal_between_changed(segments: Sequence[Segment]) -> list[int]:
    """The places of equal segments without an equal neighbour; one at an edge must be the only equal one."""
    equal = [at for at, segment in enumerate(segments) if segment.status == "equal"]
    kept = frozenset(equal)
    apart = [at for at in equal if kept.isdisjoint((at - 1, at + 1))]
    if len(equal) == 1 < len(segments):
        return apart
    return [at for at in apart if 0 < at < len(segments) - 1]


def lost_segments(context: Context) -> frozenset[str]:
    """The ids of the segments that lost their old wording."""
    pairs = {pair.segment.id: pair for pair in context.pairs}
    return frozenset([one.id for one in context.segments if one.id in pairs and was_lost(one, pairs[one.id])])


def is_amid_rewritten(context: Context, lost: frozenset[str], at: int) -> bool:
    """Whether the sentences on both sides of one were rewritten, or beside an edge all that there is."""
    segments = context.segments
    if 0 < at < len(segments) - 1:
        return all(is_rewritten(segments[at + step :: step], lost) for step in (-1, 1))
    return is_all_that_was_kept(context, lost, segments[at])


def is_all_that_was_kept(context: Context, lost: frozenset[str], kept: Segment) -> bool:
    """Whether every other sentence of the old text was rewritten."""
    others = [one.id for one in context.segments if one is not kept and one.status != "added"]
    return bool(others) and lost.issuperset(others) and (len(others) >= EDGE or is_far_off(context, others[0]))


def is_far_off(context: Context, id_: str) -> bool:
    """Whether in a series the one sentence beside a kept one says other things, not only one thing in other words."""
    pair = next(pair for pair in context.pairs if pair.segment.id == id_)
    if context.mode != "succession" or not is_edited(pair) or is_dissent(pair):
        return False
    return len(pair.old.stems - pair.new.stems) >= EDGE


def is_rewritten(beside: Sequence[Segment], lost: frozenset[str]) -> bool:
    """Whether wording of the old text gave way next to a sentence: what was only put in beside it rewrites nothing."""
    first = next((one for one in beside if one.status != "added" or one.id in lost), None)
    return first is not None and first.id in lost


def was_lost(segment: Segment, pair: Pair) -> bool:
    """Whether a segment lost its old wording: dropped, reworded, or with new content for a good part of the old."""
    if segment.status in ("dropped", "reworded"):
        return True
    if segment.status != "changed" or not is_edited(pair):
        return False
    return is_mostly_new(pair.old) or gave_way(pair.old, pair.new) >= SLIGHT


def gave_way(old: Side, new: Side) -> float:
    """The share of content words that others took the place of."""
    gone, come = (
        {stem for stem in stems if not stem[0].isdigit()} for stems in (old.stems - new.stems, new.stems - old.stems)
    )
    return len(gone) / max(1, len(old.stems)) if come else 0.0


def is_mostly_new(side: Side) -> bool:
    """Whether most letters of a sentence gave way."""
    return sum(end - start for start, end in side.changed) > HALF * (side.end - side.start)


def finding(side: Side, new: Span) -> Finding:
    """The claim on a kept sentence, with its words."""
    old = side.spans[0]
    why = f"“{clause(side, old.start, old.start + 1)}” is kept word for word, "
    why += "though the sentences before and after it were rewritten."
    weighty = [hit.concept for hit in side.concepts if hit.concept and is_weighty_concept(side, hit.concept)]
    concepts = tuple(dict.fromkeys(weighty))
    return Finding("F5", "retained.sentence", "neutral", gist(side, side.start), why, (old,), (new,), (), concepts)


TEXT_RULES = (sentence,)
