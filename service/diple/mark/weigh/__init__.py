"""Weights: how much an expert would want to know of a change, as a probability in percent.

    weighed = Weigher().weigh(events, old, new, segments, changes, lexicon, mode)

`features` reads an event, `coefficients` holds the linear model that `make weights` fitted, `terms` shows its sum in
points. docs/weights.md explains the features, the fit and how a weight is computed by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diple.lexicon import Lexicon
from diple.mark.events import Event
from diple.mark.sentence.reader import Reader
from diple.mark.weigh.coefficients import Coefficients, shipped
from diple.mark.weigh.features import Pair, features_of
from diple.mark.weigh.terms import weight_of
from diple.model import Change, Mode, Segment, Statement, Term


@dataclass(frozen=True)
class Weight:
    """A weight, 0 to 100, with the terms that add up to it."""

    value: int
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Weighed:
    """The weights of a comparison: of each event, in the order given, and of each change that counts, by its id."""

    events: tuple[Weight, ...]
    changes: Mapping[str, Weight]


class Weigher:
    """Weighs events by fitted coefficients: those that come with Diple, or others."""

    def __init__(self, coefficients: Coefficients | None = None) -> None:
        self.coefficients = coefficients or shipped()

    def weigh(
        self,
        events: Sequence[Event],
        old: Statement,
        new: Statement,
        segments: Sequence[Segment],
        changes: Sequence[Change],
        lexicon: Lexicon,
        mode: Mode,
        earlier: Sequence[Statement] = (),
        reader: Reader | None = None,
    ) -> Weighed:
        """The weights of the events of one comparison; a change weighs as the event that it is part of.

        `reader` has read sentences of the comparison already.
        """
        pair = Pair(old, new, lexicon, mode, reader)
        model = self.coefficients.model(mode)
        weights = [Weight(*weight_of(model, features_of(event, pair))) for event in events]
        by_change = {id_: weight for event, weight in zip(events, weights, strict=True) for id_ in event.changes}
        return Weighed(tuple(weights), by_change)


__all__ = ["Weighed", "Weigher", "Weight"]
