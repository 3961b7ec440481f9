"""What marking costs: its share of a whole comparison on 6,000 words with forty edits."""

from __future__ import annotations

import gc
from time import perf_counter

import diple
from evaluation.figures import Figure, Part
from evaluation.haystack import haystack

ROUNDS = 7
SEED = 1


def measured() -> Part:
    """The best of several rounds with markers and without, taken in turn. One machine's times: told, never pinned."""
    pair = haystack(SEED)
    best = {True: float("inf"), False: float("inf")}
    gc.collect()
    for _ in range(ROUNDS):
        for markers in (True, False):
            start = perf_counter()
            diple.compare(pair.old, pair.new, markers=markers)
            best[markers] = min(best[markers], perf_counter() - start)
    part = Part("cost", "Cost")
    part.figures["cost of marking"] = Figure(max(0.0, round(best[True] - best[False], 5)), round(best[True], 5))
    return part
