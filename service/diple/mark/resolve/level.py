"""Levels: thresholds on the score."""

from __future__ import annotations

from diple.lexicon import Lexicon
from diple.model import Level

LEVELS: tuple[Level, ...] = ("critical", "high", "notable", "minor")


def level_of(score: int, lexicon: Lexicon) -> Level:
    """The level of a score, by the thresholds of the packs."""
    if score <= 0:
        return "noise"
    return next((level for level in LEVELS if score >= lexicon.weights.get(f"level.{level}", 0)), "minor")
