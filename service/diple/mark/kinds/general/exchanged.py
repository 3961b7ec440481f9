"""What of the news of both sides is reported: which stretches one change exchanged, and what has too little to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.grammar import Sentence
from diple.mark.events.cohesion import Subject, cohesion
from diple.mark.kinds.general.candidates import content_words
from diple.mark.kinds.general.news import LONGEST, NEARLY, News, fit, joined, whole
from diple.mark.sentence.frames import Side
from diple.mark.weigh.states import parties_of, state_of
from diple.model import Change, Quote, Span

ONE_MATTER = (
    0.12  # cohesion of two sentences from which what is gone from one and new in the other is reported as one thing
)
MANY = 2  # sentences of one side with news, of which those are chosen that go together
SLIGHT = 0.15  # share of the information of one side below which the other side's is not told


class Both(NamedTuple):
    """The news of the old and of the new side, None where one has none to tell."""

    old: News | None
    new: News | None


def told_of(gone: Sequence[News], come: Sequence[News], old: Side, new: Side, changes: Sequence[Change]) -> Both:
    """The news of both sides that are reported.

    Slight news beside weighty ones are left out, unless one change exchanged them. Where only one side is left, the
    words that one change exchanged for it are reported with it.
    """
    before, after = both = weighty(paired(gone, come, old, new, changes), old, new, changes)
    slight = Both(next(iter(gone), None), next(iter(come), None))
    if after and not before:
        return both._replace(old=with_slight(partner_of(after, "old", old, changes), slight.old, old))
    if before and not after:
        return both._replace(new=with_slight(partner_of(before, "new", new, changes), slight.new, new))
    return both


def paired(gone: Sequence[News], come: Sequence[News], old: Side, new: Side, changes: Sequence[Change]) -> Both:
    """The news of both sides that carry most and are on one matter, if hardly any carry more; else the weightiest."""
    best = Both(next(iter(gone), None), next(iter(come), None))
    if len(gone) < MANY and len(come) < MANY:
        return best
    pairs = [Both(one, other) for one in gone for other in come if belong(one, other, old, new, changes)]
    found = max(pairs, key=worth_of, default=best)
    return found if most_of(found) >= NEARLY * most_of(best) else best


def most_of(both: Both) -> float:
    """The information of the side that carries more."""
    return max((one.worth for one in both if one), default=0.0)


def belong(gone: News, come: News, old: Side, new: Side, changes: Sequence[Change]) -> bool:
    """Whether news of both sides are on one matter, or one change exchanged them."""
    return are_exchanged(Both(gone, come), changes) or are_of_one_matter(gone, come, old, new)


def worth_of(both: Both) -> float:
    """The information of both."""
    return sum(one.worth for one in both if one)


def weighty(both: Both, old: Side, new: Side, changes: Sequence[Change]) -> Both:
    """The news of both sides, but only the weightier where the other is slight, on another matter or said elsewhere.

    What one change exchanged is reported of both.
    """
    gone, come = both
    if gone is None or come is None or are_exchanged(both, changes):
        return both
    if bool(gone.answer) != bool(come.answer):
        return Both(None if gone.answer else gone, None if come.answer else come)
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
    if sentence is not None and only_joins(sentence, span):
        return False
    is_verb = sentence is not None and sentence.is_verb(*span)
    return len(side.quote(*span).split()) <= LONGEST and (is_verb or bool(content_words(side, *span)))


def only_joins(sentence: Sentence, span: Span) -> bool:
    """Whether a stretch only joins its sentence to the one before: "However,", "Overall,"."""
    words = sentence.words_in(*span)
    opens = bool(words) and words[0] == sentence.words[0]
    return opens and all(word.upos in ("ADV", "PUNCT") for word in words)
