"""Passages that moved: neighbouring sentences that changed their place together among those that both texts have."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from diple.mark.sentence.pair import Pair
from diple.mark.text.context import Context
from diple.mark.text.passages import heft, side_at
from diple.model import Segment, Span

MOST = 4  # moved topics that are reported of a text
REBUILT = (
    0.34  # share of the common sentences that moved, over which a text was put together anew: only its sections count
)

LEAST_IN_A_SERIES = 2  # sentences that one must pass there
FEW = 2  # sentences beside a moved one of which the weightier may be what moved
CLEARLY = 0.25  # share of the common sentences that a topic must pass for its move to be clear
SHORT = 20  # common sentences over which only sections and passages are clear


class Moved(NamedTuple):
    """Neighbouring sentences that moved together, with how many of those that stayed they passed; up is positive."""

    old: tuple[Span, ...]
    new: tuple[Span, ...]
    passed: int
    changes: tuple[str, ...]


def overtaken(moved: Sequence[Segment], stayed: Sequence[Segment], least: int) -> Iterator[Moved]:
    """Sentences that stay but have others pass them one by one, all in one direction: it is they that moved."""
    for segment in stayed:
        passing = [other for other in moved if passes(other, segment)]
        ups = sum(is_above(other, segment) for other in passing)
        if len(passing) >= least and ups in (0, len(passing)):
            changes = chain.from_iterable(one.changes for one in (segment, *passing))
            yield Moved(segment.old, segment.new, ups or -len(passing), tuple(changes))


def passes(one: Segment, other: Segment) -> bool:
    """Whether a segment is above another in one text alone."""
    return is_above(one, other) != is_above(one, other, old=False)


def is_above(one: Segment, other: Segment, *, old: bool = True) -> bool:
    """Whether a segment begins before another in the old text, or in the new one."""
    return one.old[0] < other.old[0] if old else one.new[0] < other.new[0]


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
        passed = heaviest(block, crossed, headings, context) if len(crossed) <= FEW else None
        if passed is None:
            yield block
        else:
            passing[passed.old[0]] = turned_round(block, passed, passing.get(passed.old[0]))
    yield from (block for block in passing.values() if block.passed)


def heaviest(block: Moved, crossed: Sequence[Segment], headings: Container[int], context: Context) -> Segment | None:
    """The weightiest of the sentences that a block passed, if it outweighs the block."""
    if block.old[0].start in headings and any(segment.old[0].start not in headings for segment in crossed):
        return None
    least = heft(side_at(context.old, block.old, context)) + (len(crossed) >= len(block.old))
    weights = [(heft(side_at(context.old, segment.old, context)), -at) for at, segment in enumerate(crossed)]
    weight, place = max(weights, default=(-1, 0))
    return crossed[-place] if weight >= least else None


def turned_round(block: Moved, passed: Segment, known: Moved | None) -> Moved:
    """A passed sentence as what moved, together with what is known of its moves."""
    turned = -len(block.old) if block.passed > 0 else len(block.old)
    return Moved(passed.old, passed.new, turned + (known.passed if known else 0), (*block.changes, *passed.changes))


def may_be_afresh(context: Context) -> bool:
    """Whether sentences both came and went."""
    return any(pair.new is None for pair in context.pairs) and any(pair.old is None for pair in context.pairs)


def starts(segments: Sequence[Segment], *, old: bool) -> list[int]:
    """Where segments begin in one text, in order."""
    places = [segment.old[0][0] for segment in segments] if old else [segment.new[0][0] for segment in segments]
    return sorted(places)


def blocks_of(moved: Sequence[Segment], before: Sequence[int], after: Sequence[int]) -> Iterator[Moved]:
    """The moved segments, those joined that are next to one another in both texts."""
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
    before, after = places or (0, 0)
    old, new = chain.from_iterable(s.old for s in group), chain.from_iterable(s.new for s in group)
    return Moved(tuple(old), tuple(new), before - after, tuple(chain.from_iterable(s.changes for s in group)))


def written_afresh(pairs: Sequence[tuple[Pair, Pair]], before: Sequence[int], after: Sequence[int]) -> Iterator[Moved]:
    """Sentences dropped at one place and written afresh at another."""
    for gone, come in pairs:
        if gone.old and come.new:
            passed = bisect_left(before, gone.old.start) - bisect_left(after, come.new.start)
            changes = tuple(change.id for change in (*gone.changes, *come.changes))
            yield Moved(gone.old.spans, come.new.spans, passed, changes)
