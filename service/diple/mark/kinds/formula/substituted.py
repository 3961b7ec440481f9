"""F3: a formula, a rung or a phrase gives way to another in the same place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from diple.lexicon.entries import LadderDirection
from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.finding import Finding, by_rank, claim
from diple.mark.kinds.formula.lone import (
    Evidence,
    age_terms,
    claimed,
    concept_of,
    holders,
    is_free,
    meaning,
    named,
    phrase_near,
)
from diple.mark.kinds.formula.places import exchanges, frames_begun_alike, is_exchange, turned
from diple.mark.kinds.formula.recurring import recurring_terms, where
from diple.mark.kinds.ladders import LadderRule
from diple.mark.places.stretch import overlap
from diple.mark.sentence.concepts import HEAVY, OWN, weight_terms
from diple.mark.sentence.matter import unlisted_terms
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.recurrence import Phrase
from diple.model import Direction, Quote, Span

TURNED: dict[Direction, Direction] = {"strengthened": "softened", "softened": "strengthened"}
UNRANKED: dict[LadderDirection, Direction] = {"neutral": "neutral", "review": "mixed"}


def formula(pair: Edited, context: Context, old: Hit, new: Hit) -> Finding:
    """A formula of the lexicon gives way to another: by rank where both are on one ladder, else mixed."""
    direction = direction_of(old, new)
    ranked_alone = direction == "strengthened" and old.rank is None
    about = named(new, pair.new) if ranked_alone else named(old, pair.old)
    why = f"“{old.form}” gives way to “{new.form}”; neither text has the other's formula."
    heaviest = max((concept_of(context, hit) for hit in (old, new)), key=lambda concept: concept.weight)
    spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
    shown = Evidence([old, new], *spans, tuple(weight_terms(heaviest)))
    return claimed(pair, context, "F3", "substituted.formula", direction, about, why, shown)


def direction_of(old: Hit, new: Hit) -> Direction:
    """By rank on one ladder; where only one is on a ladder of formulas, by its coming or going; else mixed."""
    before, after = (hit.rank if is_free(hit.kind) else None for hit in (old, new))
    if before is not None and after is not None and old.kind != new.kind:
        return "mixed"
    return by_rank(before or 0, after or 0)


def gave_way(pair: Edited, context: Context, old: Hit, new: Span) -> Finding:
    """A phrase that no pack knows took a formula's place; a formula of full weight is gone all the same (F1)."""
    holds = holders(pair.old, old, context)
    age = f" It was there {context.series.age(holds)}." if any(holds[-1:]) else ""
    instead = f"“{pair.new.quote(*new)}” takes its place, which is no formula of the lexicon."
    why = f"“{old.form}” occurs nowhere in the new text; {instead}"
    why += f"{age}{meaning(context, old, pair.old)}"
    concept, about = concept_of(context, old), named(old, pair.old)
    shown = Evidence([old], (Span(old.start, old.end),), (new,), (*weight_terms(concept), *age_terms(context, holds)))
    if concept.weight >= HEAVY:
        return claimed(pair, context, "F1", "dropped.formula", "softened", about, why, shown)
    return claimed(pair, context, "F3", "substituted.formula", "mixed", about, why, shown)


def rungs(pair: Edited, context: Context) -> list[Finding]:
    """Each step on a ladder that only an analyst's own pack has, and of which no other rule speaks."""
    kinds = sorted(kind for kind in pair.touched_kinds if kind.startswith(OWN))
    return [step for kind in kinds for step in steps_on(kind, pair, context)]


def steps_on(kind: str, pair: Edited, context: Context) -> Iterator[Finding]:
    """The steps on one ladder, by rank, in the direction in which the ladder says that ranks rise."""
    ladder = context.lexicon.ladders.get(kind.removeprefix(OWN))
    rises = ladder.direction if ladder else "strengthened"
    for found in rule_of(kind)(pair, context):
        turned = TURNED[found.direction] if rises == "softened" else UNRANKED.get(rises, found.direction)
        concepts = [context.lexicon.concepts[id_] for id_ in found.concepts]
        about = next((concept.referent for concept in concepts if concept.referent), found.referent)
        heaviest = max(concepts, key=lambda concept: concept.weight)
        yield replace(found, direction=turned, referent=about, terms=(*found.terms, *weight_terms(heaviest)))


@lru_cache(maxsize=64)
def rule_of(kind: str) -> LadderRule:
    """The rule of one ladder."""
    return LadderRule("substituted.rungs", "F3", (kind,), "{object}", 0.5, noun=True)


def recurring(pair: Edited, context: Context, phrase: Phrase, new: Span) -> Finding:
    """Wording that recurs in the earlier texts gives way to other wording."""
    words, spans = pair.old.quote(*phrase.span), ((phrase.span,), (new,))
    why = f"“{words}” gives way to “{pair.new.quote(*new)}”. {where(phrase, context.series)}, "
    why += "and occurs nowhere in the new text."
    about, terms = phrase_near(pair.old, phrase.span), recurring_terms(pair.old, context, phrase)
    return claim(pair, "F3", "substituted.recurring", "mixed", about, why, *spans, terms=terms)


def phrase(pair: Edited, context: Context) -> Iterator[Finding]:
    """One phrase takes another's place, in no pack either of them: what an order or a peace is to be."""
    if pair.doubtful:
        return
    for before, after in exchanges(pair):
        if is_exchange(before, after, pair, context):
            yield exchanged(pair, before, after)


def framed(context: Context) -> Iterator[Finding]:
    """Two sentences begin alike and end otherwise, in the phrase that a formula's noun heads."""
    for pair, before, after in frames_begun_alike(context.pairs):
        if is_exchange(before, after, pair, context):
            yield exchanged(pair, before, after)


def phrase_in_place(pair: Edited, hit: Hit, context: Context) -> Span | None:
    """The wording that one change put in the place of a formula whose head stays."""
    for before, after in () if pair.doubtful else exchanges(pair):
        if overlap(hit.start, hit.end, before.start, before.end) and is_exchange(before, after, pair, context):
            return Span(after.start, after.end)
    return None


def exchanged(pair: Edited, before: Quote, after: Quote) -> Finding:
    """The claim on two phrases in one place; it is mixed, unless only one names a right or the basis of a thing."""
    old, new = Span(before.start, before.end), Span(after.start, after.end)
    why = f"“{pair.old.quote(*old)}” gives way to “{pair.new.quote(*new)}” in one place; neither occurs elsewhere in "
    why += f"the other text: “{clause(pair.new, *new)}”."
    about, terms = clause(pair.old, *old).strip(" .;"), tuple(unlisted_terms(pair.new, new.start))
    direction = turned(pair, before, after)
    return claim(pair, "F3", "substituted.phrase", direction, about, why, (old,), (new,), terms=terms)


RULES = (phrase,)
TEXT_RULES = (framed,)
