"""Formulas that no pack holds, mined from the earlier texts: what recurs there word for word and stands nowhere now.

The evidence is where it stood. What merely changed its wording is no loss: where one sentence of the new text holds
most of what the phrase speaks of, it survives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from diple.mark.evidence import Context, Finding, Pair, Side
from diple.mark.formulas import LONG_STANDING, age_terms, formula_hits
from diple.mark.matter import is_courtesy, unlisted_terms
from diple.mark.recurrence import TELLING, Phrase, phrases
from diple.mark.referents import clause
from diple.mark.series import Series
from diple.mark.thoughts import part_of
from diple.model import Span

SURVIVES = 0.66  # share of a phrase's content in one sentence of the new text from which it is only reworded


def mined_formula(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1, or F3 where another phrase stands in its place, on a phrase that stood in two earlier texts and the old."""
    if pair.old is None or len(context.series.own) < LONG_STANDING - 1:
        return
    known = [Span(hit.start, hit.end) for hit in formula_hits(pair.old, pair.new)]
    for phrase in phrases(pair.old, context.series, recurs(context.series)):
        in_a_pack = any(phrase.span.start < end and start < phrase.span.end for start, end in known)
        if in_a_pack or survives(phrase, context.series) or is_courtesy(sentence_of(pair.old, phrase.span)):
            continue
        instead = in_its_place(pair, phrase, context)
        yield replaced(pair, context, phrase, instead) if instead else dropped(pair, context, phrase)


def recurs(series: Series) -> Callable[[int], bool]:
    """Whether a phrase of the old text stands in enough earlier texts of the series to be a formula."""
    own = (1 << len(series.own)) - 1
    return lambda texts: (texts & own).bit_count() >= LONG_STANDING - 1


def survives(phrase: Phrase, series: Series) -> bool:
    """Whether the new text has a phrase, or most of what it speaks of in one sentence."""
    if series.renewed.has(phrase.stems):
        return True
    most = max((len(phrase.content & content) for content in series.renewed.content), default=0)
    return most >= SURVIVES * len(phrase.content)


def sentence_of(side: Side, span: Span) -> Side:
    """The sentence of a side in which a stretch stands."""
    return part_of(side, next((s for s in side.spans if s.start <= span.start < s.end), span))


def in_its_place(pair: Pair, phrase: Phrase, context: Context) -> Span | None:
    """The wording that one change put where a phrase stood, if it says something of its own that is new."""
    if pair.new is None or pair.reworded:
        return None
    start, end = phrase.span
    new = [c.new for c in pair.changes if c.old and c.new and c.old.start < end and start < c.old.end]
    if not new:
        return None
    words = context.series.tongue.words(pair.new.text, Span(new[0].start, new[-1].end))
    if sum(word.content for word in words) < TELLING or context.series.readings[-1].has([word.stem for word in words]):
        return None
    return Span(new[0].start, new[-1].end)


def holders(phrase: Phrase, series: Series) -> list[bool]:
    """For each earlier text whether it has the phrase."""
    return [bool(phrase.texts >> place & 1) for place in range(len(series.own))]


def where(phrase: Phrase, series: Series) -> str:
    """Where a phrase stood, for a rationale."""
    holds = holders(phrase, series)
    labels = [series.label(text) for text, held in zip(series.own, holds, strict=True) if held]
    named = (
        f"{', '.join(labels[:-1])} and {labels[-1]}" if len(labels) <= LONG_STANDING else f"{labels[0]} to {labels[-1]}"
    )
    return f"It stood {series.age(holds) or 'in ' + str(len(labels)) + ' earlier texts'} ({named})"


def dropped(pair: Pair, context: Context, phrase: Phrase) -> Finding:
    """F1 on a mined formula."""
    assert pair.old
    words = pair.old.quote(*phrase.span)
    return Finding(
        "F1",
        "formulas.mined",
        "softened",
        words,
        f"“{words}” recurs in the texts held and stands nowhere in the new one. {where(phrase, context.series)}: "
        f"“{clause(pair.old, *phrase.span)}”.",
        (phrase.span,),
        (),
        pair.touching((phrase.span,), ()),
        terms=weighed(pair.old, context, phrase),
    )


def replaced(pair: Pair, context: Context, phrase: Phrase, new: Span) -> Finding:
    """F3 on a mined formula."""
    assert pair.old and pair.new
    words = pair.old.quote(*phrase.span)
    return Finding(
        "F3",
        "formulas.mined_replaced",
        "mixed",
        words,
        f"“{words}” gives way to “{pair.new.quote(*new)}”. {where(phrase, context.series)}, "
        "and stands nowhere in the new text.",
        (phrase.span,),
        (new,),
        pair.touching((phrase.span,), (new,)),
        terms=weighed(pair.old, context, phrase),
    )


def weighed(side: Side, context: Context, phrase: Phrase) -> tuple[tuple[str, str], ...]:
    """The score terms of a mined formula: little where its clause binds nobody and speaks of nothing weighty."""
    return (
        *unlisted_terms(sentence_of(side, phrase.span), phrase.span.start),
        *age_terms(context, holders(phrase, context.series)),
    )


RULES = (mined_formula,)
