"""A marker as the page shows it: its note, with its sum as bars and its quotes in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diple.explanation import Explanation, signed
from diple.model import Marker
from diple.render.markers.naming import MOVED, heading, label, largest_terms, rationale
from diple.render.redline.differing import Quoted


@dataclass(frozen=True, slots=True)
class Bar:
    """One summand of a score as a bar: where it begins and how wide it is, of 100; `down` where it takes away."""

    points: str
    reason: str
    start: int
    width: int
    down: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A marker as the page shows it.

    `label` is the news in one line, `direction` is empty where it is neither stronger nor softer. `paragraph` is where
    it occurs, in words that fit a list. `beyond` is true where it is none of the highest, `listed` where the reader's
    filters let it through. `bars` are its sum, `quotes` its evidence of either text in
    parts, `why` is all that its score and its kind rest on.
    """

    marker: Marker
    label: str
    title: str
    direction: str
    rationale: str
    paragraph: str
    beyond: bool
    bars: tuple[Bar, ...]
    quotes: tuple[list[Quoted], list[Quoted]]
    why: Explanation | None
    listed: bool = True


def note(
    marker: Marker,
    old: int | None,
    new: int | None,
    quotes: tuple[list[Quoted], list[Quoted]],
    *,
    beyond: bool,
    why: Explanation | None,
    listed: bool = True,
) -> Note:
    """The note of a marker with these quotes, whose evidence begins in these paragraphs of the old and the new text."""
    return Note(
        marker=marker,
        label=label(marker),
        title=heading(marker),
        direction=marker.direction if marker.direction in MOVED else "",
        rationale=rationale(marker),
        beyond=beyond,
        bars=tuple(bars(marker)),
        quotes=quotes,
        why=why,
        listed=listed,
        paragraph=f"¶ {new}" if new else f"old ¶ {old}" if old else "whole text",
    )


def bars(marker: Marker) -> Iterator[Bar]:
    """The largest terms of the sum as bars that begin where the one before them ends, on a scale of 0 to 100."""
    total = 0
    for at, term in enumerate(largest_terms(marker)):
        begin, total = total, total + term.value
        low, high = (min(max(edge, 0), 100) for edge in sorted((begin, total)))
        yield Bar(signed(term.value) if at else str(term.value), term.reason, low, high - low, term.value < 0)
