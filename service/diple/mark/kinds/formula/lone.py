"""The formulas of the lexicon that one side of a place has alone, and what F1 to F4 say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from diple.lexicon import Concept
from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.finding import Finding, claim
from diple.mark.kinds.ladders import in_place
from diple.mark.sentence.concepts import HEAVY, OWN, is_own, roles
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Pair, is_edited
from diple.mark.sentence.phrases.cutting import opening_lowered
from diple.mark.sentence.phrases.phrasing import formula
from diple.mark.sentence.phrases.whole import names_something, words_of
from diple.mark.text.context import Context
from diple.mark.text.series import LONG_STANDING
from diple.mark.text.surviving import in_a_name, is_absent, is_plain, is_said_otherwise, limits_a_duty
from diple.model import Direction, Span, Statement

NAMED = 10  # words of a formula's referent


class Evidence(NamedTuple):
    """What a claim on a formula rests on: the formulas, their spans in either text, and its terms."""

    hits: Sequence[Hit]
    old: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()
    terms: Sequence[tuple[str, str]] = ()


class Lone(NamedTuple):
    """The formulas that only the old side has and nothing in the new text says, and the reverse."""

    lost: list[Hit]
    gained: list[Hit]


def lone_formulas(pair: Pair, context: Context) -> Lone:
    """The formulas that came or went, each proved absent from the whole of the other text."""
    lost = [h for h in free_formulas(pair, pair.old, pair.new) if is_gone_from(pair.old, h, context, context.new)]
    gained = [h for h in free_formulas(pair, pair.new, pair.old) if is_gone_from(pair.new, h, context, context.old)]
    return Lone(lost, gained)


def is_gone_from(side: Side | None, hit: Hit, context: Context, statement: Statement) -> bool:
    """Whether a text has a formula of a side in no form."""
    return side is not None and is_absent(side, hit, context, statement)


def free_formulas(pair: Pair, here: Side | None, there: Side | None) -> list[Hit]:
    """The formulas that one side has alone, but for those that give way to another rung of a ladder with a rule."""
    hits = formula_hits(here, there)
    swapped = swapped_rungs(pair, {hit.kind for hit in hits if is_compared(hit)})
    return [hit for hit in hits if hit not in swapped]


def swapped_rungs(pair: Pair, kinds: set[str]) -> list[Hit]:
    """The phrases of some ladders that give way to another rung in an edited place."""
    compared = kinds if is_edited(pair) and not pair.doubtful else ()
    return [hit for kind in compared for hit in gives_way_of(pair, kind)]


def is_compared(hit: Hit) -> bool:
    """Whether a rule compares the rungs of a formula's ladder."""
    return hit.rank is not None and not is_free(hit.kind)


def gives_way_of(pair: Pair, kind: str) -> list[Hit]:
    """The phrases of one ladder that another rung answers, or that another takes the place of."""
    assert is_edited(pair)
    olds, news = pair.old.by_kind.get(kind, ()), pair.new.by_kind.get(kind, ())
    return [*olds, *news] if pair.swaps(kind) else [hit for swap in in_place(pair, kind) for hit in swap]


def is_free(kind: str) -> bool:
    """Whether rungs of a ladder are formulas that no other rule compares: the roles, or the analyst's pack, say so."""
    return kind in roles().sets["formula_ladders"] or kind.startswith(OWN)


def formula_hits(here: Side | None, there: Side | None) -> list[Hit]:
    """The formulas of one side that the other side of the pair has not, each concept once, in changed wording."""
    if here is None:
        return []
    have = {hit.concept for hit in there.concepts} if there else set()
    found: dict[str | None, Hit] = {}
    for hit in (hit for hit in here.concepts if hit.concept not in have):
        if is_formula(here, hit) and is_lost(here, there, hit):
            found.setdefault(hit.concept, hit)
    return outermost(list(found.values()))


def is_formula(side: Side, hit: Hit) -> bool:
    """Whether a phrase is a formula in this text: no part of a name, no plain word, no limit of a duty."""
    concept = side.lexicon.concepts.get(hit.concept or "")
    if concept is None or not roles().is_formula(concept) or in_a_name(side, hit) or is_in_a_compound(side, hit):
        return False
    return not is_plain(side, hit, concept) and not limits_a_duty(side, hit)


def is_in_a_compound(side: Side, hit: Hit) -> bool:
    """Whether a phrase is only the first part of a compound that modifies: "sanctions-related restrictions"."""
    return side.text[hit.end : hit.end + 1] == "-"


def is_lost(here: Side, there: Side | None, hit: Hit) -> bool:
    """Whether a formula is in changed wording, of which more than a degree word changed, and not said otherwise."""
    if not here.touched(hit.start, hit.end):
        return False
    if there is None:
        return True
    by_degree = here.only_degree(hit.start, hit.end) and not is_whole(hit, here, there)
    return not by_degree and not is_said_otherwise(here, there, hit)


def is_whole(hit: Hit, here: Side, there: Side) -> bool:
    """Whether a formula is none without its degree word ("without limits"), or the only rung of its ladder."""
    if here.lexicon.concepts[hit.concept or ""].weight >= HEAVY:
        return True
    return is_free(hit.kind) and all(other.kind != hit.kind for other in there.concepts)


def outermost(hits: list[Hit]) -> list[Hit]:
    """The hits that lie inside no longer one."""
    return [hit for hit in hits if not any(is_inside(hit, other) for other in hits)]


def is_inside(hit: Hit, other: Hit) -> bool:
    """Whether a hit lies inside a longer one."""
    return other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start


def concept_of(context: Context, hit: Hit) -> Concept:
    """The concept of a hit that has one."""
    return context.lexicon.concepts[hit.concept or ""]


def named(hit: Hit, side: Side) -> str:
    """What a formula commits to: as an analyst's pack names it, else its words and what they govern."""
    concept = side.lexicon.concepts.get(hit.concept or "")
    if concept is not None and is_own(concept):
        return concept.referent or opening_lowered(side, side.between(hit.start, hit.end))
    return whole_phrase(side, Span(hit.start, hit.end)) or formula(side, hit, NAMED)


def whole_phrase(side: Side, span: Span) -> str:
    """The whole noun phrase that contains a formula; "" where it is in none."""
    sentence = side.parsed_at(span.start)
    found = sentence.phrase_of(*span) if sentence else None
    return words_of(side, found) if found and names_something(found) else ""


def phrase_near(side: Side, span: Span) -> str:
    """The noun phrase that contains some words, else the longest one in them, else the words themselves."""
    return whole_phrase(side, span) or longest_phrase(side, span) or side.quote(*span)


def longest_phrase(side: Side, span: Span) -> str:
    """The longest noun phrase in some words; "" where there is none."""
    sentence = side.parsed_at(span.start)
    phrases = sentence.phrases if sentence else ()
    inside = (each for each in phrases if span.start <= each.start and each.end <= span.end)
    found = max(inside, key=lambda each: each.end - each.start, default=None)
    return words_of(side, found) if found and names_something(found) else ""


def meaning(context: Context, hit: Hit, side: Side) -> str:
    """How the lexicon reads a formula, as a sentence; "" where it names somebody whom this sentence does not name."""
    referent = concept_of(context, hit).referent
    names = {word.strip(";:,.()'\"") for word in referent.split() if word[:1].isupper()}
    said = side.quote(side.start, side.end)
    return f" It bears on: {referent}." if referent and all(name in said for name in names) else ""


def holders(side: Side, hit: Hit, context: Context) -> list[bool]:
    """For each earlier text of the series whether it has a formula, by any form or in other words."""
    return [not is_absent(side, hit, context, text) for text in context.series.own]


def age_terms(context: Context, holds: Sequence[bool]) -> list[tuple[str, str]]:
    """The term for a formula that was in three texts in a row or more; `holds` is of the earlier ones."""
    if context.series.row(holds) < LONG_STANDING:
        return []
    return [("stood_in_three_texts", f"the formula was there {context.series.age(holds)}")]


def claimed(
    pair: Pair, context: Context, code: str, rule: str, direction: Direction, about: str, why: str, shown: Evidence
) -> Finding:
    """A claim on formulas, contested where one of their concepts is."""
    concepts = [concept_of(context, hit) for hit in shown.hits]
    ids, terms = tuple(concept.id for concept in concepts), tuple(shown.terms)
    found = claim(pair, code, rule, direction, about, why, shown.old, shown.new, ids, terms)
    readings = [concept.counter_reading or None for concept in concepts if concept.contested]
    return replace(found, contested=True, counter_reading=readings[0]) if readings else found
