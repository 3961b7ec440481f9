"""Novel passages: sentences of the new text with no near match in the old text nor in any earlier one (F2, F4).

Nothing need be known of their wording. Where they bind or judge, or speak of a weighty matter, they weigh more; a
routine sentence that is new is minor. Where most of the new text is new, as often between two statements of a series,
that one sentence is says little.
"""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula.thoughts import CONTENT, opening
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import is_courtesy, speaks_of_weight, stand, unlisted_terms
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.recurrence import part_of
from diple.mark.text.series import SAME
from diple.model import Span

FRESH = 0.75  # share of a sentence's content words in changed wording from which it is a sentence of its own
NEAR = 0.5  # share of its content that an earlier sentence holds, from which it is no novelty
COMMONLY = 0.34  # share of the new text's sentences that are new, from which one of them says little


@needs(earlier=True)
def novel_passage(pair: Pair, context: Context) -> Iterator[Finding]:
    """F2 on each added sentence without a near match in the texts held; F4 where only an earlier one had it."""
    if pair.new is None or not context.series.own:
        return
    for span in pair.new.spans:
        side = part_of(pair.new, span)
        if len(side.stems) < CONTENT or not is_fresh(pair.new, span) or is_courtesy(side):
            continue
        series = context.series
        shares = series.shares(series.content(side.text[span.start : span.end]))
        if max(shares) < NEAR:
            yield novel(pair, context, side)
        elif shares[-1] < NEAR and max(shares) >= SAME:
            place = max(n for n, share in enumerate(shares) if share >= SAME)
            yield back(pair, context, side, series.label(series.texts[place]))


@needs(earlier=True)
def novel_part(pair: Edited, context: Context) -> Iterator[Finding]:
    """F2 on a clause put into a sentence that stays, which binds or is of a weighty matter, and stands in no text."""
    if pair.reworded or not context.series.own:
        return
    for change in pair.changes:
        if change.old is None and change.new:
            side = part_of(pair.new, Span(change.new.start, change.new.end))
            content = context.series.content(change.new.quote)
            weighs = len(side.stems) > CONTENT and (stand(side) or speaks_of_weight(side, side.start))
            if weighs and not is_courtesy(side) and max(context.series.shares(content)) < NEAR:
                yield novel(pair, context, side)


def is_fresh(side: Side, span: Span) -> bool:
    """Whether a sentence is new as a whole, not an old one that was edited."""
    words = [t for t in side.content_tokens if span.start <= t.start < span.end]
    return sum(side.touched(t.start, t.end) for t in words) >= FRESH * len(words)


def novel(pair: Pair, context: Context, side: Side) -> Finding:
    """F2: first in the texts held."""
    hit, held = stand(side), context.series.held()
    terms = [*common_terms(side), ("first_mention", f"first in {held}")]
    if much_is_new(context):
        terms.append(("much_is_new", "much of the new text has no match in the texts held"))
    words = quoted(side, hit)
    rule = "formulas.sentence_added" if hit else "formulas.novel_passage"
    says = f"Nothing like this sentence stands in any other text: it is first in {held}: “{words}”."
    return passage(pair, side, "F2", rule, says, terms)


def back(pair: Pair, context: Context, side: Side, label: str) -> Finding:
    """F4: an earlier text had the sentence, the old one had not."""
    hit = stand(side)
    says = f"The sentence last stood in {label}, is not in the old text, and is back: “{quoted(side, hit)}”."
    return passage(pair, side, "F4", "formulas.sentence_restored", says, unlisted_terms(side, side.start))


def passage(pair: Pair, side: Side, code: str, rule: str, says: str, terms: list[tuple[str, str]]) -> Finding:
    """A finding on a whole new sentence."""
    span = Span(side.start, side.end)
    referent = opening(side)
    return Finding(
        code, rule, "strengthened", referent, says, (), (span,), pair.touching((), (span,)), terms=tuple(terms)
    )


def common_terms(side: Side) -> list[tuple[str, str]]:
    """What lowers a finding on a sentence that no pack knows."""
    terms = unlisted_terms(side, side.start)
    if "routine_matter" in dict(terms):
        terms.append(("whole_sentence", "that a sentence came is to be seen as a change already"))
    return terms


def quoted(side: Side, hit: Hit | None) -> str:
    """The sentence, shortened around what binds in it."""
    return clause(side, hit.start, hit.end) if hit else clause(side, side.start, side.end)


def much_is_new(context: Context) -> bool:
    """Whether a large part of the new text's sentences has no match in the texts held."""
    return context.series.share_of_new(NEAR) >= COMMONLY


RULES = (novel_passage, novel_part)
