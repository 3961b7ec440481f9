"""F2: a formula, or a sentence that binds, is in no text before the new one."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula.lone import Evidence, claimed, concept_of, meaning, named, weight_terms
from diple.mark.kinds.formula.sentences import (
    CONTENT,
    NEAR,
    Only,
    clauses_alone,
    fresh_sentences,
    only_sentence,
    opening,
    quoted,
)
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import is_courtesy, speaks_of_weight, stand, unlisted_terms
from diple.mark.sentence.pair import Added, Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import spoken_of
from diple.mark.text.context import Context
from diple.mark.text.recurrence import part_of
from diple.model import Span

COMMONLY = 0.34  # share of the new text's sentences that are new, from which one of them says little


def formula(pair: Pair, context: Context, hit: Hit) -> Finding:
    """A formula of the lexicon came; with earlier texts the claim says in how many it is the first."""
    assert pair.new
    span = Span(hit.start, hit.end)
    first = f" First in {context.series.held()}" if context.series.own else ""
    why = f"“{hit.form}” occurs nowhere in the old text{first and f'.{first}'}: “{clause(pair.new, *span)}”."
    terms = (*weight_terms(concept_of(context, hit)), *first_terms(context))
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
    about, changes = spoken_of(only.side, only.hit), pair.touching((), (span,))
    return Finding("F2", "added.sentence", "strengthened", about, why, (), (span,), changes, terms=only.terms)


@needs(earlier=True)
def passage(pair: Pair, context: Context) -> Iterator[Finding]:
    """A sentence came that is like none of the old text nor of any earlier one."""
    for side, shares in fresh_sentences(pair, context):
        if max(shares) < NEAR and (is_weighty(side) or not much_is_new(context)):
            yield first_passage(pair, context, side)


@needs(earlier=True)
def clause_of_weight(pair: Edited, context: Context) -> Iterator[Finding]:
    """A clause that binds or is on a weighty matter came into a sentence that stays, and no text has the like."""
    if pair.reworded or not context.series.own:
        return
    for change in pair.changes:
        if change.old is None and change.new:
            side = part_of(pair.new, Span(change.new.start, change.new.end))
            weighs = len(side.stems) > CONTENT and is_weighty(side) and not is_courtesy(side)
            if weighs and max(context.series.shares(context.series.content(change.new.quote))) < NEAR:
                yield first_passage(pair, context, side)


def is_weighty(side: Side) -> bool:
    """Whether a sentence takes a stand, or speaks of a weighty matter."""
    return stand(side) is not None or speaks_of_weight(side, side.start)


def first_passage(pair: Pair, context: Context, side: Side) -> Finding:
    """The claim on a passage that is the first of its kind in all texts that are known."""
    span, said = Span(side.start, side.end), quoted(Only(side, stand(side)))
    why = f"No other text has a sentence like this one: it is first in {context.series.held()}: “{said}”."
    terms, changes = (*unlisted_terms(side, side.start), *first_terms(context)), pair.touching((), (span,))
    return Finding("F2", "added.passage", "strengthened", opening(side), why, (), (span,), changes, terms=terms)


def much_is_new(context: Context) -> bool:
    """Whether a large part of the new text's sentences has no match in the texts before it."""
    return context.series.share_of_new(NEAR) >= COMMONLY


RULES = (sentence, part, passage, clause_of_weight)
