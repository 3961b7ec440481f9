"""Sentences that nothing answers beside the nearest wordings of the other text, and which one is so for a marker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, get_args

from diple.model import Marker, Near, Span, Sureness
from diple.render.language.phrases import excerpt
from diple.render.redline.side import Side
from diple.result import Comparison

SURE: dict[Sureness, str] = {
    "likely": "likely the same subject",
    "perhaps": "perhaps the same subject",
    "doubtful": "perhaps another subject",
}
"""What is said of how sure a nearest wording is; each is a phrase of the interface."""


LONGEST = 100
"""Characters of a nearest wording that is quoted in a line or two."""


class Hint(NamedTuple):
    """A nearest wording of the other text: the number of its paragraph, its words, and how sure it is."""

    paragraph: int
    span: Span
    words: str
    sure: Sureness

    @property
    def told(self) -> str:
        """How sure it is, as a phrase of the interface."""
        return SURE[self.sure]

    @property
    def short(self) -> str:
        """Its first and last words."""
        return excerpt(self.words, LONGEST)


class Nearest:
    """The nearest wordings of a comparison: those worth being set beside a sentence, surest first, and others."""

    def __init__(self, comparison: Comparison, sides: Sequence[Side]) -> None:
        self._texts, self._sides = (comparison.old.text, comparison.new.text), sides
        near = [pair for pair in comparison.nearest if pair.sure != "doubtful"]
        self.pairs = sorted(near, key=lambda pair: get_args(Sureness).index(pair.sure))
        self.doubtful = [pair for pair in comparison.nearest if pair.sure == "doubtful"]

    def hint(self, pair: Near, side: int) -> Hint:
        """What one side of a pair, 0 old or 1 new, is to the other."""
        span = _sides(pair)[side]
        words = self._texts[side][span.start : span.end]
        return Hint(self._sides[side].paragraph(span.start), span, words, pair.sure)

    def of_marker(self, marker: Marker) -> Hint | None:
        """The surest wording of the other text that is near a marker of one text alone; doubtful ones are none."""
        if bool(marker.old) == bool(marker.new):
            return None
        side, evidence = (0, marker.old) if marker.old else (1, marker.new)
        near = [pair for pair in self.pairs if any(_holds(_sides(pair)[side], each.start) for each in evidence)]
        hints = [self.hint(pair, 1 - side) for pair in near]
        return min(hints, key=lambda hint: (get_args(Sureness).index(hint.sure), hint.span), default=None)


def _sides(pair: Near) -> tuple[Span, Span]:
    return pair.old, pair.new


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end
