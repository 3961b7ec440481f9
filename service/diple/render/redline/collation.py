"""The passages in the order of both texts: their old sides end to end are the old text, their new sides the new one.

What is in both texts in the same order is one passage with two sides. What moved is two: one at its old place and
one at its new place, which know of each other by their name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.model import Selector, Span
from diple.render.redline.passages import Passage, is_there, kept, passages
from diple.result import Comparison


class _Ranked(NamedTuple):
    rank: int
    passage: Passage


def collation(comparison: Comparison) -> list[Passage]:
    """The passages in the order of the new text, with what only the old text has at its old place."""
    found = list(_ranked(comparison))
    chain = _chain([each for each in found if not each.passage.segment.moved])
    staying = {each.passage.new.start for each in chain}
    old, new = [], []
    for rank, passage in found:
        parted = is_there(passage.old) and is_there(passage.new)
        if parted and not passage.segment.moved and passage.new.start in staying:
            continue
        here = passage if not parted else passage._replace(half="old")
        there = passage if not parted else passage._replace(half="new")
        if is_there(passage.old):
            old.append(_Ranked(-1 if passage.segment.moved else rank, here._replace(new=Span(0, 0))))
        if is_there(passage.new):
            new.append(_Ranked(rank, there._replace(old=Span(0, 0))))
    old.sort(key=lambda each: each.passage.old.start)
    new.sort(key=lambda each: each.passage.new.start)
    return list(_woven([each.passage for each in chain], old, new))


def spoken_of(comparison: Comparison, passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    """For each marker, by its id, the passages that it speaks of, in their order.

    They are those of its changes or, where it names none, those in which its evidence begins and the texts differ.
    """
    differing = [passage for passage in passages if not kept(comparison, passage)]
    by_change: dict[str, list[int]] = {}
    for at, passage in enumerate(differing):
        if passage.change:
            by_change.setdefault(passage.change.id, []).append(at)
    old, new = _Places([passage.old for passage in differing]), _Places([passage.new for passage in differing])
    found = {}
    for marker in comparison.markers:
        places = {at for change in marker.changes for at in by_change.get(change, ())}
        if not marker.changes:
            places.update(old.of(marker.old), new.of(marker.new))
        found[marker.id] = [differing[at] for at in sorted(places)]
    return found


class _Places:
    """Spans of one text in order, some empty, each known by its number."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = [(span, at) for at, span in enumerate(spans) if is_there(span)]
        self._starts = [span.start for span, _ in self._spans]

    def of(self, evidence: Sequence[Selector]) -> Iterator[int]:
        """The numbers of the spans in which the evidence begins."""
        for selector in evidence:
            place = bisect_right(self._starts, selector.start) - 1
            if place >= 0 and selector.start < self._spans[place][0].end:
                yield self._spans[place][1]


def _woven(chain: Sequence[Passage], old: Sequence[_Ranked], new: Sequence[_Ranked]) -> Iterator[Passage]:
    """The passages of both texts in order, and between them what only one text has there."""
    old_at = new_at = 0
    for passage in chain:
        old_to, new_to = old_at, new_at
        while old_to < len(old) and old[old_to].passage.old.start < passage.old.start:
            old_to += 1
        while new_to < len(new) and new[new_to].passage.new.start < passage.new.start:
            new_to += 1
        yield from _merged(old[old_at:old_to], new[new_at:new_to])
        yield passage
        old_at, new_at = old_to, new_to
    yield from _merged(old[old_at:], new[new_at:])


def _merged(old: Sequence[_Ranked], new: Sequence[_Ranked]) -> Iterator[Passage]:
    """Segment after segment, of each what is gone before what came."""
    at = 0
    for rank, passage in new:
        while at < len(old) and old[at].rank <= rank:
            yield old[at].passage
            at += 1
        yield passage
    yield from (each.passage for each in old[at:])


def _chain(found: Sequence[_Ranked]) -> list[_Ranked]:
    """The longest chain of two-sided passages that are in the same order in both texts."""
    both = [each for each in found if is_there(each.passage.old) and is_there(each.passage.new)]
    both.sort(key=lambda each: each.passage.new.start)
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, passage) in enumerate(both):
        place = bisect_left(ends, passage.old.start)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [passage.old.start]
        last[place : place + 1] = [at]
    made = []
    at = last[-1] if last else -1
    while at >= 0:
        made.append(both[at])
        at = before[at]
    return made[::-1]


def _ranked(comparison: Comparison) -> Iterator[_Ranked]:
    """All passages, each with the number of its segment."""
    for rank, (_, found) in enumerate(passages(comparison)):
        yield from (_Ranked(rank, passage) for passage in found)
