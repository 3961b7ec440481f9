"""How the rules will read the concepts of a pack, in a phrase each: what an analyst cannot see from a pack."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from diple.lexicon import Concept
from diple.lexicon.tables import neutral_table
from diple.mark.sentence.concepts import roles, shipped_names

NOTHING = "found, not marked"
TOPIC = "topic (found, not marked)"
FORMULA = "formula (F1, F2, F4)"
BY_RANK = "compared by rank (F3)"
OWN_RUNG = "on a ladder of your own, compared by rank (F3)"


def readings(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """The ids of some concepts under the way in which they are read, in the order of the concepts."""
    found: dict[str, list[str]] = {}
    for concept in concepts:
        found.setdefault(reading_of(concept), []).append(concept.id)
    return found


def reading_of(concept: Concept) -> str:
    """How the rules read a concept: as a formula, by its ladder, or not at all."""
    parts = [part for part in (as_formula(concept), by_ladder(concept)) if part]
    if parts:
        return "; ".join(parts)
    if concept.category in roles().sets["formula_categories"] or concept.category not in shipped_names():
        return f"{NOTHING}: a weight under {roles().formula_weight:g} makes no formula" if is_light(concept) else TOPIC
    return table()["category"].get(concept.category, TOPIC)


def as_formula(concept: Concept) -> str:
    """Whether its coming and going is marked, in words."""
    return FORMULA if roles().is_formula(concept) else ""


def is_light(concept: Concept) -> bool:
    """Whether a concept weighs too little for a formula."""
    return concept.weight < roles().formula_weight


def by_ladder(concept: Concept) -> str:
    """What the place of a concept on its ladder, or its part in a clause, says of a change; "" where nothing."""
    ladder, kind = concept.ladder or "", roles().kind_of(concept.id, concept.ladder or concept.category)
    if kind == "other" and not roles().is_formula(concept):
        return NOTHING
    if ladder and ladder not in shipped_names():
        return OWN_RUNG if concept.rank is not None else ""
    return BY_RANK if ladder in roles().sets["formula_ladders"] else by_kind(concept, kind)


def by_kind(concept: Concept, kind: str) -> str:
    """What a concept says by its kind, else by its ladder."""
    known = table()["ladder"]
    said = known.get(kind, "") if concept.ladder or kind != concept.category else ""
    return said or known.get(concept.ladder or "", "")


@cache
def table() -> dict[str, dict[str, str]]:
    """The phrases of `readings.toml`, by ladder and by category."""
    read = neutral_table("readings")
    return {name: read[name] for name in ("ladder", "category")}
