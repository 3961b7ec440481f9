"""F1: a formula, recurring wording or a sentence that binds is nowhere in the new text."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.finding import Finding, claim
from diple.mark.kinds.formula.lone import Evidence, age_terms, claimed, concept_of, holders, meaning, named, phrase_near
from diple.mark.kinds.formula.recurring import gone_phrases, recurring_terms, where
from diple.mark.kinds.formula.sentences import Only, clauses_alone, only_sentence, quoted, similar_in
from diple.mark.sentence.concepts import weight_terms
from diple.mark.sentence.pair import Edited, Pair, Removed
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import spoken_of
from diple.mark.text.context import Context
from diple.mark.text.recurrence import Phrase
from diple.model import Span


def formula(pair: Pair, context: Context, hit: Hit) -> Finding:
    """A formula of the lexicon went: softened with regard to what it commits to. Says how long it was there."""
    assert pair.old
    span, holds = Span(hit.start, hit.end), holders(pair.old, hit, context)
    age = context.series.age(holds) or f"in “{clause(pair.old, *span)}”"
    why = f"“{hit.form}” occurs nowhere in the new text. It was there {age}.{meaning(context, hit, pair.old)}"
    terms = (*weight_terms(concept_of(context, hit)), *age_terms(context, holds))
    shown = Evidence([hit], old=(span,), terms=terms)
    return claimed(pair, context, "F1", "dropped.formula", "softened", named(hit, pair.old), why, shown)


def recurring(pair: Pair, context: Context, phrase: Phrase) -> Finding:
    """Wording that recurs in the earlier texts went."""
    assert pair.old
    why = f"“{pair.old.quote(*phrase.span)}” recurs in the earlier texts and occurs nowhere in the new one. "
    why += f"{where(phrase, context.series)}: “{clause(pair.old, *phrase.span)}”."
    about, terms = phrase_near(pair.old, phrase.span), recurring_terms(pair.old, context, phrase)
    return claim(pair, "F1", "dropped.recurring", "softened", about, why, (phrase.span,), (), terms=terms)


def sentence(pair: Removed, context: Context) -> Iterator[Finding]:
    """A sentence that binds or judges, or is on a weighty matter, went and nothing answers it.

    Where it is made of recurring phrases and was not there long itself, these are claimed instead.
    """
    if context.mode != "revision":
        return
    lost = gone_phrases(pair, context)
    only = only_sentence(pair.old, context)
    if only and (not lost or (only.hit and age_terms(context, similar_in(only.side, context)))):
        yield of_sentence(pair, context, only)
    else:
        yield from (recurring(pair, context, phrase) for phrase in lost)


def part(pair: Edited, context: Context) -> Iterator[Finding]:
    """A clause that binds or judges went from a sentence that stays."""
    for only in clauses_alone(pair, pair.old, context):
        yield of_sentence(pair, context, only)


def of_sentence(pair: Pair, context: Context, only: Only) -> Finding:
    """The claim on a sentence or clause that went."""
    span, holds = Span(only.side.start, only.side.end), similar_in(only.side, context)
    age = f" It was there {context.series.age(holds)}." if any(holds[-1:]) else ""
    why = f"A sentence {only.ground} is dropped, and nothing in the new text answers it: “{quoted(only)}”.{age}"
    terms, about = (*only.terms, *age_terms(context, holds)), spoken_of(only.side, only.hit)
    return claim(pair, "F1", "dropped.sentence", "softened", about, why, (span,), (), terms=terms)


RULES = (sentence, part)
