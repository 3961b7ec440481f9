"""Figures of a cross-validated fit: the reliability table, and how well the sources are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.metrics import precision_recall_curve, roc_auc_score

from diple.mark.weigh.coefficients import Model
from training.weights.fitting import MODES, Fit, Table, calibrating
from training.weights.sources import Brief

BINS = ((0, 10), (10, 20), (20, 30), (30, 40), (40, 50), (50, 60), (60, 70), (70, 80), (80, 101))


def report(table: Table, values: np.ndarray, fit: Fit, briefs: Sequence[Brief], *, pairs: bool) -> Iterator[str]:
    """The lines of the report."""
    weights = cross_weights(table, values, fit)
    for mode in MODES:
        yield from reliability(table, weights, mode)
    yield from separation(table, values)


def cross_weights(table: Table, values: np.ndarray, fit: Fit) -> np.ndarray:
    """The weight of each row by the model fitted without it."""
    maps = {mode: Model(0.0, {}, {}, tuple(fit.points[mode])) for mode in MODES}
    modes = np.where(table.modes == "succession", "succession", "revision")
    return np.array([round(100 * maps[mode].probability(value)) for mode, value in zip(modes, values, strict=True)])


def reliability(table: Table, weights: np.ndarray, mode: str) -> Iterator[str]:
    """For each band of weights, how many rows have it and how many of those an expert reports."""
    yield f"{mode}: weight, events, reported"
    mine = calibrating(table, mode)
    for low, high in BINS:
        band = mine & (weights >= low) & (weights < high)
        if band.any():
            yield f"  {low:>2} to {min(high, 100):>3}  {band.sum():>5}  {table.labels[band].mean():.2f}"


def separation(table: Table, values: np.ndarray) -> Iterator[str]:
    """Area under the curve and best F1 of each source, a pair of texts by its highest event."""
    for name, sources in (
        ("edits", ["edits"]),
        ("silent edits", ["versions"]),
        ("cases", ["marker_cases", "quiet_cases"]),
    ):
        labels, highest = by_pair(table, values, sources)
        if len(set(labels)) > 1:
            precision, recall, _ = precision_recall_curve(labels, highest)
            best = (2 * precision * recall / np.maximum(precision + recall, 1e-9)).max()
            yield f"{name}: AUC {roc_auc_score(labels, highest):.3f}, F1 {best:.3f} ({len(labels)} pairs with an event)"


def by_pair(table: Table, values: np.ndarray, sources: list[str]) -> tuple[list[int], list[float]]:
    """Label and highest value of each pair of some sources."""
    labels: dict[str, int] = {}
    highest: dict[str, float] = {}
    for row, value in zip(table.rows, values, strict=True):
        if row.source in sources:
            labels[row.pair] = row.label
            highest[row.pair] = max(highest.get(row.pair, -99.0), float(value))
    return list(labels.values()), list(highest.values())
