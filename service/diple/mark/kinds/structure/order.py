"""What comes first (X1): passages that move among their peers, enumerations in another order, topics by words of rank.

The order of two words says little, and where a clause is in its sentence says nothing. Order means something in an
enumeration of three or more, and where words of sequence or priority ("first", "above all", "to close") make it a rank.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.general.subject import subject_of
from diple.mark.sentence.enumeration import (
    ALIKE_ITEMS,
    Order,
    goes_on,
    initials_of,
    is_idle,
    is_ranked,
    is_weighty_item,
    order_of,
    order_words,
    without,
    words_of_order,
)
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.mark.text.blocks import (
    CLEARLY,
    LEAST_IN_A_SERIES,
    MOST,
    PASSAGE,
    REBUILT,
    SHORT,
    Moved,
    blocks_of,
    may_be_afresh,
    overtaken,
    starts,
    weightier,
    written_afresh,
)
from diple.mark.text.context import Context
from diple.mark.text.passages import ROUTINE, gist, rewritten_elsewhere, side_at, weight_terms
from diple.model import Direction, Quote, Segment, Span

MANY = 24  # replaced stretches that are compared with one another
SMALL_STEP = ("small_step", "the order of two, or of neighbours in a list, may be chance")
ENOUGH = 80  # code points from which a moved sentence has so many for certain
CONTENT = 2  # content words that a moved sentence must have
IN_A_SERIES = 0.6  # share of content words from which a sentence of a series is the same
NAMES = 2  # lines of names above a signature
STOPS = ".!?"
NEIGHBOUR = ("small_step", "one sentence of many, or past few of those that both texts have")


def moved(context: Context) -> Iterator[Finding]:
    """X1: a section, paragraph, item or sentence is higher or lower among those that both texts have."""
    shared = [segment for segment in context.segments if segment.old and segment.new]
    headings = {block.start for block in context.old.blocks if block.kind == "heading"}
    short = len(shared) <= SHORT
    clear = max(1.0, CLEARLY * len(shared))
    for block in far_moved(shared, headings, context):
        far_enough = abs(block.passed) >= clear and (short or len(block.old) >= PASSAGE)
        terms = () if far_enough or block.old[0].start in headings else (NEIGHBOUR,)
        if found := moved_topic(block, terms, context):
            yield found


def far_moved(shared: Sequence[Segment], headings: Container[int], context: Context) -> list[Moved]:
    """The passages that moved furthest, sections first; only sections where the text was put together anew."""
    gone, stayed = ([segment for segment in shared if segment.moved is moved_] for moved_ in (True, False))
    afresh = list(rewritten_elsewhere(context)) if context.mode == "revision" and may_be_afresh(context) else []
    if not gone and not afresh:
        return []
    before, after = starts(stayed, old=True), starts(stayed, old=False)
    blocks = [*blocks_of(gone, before, after), *written_afresh(afresh, before, after)]
    least = LEAST_IN_A_SERIES if context.mode == "succession" else 1
    far = [block for block in blocks if abs(block.passed) >= least]
    if least > 1 and blocks and not far and len(gone) <= MOST:
        far = list(overtaken(gone, stayed, least))
    rebuilt = len(gone) > REBUILT * len(shared) and len(shared) > MOST
    far = [block for block in far if not rebuilt or block.old[0].start in headings]
    far.sort(key=lambda block: (block.old[0].start not in headings, -abs(block.passed), block.new[0].start))
    return list(weightier(far[:MOST], stayed, headings, context)) if len(shared) <= SHORT else far[:MOST]


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
    if not (block and block.kind == "heading"):
        return subject_of(side)
    return gist(side, next((t.start for t in side.tokens if t.start >= start and t.key[0].isalpha()), side.start))


# ---- enumerations ------------------------------------------------------------------------------


def enumeration(pair: Edited, context: Context) -> Iterator[Finding]:
    """X1 inside a sentence: the same items in another order. Names in turns or by the alphabet say nothing."""
    old, new = pair.old, pair.new
    if pair.reworded or old.stems != new.stems:
        return
    before, after = order_of(old, new), order_of(new, old)
    if before is None or after is None or len(before.items) < ALIKE_ITEMS or before.items == after.items:
        return
    if Counter(before.items) != Counter(after.items) or is_idle(before) or is_idle(after):
        return
    if initials_of(before) != initials_of(after):
        return  # other persons
    yield reordered(pair, before, after)


def reordered(pair: Pair, before: Order, after: Order) -> Finding:
    """The claim on another order, by the item that moved, else by the one that now comes first."""
    item = next(
        (one for one in before.items if without(before.items, one) == without(after.items, one)), after.items[0]
    )
    if len(before.items) == ALIKE_ITEMS:
        weighty = [
            i
            for i, at in zip(after.items, after.spans, strict=True)
            if is_ranked(after.side) and is_weighty_item(after.side, at)
        ]
        item = (*weighty, after.items[0])[0]
    left, came = before.items.index(item), after.items.index(item)
    here, there = (Span(order.spans[0].start, order.spans[-1].end) for order in (before, after))
    return another_order(
        pair,
        "order.enumeration",
        "strengthened" if came < left else "softened",
        (before.side, (here,)),
        (after.side, (there,)),
        after.spans[came],
        tuple(terms_of(before, after, left, came)),
    )


def terms_of(before: Order, after: Order, left: int, came: int) -> Iterator[tuple[str, str]]:
    """What lowers an order: two items without a word of priority, a place lost to a neighbour, a routine matter."""
    ranked = is_ranked(before.side) or is_ranked(after.side)
    sizes = [len(order.items) + goes_on(order) for order in (before, after)]
    leads = 0 in (left, came) or abs(left - came) >= ALIKE_ITEMS
    if not ranked and (min(sizes) <= ALIKE_ITEMS or not leads):
        yield SMALL_STEP
    if not is_weighty_item(after.side, after.spans[came]):
        yield ROUTINE


# ---- topics that change places -----------------------------------------------------------------


class Place(NamedTuple):
    """A replaced stretch: the id of its change, where it is on both sides, and its content in either text."""

    pair: Edited
    change: str
    here: Span
    there: Span
    before: frozenset[str]
    after: frozenset[str]

    @property
    def old(self) -> Side:
        """The side of the old text."""
        return self.pair.old

    @property
    def new(self) -> Side:
        """The side of the new text."""
        return self.pair.new


def exchanged(context: Context) -> Iterator[Finding]:
    """X1: topics change places among "first", "next" and "to close", in one sentence or over several."""
    if not words_of_order(context.old.language):
        return
    pairs = [pair for pair in context.pairs if is_edited(pair) and not pair.reworded]
    if not any(is_ranked(pair.old) for pair in pairs):
        return
    places = list(islice((place for pair in pairs for place in places_of(pair)), MANY))
    olds, news = Counter(place.before for place in places), Counter(place.after for place in places)
    closed_ = closed([place for place in places if news[place.before] == olds[place.after] == 1])
    if len(closed_) > 1 and any(is_ranked(place.old) for place in closed_):
        yield exchange(closed_)


def closed(places: Sequence[Place]) -> list[Place]:
    """The places among which topics only change places: each topic that came to one left another of them.

    A chain whose last topic is new falls apart from its end, one place at a time, so the filter runs to a fixed point.
    """
    kept = list(places)
    while len(inside := [p for p in kept if any(q.before == p.after for q in kept)]) < len(kept):
        kept = inside
    return kept


def places_of(pair: Edited) -> Iterator[Place]:
    """The replaced stretches of a pair, with their content."""
    for change in pair.changes:
        if change.old and change.new:
            before, after = content_of(pair.old, change.old), content_of(pair.new, change.new)
            if before and after and before != after:
                here, there = Span(change.old.start, change.old.end), Span(change.new.start, change.new.end)
                yield Place(pair, change.id, here, there, before, after)


def content_of(side: Side, quote: Quote) -> frozenset[str]:
    """The stems of the content words of a stretch, without words of rank."""
    words = side.words.keys_of(quote.quote) - side.words.words("stop") - order_words(side, "sequence")
    return frozenset(map(stem, words))


def exchange(places: Sequence[Place]) -> Finding:
    """The topics that changed places, by the first that is weighty, else by the one that now comes first."""
    weighty = [at for at, place in enumerate(places) if is_weighty_item(place.new, place.there)]
    came = weighty[0] if weighty else 0
    left = next(at for at, place in enumerate(places) if place.before == places[came].after)
    here, there = places[left].here, places[came].there
    found = another_order(
        places[came].pair,
        "order.exchanged",
        "strengthened" if came < left else "softened",
        (places[left].old, (here, *(place.here for place in places if place.here != here))),
        (places[came].new, (there, *(place.there for place in places if place.there != there))),
        there,
        () if weighty else (ROUTINE,),
    )
    words = [place.new.quote(*place.there) for place in places]
    return replace(
        found,
        rationale=f"Topics change places: now it is “{'”, then “'.join(words)}”.",
        changes=tuple(dict.fromkeys(place.change for place in places)),
    )


def another_order(
    pair: Pair,
    rule: str,
    direction: Direction,
    old: tuple[Side, tuple[Span, ...]],
    new: tuple[Side, tuple[Span, ...]],
    at: Span,
    terms: tuple[tuple[str, str], ...],
) -> Finding:
    """A finding on another order, with the words of both."""
    before, after = old[0].quote(*old[1][0]), new[0].quote(*new[1][0])
    return Finding(
        "X1",
        rule,
        direction,
        new[0].quote(*at),
        f"“{before}” becomes “{after}”: the same items in another order.",
        old[1],
        new[1],
        pair.touching(old[1], new[1]),
        terms=terms,
    )


RULES = (enumeration,)
TEXT_RULES = (moved, exchanged)
