"""F5: a weighty sentence is kept word for word while its surroundings were rewritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from diple.lexicon.vocabulary import fact_vocabulary
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.doubt import is_dissent
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import is_courtesy, is_weighty_concept, stand
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.passages import gist, heft, side_at
from diple.model import Segment, Span

MOST = 3  # findings a text
LOOKED_AT = 40  # kept sentences that are read
ALIKE = 0.5  # share of content words from which a changed sentence is still the old one …
SLIGHT = 0.2  # … and that must have given way where little else of the text was kept
SOLE = 0.5  # share of a text's sentences up to which what was kept stands alone
CONTENT = 3  # content words that a kept sentence must have
EDGE = 2  # sentences, or content words of the one, that gave way beside a sentence that opens or ends a text


def sentence(context: Context) -> Iterator[Finding]:
    """Equal sentences between rewritten ones, the weightiest first; what alone was kept speaks by that."""
    segments = context.segments
    equal = sum(segment.status == "equal" for segment in segments)
    least = ALIKE if equal > SOLE * len(segments) else SLIGHT
    kept = []
    for at in islice(between_rewritten(context, least), LOOKED_AT):
        side = side_at(context.old, segments[at].old, context)
        kept.append((heft(side) + (least is SLIGHT and takes_a_stand(side)), -at, side))
    for heavy, at, side in sorted(kept, key=lambda one: one[:2], reverse=True)[:MOST]:
        if heavy:
            yield finding(side, side_at(context.new, segments[-at].new, context).spans[0])


def takes_a_stand(side: Side) -> bool:
    """Whether a sentence binds or judges, denies, speaks of all or of none, or sets an end."""
    if len(side.stems) < CONTENT or is_courtesy(side):
        return False
    lasting = fact_vocabulary(side.words.language).tables.get("held", {}).get("lasting", frozenset())
    taken = stand(side)
    return not lasting.isdisjoint(side.keys) or (taken is not None and taken.kind != "endorsement")


def between_rewritten(context: Context, least: float) -> Iterator[int]:
    """The places of equal sentences, headings apart, whose neighbours were rewritten.

    At an edge of the text there is one neighbour: there a sentence must be all that was kept.
    """
    alone = [at for at in equal_between_changed(context.segments) if is_plain_equal(context.segments[at])]
    headings = {block.start for block in context.new.blocks if block.kind == "heading"} if alone else set()
    pairs = {pair.segment.id: pair for pair in context.pairs} if alone else {}
    for at in alone:
        if context.segments[at].new[0].start not in headings and is_amid_rewritten(context, pairs, at, least):
            yield at


def equal_between_changed(segments: Sequence[Segment]) -> Iterator[int]:
    """The places of equal segments without an equal neighbour; one at an edge must be the only equal one."""
    stays = [segment.status == "equal" for segment in segments]
    around = zip([False, *stays], stays, [*stays[1:], False], strict=False)
    sole = sum(stays) == 1 and len(stays) > 1
    for at, (before, here, after) in enumerate(around):
        if here and not before and not after and (sole or 0 < at < len(stays) - 1):
            yield at


def is_plain_equal(segment: Segment) -> bool:
    """Whether a segment is one sentence in its place."""
    return not segment.moved and len(segment.old) == 1


def is_amid_rewritten(context: Context, pairs: Mapping[str, Pair], at: int, least: float) -> bool:
    """Whether the sentences on both sides of one were rewritten, or beside an edge all that there is."""
    segments = context.segments
    if 0 < at < len(segments) - 1:
        return all(is_rewritten(segments, pairs, at, step, least) for step in (-1, 1))
    others = [segment for segment in segments if segment is not segments[at] and segment.status != "added"]
    lost = [pairs[segment.id] for segment in others if was_lost(segment, pairs.get(segment.id), least)]
    if len(lost) < max(1, len(others)) or any(map(is_dissent, lost)):
        return False
    return len(lost) >= EDGE or (context.mode == "succession" and is_edited(lost[0]) and is_far_off(lost[0]))


def is_far_off(pair: Edited) -> bool:
    """Whether the one sentence beside a kept one says other things than it did, not only one thing in other words."""
    return len(differing(pair.old, pair.new)[0]) >= EDGE


def is_rewritten(segments: Sequence[Segment], pairs: Mapping[str, Pair], at: int, step: int, least: float) -> bool:
    """Whether wording of the old text gave way next to a sentence: what was only put in before it rewrites nothing."""
    at += step
    while 0 <= at < len(segments) and segments[at].status != "equal":
        if was_lost(segments[at], pairs.get(segments[at].id), least):
            return True
        if segments[at].status != "added":
            return False
        at += step
    return False


def was_lost(segment: Segment, pair: Pair | None, least: float) -> bool:
    """Whether a segment lost its old wording: dropped, reworded, or with new content for a good part of the old."""
    if pair is None:
        return False
    if segment.status in ("dropped", "reworded"):
        return True
    if segment.status != "changed" or pair.old is None or pair.new is None or pair.beyond_doubt:
        return False
    if is_mostly_new(pair.old) or gave_way(pair.old, pair.new) >= least:
        return True
    return least == ALIKE and pair.common <= ALIKE


def gave_way(old: Side, new: Side) -> float:
    """The share of content words that others took the place of."""
    gone, come = ({stem for stem in stems if not stem[0].isdigit()} for stems in differing(old, new))
    return len(gone) / max(1, len(old.stems)) if come else 0.0


def differing(old: Side, new: Side) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that only one of two sides has."""
    return old.stems - new.stems, new.stems - old.stems


def is_mostly_new(side: Side) -> bool:
    """Whether most letters of a sentence gave way."""
    return sum(end - start for start, end in side.changed) > ALIKE * (side.end - side.start)


def finding(side: Side, new: Span) -> Finding:
    """The claim on a kept sentence, with its words."""
    old = side.spans[0]
    return Finding(
        "F5",
        "retained.sentence",
        "neutral",
        gist(side, side.start),
        f"“{clause(side, old.start, old.start + 1)}” is kept word for word, "
        "though the sentences before and after it were rewritten.",
        (old,),
        (new,),
        (),
        concepts=tuple(
            dict.fromkeys(h.concept for h in side.concepts if is_weighty_concept(side, h.concept) and h.concept)
        ),
    )


TEXT_RULES = (sentence,)
