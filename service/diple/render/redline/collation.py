"""Both texts as one stream of passages: their old sides laid end to end are the old text, their new sides the new one.

What is in both texts in the same order is one passage with two sides. What moved is two: one at its old place and
one at its new place, which know of each other by their name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Literal, NamedTuple

from diple.model import Change, Segment, Selector, Span
from diple.render.redline.rows import Piece, pieces
from diple.result import Comparison


class Passage(NamedTuple):
    """A stretch of the old text and what represents it in the new one; either may be empty.

    `name` is the id of its change, or else made from the segment's ("s3.1"), and is nowhere else. `half` says, of a
    passage that is elsewhere in the other text, which of its two places this is; the other place has the same name.
    """

    name: str
    old: Span
    new: Span
    segment: Segment
    change: Change | None = None
    half: Literal["old", "new"] | None = None

    @property
    def id(self) -> str:
        """Its name and which of its places it is: no other passage has it."""
        return f"{self.name}-{self.half}" if self.half else self.name


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
        parted = _long(passage.old) and _long(passage.new)
        if parted and not passage.segment.moved and passage.new.start in staying:
            continue
        here = passage if not parted else passage._replace(half="old")
        there = passage if not parted else passage._replace(half="new")
        if _long(passage.old):
            old.append(_Ranked(-1 if passage.segment.moved else rank, here._replace(new=Span(0, 0))))
        if _long(passage.new):
            new.append(_Ranked(rank, there._replace(old=Span(0, 0))))
    old.sort(key=lambda each: each.passage.old.start)
    new.sort(key=lambda each: each.passage.new.start)
    return list(_woven([each.passage for each in chain], old, new))


def kept(comparison: Comparison, passage: Passage) -> bool:
    """Whether both texts have it, in the same words and at the same place."""
    old, new = comparison.old.text[slice(*passage.old)], comparison.new.text[slice(*passage.new)]
    return old == new and passage.half is None


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
        self._spans = [(span, at) for at, span in enumerate(spans) if _long(span)]
        self._starts = [span.start for span, _ in self._spans]

    def of(self, evidence: Sequence[Selector]) -> Iterator[int]:
        """The numbers of the spans in which the evidence begins."""
        for selector in evidence:
            place = bisect_right(self._starts, selector.start) - 1
            if place >= 0 and selector.start < self._spans[place][0].end:
                yield self._spans[place][1]


def _long(span: Span) -> bool:
    return span.end > span.start


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
    both = [each for each in found if _long(each.passage.old) and _long(each.passage.new)]
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
    changes = {change.id: change for change in comparison.changes}
    for rank, segment in enumerate(comparison.segments):
        names = count(1)
        old, new = _Runs(segment.old), _Runs(segment.new)
        for piece in pieces(comparison, segment, [changes[name] for name in segment.changes]):
            for at, (old_span, new_span) in enumerate(_cut(piece, old, new)):
                name = piece.change.id if piece.change and not at else f"{segment.id}.{next(names)}"
                yield _Ranked(rank, Passage(name, old_span, new_span, segment, piece.change))


def _cut(piece: Piece, old: _Runs, new: _Runs) -> Iterator[tuple[Span, Span]]:
    """The places of a piece in both texts, cut where a side goes on elsewhere."""
    if piece.change is None and piece.old == piece.new:
        left = len(piece.old)
        while left:
            length = min(left, old.room(), new.room())
            yield old.take(length), new.take(length)
            left -= length
        return
    sides = [list(_taken(old, len(piece.old))), list(_taken(new, len(piece.new)))]
    for at in range(max(map(len, sides))):
        here = [side[at] if at < len(side) else Span(0, 0) for side in sides]
        yield here[0], here[1]


def _taken(runs: _Runs, length: int) -> Iterator[Span]:
    while length:
        part = min(length, runs.room())
        yield runs.take(part)
        length -= part


class _Runs:
    """The spans of one side of a segment, those that touch made one, read from left to right."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._runs: list[Span] = []
        for span in spans:
            if self._runs and self._runs[-1].end == span.start:
                self._runs[-1] = Span(self._runs[-1].start, span.end)
            elif _long(span):
                self._runs.append(span)
        self._at = self._runs[0].start if self._runs else 0

    def room(self) -> int:
        """Characters up to the end of the run."""
        return self._runs[0].end - self._at

    def take(self, length: int) -> Span:
        """The next `length` characters, within the run."""
        start, self._at = self._at, self._at + length
        if self._at == self._runs[0].end and len(self._runs) > 1:
            del self._runs[0]
            self._at = self._runs[0].start
        return Span(start, start + length)
