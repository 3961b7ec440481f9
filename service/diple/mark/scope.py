"""Who and how much: scope (S1), quantifiers (B2), whose view it is (B1), labels (A2), titles (R1, C1)."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.evidence import Context, Finding, Pair
from diple.mark.ladders import LadderRule
from diple.mark.referents import clause, matter
from diple.model import Span

quantifier = LadderRule("scope.quantifier", "B2", ("quantifier",), "how many stand behind {object}", 0.5)
attribution = LadderRule("scope.attribution", "B1", ("attribution",), "the consensus on {object}", 0.5)
extent = LadderRule(
    "scope.extent",
    "S1",
    ("scope", "person_scope", "protected_scope", "interest_scope"),
    "the reach of {object}",
    0.5,
)
label = LadderRule(
    "scope.label",
    "A2",
    ("label", "actor_label", "atrocity", "breach_label", "territory_label"),
    "blame in the naming of {object}",
    1.0,
)
title = LadderRule("scope.title", "R1", ("partnership", "cn_ru_signature"), "the relationship: {object}", 0.5)
position = LadderRule("scope.position", "C1", ("taiwan_position",), "the commitment on Taiwan: {object}", 0.5)
demand = LadderRule(
    "scope.demand",
    "F3",
    ("ceasefire", "korea_denuke", "fossil", "alliance_guarantee", "net_zero", "derisk", "ua_duration"),
    "the formula of {object}",
    0.5,
)


def limit(pair: Pair, context: Context) -> Iterator[Finding]:
    """S1: words that open or close the extent of a clause come or go by themselves."""
    if pair.old is None or pair.new is None or pair.common < 0.4 or pair.reworded:
        return
    lost, gained = pair.lost("scope"), pair.gained("scope")
    if bool(lost) == bool(gained):
        return
    side, hit = (pair.new, gained[0]) if gained else (pair.old, lost[0])
    if not side.touched(hit.start, hit.end):
        return
    span = Span(hit.start, hit.end)
    wide = (hit.rank or 0) >= 5
    old, new = ((), (span,)) if gained else ((span,), ())
    yield Finding(
        "S1",
        "scope.limit",
        "strengthened" if wide == bool(gained) else "softened",
        f"the reach of {matter(side, span)}",
        f"“{hit.form}” ({hit.means}) is {'added' if gained else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


RULES = (quantifier, attribution, extent, label, title, position, demand, limit)
