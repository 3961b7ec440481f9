"""The fitted coefficients: one linear model a mode, and the monotone map from its value to a probability.

They lie in `weights.toml`, which `make weights` writes, with name, version, source and licence like a pack.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from diple.mark.weigh.features import WORD
from diple.model import Mode

WORDS = "words"  # the part of a value that the words make together
NARROW = 0.05  # a distance of two values under which the rise of the probability is read a little further out


@dataclass(frozen=True)
class Model:
    """The linear model of one mode.

    The value of an event is the intercept and, for each feature, its coefficient times the distance from the feature's
    mean; the coefficients of the `words` that came or went are one part, beside their mean. `points` map values to
    probabilities: between two points in a straight line, outside them level.
    """

    intercept: float
    means: Mapping[str, float]
    coefficients: Mapping[str, float]
    points: tuple[tuple[float, float], ...]
    words: Mapping[str, float] = field(default_factory=dict)

    def parts(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the value, all words together as one."""
        means, words = self.means, self.words
        parts = {name: slope * (features[name] - means[name]) for name, slope in self.coefficients.items()}
        if words:
            parts[WORDS] = sum([words[name] for name in features if name in words]) - means[WORDS]
        return parts

    def probability(self, value: float) -> float:
        """The share of events of this value that an expert would report."""
        points = self.points
        at = bisect_right(points, (value, 2.0))
        if at == 0:
            return points[0][1]
        if at == len(points):
            return points[-1][1]
        (left, low), (right, high) = points[at - 1], points[at]
        return low + (high - low) * (value - left) / (right - left)

    def slope(self, start: float, end: float) -> float:
        """The mean rise of the probability from one value to another."""
        if abs(end - start) < NARROW:
            start, end = start - NARROW, start + NARROW
        return (self.probability(end) - self.probability(start)) / (end - start)


@dataclass(frozen=True)
class Coefficients:
    """All models of a file, by mode, with what the file says of itself."""

    name: str
    version: str
    source: str
    licence: str
    models: Mapping[str, Model]

    def model(self, mode: Mode) -> Model:
        """The model of a mode."""
        return self.models["succession" if mode == "succession" else "revision"]


def coefficients_of(table: dict[str, Any]) -> Coefficients:
    """The coefficients as a table of TOML has them."""
    about = table["weights"]
    words = {
        f"{WORD}{language}:{stem}": slope for language, known in table["words"].items() for stem, slope in known.items()
    }
    models = {mode: model_of(table["means"], words, table[mode]) for mode in ("revision", "succession")}
    return Coefficients(about["name"], about["version"], about["source"], about["licence"], models)


def model_of(means: dict[str, float], words: dict[str, float], table: dict[str, Any]) -> Model:
    """One model as a table of TOML has it."""
    points = tuple((float(value), float(probability)) for value, probability in table["points"])
    return Model(table["intercept"], means, table["coefficients"], points, words)


@cache
def shipped() -> Coefficients:
    """The coefficients that come with Diple, read once a process."""
    text = files("diple.mark.weigh").joinpath("weights.toml").read_text(encoding="utf-8")
    return coefficients_of(tomllib.loads(text))
