"""What comes first (X1): passages that move among their peers, enumerations in another order, topics by words of rank.

The order of two words says little, and where a clause is in its sentence says nothing. Order means something in an
enumeration of three or more, and where words of sequence or priority ("first", "above all", "to close") make it a rank.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple

from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.claiming import claim, toward
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
)
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.mark.text.blocks import (
    CLEARLY,
    LEAST_IN_A_SERIES,
    MOST,
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
from diple.model import Direction, Quote, Segment, Span, Statement

MANY = 24  # replaced stretches that are compared with one another
SMALL_STEP = ("small_step", "the order of two may be chance")
IN_A_SERIES = 0.6  # share of content words from which a sentence of a series is the same
STOPS = ".!?"
NEIGHBOUR = ("small_step", "one sentence of many, or past few of those that both texts have")


def moved(context: Context) -> Iterator[Finding]:
    """X1: a section, paragraph, item or sentence is higher or lower among those that both texts have."""
    shared = [segment for segment in context.segments if segment.old and segment.new]
    headings = headings_of(context.old)
    for block in far_moved(shared, headings, context):
        is_clear = block.old[0].start in headings or passes_many(block, len(shared))
        yield from moved_topic(block, () if is_clear else (NEIGHBOUR,), context)


def headings_of(statement: Statement) -> set[int]:
    """Where the headings of a text begin."""
    return {block.start for block in statement.blocks if block.kind == "heading"}


def passes_many(block: Moved, shared: int) -> bool:
    """Whether a block passed a good part of the sentences that two short texts share."""
    return shared <= SHORT and abs(block.passed) >= max(1.0, CLEARLY * shared)


def is_worth_naming(old: Side, new: Side, context: Context) -> bool:
    """Whether a block that moved says something, and the same on both sides."""
    return not (is_name_line(old) or is_courtesy(old)) and is_same(old, new, context)


def far_moved(shared: Sequence[Segment], headings: Container[int], context: Context) -> Sequence[Moved]:
    """The passages that moved furthest, sections first; none where the text was put together anew."""
    gone, stayed = ([segment for segment in shared if segment.moved is moved_] for moved_ in (True, False))
    if len(gone) > REBUILT * len(shared) and len(shared) > MOST:
        return ()
    far = sorted(far_enough(gone, stayed, context), key=lambda block: order_of_blocks(block, headings))[:MOST]
    return list(weightier(far, stayed, headings, context)) if len(shared) <= SHORT else far


def order_of_blocks(block: Moved, headings: Container[int]) -> tuple[bool, int, int]:
    """Sections first, then those that moved furthest, then the first ones."""
    return block.old[0].start not in headings, -abs(block.passed), block.new[0].start


def far_enough(gone: Sequence[Segment], stayed: Sequence[Segment], context: Context) -> list[Moved]:
    """The passages that passed enough sentences; in a series also sentences that others passed one by one."""
    least = LEAST_IN_A_SERIES if context.mode == "succession" else 1
    far = [block for block in passages(gone, stayed, context) if abs(block.passed) >= least]
    return far or (list(overtaken(gone, stayed, least)) if least > 1 else [])


def passages(gone: Sequence[Segment], stayed: Sequence[Segment], context: Context) -> list[Moved]:
    """The passages that moved as they were, and those that were written afresh at another place."""
    afresh = list(rewritten_elsewhere(context)) if context.mode == "revision" and may_be_afresh(context) else []
    before, after = starts(stayed, old=True), starts(stayed, old=False)
    return [*blocks_of(gone, before, after), *written_afresh(afresh, before, after)]


def moved_topic(block: Moved, terms: tuple[tuple[str, str], ...], context: Context) -> Iterator[Finding]:
    """The move of a block, where it says something; its matter is weighed where the move is clear."""
    old, new = side_at(context.old, block.old, context), side_at(context.new, block.new, context)
    if is_worth_naming(old, new, context):
        why = f"“{old.quote(*old.spans[0])}” moves {course_of(block.passed)} that both texts have."
        about, changes = topic(old, context), tuple(change for change in block.changes if change in context.counting)
        direction, terms = toward(block.passed > 0), terms or weight_terms((old,))
        yield Finding("X1", "order.moved", direction, about, why, old.spans, new.spans, changes, terms=terms)


def course_of(passed: int) -> str:
    """Which way a block moved and past how many sentences, in words."""
    way = "up before" if passed > 0 else "down behind"
    return f"{way} {abs(passed)} sentence{'s' if abs(passed) > 1 else ''}"


def is_name_line(side: Side) -> bool:
    """Whether a block is only names and titles, as above a signature: parties take turns there."""
    return side.text[side.end - 1] not in ".;:!?" and all(t.capital for t in side.content_tokens if t.key[0].isalpha())


def is_courtesy(side: Side) -> bool:
    """Whether a block is about hosting and meeting; what can open no such phrase is not read for it."""
    kinds = ("venue", "courtesy")
    may_be = any(side.words.may_hold(kind, side.keys) for kind in kinds)
    return may_be and any(hit.kind in kinds for hit in side.head)


def is_same(old: Side, new: Side, context: Context) -> bool:
    """Whether the moved wording is the same on both sides: sentences of a series are linked by topic only."""
    if context.mode != "succession":
        return True
    return len(old.stems & new.stems) >= IN_A_SERIES * max(len(old.stems), len(new.stems))


def topic(side: Side, context: Context) -> str:
    """What a block speaks of: its heading, or its first words, without the number before them."""
    blocks = context.old.blocks
    block = blocks[max(0, bisect_right(blocks, side.start, key=attrgetter("start")) - 1)]
    if side.text[side.spans[0].end - 1] in STOPS:
        side = side_at(context.old, side.spans[:1], context)  # what follows a stop is not read for it
    if block.kind != "heading":
        return subject_of(side)
    return gist(side, next((t.start for t in side.tokens if t.key[0].isalpha()), side.start))


# ---- enumerations ------------------------------------------------------------------------------


def enumeration(pair: Edited, context: Context) -> Iterator[Finding]:
    """X1 inside a sentence: the same items in another order. Names in turns or by the alphabet say nothing."""
    if pair.reworded or pair.old.stems != pair.new.stems:
        return
    before, after = order_of(pair.old, pair.new), order_of(pair.new, pair.old)
    if before and after and len(before.items) >= ALIKE_ITEMS and is_reordered(before, after):
        yield reordered(pair, before, after)


def is_reordered(before: Order, after: Order) -> bool:
    """Whether two orders hold the same items and persons, and neither is an idle one."""
    same = Counter(before.items) == Counter(after.items) and initials_of(before) == initials_of(after)
    return same and not (is_idle(before) or is_idle(after))


def reordered(pair: Pair, before: Order, after: Order) -> Finding:
    """The claim on another order, by the item that moved."""
    item = item_moved(before, after)
    left, came = before.items.index(item), after.items.index(item)
    here, there = (Span(order.spans[0].start, order.spans[-1].end) for order in (before, after))
    about, terms = after.side.quote(*after.spans[came]), tuple(terms_of(before, after, came))
    found = another_order(pair, "order.enumeration", toward(came < left), about, (here,), (there,))
    return replace(found, terms=terms)


def terms_of(before: Order, after: Order, came: int) -> Iterator[tuple[str, str]]:
    """What lowers an order: two items without a word of priority, or a routine matter."""
    fewest = min(len(order.items) + goes_on(order) for order in (before, after))
    if fewest <= ALIKE_ITEMS and not is_ranked(before.side):
        yield SMALL_STEP
    if not is_weighty_item(after.side, after.spans[came]):
        yield ROUTINE


def item_moved(before: Order, after: Order) -> frozenset[str]:
    """The item that moved, else the one that now comes first; of two that are ranked, the weighty one."""
    if len(before.items) > ALIKE_ITEMS:
        items = (one for one in before.items if without(before.items, one) == without(after.items, one))
    else:
        places = zip(after.items, after.spans, strict=True) if is_ranked(after.side) else ()
        items = (item for item, at in places if is_weighty_item(after.side, at))
    return next(items, after.items[0])


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
    pairs = [pair for pair in context.pairs if is_edited(pair) and not pair.reworded]
    if any(is_ranked(pair.old) for pair in pairs):
        replaced = list(islice(chain.from_iterable(map(places_of, pairs)), MANY))
        places = closed(of_one_topic(replaced))
        if any(is_ranked(place.old) for place in places):
            yield exchange(places)


def of_one_topic(places: Sequence[Place]) -> list[Place]:
    """The places whose topics left one place and came to one."""
    olds, news = Counter(place.before for place in places), Counter(place.after for place in places)
    return [place for place in places if news[place.before] == olds[place.after] == 1]


def closed(places: Sequence[Place]) -> list[Place]:
    """The places among which topics only change places: each topic that came to one left another of them.

    A chain whose last topic is new falls apart from its end, one place at a time, so the filter runs to a fixed point.
    """
    kept = list(places)
    while len(inside := [p for p in kept if any(q.before == p.after for q in kept)]) < len(kept):
        kept = inside
    return kept


def places_of(pair: Edited) -> Iterator[Place]:
    """The replaced stretches of a pair whose content changed."""
    replaced = ((c.old, c.new, c.id) for c in pair.changes if c.old and c.new)
    places = (place_of(pair, old, new, change) for old, new, change in replaced)
    return filter(changes_content, places)


def changes_content(place: Place) -> bool:
    """Whether a stretch has content in both texts, and not the same."""
    return bool(place.before and place.after) and place.before != place.after


def place_of(pair: Edited, old: Quote, new: Quote, change: str) -> Place:
    """A replaced stretch with its content."""
    here, there = Span(old.start, old.end), Span(new.start, new.end)
    return Place(pair, change, here, there, content_of(pair.old, old), content_of(pair.new, new))


def content_of(side: Side, quote: Quote) -> frozenset[str]:
    """The stems of the content words of a stretch, without words of rank."""
    words = side.words.keys_of(quote.quote) - side.words.words("stop") - order_words(side, "sequence")
    return frozenset(map(stem, words))


def exchange(places: Sequence[Place]) -> Finding:
    """The topics that changed places, by the first that is weighty, else by the one that now comes first."""
    came = first_weighty(places)
    left = [place.before for place in places].index(places[came].after)
    olds = sorted((place.here for place in places), key=places[left].here.__ne__)
    news = sorted((place.there for place in places), key=places[came].there.__ne__)
    words = [place.new.quote(*place.there) for place in places]
    found = another_order(
        places[came].pair, "order.exchanged", toward(came < left), words[came], tuple(olds), tuple(news)
    )
    return replace(
        found,
        rationale=f"Topics change places: now it is “{'”, then “'.join(words)}”.",
        changes=tuple(dict.fromkeys(place.change for place in places)),
    )


def first_weighty(places: Sequence[Place]) -> int:
    """Which place is the first whose topic is weighty, else the first of all."""
    return next((at for at, place in enumerate(places) if is_weighty_item(place.new, place.there)), 0)


def another_order(
    pair: Pair, rule: str, direction: Direction, about: str, old: tuple[Span, ...], new: tuple[Span, ...]
) -> Finding:
    """A finding on another order, with the words of both."""
    before, after = (side.quote(*spans[0]) for side, spans in zip(pair.sides, (old, new), strict=True))
    why = f"“{before}” becomes “{after}”: the same items in another order."
    return claim(pair, ("X1", rule), direction, about, why, old, new)


RULES = (enumeration,)
TEXT_RULES = (moved, exchanged)
