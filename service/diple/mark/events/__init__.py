"""Events: changed places joined into what an analyst would call one thing.

    events = events_of(old, new, segments, changes, mode)

`places` reads the changed segments word by word, `grouping` joins them, `cohesion` says what speaks of one subject.
No rule of a kind runs here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from diple.mark.events.grouping import Group, groups_of
from diple.mark.events.places import places_of
from diple.model import Change, Mode, Segment, Span, Statement

EventKind = Literal["dropped", "added", "changed"]
GAP = 3  # code points of white space between sentences that are quoted as one stretch


@dataclass(frozen=True, eq=False)
class Event:
    """One thing that changed: its changes, the spans of evidence in either text, and what features are read from.

    `kind` is dropped where only the old text has it, added where only the new one, else changed.
    """

    kind: EventKind
    changes: tuple[str, ...]
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    group: Group

    def sentences(self, name: str) -> tuple[Span, ...]:
        """The sentences, or parts of long ones, of one side, in order."""
        return tuple(sorted(self.group.spans(name)))


def events_of(
    old: Statement, new: Statement, segments: Sequence[Segment], changes: Sequence[Change], mode: Mode
) -> tuple[Event, ...]:
    """The events of a comparison, by their place in the new text, then in the old; changes that are noise have none."""
    if mode == "translation" or old.language != new.language:
        return ()
    events = [event_of(group) for group in groups_of(places_of(old, new, segments, changes))]
    return tuple(sorted(events, key=place_of))


def event_of(group: Group) -> Event:
    """A group of places as an event."""
    old, new = stretches(group.spans("old")), stretches(group.spans("new"))
    kind: EventKind = "changed" if old and new else "dropped" if old else "added"
    return Event(kind, tuple(chain.from_iterable(place.ids for place in group.places)), old, new, group)


def stretches(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, neighbours joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start - joined[-1].end <= GAP:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def place_of(event: Event) -> tuple[int, int]:
    """Where an event is: in the new text, then in the old."""
    return event.new[0].start if event.new else event.old[0].start, event.old[0].start if event.old else -1


__all__ = ["Event", "EventKind", "events_of"]
