"""Levels as thresholds on the calibrated weight."""

from __future__ import annotations

from diple.model import Level

LEVELS: dict[Level, int] = {"critical": 70, "high": 45, "notable": 20, "minor": 1}


def level_of(weight: int) -> Level:
    """The level of a weight, 0 to 100."""
    return next((level for level, floor in LEVELS.items() if weight >= floor), "noise")
