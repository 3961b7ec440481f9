"""One logistic regression over all sources: a model for each mode, bound to one that both share.

The penalty pulls the shared coefficients towards zero, and those of each mode towards the shared ones (Evgeniou and
Pontil, "Regularized multi-task learning", KDD 2004), so that where the modes agree either learns from the rows of both.
Coefficients of evidence cannot be negative: no change weighs less because a name, a figure or a verb of stance changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from diple.mark.weigh.features import WORD
from training.weights.sources import Row

MODES = ("revision", "succession")
SEED = 9
FOLDS = 5  # of all sources but the briefs, of which each pair is a fold
SHARED, OWN = 10.0, 300.0  # penalties of the shared coefficients, and of a mode's distance from them
WORDS = 25.0  # penalty of the coefficients of words
OFTEN = 8  # events of briefs in which a word comes or goes, for it to have a coefficient
# Features that are evidence of substance.
EVIDENCE = frozenset(
    (
        *("replaced_min", "replaced_max", "vanished_min", "vanished_max", "rarest", "mean_rarity", "names_min"),
        *("names_max", "figures_min", "figures_max", "third_states", "third_states_for_good", "censure", "demand"),
        *("endorsement", "reaffirmation", "judges", "modality", "hedge", "intensity", "attribution", "negation"),
        *("condition", "formula", "formulas", "topic", "step", "reversed"),
    )
)
# Between versions of one text it says nothing where a change is: sentences that people edited are texts of their own.
PLACE = frozenset(("position", "opening", "close", "heading", "item"))
# How much each source weighs in all, in units of the briefs.
SHARES = {
    "briefs": 1.0,
    "edits": 3.0,
    "marker_cases": 0.3,
    "quiet_cases": 0.3,
    "gold": 0.1,
    "controls": 0.1,
    "versions": 0.3,
    "own_changes": 0.8,
    "own_harmless": 1.2,
}
PATIENCE = {"maxiter": 400}
TOTAL = 1000.0
POINTS = 17  # of the map from values to probabilities

Bound = tuple[float | None, float | None]
FREE: Bound = (None, None)
Numbers = Any  # an array of floats
Rows = Any  # an array with an entry a row


class Table:
    """The rows of all sources as arrays; the words that came or went apart, those that events of briefs often have."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.names = [name for name in self.rows[0].features if not name.startswith(WORD)]
        self.values = np.array([[row.features[name] for name in self.names] for row in self.rows])
        self.vocabulary = vocabulary(self.rows)
        self.words = words_of(self.rows, self.vocabulary)
        self.labels = np.array([row.label for row in self.rows])
        self.sources = np.array([row.source for row in self.rows])
        self.groups = np.array([f"{row.source} {row.group}" for row in self.rows])
        self.modes = np.array([row.mode for row in self.rows])
        self.weights = self._weights()
        # In an abstract what only goes is labelled "clarity", in a statement it is news: such rows teach nothing.
        shrinks = np.array([row.growth < 0 for row in self.rows])
        self.taught = ~((self.sources == "edits") & (self.labels == 0) & shrinks)

    def _weights(self) -> Numbers:
        weights = np.array([row.importance for row in self.rows])
        for source, share in SHARES.items():
            mine = self.sources == source
            if mine.any():
                weights[mine] *= share * TOTAL / weights[mine].sum()
        return weights


def vocabulary(rows: Sequence[Row]) -> list[str]:
    """The words that come or go in events of briefs often enough to learn from."""
    known = Counter(name for row in rows if row.source == "briefs" for name in row.features if name.startswith(WORD))
    return sorted(name for name, count in known.items() if count >= OFTEN)


def words_of(rows: Sequence[Row], known: Sequence[str]) -> Rows:
    """Which of the known words come or go in each row: a sparse array of ones."""
    columns = {name: at for at, name in enumerate(known)}
    places = [(at, columns[name]) for at, row in enumerate(rows) for name in row.features if name in columns]
    across, down = zip(*places, strict=True) if places else ((), ())
    return csr_matrix((np.ones(len(places)), (across, down)), shape=(len(rows), len(known)))


@dataclass(frozen=True)
class Fit:
    """Means and scales of the features, and the coefficients of the standardised features by mode.

    `words` are the coefficients of the vocabulary, the same in both modes, `word_mean` what they add to a mean event,
    `row` all that was fitted, as `minimised` gives it.
    """

    names: list[str]
    means: Numbers
    scales: Numbers
    coefficients: dict[str, Numbers]
    intercepts: dict[str, float]
    points: dict[str, list[tuple[float, float]]]
    vocabulary: list[str]
    words: Numbers
    row: Numbers
    word_mean: float = 0.0


def cross_validated(table: Table) -> Numbers:
    """The value of each row by a model that was fitted without its pair, document or case."""
    values = np.zeros(len(table.rows))
    whole = linear(table, table.taught)
    for held, left_out in folds(table):
        fit = linear(table, ~left_out & table.taught, whole.row)
        values[held] = applied(fit, table, held)
    return values


def folds(table: Table) -> Iterator[tuple[Numbers, Numbers]]:
    """Each pair of the briefs, then the groups of the other sources in five parts, and what is left out of the fit.

    With a pair of the briefs every other pair is left out that has a text of it.
    """
    is_brief = table.sources == "briefs"
    for group in np.unique(table.groups[is_brief]):
        held = table.groups == group
        texts = table.rows[int(held.argmax())].texts
        yield held, np.array([not texts.isdisjoint(row.texts) for row in table.rows])
    others = np.unique(table.groups[~is_brief])
    np.random.default_rng(SEED).shuffle(others)
    for part in range(FOLDS):
        held = np.isin(table.groups, others[part::FOLDS])
        yield held, held


def linear(table: Table, chosen: Rows, start: Numbers | None = None) -> Fit:
    """The linear models fitted on some rows; near the `start`, the row of another fit, they are found sooner."""
    values, weights = table.values[chosen], table.weights[chosen]
    means = np.average(values, axis=0, weights=weights)
    scales = values.std(axis=0)
    scales[scales == 0] = 1.0
    design = (values - means) / scales
    parts = []
    for mode in MODES:
        mine = is_of(mode, table.modes[chosen])
        parts.append(Part(design[mine], table.words[chosen][mine], table.labels[chosen][mine], weights[mine]))
    row = minimised(parts, {mode: [bound(name, mode) for name in table.names] for mode in MODES}, start)
    size = len(table.names)
    coefficients = {mode: row[size * at : size * (at + 1)] for at, mode in enumerate(MODES, 1)}
    intercepts = {mode: float(row[size * 3 + at]) for at, mode in enumerate(MODES)}
    words = row[size * 3 + len(MODES) :]
    return Fit(table.names, means, scales, coefficients, intercepts, {}, table.vocabulary, words, row)


class Part(NamedTuple):
    """The rows of one mode: standardised features, words, labels and weights."""

    design: Numbers
    words: Rows
    labels: Rows
    weights: Numbers


def bound(name: str, mode: str) -> Bound:
    """The least and the highest coefficient of a feature in a mode."""
    if name in PLACE and mode == "revision":
        return 0.0, 0.0
    return (0.0, None) if name in EVIDENCE else FREE


def minimised(parts: Sequence[Part], limits: Mapping[str, Sequence[Bound]], start: Numbers | None) -> Numbers:
    """Shared coefficients, those of each mode, the intercepts of the modes, and the words, in a row."""
    size, known = len(limits[MODES[0]]), parts[0].words.shape[1]
    own = [limit for mode in MODES for limit in limits[mode]]
    bounds = [*[FREE] * size, *own, *[FREE] * len(MODES), *[FREE] * known]
    start = np.zeros(len(bounds)) if start is None else start
    found = minimize(loss, start, args=(parts, size), jac=True, method="L-BFGS-B", bounds=bounds, options=PATIENCE)
    return np.asarray(found.x)


def loss(row: Numbers, parts: Sequence[Part], size: int) -> tuple[float, Numbers]:
    """The penalised loss of a row of coefficients, and its gradient."""
    slope = np.zeros_like(row)
    shared, words = row[:size], row[3 * size + len(MODES) :]
    total = SHARED / 2 * float(shared @ shared) + WORDS / 2 * float(words @ words)
    slope[:size] = SHARED * shared
    slope[3 * size + len(MODES) :] = WORDS * words
    for at, (design, known, labels, weights) in enumerate(parts):
        here = slice(size * (at + 1), size * (at + 2))
        value = design @ row[here] + row[3 * size + at] + known @ words
        total += float(weights @ (np.logaddexp(0, value) - labels * value))
        rest = weights * (1 / (1 + np.exp(-value)) - labels)
        own = row[here] - shared
        total += OWN / 2 * float(own @ own)
        slope[here] = design.T @ rest + OWN * own
        slope[:size] -= OWN * own
        slope[3 * size + at] = rest.sum()
        slope[3 * size + len(MODES) :] += known.T @ rest
    return total, slope


def is_of(mode: str, modes: Rows) -> Rows:
    """Which rows are of a mode; whatever is no succession is a revision."""
    return np.asarray((modes == "succession") == (mode == "succession"))


def applied(fit: Fit, table: Table, chosen: Numbers) -> Numbers:
    """The values of some rows."""
    standard = (table.values[chosen] - fit.means) / fit.scales
    by_mode = {mode: standard @ fit.coefficients[mode] + fit.intercepts[mode] for mode in MODES}
    own = np.where(table.modes[chosen] == "succession", by_mode["succession"], by_mode["revision"])
    return own + table.words[chosen] @ fit.words


def fitted(table: Table, values: Numbers) -> Fit:
    """The model fitted on everything, its map to probabilities fitted on cross-validated values."""
    fit = centred(linear(table, table.taught), table)
    points = {mode: calibration(table, values, mode) for mode in MODES}
    return replace(fit, points=points)


def centred(fit: Fit, table: Table) -> Fit:
    """The same model with the means of events of whole statements: what an average event is, and its terms, follow."""
    briefed = table.sources == "briefs"
    means = table.values[briefed].mean(axis=0)
    word_mean = float((table.words[briefed] @ fit.words).mean())
    moved = (means - fit.means) / fit.scales
    intercepts = {mode: fit.intercepts[mode] + float(moved @ fit.coefficients[mode]) + word_mean for mode in MODES}
    return replace(fit, means=means, intercepts=intercepts, word_mean=word_mean)


def calibration(table: Table, values: Numbers, mode: str) -> list[tuple[float, float]]:
    """A monotone map from values to probabilities, as a few points."""
    mine = calibrating(table, mode)
    smooth = LogisticRegression(C=100.0)
    smooth.fit(values[mine][:, None], table.labels[mine], sample_weight=shares(table, mine))
    grid = np.linspace(values[mine].min(), values[mine].max(), POINTS)
    likely = smooth.predict_proba(grid[:, None])[:, 1]
    return [(round(float(value), 3), round(float(share), 4)) for value, share in zip(grid, likely, strict=True)]


def calibrating(table: Table, mode: str) -> Numbers:
    """The rows of a mode that its map to probabilities is fitted on.

    Of revisions those too of which harmless ones are known: sentences that people edited are seldom of the register of
    statements, and a map fitted on them alone is too flat (of changes weighed 40 to 60 three in four were reported).
    """
    harmless = ["marker_cases", "quiet_cases", "controls", "versions", "own_changes", "own_harmless"]
    sources = ["briefs"] if mode == "succession" else ["briefs", "edits", *harmless]
    return (table.modes == mode) & np.isin(table.sources, sources) & table.taught


def shares(table: Table, mine: Numbers) -> Numbers:
    """The weights of some rows, each source of them as heavy as the others."""
    weights = np.ones(mine.sum())
    for source in np.unique(table.sources[mine]):
        here = table.sources[mine] == source
        weights[here] /= here.sum()
    return weights * mine.sum() / weights.sum()


__all__ = ["Fit", "Table", "applied", "cross_validated", "fitted"]
