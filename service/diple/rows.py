"""The rows in which a reader reads both texts: each segment in its place, and a row where each that moved stood before.

Which markers stand beside a row is answered here too: beside the segment of the first change, or else of the first
quote.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from diple.model import Change, Marker, Segment, Selector, Span


class Order(NamedTuple):
    """The number of a segment in a row; `away` is its old place where it moved, `down` that it went towards the end."""

    segment: int
    away: bool = False
    down: bool = False


class Row(NamedTuple):
    """A row by the id of its segment, with the ids of the markers beside it.

    `away` and `down` are those of its order. A row is `quiet` where nothing in it counts, moved or has a marker.
    """

    segment: str
    away: bool
    down: bool
    quiet: bool
    markers: tuple[str, ...]


def rows_of(segments: Sequence[Segment], changes: Iterable[Change], markers: Sequence[Marker]) -> tuple[Row, ...]:
    """All rows in their order."""
    counting = {change.segment for change in changes if change.noise is None}
    beside: dict[str, list[str]] = {}
    for marker, home in homes_of(segments, changes, markers).items():
        beside.setdefault(home, []).append(marker)
    return tuple(
        Row(
            segment=segment.id,
            away=away,
            down=down,
            quiet=not (segment.moved or segment.id in beside or segment.id in counting) and _answered(segment),
            markers=() if away else tuple(beside.get(segment.id, ())),
        )
        for segment, away, down in ((segments[at], away, down) for at, away, down in order_of(segments))
    )


def _answered(segment: Segment) -> bool:
    return segment.status in ("equal", "changed")


def order_of(segments: Sequence[Segment]) -> list[Order]:
    """The segments in their order, each that moved also before the first that stays and was after it."""
    anchors = [(segment.old[0].start, at) for at, segment in enumerate(segments) if segment.old and not segment.moved]
    leaving: dict[int, list[Order]] = {}
    down: set[int] = set()
    for at, segment in enumerate(segments):
        if segment.moved and segment.old:
            found = bisect_left(anchors, (segment.old[0].start, -1))
            before = anchors[found][1] if found < len(anchors) else len(segments)
            down |= {at} if before <= at else set()
            leaving.setdefault(before, []).append(Order(at, away=True, down=before <= at))
    made: list[Order] = []
    for at in range(len(segments) + 1):
        made += sorted(leaving.get(at, ()), key=lambda order: segments[order.segment].old)
        made += [Order(at, down=at in down)] if at < len(segments) else []
    return made


def homes_of(segments: Sequence[Segment], changes: Iterable[Change], markers: Iterable[Marker]) -> dict[str, str]:
    """The segment beside which each marker is, by their ids; "" for a marker about no place."""
    owners = {change.id: change.segment for change in changes}
    old = Locator((span, segment) for segment in segments for span in segment.old)
    new = Locator((span, segment) for segment in segments for span in segment.new)
    return {marker.id: _home(marker, owners, old, new) for marker in markers}


def _home(marker: Marker, owners: Mapping[str, str], old: Locator, new: Locator) -> str:
    known = (owners[name] for name in marker.changes if name in owners)
    return next(known, "") or _quoted(new, marker.new) or _quoted(old, marker.old)


def _quoted(side: Locator, quotes: Sequence[Selector]) -> str:
    """The segment of the first quote; "" without one."""
    return (side.segment(quotes[0].start) or "") if quotes else ""


class Locator:
    """Finds the segment that holds a code point of one side."""

    def __init__(self, spans: Iterable[tuple[Span, Segment]]) -> None:
        self._spans = sorted((span, segment.id) for span, segment in spans)
        self._starts = [span.start for span, _ in self._spans]

    def segment(self, offset: int) -> str | None:
        """The segment at a code point."""
        at = bisect_right(self._starts, offset) - 1
        return self._spans[at][1] if at >= 0 else None

    def within(self, span: Span) -> Iterator[tuple[Span, str]]:
        """The segments that hold parts of a span, each with its part."""
        at = max(0, bisect_right(self._starts, span.start) - 1)
        for (start, end), segment in self._spans[at:]:
            if start >= span.end:
                return
            yield Span(max(start, span.start), min(end, span.end)), segment
