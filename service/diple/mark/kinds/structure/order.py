"""Which topic comes first: sections and sentences that move among their peers (X1)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from diple.mark.kinds.finding import Finding
from diple.mark.kinds.structure.sequence import exchanged, list_reordered
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Pair
from diple.mark.text.context import Context
from diple.mark.text.passages import gist, heft, rewritten_elsewhere, side_at, weight_terms
from diple.model import Segment, Span

MOST = 4  # moved topics that are told of a text
ENOUGH = 80  # code points from which a moved sentence has so many for certain
CONTENT = 2  # content words that a moved sentence must have
REBUILT = (
    0.34  # share of the common sentences that moved, over which a text was put together anew: only sections are told
)
LEAST_IN_A_SERIES = 2  # sentences that one must pass there
IN_A_SERIES = 0.6  # share of content words from which a sentence of a series is the same
NAMES = 2  # lines of names above a signature
FEW = 2  # sentences beside a moved one of which the weightier may be what moved
CLEARLY = 0.25  # share of the common sentences that a topic must pass for its move to be clear
SHORT = 20  # common sentences over which only sections and passages are clear
PASSAGE = 3  # sentences of a passage
STOPS = ".!?"
NEIGHBOUR = ("small_step", "one sentence of many, or past few of those that both texts have")


class Moved(NamedTuple):
    """Neighbouring sentences that moved together, with how many of those that stayed they passed; up is positive."""

    old: tuple[Span, ...]
    new: tuple[Span, ...]
    passed: int
    changes: tuple[str, ...]


def topic_moved(context: Context) -> Iterator[Finding]:
    """X1: a section, paragraph, item or sentence stands higher or lower among those that both texts have."""
    shared = [segment for segment in context.segments if segment.old and segment.new]
    moved = [segment for segment in shared if segment.moved]
    afresh = list(rewritten_elsewhere(context)) if context.mode == "revision" and may_be_afresh(context) else []
    if not moved and not afresh:
        return
    stayed = [segment for segment in shared if not segment.moved]
    before, after = starts(stayed, old=True), starts(stayed, old=False)
    blocks = [*blocks_of(moved, before, after), *written_afresh(afresh, before, after)]
    headings = {block.start for block in context.old.blocks if block.kind == "heading"}
    rebuilt = len(moved) > REBUILT * len(shared) and len(shared) > MOST
    least = LEAST_IN_A_SERIES if context.mode == "succession" else 1
    far = [block for block in blocks if abs(block.passed) >= least]
    if least > 1 and blocks and not far and len(moved) <= MOST:
        far = list(overtaken(moved, stayed, least))
    told = [block for block in far if not rebuilt or block.old[0].start in headings]
    told.sort(key=lambda block: (block.old[0].start not in headings, -abs(block.passed), block.new[0].start))
    clear = max(1.0, CLEARLY * len(shared))
    told = told[:MOST]
    for block in weightier(told, stayed, headings, context) if len(shared) <= SHORT else told:
        far_enough = abs(block.passed) >= clear and (len(shared) <= SHORT or len(block.old) >= PASSAGE)
        terms = () if far_enough or block.old[0].start in headings else (NEIGHBOUR,)
        if found := moved_topic(block, terms, context):
            yield found


def overtaken(moved: Sequence[Segment], stayed: Sequence[Segment], least: int) -> Iterator[Moved]:
    """Sentences that stay but have others pass them one by one, all in one direction: it is they that moved."""
    for segment in stayed:
        ups = [m for m in moved if m.old[0] < segment.old[0] and m.new[0] > segment.new[0]]
        downs = [m for m in moved if m.old[0] > segment.old[0] and m.new[0] < segment.new[0]]
        if bool(ups) != bool(downs) and len(ups or downs) >= least:
            changes = (change for m in (segment, *ups, *downs) for change in m.changes)
            yield Moved(segment.old, segment.new, len(ups) - len(downs), tuple(changes))


def weightier(
    blocks: Sequence[Moved], stayed: Sequence[Segment], headings: Container[int], context: Context
) -> Iterator[Moved]:
    """Moved blocks, or where one passed a sentence or two of more weight, these: either may be said to have moved."""
    by_place = sorted(stayed, key=lambda segment: segment.old[0].start)
    places = [segment.old[0].start for segment in by_place]
    passing: dict[Span, Moved] = {}
    for block in blocks:
        at = bisect_left(places, block.old[0].start)
        crossed = by_place[at - block.passed : at] if block.passed > 0 else by_place[at : at - block.passed]
        best = None
        titles = block.old[0].start in headings
        if len(crossed) <= FEW and (not titles or all(segment.old[0].start in headings for segment in crossed)):
            own = heft(side_at(context.old, block.old, context))
            weights = [(heft(side_at(context.old, segment.old, context)), -at) for at, segment in enumerate(crossed)]
            fewer = len(crossed) < len(block.old)
            best = max((w for w in weights if w[0] > own or (w[0] == own and fewer)), default=None)
        if best is None:
            yield block
            continue
        passed = crossed[-best[1]]
        turned = -len(block.old) if block.passed > 0 else len(block.old)
        known = passing.get(passed.old[0])
        passing[passed.old[0]] = Moved(
            passed.old, passed.new, turned + (known.passed if known else 0), (*block.changes, *passed.changes)
        )
    yield from (block for block in passing.values() if block.passed)


def may_be_afresh(context: Context) -> bool:
    """Whether sentences both came and went."""
    return any(pair.new is None for pair in context.pairs) and any(pair.old is None for pair in context.pairs)


def starts(segments: Sequence[Segment], *, old: bool) -> list[int]:
    """Where segments begin in one text, in order."""
    places = [segment.old[0][0] for segment in segments] if old else [segment.new[0][0] for segment in segments]
    return sorted(places)


def blocks_of(moved: Sequence[Segment], before: Sequence[int], after: Sequence[int]) -> Iterator[Moved]:
    """The moved segments, those joined that stand together in both texts."""
    group: list[Segment] = []
    places: tuple[int, int] | None = None
    for segment in sorted(moved, key=lambda s: s.new[0].start):
        place = bisect_left(before, segment.old[0].start), bisect_left(after, segment.new[0].start)
        follows = bool(group) and place == places and segment.old[0].start > group[-1].old[0].start
        if group and not follows:
            yield block_of(group, places)
            group = []
        group.append(segment)
        places = place
    if group:
        yield block_of(group, places)


def block_of(group: Sequence[Segment], places: tuple[int, int] | None) -> Moved:
    """Moved segments as one block."""
    passed = places[0] - places[1] if places else 0
    old = tuple(span for segment in group for span in segment.old)
    new = tuple(span for segment in group for span in segment.new)
    return Moved(old, new, passed, tuple(change for segment in group for change in segment.changes))


def written_afresh(pairs: Sequence[tuple[Pair, Pair]], before: Sequence[int], after: Sequence[int]) -> Iterator[Moved]:
    """Sentences dropped at one place and written afresh at another."""
    for gone, come in pairs:
        if gone.old and come.new:
            passed = bisect_left(before, gone.old.start) - bisect_left(after, come.new.start)
            changes = tuple(change.id for change in (*gone.changes, *come.changes))
            yield Moved(gone.old.spans, come.new.spans, passed, changes)


def moved_topic(block: Moved, terms: tuple[tuple[str, str], ...], context: Context) -> Finding | None:
    """The move of a block, None where it says nothing; its matter is weighed where the move is clear."""
    old, new = side_at(context.old, block.old, context), side_at(context.new, block.new, context)
    if (
        (old.end - old.start < ENOUGH and len(old.stems) < CONTENT)
        or is_name_line(old)
        or is_courtesy(old)
        or not is_same(old, new, context)
    ):
        return None
    up = block.passed > 0
    peers = f"{abs(block.passed)} sentence{'s' if abs(block.passed) > 1 else ''} that both texts have"
    return Finding(
        "X1",
        "order.moved",
        "strengthened" if up else "softened",
        topic(old, context),
        f"“{old.quote(*old.spans[0])}” moves {'up before' if up else 'down behind'} {peers}.",
        old.spans,
        new.spans,
        tuple(change for change in block.changes if change in context.counting),
        terms=terms or weight_terms((old,)),
    )


def is_name_line(side: Side) -> bool:
    """Whether a block is only names and titles, as above a signature: parties take turns there."""
    if not side.words.spaced or side.text[side.end - 1] in ".;:!?" or side.text[side.start].isdigit():
        return False
    words = [t for t in side.content_tokens if t.key[0].isalpha()]
    return len(side.spans) <= NAMES and len(words) > 1 and all(token.capital for token in words)


def is_courtesy(side: Side) -> bool:
    """Whether a block is about hosting and meeting; what can open no such phrase is not read for it."""
    kinds = ("venue", "courtesy")
    if not any(side.words.may_hold(kind, side.keys) for kind in kinds):
        return False
    return any(hit.kind in kinds for hit in side.head)


def is_same(old: Side, new: Side, context: Context) -> bool:
    """Whether the moved wording is the same on both sides: sentences of a series are linked by topic only."""
    if context.mode != "succession":
        return True
    return len(old.stems & new.stems) >= IN_A_SERIES * max(len(old.stems), len(new.stems))


def topic(side: Side, context: Context) -> str:
    """What a block speaks of: its heading, or its first words, without the number before them."""
    blocks = context.old.blocks
    block = blocks[max(0, bisect_right(blocks, side.start, key=attrgetter("start")) - 1)] if blocks else None
    start = block.label.end if block and block.label and block.start == side.start else side.start
    if side.text[side.spans[0].end - 1] in STOPS:
        side = side_at(context.old, side.spans[:1], context)  # what follows a stop is not read for it
    return gist(side, next((t.start for t in side.tokens if t.start >= start and t.key[0].isalpha()), side.start))


RULES = (list_reordered,)
TEXT_RULES = (topic_moved, exchanged)
