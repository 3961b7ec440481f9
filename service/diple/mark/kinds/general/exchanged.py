"""What of the news of both sides is told: which stretches one change exchanged, and what has too little to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.mark.events.cohesion import Subject, cohesion
from diple.mark.kinds.general.candidates import content_words
from diple.mark.kinds.general.news import LONGEST, News, fit, joined, whole
from diple.mark.sentence.frames import Side
from diple.mark.weigh.states import parties_of, state_of
from diple.model import Change, Quote, Span

ONE_MATTER = (
    0.12  # cohesion of two sentences from which what is gone from one and new in the other is told as one thing
)
SLIGHT = 0.15  # share of the information of one side below which the other side's is not told


class Both(NamedTuple):
    """The news of the old and of the new side, None where one has none to tell."""

    old: News | None
    new: News | None


def told_of(both: Both, old: Side, new: Side, changes: Sequence[Change]) -> Both:
    """The news of both sides that are told.

    Slight news beside weighty ones are left out, unless one change exchanged them. Where only one side is left, the
    words that one change exchanged for it are told with it.
    """
    before, after = weighty(both, old, new, changes)
    if after and not before:
        before = with_slight(partner_of(after, "old", old, changes), both.old, old)
    elif before and not after:
        after = with_slight(partner_of(before, "new", new, changes), both.new, new)
    return Both(before, after)


def weighty(both: Both, old: Side, new: Side, changes: Sequence[Change]) -> Both:
    """The news of both sides, but only the weightier where the other is slight, on another matter or said elsewhere.

    What one change exchanged is told of both.
    """
    gone, come = both
    if gone is None or come is None or are_exchanged(both, changes):
        return both
    if gone.elsewhere != come.elsewhere:
        return Both(None if gone.elsewhere else gone, None if come.elsewhere else come)
    share = SLIGHT if are_of_one_matter(gone, come, old, new) else 1.0
    least = share * max(gone.worth, come.worth)
    return Both(gone if gone.worth >= least else None, come if come.worth >= least else None)


def are_of_one_matter(gone: News, come: News, old: Side, new: Side) -> bool:
    """Whether the sentences of the news of both sides share what they speak of, the names of the parties apart."""
    return cohesion(matter_of(gone, old), matter_of(come, new)) >= ONE_MATTER


def matter_of(news: News, side: Side) -> Subject:
    """What the sentence of some news speaks of, without the names of the parties."""
    span = side.sentence_at(news.best.start)
    words, language = content_words(side, *span), side.statement.language
    parties = parties_of(side.statement)
    return Subject(word for word in words if not (word.is_name and state_of(word, language) in parties))


def are_exchanged(both: Both, changes: Sequence[Change]) -> bool:
    """Whether one change put the best stretch of one side in the place of that of the other."""
    return any(meets(one.old, both.old) and meets(one.new, both.new) for one in changes)


def meets(quote: Quote | None, news: News | None) -> bool:
    """Whether a quote and the best stretch of some news have a character in common."""
    return bool(quote and news and quote.start < news.best.end and news.best.start < quote.end)


def partner_of(news: News, name: str, side: Side, changes: Sequence[Change]) -> News | None:
    """The words of the side of that name that one change exchanged for some news of the other, if they can be read."""
    pairs = ((one.old, one.new) if name == "old" else (one.new, one.old) for one in changes)
    quote = next((mine for mine, other in pairs if mine and meets(other, news)), None)
    span = whole(Span(quote.start, quote.start + len(quote.quote.rstrip())), side) if quote else None
    return News((span,), (span,), span, 0.0) if span and is_telling(span, side) else None


def with_slight(told: News | None, slight: News | None, side: Side) -> News | None:
    """The words that were exchanged, with the slight news of their side in the same sentence: the verb changed too."""
    if told is None or slight is None or side.parsed_at(told.best.start) is not side.parsed_at(slight.best.start):
        return told
    spans = [*told.spans, *slight.spans]
    return told._replace(spans=joined(spans)) if fit(spans, side) else told


def is_telling(span: Span, side: Side) -> bool:
    """Whether a stretch can be read at a glance and has a verb or a word of content."""
    sentence = side.parsed_at(span.start)
    is_verb = sentence is not None and sentence.is_verb(*span)
    return len(side.quote(*span).split()) <= LONGEST and (is_verb or bool(content_words(side, *span)))
