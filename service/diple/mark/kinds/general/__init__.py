"""What is reported of an event for which no special kind is shown: a passage dropped, added, or wording changed."""

from __future__ import annotations

from collections.abc import Sequence

from diple.mark.events import Event
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.general.passage import passage_added, passage_dropped
from diple.mark.kinds.general.wording import wording_changed
from diple.mark.text.context import Context

OF_EVENT = {"dropped": passage_dropped, "added": passage_added}


def general_kind(event: Event, context: Context, known: Sequence[Finding] = ()) -> Finding:
    """G1, G2 or G3, by the sides that the event has; `known` are the special claims on it that do not name it."""
    return wording_changed(event, context, known) if event.kind == "changed" else OF_EVENT[event.kind](event, context)
