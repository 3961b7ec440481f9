"""When a marker is the answer that was expected, and when it is one that should not be there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diple import Comparison, Marker
from diple.model import Further

LOUD = ("notable", "high", "critical")  # the levels that a reader is shown as such
TOP = 3


def heaviest(comparison: Comparison | None) -> float:
    """The weight of the heaviest change of a comparison, 0 to 100; 0 without one."""
    return float(max((change.weight for change in comparison.changes), default=0)) if comparison else 0.0


def strictly_met(markers: Sequence[Marker], answers: Iterable[dict[str, Any]]) -> bool:
    """Whether an answer is met with a keyword in the referent, and no other event is notable or above.

    The further kinds of the marker that answers are free: they are kinds of one event. A marker that answers need not
    be loud, since some kinds are minor by weight.
    """
    answers = list(answers)
    answering = {m.id for m in markers if any(answers_strictly(kind, a) for kind in m.kinds for a in answers)}
    return bool(answering) and all(marker.id in answering for marker in loud(markers))


def answers_strictly(kind: Further, answer: dict[str, Any]) -> bool:
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
        for kind in marker.kinds
    )


def met(markers: Iterable[Marker], answers: Iterable[dict[str, Any]]) -> bool:
    """Whether any marker meets any of the answers."""
    answers = list(answers)
    return any(meets(marker, answer) for marker in markers for answer in answers)


def wrong(markers: Iterable[Marker], must_not: Sequence[str]) -> list[str]:
    """The forbidden codes that are at level notable or above."""
    codes = {kind.code for marker in markers if marker.level in LOUD for kind in marker.kinds}
    return sorted(codes.intersection(must_not))


def loud(markers: Iterable[Marker]) -> list[Marker]:
    """The markers of level notable or above."""
    return [marker for marker in markers if marker.level in LOUD]


def in_a_line(marker: Marker) -> str:
    """A marker in a line, for lists of failures."""
    return f"{marker.code} {marker.direction} {marker.score} “{marker.referent}”"
