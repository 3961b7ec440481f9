"""The passages as rows, a sentence each: what it keeps, loses and gains, and the old places of sentences that moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from diple.model import Change, Marker, Segment, Span
from diple.render.redline.passages import Passage, passages, wordings
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
    markers = {marker.id: marker for marker in comparison.markers}
    placed = []
    for segment, found in passages(comparison):
        row = Row(segment, tuple(old[s] for s in segment.old), tuple(new[s] for s in segment.new))
        row.pieces = list(_pieces(comparison, found))
        if segment.status == "reworded":
            row.pieces.sort(key=lambda piece: bool(piece.new))  # what went before what came
        named = dict.fromkeys(name for piece in row.pieces if piece.change for name in piece.change.markers)
        row.markers = [markers[name] for name in named if name in markers]
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


def _pieces(comparison: Comparison, found: Iterable[Passage]) -> Iterator[Piece]:
    """The wordings of passages; those of one change are one piece, and so are neighbours that no change names."""
    for change, run in groupby(found, attrgetter("change")):
        sides = zip(*(wordings(comparison, passage) for passage in run), strict=True)
        old, new = map("".join, sides)
        yield Piece(old, new, change)
