"""What is reported of an event for which no special kind is shown: a passage dropped, added, or wording changed."""

from __future__ import annotations

from diple.mark.events import Event
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.general.passage import passage_added, passage_dropped
from diple.mark.kinds.general.wording import wording_changed
from diple.mark.text.context import Context

OF_EVENT = {"dropped": passage_dropped, "added": passage_added, "changed": wording_changed}


def general_kind(event: Event, context: Context) -> Finding:
    """G1, G2 or G3, by the sides that the event has."""
    return OF_EVENT[event.kind](event, context)
