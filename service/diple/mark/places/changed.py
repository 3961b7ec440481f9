"""The places where something that counts changed: each segment with such changes, cut where it is too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.mark.places.windows import is_readable, windows
from diple.model import Change, Segment, Span, Statement


class Place(NamedTuple):
    """One segment, or a window of a very long one, with its counting changes and the sentences to read them in.

    `old` and `new` are spans in code points of the two texts; one of them is empty where a sentence came or went.
    """

    segment: Segment
    changes: tuple[Change, ...]
    old: tuple[Span, ...]
    new: tuple[Span, ...]


def changed_places(
    old: Statement, new: Statement, segments: Sequence[Segment], changes: Sequence[Change]
) -> Iterator[Place]:
    """Each segment with at least one change that is not noise, in the order of the segments."""
    by_segment: dict[str, list[Change]] = {}
    for change in changes:
        if change.noise is None:
            by_segment.setdefault(change.segment, []).append(change)
    for segment in segments:
        if segment.id in by_segment:
            for window in windows(old.text, new.text, segment, by_segment[segment.id]):
                if is_readable(window):
                    yield Place(segment, *window)
