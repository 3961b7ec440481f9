"""F2: a formula, or a sentence that binds, is in no text before the new one."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding, claim
from diple.mark.kinds.formula.lone import Evidence, claimed, concept_of, meaning, named
from diple.mark.kinds.formula.sentences import (
    NEAR,
    Only,
    clauses_alone,
    fresh_sentences,
    only_sentence,
    opening,
    quoted,
)
from diple.mark.sentence.concepts import weight_terms
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import stand, unlisted_terms
from diple.mark.sentence.pair import Added, Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import spoken_of
from diple.mark.text.context import Context
from diple.model import Span


def formula(pair: Pair, context: Context, hit: Hit, *, is_first: bool) -> Finding:
    """A formula of the lexicon came; where no earlier text has it the claim says in how many it is the first."""
    assert pair.new
    span = Span(hit.start, hit.end)
    is_first = is_first and bool(context.series.own)
    first = f" First in {context.series.held()}" if is_first else ""
    why = f"“{hit.form}” occurs nowhere in the old text{first and f'.{first}'}: “{clause(pair.new, *span)}”."
    terms = (*weight_terms(concept_of(context, hit)), *(first_terms(context) if is_first else ()))
    shown = Evidence([hit], new=(span,), terms=terms)
    why += meaning(context, hit, pair.new)
    return claimed(pair, context, "F2", "added.formula", "strengthened", named(hit, pair.new), why, shown)


def first_terms(context: Context) -> Iterator[tuple[str, str]]:
    """The term for what no earlier text has, where there are earlier texts."""
    if context.series.own:
        yield "first_mention", f"first in {context.series.held()}"


def sentence(pair: Added, context: Context) -> Iterator[Finding]:
    """A sentence that binds or judges, or is on a weighty matter, came, and no earlier text can be asked of it."""
    if context.mode == "revision" and not context.earlier and (only := only_sentence(pair.new, context)):
        yield of_sentence(pair, only)


def part(pair: Edited, context: Context) -> Iterator[Finding]:
    """A clause that binds or judges came into a sentence that stays."""
    for only in clauses_alone(pair, pair.new, context):
        yield of_sentence(pair, only)


def of_sentence(pair: Pair, only: Only) -> Finding:
    """The claim on a sentence or clause that came."""
    span = Span(only.side.start, only.side.end)
    why = f"A sentence {only.ground} is added, and nothing in the old text answers it: “{quoted(only)}”."
    about = spoken_of(only.side, only.hit)
    return claim(pair, "F2", "added.sentence", "strengthened", about, why, (), (span,), terms=only.terms)


@needs(earlier=True)
def passage(pair: Pair, context: Context) -> Iterator[Finding]:
    """A sentence came that is like none of the old text nor of any earlier one."""
    for side, shares in fresh_sentences(pair, context):
        if max(shares) < NEAR:
            yield first_passage(pair, context, side)


def first_passage(pair: Pair, context: Context, side: Side) -> Finding:
    """The claim on a passage that is the first of its kind in all texts that are known."""
    span, said = Span(side.start, side.end), quoted(Only(side, stand(side)))
    why = f"No other text has a sentence like this one: it is first in {context.series.held()}: “{said}”."
    terms = (*unlisted_terms(side, side.start), *first_terms(context))
    return claim(pair, "F2", "added.passage", "strengthened", opening(side), why, (), (span,), terms=terms)


RULES = (sentence, part, passage)
