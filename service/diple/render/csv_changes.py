"""The changes as a table: one row a change, noise included, with its places in code points."""

from __future__ import annotations

from diple.model import Change, Quote, Segment
from diple.render import PLAIN, Look
from diple.render.table import table
from diple.result import Comparison

_HEAD = (
    *("id", "kind", "counts", "noise", "old", "new", "markers", "segment", "status", "moved"),
    *("old_start", "old_end", "new_start", "new_end"),
)


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """All changes in the order of the comparison, whatever the look."""
    segments = {segment.id: segment for segment in comparison.segments}
    return table(_HEAD, (_row(change, segments[change.segment]) for change in comparison.changes))


def _row(change: Change, segment: Segment) -> tuple[object, ...]:
    return (
        *(change.id, change.kind, change.noise is None, change.noise),
        *(side.quote if side else None for side in (change.old, change.new)),
        *(" ".join(change.markers), segment.id, segment.status, segment.moved),
        *_place(change.old),
        *_place(change.new),
    )


def _place(quote: Quote | None) -> tuple[int | None, int | None]:
    return (quote.start, quote.end) if quote else (None, None)
