"""Levels as thresholds on the calibrated weight."""

from __future__ import annotations

from diple.model import Level

# Measured on the open half of the briefs, each pair weighed without it: of the ten highest events those at 30 or
# above hold .66 of the items (.84 of importance 3), .58 of them touch one, and .32 of what experts passed over
# is there. At 25 the figures are .69, .86, .57 and .38; at 40 .59, .78, .62 and .21. Of the invented changes of
# substance .91 are at 30 or above, of 133 quiet cases 2.
LEVELS: dict[Level, int] = {"critical": 70, "high": 50, "notable": 30, "minor": 1}


def level_of(weight: int) -> Level:
    """The level of a weight, 0 to 100."""
    return next((level for level, floor in LEVELS.items() if weight >= floor), "noise")
