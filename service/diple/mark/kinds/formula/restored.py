"""F4: wording comes back that an earlier text of the series had and the old text had not."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding, claim
from diple.mark.kinds.formula.lone import Evidence, claimed, concept_of, holders, meaning, named, phrase_near
from diple.mark.kinds.formula.sentences import NEAR, Only, fresh_sentences, opening, quoted
from diple.mark.places.stretch import overlap
from diple.mark.sentence.concepts import weight_terms
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import is_courtesy, stand, unlisted_terms
from diple.mark.sentence.pair import Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.recurrence import Phrase, phrases, revivals
from diple.mark.text.series import SAME
from diple.model import Span

WHOLE = 0.99  # share of the content of a few words that the old text must hold in one sentence to have them


def formula(pair: Pair, context: Context, hit: Hit) -> Finding:
    """A formula of the lexicon that an earlier text had is back."""
    assert pair.new
    span, series = Span(hit.start, hit.end), context.series
    last = max(at for at, held in enumerate(holders(pair.new, hit, context)) if held)
    why = (
        f"“{hit.form}” occurs nowhere in the old text. It last occurred in {series.label(series.own[last])} and is back"
    )
    why += f": “{clause(pair.new, *span)}”.{meaning(context, hit, pair.new)}"
    shown = Evidence([hit], new=(span,), terms=tuple(weight_terms(concept_of(context, hit))))
    return claimed(pair, context, "F4", "restored.formula", "strengthened", named(hit, pair.new), why, shown)


@needs(earlier=True)
def wording(pair: Pair, context: Context) -> Iterator[Finding]:
    """Words in a row are back, whatever they are."""
    for phrase in revived(pair.new, context) if pair.new and not is_courtesy(pair.new) else ():
        if context.series.shares(phrase.content)[-1] < WHOLE:
            yield revival(pair, context, phrase)


def revived(side: Side, context: Context) -> Iterator[Phrase]:
    """The phrases that earlier texts have, then pairs of words outside them."""
    series = context.series
    own = (1 << len(series.own)) - 1
    found = phrases(side, series, lambda texts: bool(texts & own))
    longer = [phrase for phrase in found if not phrase.texts & series.unordered]
    yield from longer
    for two in revivals(side, series):
        if not two.texts & series.unordered and not any(overlap(*two.span, *one.span) for one in longer):
            yield two


def revival(pair: Pair, context: Context, phrase: Phrase) -> Finding:
    """The claim on words that are back."""
    assert pair.new
    own = (1 << len(context.series.own)) - 1
    before = context.series.own[(phrase.texts & own).bit_length() - 1]
    words, span = pair.new.quote(*phrase.span), phrase.span
    why = f"“{words}” last occurred in {context.series.label(before)}, is not in the old text, and is back: "
    why += f"“{clause(pair.new, *span)}”."
    about, terms = phrase_near(pair.new, span), tuple(unlisted_terms(pair.new, span.start, span))
    return claim(pair, "F4", "restored.wording", "strengthened", about, why, (), (span,), terms=terms)


@needs(earlier=True)
def sentence(pair: Pair, context: Context) -> Iterator[Finding]:
    """A whole sentence is back."""
    for side, shares in fresh_sentences(pair, context):
        unordered = context.series.unordered
        is_later = any(share >= SAME for at, share in enumerate(shares) if unordered >> at & 1)
        if shares[-1] < NEAR and max(shares) >= SAME and not is_later:
            last = max(at for at, share in enumerate(shares) if share >= SAME)
            yield returned(pair, side, context.series.label(context.series.texts[last]))


def returned(pair: Pair, side: Side, label: str) -> Finding:
    """The claim on a sentence that is back."""
    span, said = Span(side.start, side.end), quoted(Only(side, stand(side)))
    why = f"The sentence last occurred in {label}, is not in the old text, and is back: “{said}”."
    terms = tuple(unlisted_terms(side, side.start))
    return claim(pair, "F4", "restored.sentence", "strengthened", opening(side), why, (), (span,), terms=terms)


RULES = (wording, sentence)
