"""When a marker is the answer that was expected, and when it is one that should not be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from diple import Change, Comparison, Marker

LOUD = ("notable", "high", "critical")  # the levels that a reader is shown as such
TOP = 3


class Kind(Protocol):
    """What a marker claims, or one of its further kinds (`also`): the part that a case judges."""

    @property
    def code(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def referent(self) -> str: ...


def kinds_of(marker: Marker) -> Iterator[Kind]:
    """The marker itself, then the further kinds that it names of the same event."""
    yield marker
    yield from getattr(marker, "also", ())


def weights_of(comparison: Comparison) -> dict[str, float]:
    """The weight of each change by its id.

    The result's own weight where it has one. Else the score of the highest marker on the change; a change without
    a marker has 1 where it counts and 0 where it is noise.
    """
    scores = {marker.id: float(marker.score) for marker in comparison.markers}
    return {change.id: weight_of(change, scores) for change in comparison.changes}


def weight_of(change: Change, scores: Mapping[str, float]) -> float:
    """The weight of one change, by its own figure or by the scores of its markers."""
    own = getattr(change, "weight", None)
    if own is not None:
        return float(own)
    counting = 0.0 if change.noise else 1.0
    return max((scores.get(marker, 0.0) for marker in change.markers), default=counting)


def heaviest(comparison: Comparison | None) -> float:
    """The weight of the heaviest change of a comparison; 0 without one."""
    return max(weights_of(comparison).values(), default=0.0) if comparison else 0.0


def strictly_met(markers: Sequence[Marker], answers: Iterable[dict[str, Any]]) -> bool:
    """Whether an answer is met with a keyword in the referent, and no other event is notable or above.

    The further kinds of the marker that answers are free: they are kinds of one event. A marker that answers need not
    be loud, since some kinds are minor by weight.
    """
    answers = list(answers)
    answering = {m.id for m in markers if any(answers_strictly(kind, a) for kind in kinds_of(m) for a in answers)}
    return bool(answering) and all(marker.id in answering for marker in loud(markers))


def answers_strictly(kind: Kind, answer: dict[str, Any]) -> bool:
    """Whether a kind has the code, the direction (None allows any) and a keyword of the answer in its referent."""
    return (
        kind.code == answer["code"]
        and answer["direction"] in (None, kind.direction)
        and any(word.casefold() in kind.referent.casefold() for word in answer["referent_keywords"])
    )


def words_of(marker: Marker) -> str:
    """All that a marker says and quotes, for keywords."""
    quotes = [selector.exact for selector in (*marker.old, *marker.new)]
    return " ".join([marker.referent, marker.rationale, *quotes]).casefold()


def meets(marker: Marker, answer: dict[str, Any]) -> bool:
    """Whether a marker, or a further kind of it, has the code, the direction (None allows any) and a keyword."""
    said = words_of(marker)
    return marker.level != "noise" and any(
        kind.code == answer["code"]
        and answer["direction"] in (None, kind.direction)
        and any(word.casefold() in f"{said} {kind.referent.casefold()}" for word in answer["referent_keywords"])
        for kind in kinds_of(marker)
    )


def met(markers: Iterable[Marker], answers: Iterable[dict[str, Any]]) -> bool:
    """Whether any marker meets any of the answers."""
    answers = list(answers)
    return any(meets(marker, answer) for marker in markers for answer in answers)


def wrong(markers: Iterable[Marker], must_not: Sequence[str]) -> list[str]:
    """The forbidden codes that stand at level notable or above."""
    codes = {kind.code for marker in markers if marker.level in LOUD for kind in kinds_of(marker)}
    return sorted(codes.intersection(must_not))


def loud(markers: Iterable[Marker]) -> list[Marker]:
    """The markers of level notable or above."""
    return [marker for marker in markers if marker.level in LOUD]


def told(marker: Marker) -> str:
    """A marker in a line, for lists of failures."""
    return f"{marker.code} {marker.direction} {marker.score} “{marker.referent}”"
