"""Sentences that nothing answers beside the nearest ones of the other text, and where these are for a marker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from diple.model import Marker, Span
from diple.render.redline.side import Side
from diple.result import Comparison
from diple.themes.nearest import Near, nearest_of


class Nearest:
    """What may be of one matter in the two texts of a comparison, and is not linked."""

    def __init__(self, comparison: Comparison, sides: Sequence[Side]) -> None:
        self._comparison, self._sides = comparison, sides

    @cached_property
    def pairs(self) -> list[Near]:
        """All pairs, in the order of the old text."""
        it = self._comparison
        return nearest_of(it.old, it.new, it.segments, it.themes)

    def paragraph(self, marker: Marker) -> int:
        """The paragraph of the other text that may be of the same matter as a marker of one text alone, or 0."""
        if bool(marker.old) == bool(marker.new):
            return 0
        side, evidence = (0, marker.old) if marker.old else (1, marker.new)
        others = [pair[1 - side] for pair in self.pairs if any(_holds(pair[side], each.start) for each in evidence)]
        return min((self._sides[1 - side].paragraph(span.start) for span in others), default=0)


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end
