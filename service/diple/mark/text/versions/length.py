"""How long a version is beside the other, by what their languages take."""

from __future__ import annotations

from diple.lexicon.tables import language_table
from diple.mark.text.versions.pairing import Version
from diple.model import Span


def is_longer_by(here: Version, there: Version, stretch: Span, least: float) -> bool:
    """Whether the first is `least` times as long as its language lets expect, and less so without a stretch."""
    expected = len(there.text) * taken(here.language) / taken(there.language)
    size = len(here.text)
    return size > expected * least and abs(size - (stretch.end - stretch.start) - expected) < abs(size - expected)


def taken(language: str) -> float:
    """How many code points a language takes for what takes one in English."""
    length: float = language_table(language, "figures").get("length", 1.0)
    return length
