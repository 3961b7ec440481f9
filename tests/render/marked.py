"""A marker for drawn comparisons."""

from diple.model import Marker, RuleRef, Selector, Term


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
