"""Levels: thresholds on the score."""

from __future__ import annotations

from diple.lexicon import Lexicon
from diple.model import Level, Mode


def level_of(score: int, lexicon: Lexicon, mode: Mode) -> Level:
    """The level of a score, by the thresholds of the packs for the mode."""
    if score <= 0:
        return "noise"
    return next((level for level, least in lexicon.least_scores(mode) if score >= least), "minor")
