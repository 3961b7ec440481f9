"""Wording that no pack knows and that recurs word for word in the earlier texts: what of it the new text lost.

Where one sentence of the new text has most of what a phrase speaks of, it survives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.finding import Terms
from diple.mark.kinds.formula.lone import age_terms, formula_hits
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import is_courtesy, unlisted_terms
from diple.mark.sentence.pair import Pair
from diple.mark.text.context import Context
from diple.mark.text.recurrence import Phrase, is_set_phrase, phrases, sentence_of
from diple.mark.text.series import LONG_STANDING, Line, Series
from diple.mark.text.surviving import is_absent
from diple.model import Span

FEW = 3  # pieces of content that must be close together, for they may be anywhere in a long sentence
APART = 3  # words more than the phrase has, in which they must be
SURVIVES = 0.66  # share of a phrase's content in one sentence of the new text from which it is only reworded


def gone_phrases(pair: Pair, context: Context) -> list[Phrase]:
    """The recurring phrases that a place lost and that nothing took the place of."""
    return [phrase for phrase in lost_phrases(pair, context) if in_its_place(pair, phrase) is None]


def lost_phrases(pair: Pair, context: Context) -> Iterator[Phrase]:
    """The phrases of the old side that two earlier texts have and the new text has not; no formula of the lexicon."""
    if pair.old is None or len(context.series.own) < LONG_STANDING - 1:
        return
    known = [hit for hit in formula_hits(pair.old, pair.new) if is_absent(pair.old, hit, context, context.new)]
    found = phrases(pair.old, context.series, recurs(context.series))
    yield from (phrase for phrase in found if is_unlisted_loss(pair.old, phrase, known, context))


def is_unlisted_loss(side: Side, phrase: Phrase, known: Sequence[Hit], context: Context) -> bool:
    """Whether the new text lacks a phrase that is neither part of a known formula nor polite."""
    return not is_listed(phrase, known) and is_lost(phrase, context.series) and not is_polite(side, phrase)


def is_listed(phrase: Phrase, known: Sequence[Hit]) -> bool:
    """Whether a phrase overlaps a formula of the lexicon."""
    return any(overlap(*phrase.span, hit.start, hit.end) for hit in known)


def is_polite(side: Side, phrase: Phrase) -> bool:
    """Whether the sentence of a phrase is about hosting and meeting."""
    return is_courtesy(sentence_of(side, phrase.span))


def recurs(series: Series) -> Callable[[int], bool]:
    """Whether a phrase of the old text is in enough earlier texts of the series to be a formula."""
    own = (1 << len(series.own)) - 1
    return lambda texts: (texts & own).bit_count() >= LONG_STANDING - 1


def is_lost(phrase: Phrase, series: Series) -> bool:
    """Whether a set phrase is in the new text in no form, nor most of what it speaks of in one sentence."""
    if series.renewed.has(phrase.stems) or not is_set_phrase(phrase, series):
        return False
    return not any(says(line, phrase, series) for line in series.renewed.lines)


def says(line: Line, phrase: Phrase, series: Series) -> bool:
    """Whether a sentence has most of the content of a phrase, of a short one close together."""
    least, near = SURVIVES * len(phrase.content), len(phrase.stems) + APART
    if len(phrase.content) > FEW or len(phrase.content & line.content) < least:
        return len(phrase.content & line.content) >= least
    stretches = (line.stems[at : at + near] for at in range(max(1, len(line.stems) - near + 1)))
    return any(len(phrase.content & series.tongue.content_of(stretch)) >= least for stretch in stretches)


def in_its_place(pair: Pair, phrase: Phrase) -> Span | None:
    """The wording that the changes put where a phrase was."""
    new = [c.new for c in pair.changes if c.old and c.new and overlap(*phrase.span, c.old.start, c.old.end)]
    return Span(new[0].start, new[-1].end) if new else None


def holders(phrase: Phrase, series: Series) -> list[bool]:
    """For each earlier text whether it has the phrase."""
    return [bool(phrase.texts >> place & 1) for place in range(len(series.own))]


def where(phrase: Phrase, series: Series) -> str:
    """Where a phrase was, for a rationale."""
    holds = holders(phrase, series)
    labels = [series.label(text) for text, held in zip(series.own, holds, strict=True) if held]
    few = f"{', '.join(labels[:-1])} and {labels[-1]}"
    named = few if len(labels) <= LONG_STANDING else f"{labels[0]} to {labels[-1]}"
    return f"It was there {series.age(holds) or f'in {len(labels)} earlier texts'} ({named})"


def recurring_terms(side: Side, context: Context, phrase: Phrase) -> Terms:
    """The terms of a claim on a recurring phrase."""
    terms = unlisted_terms(sentence_of(side, phrase.span), phrase.span.start, phrase.span)
    return (*terms, *age_terms(context, holders(phrase, context.series)))
