"""A passage that only one text has (G1, G2), whatever its words."""

from __future__ import annotations

from diple.mark.events import Event
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.text.context import Context
from diple.mark.text.passages import gist, side_at


def passage_dropped(event: Event, context: Context) -> Finding:
    """G1: sentences of the old text without a counterpart in the new one."""
    side = side_at(context.old, event.old, context)
    why = f"The new text has nothing that corresponds to this passage on {gist(side, side.start)}."
    return Finding("G1", "passage.dropped", "neutral", subject_of(side), why, event.old, (), event.changes)


def passage_added(event: Event, context: Context) -> Finding:
    """G2: sentences of the new text without a counterpart in the old one."""
    side = side_at(context.new, event.new, context)
    why = f"The old text has nothing that corresponds to this passage on {gist(side, side.start)}."
    return Finding("G2", "passage.added", "neutral", subject_of(side), why, (), event.new, event.changes)


def subject_of(side: Side) -> str:
    """What a passage is about."""
    return gist(side, side.start)
