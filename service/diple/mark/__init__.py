"""What changes of wording mean: each change is weighed, events are named by the kinds that the grammar shows.

    marking = mark(old, new, segments, changes, lexicon, mode)

The steps in order, each a package: `places` (where something that counts changed), `sentence` (one sentence read),
`text` (whole texts read), `events` (what an analyst would call one thing), `weigh` (how much each matters), `kinds`
(what the rules claim; its tables lead to the code of every kind), `resolve` (one marker an event).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.lexicon import Lexicon
from diple.mark.events import events_of
from diple.mark.kinds import claims_across_languages, claims_of
from diple.mark.kinds.faults import Faults
from diple.mark.places.changed import unread
from diple.mark.resolve.claims import by_event, reduced
from diple.mark.resolve.markers import in_order, marker_of_claim, markers_of_events
from diple.mark.sentence.pairs import pairs_of
from diple.mark.sentence.reader import Reader
from diple.mark.text.context import Context
from diple.mark.weigh import Weigher
from diple.model import Change, Marker, Mode, Notice, Segment, Statement


class Marking(NamedTuple):
    """The markers by falling score, the weight of each change that counts by its id, and what had to be left out."""

    markers: tuple[Marker, ...]
    weights: dict[str, int]
    degraded: tuple[Notice, ...]


def mark(
    old: Statement,
    new: Statement,
    segments: Sequence[Segment],
    changes: Sequence[Change],
    lexicon: Lexicon,
    mode: Mode,
    earlier: Sequence[Statement] = (),
) -> Marking:
    """The markers of a comparison and the weights of its changes.

    Only changes that are not noise are looked at. Two languages (mode "translation") get only what diverges between
    them, for ranks do not compare across languages. `earlier` are the earlier texts of the series, oldest first.
    """
    faults = Faults()
    if mode == "translation" or old.language != new.language:
        context = Context(old, new, lexicon, mode, tuple(earlier), segments=tuple(segments))
        claims = claims_across_languages(context, faults)
        return Marking(in_order((marker_of_claim(claim, context) for claim in claims), context), {}, faults.notices())

    reader = Reader()
    pairs = pairs_of(old, new, segments, changes, lexicon, reader)
    context = Context(old, new, lexicon, mode, tuple(earlier), pairs, tuple(segments), reader)
    claims = reduced(claims_of(context, faults))
    events = events_of(old, new, segments, changes, mode)
    weighed = Weigher().weigh(events, old, new, segments, changes, lexicon, mode, earlier, reader)
    claimed, alone = by_event(events, claims, lexicon)
    markers = [
        *markers_of_events(claimed, weighed.events, context),
        *(marker_of_claim(claim, context) for claim in alone),
    ]
    weights = {id_: weight.value for id_, weight in weighed.changes.items()}
    degraded = (*unread(old.text, new.text, segments, changes), *faults.notices())
    return Marking(in_order(markers, context), weights, degraded)


__all__ = ["Marking", "mark"]
