"""The redline behind written-out views: what a segment keeps, loses and gains, and where moves came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from diple.model import Change, Marker, Segment, Span
from diple.result import Comparison
from diple.rows import order_of


class Piece(NamedTuple):
    """A stretch of a segment: kept (`change` is None and both sides are equal), or changed."""

    old: str
    new: str
    change: Change | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a change that is not noise."""
        return self.change is not None and self.change.noise is None


@dataclass(slots=True)
class Row:
    """A segment in its place, with the sentence numbers of both sides (from 1; empty where it has none).

    A row with `away` means the old place of a segment that moved: `segment` appears elsewhere. `down`
    says for both rows of a move whether the segment went towards the end.
    """

    segment: Segment
    old: tuple[int, ...]
    new: tuple[int, ...]
    pieces: list[Piece] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    away: bool = False
    down: bool = False

    @property
    def quiet(self) -> bool:
        """Whether nothing here counts: it neither moved nor changed but by noise, and has no marker."""
        return not (self.away or self.segment.moved or self.markers or any(p.counts for p in self.pieces))


def rows(comparison: Comparison) -> list[Row]:
    """All segments in the order of the new text, and a row at the old place of each that moved."""
    old, new = _ordinals(s.old for s in comparison.segments), _ordinals(s.new for s in comparison.segments)
    changes = {change.id: change for change in comparison.changes}
    markers = {marker.id: marker for marker in comparison.markers}
    placed = []
    for segment in comparison.segments:
        row = Row(segment, tuple(old[s] for s in segment.old), tuple(new[s] for s in segment.new))
        own = [changes[name] for name in segment.changes]
        if segment.status == "reworded":
            own.sort(key=lambda change: change.new is not None)  # what went before what came
        row.pieces = list(pieces(comparison, segment, own))
        row.markers = [markers[name] for name in dict.fromkeys(m for c in own for m in c.markers) if name in markers]
        placed.append(row)
    return _with_old_places(placed)


def _ordinals(sides: Iterator[tuple[Span, ...]]) -> dict[Span, int]:
    return {span: number for number, span in enumerate(sorted(s for side in sides for s in side), 1)}


def _with_old_places(placed: list[Row]) -> list[Row]:
    """Adds the rows that tell where a moved segment was."""
    made = []
    for at, away, down in order_of([row.segment for row in placed]):
        row = placed[at]
        row.down = down
        made.append(replace(row, away=True) if away else row)
    return made


def pieces(comparison: Comparison, segment: Segment, changes: list[Change]) -> Iterator[Piece]:
    """The segment's wording in order: what both sides share, and each change with its two sides."""
    old, new = _Side(comparison.old.text, segment.old), _Side(comparison.new.text, segment.new)
    for change in changes:
        shared = old.upto(change.old.start) if change.old else new.upto(change.new.start) if change.new else ""
        if change.old and change.new:
            new.upto(change.new.start)
        elif change.old:
            new.skip(len(shared))
        else:
            old.skip(len(shared))
        if shared:
            yield Piece(shared, shared)
        if change.old:
            old.upto(change.old.end)
        if change.new:
            new.upto(change.new.end)
        yield Piece(change.old.quote if change.old else "", change.new.quote if change.new else "", change)
    rest_old, rest_new = old.rest(), new.rest()
    if rest_old or rest_new:
        yield Piece(rest_old, rest_new)


class _Side:
    """One side of a segment as one string, read from left to right; offsets are those of the whole text."""

    def __init__(self, text: str, spans: tuple[Span, ...]) -> None:
        self._parts = [text[start:end] for start, end in spans]
        self._text = "".join(self._parts)
        self._spans = spans
        self._at = 0

    def _local(self, offset: int) -> int:
        """Where a code point of the whole text is in the joined spans, not before the place reached."""
        passed = 0
        for start, end in self._spans:
            if start <= offset <= end and passed + offset - start >= self._at:
                return passed + offset - start
            passed += end - start
        return self._at

    def upto(self, offset: int) -> str:
        """What lies before `offset` and was not read yet."""
        return self.skip(self._local(offset) - self._at)

    def skip(self, length: int) -> str:
        """The next `length` code points."""
        start, self._at = self._at, self._at + length
        return self._text[start : self._at]

    def rest(self) -> str:
        """All that was not read yet."""
        return self.skip(len(self._text) - self._at)
