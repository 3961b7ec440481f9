"""Which changed words the other side of an event does not say in any words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from diple.mark.events import Event
from diple.mark.text.context import Context
from diple.mark.weigh.calendar import dated_words
from diple.mark.weigh.otherwise import otherwise_in
from diple.mark.weigh.states import parties_of, state_of

Places = frozenset[tuple[str, int]]  # sides with offsets in code points


def unsaid_in(event: Event, context: Context) -> Places:
    """Where the changed words start, in either text, that the other side of an event does not say in any words.

    The dates of occasions and the names of the parties, which each statement has for itself, are among them only where
    nothing else is.
    """
    language = context.new.language
    found = frozenset(chain(unsaid_of(event, "old", "new", language), unsaid_of(event, "new", "old", language)))
    return found - frozenset(own_words(event, context)) or found


def own_words(event: Event, context: Context) -> Iterator[tuple[str, int]]:
    """Where the words start that only date an occasion, or name a party of their statement."""
    for name, text in (("old", context.old), ("new", context.new)):
        starts = (dated_words(side, text.text, text.language) for side in event.group.sides(name))
        yield from ((name, start) for start in chain.from_iterable(starts))
        parties = parties_of(text)
        capitals = (word for word in event.group.changed(name) if text.text[word.start].isupper())
        named = (word for word in capitals if state_of(word._replace(is_name=True), text.language) in parties)
        yield from ((name, word.start) for word in named)


def unsaid_of(event: Event, name: str, other: str, language: str) -> Iterator[tuple[str, int]]:
    """The same of one side."""
    group = event.group
    otherwise, held = otherwise_in(group, name, language), group.keys(other)
    news = (word for word in group.changed(name) if word.is_content and word.start not in otherwise)
    return ((name, word.start) for word in news if not held.hold(word.key))
