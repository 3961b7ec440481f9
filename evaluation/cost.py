"""What marking costs: its share of a whole comparison of 6,000 words.

Of four of the benchmark's pairs, which are edited as texts are, and of the evaluation's own, whose forty edits change
words that the packs do not know, so that more of them must be read.
"""

from __future__ import annotations

import gc
from time import perf_counter

from benchmarks.pairs import statement

import diple
from evaluation.figures import Figure, Part
from evaluation.haystack import haystack

ROUNDS = 9
SEEDS = (1, 2, 3, 4)  # of the benchmark's pair, whose cost differs by what was edited in it
SEED = 1


def measured() -> Part:
    """The best of several rounds with markers and without, taken in turn. Times of one machine: never pinned."""
    part = Part("cost", "Cost")
    made, edited = [statement("s6k", seed) for seed in SEEDS], haystack(SEED)
    shares = [share(pair.old, pair.new) for pair in made]
    whole = round(sum(each.hits for each in shares), 5), round(sum(each.of for each in shares), 5)
    part.figures["cost of marking"] = Figure(*whole)
    part.figures["cost of marking forty unknown words"] = share(edited.old, edited.new)
    return part


def share(old: str, new: str) -> Figure:
    """The seconds that marking takes, of those of the whole comparison."""
    best = {True: float("inf"), False: float("inf")}
    gc.collect()
    gc.freeze()  # what the rest of the evaluation left behind is not gone through again and again
    try:
        for _ in range(ROUNDS):
            for markers in (True, False):
                start = perf_counter()
                diple.compare(old, new, markers=markers)
                best[markers] = min(best[markers], perf_counter() - start)
    finally:
        gc.unfreeze()
    return Figure(max(0.0, round(best[True] - best[False], 5)), round(best[True], 5))
