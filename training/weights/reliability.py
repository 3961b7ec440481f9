"""Figures of a cross-validated fit: the reliability table, and how well the classes are separated."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from sklearn.metrics import precision_recall_curve, roc_auc_score

from diple.lexicon import Lexicon
from diple.mark.events import Event
from diple.mark.resolve.level import level_of
from diple.mark.weigh.coefficients import Model
from training.weights.fitting import MODES, Fit, Numbers, Table, calibrating
from training.weights.sources import BRIEFS, Brief, edit_labels

BINS = ((0, 10), (10, 20), (20, 30), (30, 40), (40, 50), (50, 60), (60, 70), (70, 80), (80, 101))
NOTHING = -99.0  # the value of a pair in which no change counts
TOLD_APART = {"edits": ["edits"], "silent edits": ["versions"], "cases": ["marker_cases", "quiet_cases"]}


def report(table: Table, values: Numbers, fit: Fit, briefs: Sequence[Brief]) -> Iterator[str]:
    """The lines of the report."""
    weights = cross_weights(table, values, fit)
    for mode in MODES:
        yield from reliability(table, weights, mode)
    yield from separation(table, values)
    yield from judged(table, weights, values, briefs)


def judged(table: Table, weights: Numbers, values: Numbers, briefs: Sequence[Brief]) -> Iterator[str]:
    """What the judge of the briefs says of events ranked by weight, each pair weighed without it."""
    sys.path.append(str(BRIEFS))
    judge = importlib.import_module("judge_briefs")
    found = []
    for brief in briefs:
        mine = table.groups == f"briefs {brief.name}"
        markers = list(map(marker_of, brief.events, repeat(brief), weights[mine], values[mine]))
        texts = {"old_text": brief.comparison.old.text, "new_text": brief.comparison.new.text}
        found.append(judge.Judged({**texts, "markers": markers}, list(brief.items), list(brief.passed_over)))
    yield from judge.summary("briefs", found)
    for is_fomc in (False, True):
        part = [one for one, brief in zip(found, briefs, strict=True) if ("fomc" in brief.name) == is_fomc]
        yield from judge.summary("FOMC" if is_fomc else "statements", part)


def marker_of(event: Event, brief: Brief, weight: float, value: float) -> dict[str, Any]:
    """An event as the judge reads a marker; the linear value breaks ties of the weight."""
    texts = (("old", brief.comparison.old.text, event.old), ("new", brief.comparison.new.text, event.new))
    quotes = {
        side: [{"start": span.start, "end": span.end, "exact": text[span.start : span.end]} for span in spans]
        for side, text, spans in texts
    }
    level = level_of(int(weight), Lexicon.default(), brief.comparison.mode)
    return {"score": float(weight + value / 1000), "level": level, "direction": "neutral", "code": "G3", **quotes}


def cross_weights(table: Table, values: Numbers, fit: Fit) -> Numbers:
    """The weight of each row by the model fitted without it."""
    maps = {mode: Model(0.0, {}, {}, tuple(fit.points[mode])) for mode in MODES}
    modes = np.where(table.modes == "succession", "succession", "revision")
    return np.array([round(100 * maps[mode].probability(value)) for mode, value in zip(modes, values, strict=True)])


def reliability(table: Table, weights: Numbers, mode: str) -> Iterator[str]:
    """For each band of weights, how many rows have it and how many of those an expert reports."""
    yield f"{mode}: weight, events, reported"
    mine = calibrating(table, mode)
    for low, high in BINS:
        band = mine & (weights >= low) & (weights < high)
        if band.any():
            yield f"  {low:>2} to {min(high, 100):>3}  {band.sum():>5}  {table.labels[band].mean():.2f}"


def separation(table: Table, values: Numbers) -> Iterator[str]:
    """Area under the curve and best F1 of each source, a pair of texts by its highest event."""
    for name, sources in TOLD_APART.items():
        for which, chosen in (("", True), (" that do not shrink", False)):
            labels, highest = by_pair(table, values, sources, shrinking=chosen)
            if len(set(labels)) < 2:
                continue
            precision, recall, _ = precision_recall_curve(labels, highest)
            best = (2 * precision * recall / np.maximum(precision + recall, 1e-9)).max()
            area = roc_auc_score(labels, highest)
            yield f"{name}{which}: AUC {area:.3f}, F1 {best:.3f} ({len(labels)} pairs)"


def by_pair(table: Table, values: Numbers, sources: list[str], *, shrinking: bool) -> tuple[list[int], list[float]]:
    """Label and highest value of each pair of some sources, those that lose more than they gain only if `shrinking`."""
    labels = edit_labels() if shrinking and sources == ["edits"] else {}
    highest: dict[str, float] = {}
    for row, value in zip(table.rows, values, strict=True):
        if row.source in sources and (shrinking or row.growth >= 0):
            labels[row.pair] = row.label
            highest[row.pair] = max(highest.get(row.pair, NOTHING), float(value))
    return list(labels.values()), [highest.get(pair, NOTHING) for pair in labels]
