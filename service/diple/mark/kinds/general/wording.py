"""Wording that changed in a sentence that stays, where no special kind is shown (G3)."""

from __future__ import annotations

from diple.mark.events import Event
from diple.mark.events.words import words_of
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.phrases.nouns import noun_phrase
from diple.mark.text.context import Context
from diple.mark.text.passages import gist, side_at
from diple.model import Change, Quote, Span, Statement


def wording_changed(event: Event, context: Context) -> Finding:
    """G3: wording gives way to other wording; no axis is certain, so the direction is mixed."""
    main = most_informative(event, context)
    about = subject_of(main, event, context)
    why = f"{as_news(main)} in a passage on {about}." if main else f"The passage on {about} is worded otherwise."
    return Finding("G3", "wording.changed", "mixed", about, why, event.old, event.new, event.changes)


def most_informative(event: Event, context: Context) -> Change | None:
    """The change of an event whose words carry most information, both sides together."""
    found = [context.changes[id_] for id_ in event.changes if id_ in context.changes]
    return max(found, key=lambda change: (information(change, context), -found.index(change)), default=None)


def information(change: Change, context: Context) -> float:
    """The information of all words of a change: the sum of their rarities."""
    sides = ((change.old, context.old), (change.new, context.new))
    return sum(rarity(quote, statement) for quote, statement in sides if quote)


def rarity(quote: Quote, statement: Statement) -> float:
    """The sum of the rarities of the words of a quote."""
    return sum(word.rarity for word in words_of(statement.text, quote.start, quote.end, statement.language))


def subject_of(main: Change | None, event: Event, context: Context) -> str:
    """The noun phrase in which the main change occurs, else what the passage is about."""
    if main is None:
        new = side_at(context.new, event.new, context)
        return gist(new, new.start)
    statement, spans, quote = (context.new, event.new, main.new) if main.new else (context.old, event.old, main.old)
    assert quote
    return noun_phrase(side_at(statement, spans, context), Span(quote.start, quote.end))


def as_news(change: Change) -> str:
    """A change as a clause: what became what, what is gone, what is new."""
    old, new = (" ".join(quote.quote.split()) if quote else "" for quote in (change.old, change.new))
    if old and new:
        return f"“{old}” became “{new}”"
    return f"“{old}” is gone" if old else f"“{new}” is new"
