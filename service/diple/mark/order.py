"""Which topic comes first: sections and sentences that move among their peers, lists in another order (X1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.mark.evidence import Context, Finding, Pair, Side, stem
from diple.mark.passages import gist, rewritten_elsewhere, side_at, weight_terms
from diple.mark.vocabulary import Token
from diple.model import Direction, Segment, Span

MOST = 4  # moved topics that are told of a text
CONTENT = 2  # content words that a moved sentence must have
REBUILT = (
    0.34  # share of the common sentences that moved, over which a text was put together anew: only sections are told
)
LEAST_IN_A_SERIES = 2  # sentences that one must pass there
IN_A_SERIES = 0.6  # share of content words from which a sentence of a series is the same
LONG_LIST = 4  # items of a list that stand in alphabetical order by no accident
ALIKE_ITEMS = 2  # items of a list that two parties may take turns in


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
    told = [block for block in far if not rebuilt or block.old[0].start in headings]
    told.sort(key=lambda block: (block.old[0].start not in headings, -abs(block.passed), block.new[0].start))
    yield from (found for block in told[:MOST] if (found := moved_topic(block, context)))


def may_be_afresh(context: Context) -> bool:
    """Whether sentences both came and went."""
    return any(pair.new is None for pair in context.pairs) and any(pair.old is None for pair in context.pairs)


def starts(segments: Sequence[Segment], *, old: bool) -> list[int]:
    """Where segments begin in one text, in order."""
    return sorted((segment.old if old else segment.new)[0].start for segment in segments)


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


def moved_topic(block: Moved, context: Context) -> Finding | None:
    """The move of a block, None where it is a courtesy or says nothing."""
    old, new = side_at(context.old, block.old, context), side_at(context.new, block.new, context)
    if len(old.stems) < CONTENT or is_name_line(old) or is_courtesy(old) or not is_same(old, new, context):
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
        tuple(change for change in block.changes if change in counting(context)),
        terms=weight_terms((old,)),
    )


def is_name_line(side: Side) -> bool:
    """Whether a block is only names and titles, as above a signature: parties take turns there."""
    if not side.words.spaced or side.text[side.end - 1] in ".;:!?":
        return False
    words = [t for t in side.content_tokens if t.key[0].isalpha()]
    return len(side.spans) <= ALIKE_ITEMS and len(words) > 1 and all(token.capital for token in words)


def is_courtesy(side: Side) -> bool:
    """Whether a block is about hosting and meeting; what can open no such phrase is not read for it."""
    kinds = ("venue", "courtesy")
    if not any(side.words.may_open(kind, side.keys) for kind in kinds):
        return False
    return any(hit.kind in kinds for hit in side.head)


def is_same(old: Side, new: Side, context: Context) -> bool:
    """Whether the moved wording is the same on both sides: sentences of a series are linked by topic only."""
    if context.mode != "succession":
        return True
    return len(old.stems & new.stems) >= IN_A_SERIES * max(len(old.stems), len(new.stems))


def counting(context: Context) -> set[str]:
    """The changes that count: those of the changed places."""
    return {change.id for pair in context.pairs for change in pair.changes}


def topic(side: Side, context: Context) -> str:
    """What a block speaks of: its heading, or its first words, without the number before them."""
    block = next((block for block in context.old.blocks if block.start == side.start), None)
    start = block.label.end if block and block.label else side.start
    return gist(side, next((t.start for t in side.tokens if t.start >= start and t.key[0].isalpha()), side.start))


def list_reordered(pair: Pair, context: Context) -> Iterator[Finding]:
    """X1 inside a sentence: the same items in another order. Names in turns or by the alphabet say nothing."""
    old, new = pair.old, pair.new
    if old is None or new is None or old.stems != new.stems or pair.reworded:
        return
    before, after = items(old, new), items(new, old)
    if len(before) < ALIKE_ITEMS or before == after or sorted(before, key=sorted) != sorted(after, key=sorted):
        return
    here, there = spans_of_items(old, new), spans_of_items(new, old)
    if is_idle(old, here) or is_idle(new, there):
        return
    yield reordered(pair, old, new, (before, after), (here, there))


def permuted(side: Side, other: Side) -> list[Token]:
    """The tokens between the first and the last content word that stand in another order than on the other side."""
    mine, theirs = ([t for t in s.tokens if is_content(s, t)] for s in (side, other))
    keys, others = [stem(t.key) for t in mine], [stem(t.key) for t in theirs]
    if sorted(keys) != sorted(others):
        return []
    differ = [at for at, (one, two) in enumerate(zip(keys, others, strict=True)) if one != two]
    if not differ:
        return []
    first, last = mine[differ[0]].start, mine[differ[-1]].end
    return [t for t in side.tokens if first <= t.start and t.end <= last]


def is_content(side: Side, token: Token) -> bool:
    """Whether a token is a content word."""
    return token.key[0].isalnum() and token.key not in side.words.words("stop")


def split_items(side: Side, other: Side) -> Iterator[list[Token]]:
    """The content words of each item of the permuted stretch, split at commas and "and"."""
    links = side.words.words("list_links")
    item: list[Token] = []
    for token in permuted(side, other):
        if token.key in links or token.key in ",;、，；":
            if item:
                yield item
            item = []
        elif is_content(side, token):
            item.append(token)
    if item:
        yield item


def items(side: Side, other: Side) -> list[frozenset[str]]:
    """The items of the permuted stretch by their stems."""
    return [frozenset(stem(t.key) for t in item) for item in split_items(side, other)]


def spans_of_items(side: Side, other: Side) -> list[Span]:
    """Where the items stand."""
    return [Span(item[0].start, item[-1].end) for item in split_items(side, other)]


def is_idle(side: Side, places: Sequence[Span]) -> bool:
    """Whether the order says nothing: two names, names by the alphabet, or a long list by the alphabet."""
    words = [side.text[start:end] for start, end in places]
    names = side.words.spaced and all(holds_name(side, place) for place in places)
    sorted_ = [word.lower() for word in words] == sorted(word.lower() for word in words)
    return (names and (len(words) <= ALIKE_ITEMS or sorted_)) or (sorted_ and len(words) >= LONG_LIST)


def holds_name(side: Side, place: Span) -> bool:
    """Whether an item holds a word with a capital inside the sentence."""
    return any(
        token.capital and token.start > side.start for token in side.tokens if place.start <= token.start < place.end
    )


def reordered(
    pair: Pair,
    old: Side,
    new: Side,
    orders: tuple[list[frozenset[str]], list[frozenset[str]]],
    places: tuple[list[Span], list[Span]],
) -> Finding:
    """The new order, told of the item that moved, or where no single one did, of the one that now comes first."""
    before, after = orders
    item = next((one for one in before if without(before, one) == without(after, one)), after[0])
    if len(before) == ALIKE_ITEMS:
        item = after[0]
    direction: Direction = "strengthened" if after.index(item) < before.index(item) else "softened"
    at = places[1][after.index(item)]
    here, there = (Span(spans[0].start, spans[-1].end) for spans in places)
    return Finding(
        "X1",
        "order.list",
        direction,
        new.quote(*at),
        f"“{old.quote(*here)}” becomes “{new.quote(*there)}”: the same items in another order.",
        (here,),
        (there,),
        pair.touching((here,), (there,)),
    )


def without(order: Sequence[frozenset[str]], item: frozenset[str]) -> list[frozenset[str]]:
    """An order with one item taken out."""
    return [other for other in order if other != item]


RULES = (list_reordered,)
TEXT_RULES = (topic_moved,)
