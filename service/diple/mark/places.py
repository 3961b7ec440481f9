"""The places that rules look at: each segment with changes that count, cut where it is too long or says two things."""

from __future__ import annotations

from collections.abc import Sequence

from diple.lexicon import Lexicon
from diple.mark.evidence import Pair, Side
from diple.mark.windows import Window, is_readable, windows
from diple.model import Change, Segment, Span, Statement

UNRELATED = 0.3  # share of content words under which "reworded" sentences are read as dropped and added


def pairs_of(
    old: Statement, new: Statement, segments: Sequence[Segment], changes: Sequence[Change], lexicon: Lexicon
) -> tuple[Pair, ...]:
    """The places that rules look at: each segment with at least one change that is not noise."""
    by_segment: dict[str, list[Change]] = {}
    for change in changes:
        if change.noise is None:
            by_segment.setdefault(change.segment, []).append(change)
    pairs = (
        pair_of(old, new, s, window, lexicon)
        for s in segments
        if s.id in by_segment
        for window in windows(old.text, new.text, s, by_segment[s.id])
        if is_readable(window)
    )
    return tuple(part for pair in pairs for part in parts_of(pair))


def parts_of(pair: Pair) -> tuple[Pair, ...]:
    """A pair, or where its sides have next to nothing in common, a dropped and an added sentence."""
    if pair.segment.status != "reworded" or pair.common >= UNRELATED:
        return (pair,)
    gone = tuple(change for change in pair.changes if change.old)
    come = tuple(change for change in pair.changes if change.new)
    return Pair(pair.segment, gone, pair.old, None), Pair(pair.segment, come, None, pair.new)


def pair_of(old: Statement, new: Statement, segment: Segment, window: Window, lexicon: Lexicon) -> Pair:
    """One segment, or a window of a very long one, and its counting changes as a rule sees them."""
    changes, old_spans, new_spans = window
    gone = [Span(c.old.start, c.old.end) for c in changes if c.old]
    come = [Span(c.new.start, c.new.end) for c in changes if c.new]
    return Pair(
        segment,
        tuple(changes),
        Side(old, old_spans, gone, lexicon) if old_spans else None,
        Side(new, new_spans, come, lexicon) if new_spans else None,
    )
