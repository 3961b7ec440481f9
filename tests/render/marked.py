"""A marker for drawn comparisons, and the sample pairs."""

from functools import cache

from diple import compare
from diple.model import Marker, RuleRef, Selector, Term
from drawings import ROOT

SAMPLES = sorted((path.parent for path in (ROOT / "samples").glob("*/markers.toml")), key=str)


@cache
def compared(folder):
    """The comparison of a sample."""
    return compare(next(folder.glob("old.*")), next(folder.glob("new.*")))


def marker(**more):
    """A marker of two terms, with these fields otherwise."""
    terms = (Term("weight", 100, "typical weight"), Term("lower", -15, "a lower text has it"))
    known = {
        "id": "m1", "code": "F1", "name": "formula_dropped", "direction": "softened", "referent": "the tie",
        "score": 85, "level": "critical", "terms": terms, "rationale": "It is gone.",
        "rule": RuleRef("formula.dropped", "core", "1"), "changes": ("c1",),
        "old": (Selector(4, 7, "two", "one ", " three"),), "label": "“two” → “twi”",
    }  # fmt: skip
    return Marker(**{**known, **more})
