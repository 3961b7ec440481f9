"""The changes of an event, and which of them says most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.grammar import Clause
from diple.mark.events import Event
from diple.mark.events.words import Word, words_of
from diple.mark.kinds.finding import Spans
from diple.mark.kinds.general.news import whole
from diple.mark.kinds.general.unsaid import Places
from diple.mark.sentence.frames import Side
from diple.mark.text.context import Context
from diple.model import Change, Quote, Span, Statement


def changes_of(event: Event, context: Context) -> list[Change]:
    """The changes of an event, in order."""
    return [context.changes[id_] for id_ in event.changes if id_ in context.changes]


def most_informative(event: Event, context: Context, unsaid: Places) -> Change | None:
    """The change of an event that carries most information; of equal ones the first.

    What counts is what the other side does not say in these or other words; where that is nothing, all words.
    """
    news = {one.id: information(one, context, unsaid) for one in changes_of(event, context)}
    if not any(news.values()):
        news = {one.id: information(one, context) for one in changes_of(event, context)}
    return max(changes_of(event, context), key=lambda change: news[change.id], default=None)


def with_counterpart(main: Change | None, event: Event, context: Context) -> Change | None:
    """A change that takes a whole sentence of one text, with the one that takes a whole sentence of the other."""
    if main is None or (main.old and main.new):
        return main
    others = [change for change in changes_of(event, context) if are_counterparts(main, change, event)]
    other = max(others, key=lambda change: information(change, context), default=main)
    return main._replace(old=main.old or other.old, new=main.new or other.new)


def are_counterparts(main: Change, other: Change, event: Event) -> bool:
    """Whether two changes take a whole sentence each, one of either text; `main` has one side only."""
    if main.old:
        return takes_all(main.old, event.old) and takes_all(other.new, event.new)
    return takes_all(main.new, event.new) and takes_all(other.old, event.old)


def takes_all(quote: Quote | None, spans: Sequence[Span]) -> bool:
    """Whether a quote takes all of one of some sentences, but for blanks."""
    return quote is not None and any(
        quote.start <= span.start and len(quote.quote.rstrip()) >= span.end - span.start for span in spans
    )


def information(change: Change, context: Context, chosen: Places | None = None) -> float:
    """The information of the words of a change, or of the chosen ones among them: the sum of their rarities."""
    sides = (("old", change.old, context.old), ("new", change.new, context.new))
    words = ((name, word) for name, quote, text in sides if quote for word in quoted_words(quote, text))
    return float(sum(word.rarity for name, word in words if chosen is None or (name, word.start) in chosen))


def quoted_words(quote: Quote, statement: Statement) -> Sequence[Word]:
    """The words of a quote."""
    return words_of(statement.text, quote.start, quote.end, statement.language)


def in_words(main: Change | None, old: Side, new: Side) -> tuple[Spans, Spans]:
    """Where the words of a change are in either text, widened to whole phrases; of a verb those of both texts."""
    if main is None:
        return (), ()
    spans = [whole_quote(quote, side) for quote, side in ((main.old, old), (main.new, new))]
    if spans[0] and not spans[1]:
        spans[1] = same_verb(old, spans[0], new)
    elif spans[1] and not spans[0]:
        spans[0] = same_verb(new, spans[1], old)
    return tuple((span,) if span else () for span in spans)  # type: ignore[return-value]


def whole_quote(quote: Quote | None, side: Side) -> Span | None:
    """The words of a quote, widened to whole phrases."""
    return whole(Span(quote.start, quote.start + len(quote.quote.rstrip())), side) if quote else None


def same_verb(side: Side, span: Span, other: Side) -> Span | None:
    """Where the other text has the verb of a stretch that is, or ends in, a verb group; None where it is none."""
    here = next((one for one in clauses_of(side) if one.verb.start < span.end <= one.verb.end), None)
    there = (one for one in clauses_of(other) if here and one.verb.main.lemma == here.verb.main.lemma)
    return next((whole(Span(one.verb.start, one.verb.end), other) for one in there), None)


def clauses_of(side: Side) -> Iterator[Clause]:
    """The clauses of all sentences of a side."""
    return (clause for sentence in side.parsed for clause in sentence.clauses)
