"""Very long sentences are read in windows around what changed, so that marking stays proportional to the changes.

A sentence of a whole page is rare and says little as a whole; a list without a full stop, or a text whose points were
lost, would otherwise be read once more for each of its changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.model import Change, Notice, Segment, Span

# A segment with more characters than this on a side is read in windows ...
LONGEST = 4_000
# ... that reach so many characters beside the changes they hold.
REACH = 400

# A place where so many characters were exchanged at once is not read at all, and that is told.
UNREADABLE = 20_000

Window = tuple[tuple[Change, ...], tuple[Span, ...], tuple[Span, ...]]


def windows(old: str, new: str, segment: Segment, changes: Sequence[Change]) -> Iterator[Window]:
    """Changes with the spans to read them in: the segment's own, or for a long one those around each group."""
    if max(map(_length, (segment.old, segment.new))) <= LONGEST or not (segment.old and segment.new):
        yield tuple(changes), segment.old, segment.new
        return
    group: list[Change] = []
    places: list[tuple[Span, Span]] = []
    for change, place in zip(changes, _places(segment, changes), strict=True):
        if group and _apart(segment, places[-1], place):
            yield _window(old, new, segment, group, places)
            group, places = [], []
        group.append(change)
        places.append(place)
    if group:
        yield _window(old, new, segment, group, places)


def is_readable(window: Window) -> bool:
    """Whether rules can read a window: not where whole pages were exchanged at once."""
    return max(map(_length, window[1:])) <= UNREADABLE


def unread(old: str, new: str, segments: Sequence[Segment], changes: Sequence[Change]) -> tuple[Notice, ...]:
    """What a reader should know where places were too large to be read for markers."""
    if max(len(old), len(new)) <= UNREADABLE:
        return ()
    held: dict[str, list[Change]] = {}
    for change in changes:
        if change.noise is None:
            held.setdefault(change.segment, []).append(change)
    long = {s.id: s for s in segments if s.id in held and max(map(_length, (s.old, s.new))) > UNREADABLE}
    held = {name: mine for name, mine in held.items() if name in long}
    places = sum(
        not is_readable(window) for name, mine in held.items() for window in windows(old, new, long[name], mine)
    )
    if not places:
        return ()
    message = f"In {places} places whole pages were exchanged at once; they were not read for markers."
    return (Notice("unread_places", message, {"places": places}),)


def _length(spans: Sequence[Span]) -> int:
    if len(spans) == 1:
        return spans[0].end - spans[0].start
    return sum([end - start for start, end in spans])


def _apart(segment: Segment, before: tuple[Span, Span], place: tuple[Span, Span]) -> bool:
    """Whether a change stands too far from the one before, or in another span, to be read with it."""
    far = place[0].start - before[0].end > REACH and place[1].start - before[1].end > REACH
    return far or any(
        _holder(spans, one) != _holder(spans, other)
        for spans, one, other in ((segment.old, before[0], place[0]), (segment.new, before[1], place[1]))
    )


def _holder(spans: Sequence[Span], place: Span) -> Span:
    """The span that a place lies in."""
    return next((span for span in spans if span.start <= place.start <= span.end), spans[-1])


def _places(segment: Segment, changes: Sequence[Change]) -> Iterator[tuple[Span, Span]]:
    """Where each change stands on both sides; a side without words is placed by the equal words before it."""
    old_end, new_end = segment.old[0].start, segment.new[0].start
    for change in changes:
        old_at = change.old.start if change.old else old_end + (change.new.start - new_end if change.new else 0)
        new_at = change.new.start if change.new else new_end + (old_at - old_end)
        old_end = change.old.end if change.old else old_at
        new_end = change.new.end if change.new else new_at
        yield Span(old_at, old_end), Span(new_at, new_end)


def _window(
    old: str, new: str, segment: Segment, group: Sequence[Change], places: Sequence[tuple[Span, Span]]
) -> Window:
    left, right = (
        _around(text, _holder(spans, places[0][side]), places[0][side].start, places[-1][side].end)
        for side, (text, spans) in enumerate(((old, segment.old), (new, segment.new)))
    )
    return tuple(group), (left,), (right,)


def _around(text: str, whole: Span, start: int, end: int) -> Span:
    """The stretch with what stands beside it, cut at white space where there is some."""
    first, last = max(whole.start, start - REACH), min(whole.end, end + REACH)
    if first > whole.start:
        blank = text.find(" ", first, start)
        first = blank + 1 if blank >= 0 else first
    if last < whole.end:
        blank = text.rfind(" ", end, last)
        last = blank if blank >= 0 else last
    return Span(first, last)
