"""A value of the linear model as points of a weight, in a dozen terms that a reader understands."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from diple.mark.weigh.coefficients import Model
from diple.model import Term

WHOLE = 100
AVERAGE = ("average", "an event with average features")
SCALE = ("scale", "what rounding and the scale of probabilities add or take")


@dataclass(frozen=True, slots=True)
class Heading:
    """A term's name and reason, and the features that it sums up."""

    name: str
    reason: str
    features: tuple[str, ...]


@cache
def headings() -> tuple[Heading, ...]:
    """The terms in the order in which they are shown."""
    table = tomllib.loads(files("diple.mark.weigh").joinpath("terms.toml").read_text(encoding="utf-8"))
    return tuple(
        Heading(name, row["reason"], tuple(row["features"])) for name, row in table.items() if isinstance(row, dict)
    )


def weight_of(model: Model, features: Mapping[str, float]) -> tuple[int, tuple[Term, ...]]:
    """The weight of an event, 0 to 100, and the terms that add up to it.

    The weight is the probability in percent. An event with average features has its own; the distance between the two
    is shared out over the terms in proportion to what each adds to the linear value.
    """
    parts = model.parts(features)
    total = sum(parts.values())
    average = round(WHOLE * model.probability(model.intercept))
    weight = round(WHOLE * model.probability(model.intercept + total))
    rate = WHOLE * model.slope(model.intercept, model.intercept + total)
    terms = [Term(AVERAGE[0], average, AVERAGE[1])]
    for heading in headings():
        value = round(rate * sum([parts.get(name, 0.0) for name in heading.features]))
        if value:
            terms.append(Term(heading.name, value, heading.reason))
    rest = weight - sum(term.value for term in terms)
    if rest:
        terms.append(Term(SCALE[0], rest, SCALE[1]))
    return weight, tuple(terms)
