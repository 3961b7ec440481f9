"""The places where something that counts changed: each segment with such changes, cut where it is too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.mark.places.windows import Window, length, windows
from diple.model import Change, Notice, Segment, Span, Statement

# A place where so many code points were exchanged at once is not read at all, and a notice says so.
UNREADABLE = 8_000


class Place(NamedTuple):
    """One segment, or a window of a very long one, with its counting changes and the sentences to read them in.

    `old` and `new` are spans in code points of the two texts; one of them is empty where a sentence came or went.
    """

    segment: Segment
    changes: tuple[Change, ...]
    old: tuple[Span, ...]
    new: tuple[Span, ...]


def changed_segments(segments: Sequence[Segment], changes: Sequence[Change]) -> Iterator[tuple[Segment, list[Change]]]:
    """Each segment with at least one change that is not noise, in order, with these changes."""
    counting: dict[str, list[Change]] = {}
    for change in changes:
        if change.noise is None:
            counting.setdefault(change.segment, []).append(change)
    return ((segment, counting[segment.id]) for segment in segments if segment.id in counting)


def changed_places(
    old: Statement, new: Statement, segments: Sequence[Segment], changes: Sequence[Change]
) -> Iterator[Place]:
    """The places that rules can read, in the order of the segments."""
    for segment, mine in changed_segments(segments, changes):
        for window in windows(old.text, new.text, segment, mine):
            if is_readable(window):
                yield Place(segment, *window)


def is_readable(window: Window) -> bool:
    """Whether rules can read a window: not where whole pages were exchanged at once."""
    return max(map(length, window[1:])) <= UNREADABLE


def unread(old: str, new: str, segments: Sequence[Segment], changes: Sequence[Change]) -> tuple[Notice, ...]:
    """What a reader should know where places were too large to be read for markers."""
    if max(len(old), len(new)) <= UNREADABLE:
        return ()
    places = sum(
        not is_readable(window)
        for segment, mine in changed_segments(segments, changes)
        for window in windows(old, new, segment, mine)
    )
    message = f"In {places} places whole pages were exchanged at once; they were not read for markers."
    return (Notice("unread_places", message, {"places": places}),) if places else ()


def by_side(changes: Sequence[Change]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """The changes that touch the old text, and those that touch the new one."""
    return tuple(change for change in changes if change.old), tuple(change for change in changes if change.new)


def touched_spans(changes: Sequence[Change]) -> tuple[list[Span], list[Span]]:
    """The spans that some changes replace or delete in the old text, and replace or insert in the new one."""
    return [Span(*c.old[:2]) for c in changes if c.old], [Span(*c.new[:2]) for c in changes if c.new]
