"""The changed places of two statements, each with both of its sides ready to be read."""

from __future__ import annotations

from collections.abc import Sequence

from diple.lexicon import Lexicon
from diple.mark.places.changed import Place, by_side, changed_places, touched_spans
from diple.mark.sentence.doubt import is_beyond_doubt
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Pair
from diple.mark.sentence.reader import Reader
from diple.model import Change, Segment, Statement

UNRELATED = 0.3  # share of content words under which "reworded" sentences are read as dropped and added


def pairs_of(
    old: Statement,
    new: Statement,
    segments: Sequence[Segment],
    changes: Sequence[Change],
    lexicon: Lexicon,
    reader: Reader | None = None,
) -> tuple[Pair, ...]:
    """The places that rules look at, in the order of the segments."""
    reader = reader or Reader()
    places = changed_places(old, new, segments, changes)
    pairs = tuple(part for place in places for part in parts_of(pair_of(old, new, place, lexicon, reader)))
    for pair in pairs:
        pair.beyond_doubt = is_beyond_doubt(pair)
    return pairs


def parts_of(pair: Pair) -> tuple[Pair, ...]:
    """A pair, or where its sides have next to nothing in common, a dropped and an added sentence."""
    if pair.segment.status != "reworded" or pair.common >= UNRELATED:
        return (pair,)
    gone, come = by_side(pair.changes)
    return Pair(pair.segment, gone, pair.old, None), Pair(pair.segment, come, None, pair.new)


def pair_of(old: Statement, new: Statement, place: Place, lexicon: Lexicon, reader: Reader) -> Pair:
    """A place as a rule sees it."""
    gone, come = touched_spans(place.changes)
    return Pair(
        place.segment,
        place.changes,
        Side(old, place.old, gone, lexicon, reader) if place.old else None,
        Side(new, place.new, come, lexicon, reader) if place.new else None,
    )
