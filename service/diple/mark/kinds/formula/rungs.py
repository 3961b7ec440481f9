"""Ladders of an analyst's own pack, of which no rule of the shipped ones speaks: one rung in another's place is F3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from diple.lexicon import Concept
from diple.lexicon.entries import LadderDirection
from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.sentence.concepts import OWN, is_own
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import opening_lowered
from diple.mark.text.context import Context
from diple.model import Direction, Span

TURNED: dict[Direction, Direction] = {"strengthened": "softened", "softened": "strengthened"}
HEAVY, LIGHT = 5, 4  # weights of concepts from which nothing, and from which little, is taken off
UNTOLD: dict[LadderDirection, Direction] = {"neutral": "neutral", "review": "mixed"}


def own_steps(pair: Edited, context: Context) -> list[Finding]:
    """F3 for each step on a ladder of an analyst's own pack."""
    known = {hit.kind for side in (pair.old, pair.new) for hit in side.concepts if hit.kind.startswith(OWN)}
    kinds = known & pair.touched_kinds if known else ()
    return [finding for kind in sorted(kinds) for finding in steps_on(kind, pair, context)]


def steps_on(kind: str, pair: Edited, context: Context) -> Iterator[Finding]:
    """The steps on one ladder, by rank, in the direction in which the ladder says that ranks rise."""
    for found in rule_of(kind)(pair, context):
        ladder = context.lexicon.ladders.get(kind.removeprefix(OWN))
        rises = ladder.direction if ladder else "strengthened"
        turned = TURNED[found.direction] if rises == "softened" else UNTOLD.get(rises, found.direction)
        concepts = [context.lexicon.concepts[id_] for id_ in found.concepts]
        about = next((concept.referent for concept in concepts if concept.referent), found.referent)
        heaviest = max(concepts, key=lambda concept: concept.weight)
        yield replace(found, direction=turned, referent=about, terms=(*found.terms, *weighed(heaviest)))


@lru_cache(maxsize=64)
def rule_of(kind: str) -> LadderRule:
    """The rule of one ladder."""
    return LadderRule("formulas.rung", "F3", (kind,), "{object}", 0.5, noun=True)


def weighed(concept: Concept) -> tuple[tuple[str, str], ...]:
    """The score term for what the pack says that a concept weighs."""
    if concept.weight >= HEAVY:
        return ()
    name = "middling_concept" if concept.weight >= LIGHT else "light_concept"
    return ((name, f"the lexicon gives this formula weight {concept.weight:g} of 5"),)


def own_name(concept: Concept, side: Side, hit: Hit) -> str:
    """What a formula of an analyst's pack bears on: as the pack says it, else its own words; "" for a shipped one."""
    if not is_own(concept):
        return ""
    inside = [token for token in side.tokens if hit.start <= token.start < hit.end]
    return concept.referent or (opening_lowered(side, inside) if inside else hit.form)


def spans_of(findings: list[Finding]) -> set[Span]:
    """Where the phrases stand of which some findings speak."""
    return {span for finding in findings for span in (*finding.old, *finding.new)}
