"""One logistic regression over all sources, with a part that both modes share and a part of each mode's own.

Each feature enters twice, once for all rows and once for the rows of its mode (Daumé, "Frustratingly Easy Domain
Adaptation", ACL 2007): where the modes agree the shared part learns from both. The two add up to one coefficient a
feature and mode.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from training.weights.sources import Row

MODES = ("revision", "succession")
SEED = 9
FOLDS = 5  # of all sources but the briefs, of which each pair is a fold
STRENGTH = 0.03  # inverse of the L2 penalty
OWN = 1.0  # scale of a mode's own part beside the shared one: less binds the modes closer together
# How much each source weighs in all, in units of the briefs.
SHARES = {
    "briefs": 1.0,
    "edits": 0.5,
    "marker_cases": 0.3,
    "quiet_cases": 0.3,
    "gold": 0.1,
    "controls": 0.1,
    "versions": 0.3,
}
TOTAL = 1000.0
POINTS = 17  # of the map from values to probabilities


class Table:
    """The rows of all sources as arrays."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.names = list(self.rows[0].features)
        self.values = np.array([[row.features[name] for name in self.names] for row in self.rows])
        self.labels = np.array([row.label for row in self.rows])
        self.sources = np.array([row.source for row in self.rows])
        self.groups = np.array([f"{row.source} {row.group}" for row in self.rows])
        self.modes = np.array([row.mode for row in self.rows])
        self.weights = self._weights()
        self.taught = ~(
            (self.sources == "edits") & (self.labels == 0) & np.array([row.growth < 0 for row in self.rows])
        )

    def _weights(self) -> np.ndarray:
        weights = np.array([row.importance if row.label else 1.0 for row in self.rows])
        for source, share in SHARES.items():
            mine = self.sources == source
            if mine.any():
                weights[mine] *= share * TOTAL / weights[mine].sum()
        return weights


@dataclass(frozen=True)
class Fit:
    """Means and scales of the features, and the coefficients of the standardised features by mode."""

    names: list[str]
    means: np.ndarray
    scales: np.ndarray
    coefficients: dict[str, np.ndarray]
    intercepts: dict[str, float]
    points: dict[str, list[tuple[float, float]]]


def cross_validated(table: Table) -> np.ndarray:
    """The value of each row by a model that was fitted without its pair, document or case."""
    values = np.zeros(len(table.rows))
    for held in folds(table):
        fit = linear(table, ~held & table.taught)
        values[held] = applied(fit, table, held)
    return values


def folds(table: Table) -> Iterator[np.ndarray]:
    """Each pair of the briefs, then the groups of the other sources in five parts."""
    is_brief = table.sources == "briefs"
    for group in np.unique(table.groups[is_brief]):
        yield table.groups == group
    others = np.unique(table.groups[~is_brief])
    np.random.default_rng(SEED).shuffle(others)
    for part in range(FOLDS):
        yield np.isin(table.groups, others[part::FOLDS])


def linear(table: Table, chosen: np.ndarray) -> Fit:
    """The linear model fitted on some rows."""
    values, weights = table.values[chosen], table.weights[chosen]
    means = np.average(values, axis=0, weights=weights)
    scales = np.sqrt(np.average((values - means) ** 2, axis=0, weights=weights))
    scales[scales == 0] = 1.0
    standard = (values - means) / scales
    own = [np.where((table.modes[chosen] == mode)[:, None], standard, 0) * OWN for mode in MODES]
    marks = [(table.modes[chosen] == mode)[:, None].astype(float) for mode in MODES]
    design = np.hstack([standard, *own, *marks])
    model = LogisticRegression(C=STRENGTH, max_iter=5000, random_state=SEED)
    model.fit(design, table.labels[chosen], sample_weight=weights)
    size, slopes = len(table.names), model.coef_[0]
    coefficients = {
        mode: slopes[:size] + OWN * slopes[size * (at + 1) : size * (at + 2)] for at, mode in enumerate(MODES)
    }
    intercepts = {mode: float(model.intercept_[0] + slopes[size * 3 + at]) for at, mode in enumerate(MODES)}
    return Fit(table.names, means, scales, coefficients, intercepts, {})


def applied(fit: Fit, table: Table, chosen: np.ndarray) -> np.ndarray:
    """The values of some rows."""
    standard = (table.values[chosen] - fit.means) / fit.scales
    by_mode = {mode: standard @ fit.coefficients[mode] + fit.intercepts[mode] for mode in MODES}
    return np.where(table.modes[chosen] == "succession", by_mode["succession"], by_mode["revision"])


def fitted(table: Table, values: np.ndarray) -> Fit:
    """The model fitted on everything, its map to probabilities fitted on cross-validated values."""
    fit = linear(table, table.taught)
    points = {mode: calibration(table, values, mode) for mode in MODES}
    return Fit(fit.names, fit.means, fit.scales, fit.coefficients, fit.intercepts, points)


def calibration(table: Table, values: np.ndarray, mode: str) -> list[tuple[float, float]]:
    """A monotone map from values to probabilities, as a few points."""
    mine = calibrating(table, mode)
    smooth = LogisticRegression(C=100.0)
    smooth.fit(values[mine][:, None], table.labels[mine], sample_weight=shares(table, mine))
    grid = np.linspace(values[mine].min(), values[mine].max(), POINTS)
    likely = smooth.predict_proba(grid[:, None])[:, 1]
    return [(round(float(value), 3), round(float(share), 4)) for value, share in zip(grid, likely, strict=True)]


def calibrating(table: Table, mode: str) -> np.ndarray:
    """The rows of a mode whose labels have a natural share of ones: cases were made of substance only."""
    sources = ["briefs"] if mode == "succession" else ["briefs", "edits"]
    return (table.modes == mode) & np.isin(table.sources, sources) & table.taught


def shares(table: Table, mine: np.ndarray) -> np.ndarray:
    """The weights of some rows, each source of them as heavy as the others."""
    weights = np.ones(mine.sum())
    for source in np.unique(table.sources[mine]):
        here = table.sources[mine] == source
        weights[here] /= here.sum()
    return weights * mine.sum() / weights.sum()


__all__ = ["Fit", "Table", "applied", "cross_validated", "fitted"]
