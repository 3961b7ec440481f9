"""How sure the links are upon which a marker rests: what is compared across a weak one is no softer or firmer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from diple.align.agreement import Judged, agreed
from diple.model import Marker, Segment, Span, Statement
from diple.result import Comparison

# Agreement from which a link is sure enough to say which way its words moved. Of the pairs in evaluation/links.tsv that
# were judged, 97 of 108 above it are the same thing, and 37 of the 83 from which two sentences are linked up to it.
SURE = 0.75


class Linking:
    """The links of one comparison, and how likely those that are read as possibly reworded are of one matter."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._segments = {segment.id: segment for segment in comparison.segments}
        self._changes = {change.id: change.segment for change in comparison.changes}
        self._known: dict[str, float] = {}

    def is_loose(self, marker: Marker) -> bool:
        """Whether the wordings of a marker of both texts are in sentences that are linked as possibly reworded."""
        linked = self._linked(marker)
        return bool(linked) and all(segment.status == "reworded" for segment in linked)

    def is_weak(self, marker: Marker) -> bool:
        """Whether all links between its wordings of both texts are loose, and none is sure: only in a series."""
        return (
            self._comparison.mode == "succession"
            and self.is_loose(marker)
            and all(self.agreement(segment) < SURE for segment in self._linked(marker))
        )

    def agreement(self, segment: Segment) -> float:
        """How likely linked sentences are of the same matter, 0 to 1: the likeliest pair of them."""
        if segment.id not in self._known:
            pairs = ((i, j) for i in self._numbers(0, segment.old) for j in self._numbers(1, segment.new))
            self._known[segment.id] = max((agreed(self._judged, i, j) for i, j in pairs), default=0.0)
        return self._known[segment.id]

    def _linked(self, marker: Marker) -> list[Segment]:
        """The segments of its changes that have both texts; none where it has evidence of one alone."""
        if not marker.old or not marker.new:
            return []
        found = (self._segments[self._changes[name]] for name in marker.changes)
        return [segment for segment in found if segment.old and segment.new]

    @cached_property
    def _judged(self) -> Judged:
        old, new = self._comparison.old, self._comparison.new
        return Judged.of(_sentences(old), _sentences(new), spaced=old.language != "zh")

    def _numbers(self, side: int, spans: Sequence[Span]) -> range:
        """The numbers of the sentences in some spans, the first to the last."""
        sentences = (self._comparison.old, self._comparison.new)[side].sentences
        first = bisect_left(sentences, spans[0].start, key=lambda each: each.start)
        return range(first, bisect_right(sentences, spans[-1].end, key=lambda each: each.end))


def _sentences(statement: Statement) -> list[str]:
    return [statement.text[slice(*span)] for span in statement.sentences]
