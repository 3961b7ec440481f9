"""When a marker is the answer that was expected, and when it is one that should not be there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diple import Marker

LOUD = ("notable", "high", "critical")  # the levels that a reader is shown as such
TOP = 3


def words_of(marker: Marker) -> str:
    """All that a marker says and quotes, for keywords."""
    quotes = [selector.exact for selector in (*marker.old, *marker.new)]
    return " ".join([marker.referent, marker.rationale, *quotes]).casefold()


def meets(marker: Marker, answer: dict[str, Any]) -> bool:
    """Whether a marker has the code, the direction (None allows any) and one of the keywords of an answer."""
    return (
        marker.code == answer["code"]
        and marker.level != "noise"
        and answer["direction"] in (None, marker.direction)
        and any(word.casefold() in words_of(marker) for word in answer["referent_keywords"])
    )


def met(markers: Iterable[Marker], answers: Iterable[dict[str, Any]]) -> bool:
    """Whether any marker meets any of the answers."""
    answers = list(answers)
    return any(meets(marker, answer) for marker in markers for answer in answers)


def wrong(markers: Iterable[Marker], must_not: Sequence[str]) -> list[str]:
    """The forbidden codes that stand at level notable or above."""
    return sorted({marker.code for marker in markers if marker.code in must_not and marker.level in LOUD})


def loud(markers: Iterable[Marker]) -> list[Marker]:
    """The markers of level notable or above."""
    return [marker for marker in markers if marker.level in LOUD]


def told(marker: Marker) -> str:
    """A marker in a line, for lists of failures."""
    return f"{marker.code} {marker.direction} {marker.score} “{marker.referent}”"
