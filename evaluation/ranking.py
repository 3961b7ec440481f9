"""How well a score parts two classes: the area under the ROC curve, and F1 at a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby


def auc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """The chance that a positive outranks a negative, ties counted half; 0.5 where a class is empty."""
    if not positives or not negatives:
        return 0.5
    labelled = sorted([(score, True) for score in positives] + [(score, False) for score in negatives])
    below, area = 0, 0.0
    for _, tied in groupby(labelled, key=lambda pair: pair[0]):
        labels = [label for _, label in tied]
        ups = sum(labels)
        downs = len(labels) - ups
        area += ups * (below + downs / 2)
        below += downs
    return area / (len(positives) * len(negatives))


def f1(positives: Sequence[float], negatives: Sequence[float], threshold: float) -> float:
    """F1 of the positives among all that score at least `threshold`."""
    hits = sum(score >= threshold for score in positives)
    return 2 * hits / (len(positives) + hits + sum(score >= threshold for score in negatives)) if hits else 0.0


def best_threshold(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """The threshold, one of the scores, at which F1 is highest."""
    return max(sorted(set(positives)), key=lambda threshold: f1(positives, negatives, threshold), default=0.0)
