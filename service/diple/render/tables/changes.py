"""The changes as a table: one row a change, noise included, with its places in code points.

A wording that ends in line ends is without them in its cell; they are in `old_after` and `new_after`, as `\\n`.
"""

from __future__ import annotations

import json

from diple.model import Change, Quote, Segment
from diple.render.look import PLAIN, Look
from diple.render.tables.csv import table
from diple.result import Comparison

_HEAD = (
    *("id", "kind", "counts", "noise", "old", "new", "markers", "segment", "status", "moved"),
    *("old_start", "old_end", "new_start", "new_end", "old_after", "new_after", "weight"),
)


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """All changes in the order of the comparison, whatever the look."""
    segments = {segment.id: segment for segment in comparison.segments}
    return table(_HEAD, (_row(change, segments[change.segment]) for change in comparison.changes))


def _row(change: Change, segment: Segment) -> tuple[object, ...]:
    (old, old_after), (new, new_after) = map(_parted, (change.old, change.new))
    return (
        *(change.id, change.kind, change.noise is None, change.noise, old, new),
        *(" ".join(change.markers), segment.id, segment.status, segment.moved),
        *_place(change.old),
        *_place(change.new),
        *(old_after, new_after, change.weight),
    )


def _parted(quote: Quote | None) -> tuple[str | None, str | None]:
    """A wording without the line ends at its end, and these, written out."""
    if quote is None:
        return None, None
    bare = quote.quote.rstrip()
    after = quote.quote[len(bare) :]
    if "\n" not in after and "\r" not in after:
        return quote.quote, None
    return bare, json.dumps(after)[1:-1]


def _place(quote: Quote | None) -> tuple[int | None, int | None]:
    return (quote.start, quote.end) if quote else (None, None)
