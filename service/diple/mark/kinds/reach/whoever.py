"""Whom a rule reaches (S1): whoever it may be gives way to a class of persons, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.whole import noun_phrase
from diple.mark.text.context import Context
from diple.model import Change, Direction, Quote, Span

CLAUSE = 0.4  # share of content words that must stay for the clause to be the same
CLASS = 4  # words of the name of a class: "every docker", "citizens of the two States"
LONGEST = 12  # tokens of "all who tend the sick and the wounded"


def whoever(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: "everyone detained" becomes "every docker", or the reverse."""
    if pair.reworded or pair.common < CLAUSE or not may_hold_universal(pair):
        return
    for change in pair.changes:
        if change.old is None or change.new is None:
            continue
        if is_whoever(pair.old, change.old) and is_class(pair.new, change.new):
            yield of_class(pair, change, "softened")
        elif is_whoever(pair.new, change.new) and is_class(pair.old, change.old):
            yield of_class(pair, change, "strengthened")


def may_hold_universal(pair: Edited) -> bool:
    """Whether a pronoun for whoever it may be, or "all who", may have changed: a cheap test."""
    words = pair.old.words
    changed = words.union("universal_words", "relative_openers")
    return not words.words("universal_persons").isdisjoint(pair.old.keys | pair.new.keys) or not changed.isdisjoint(
        pair.changed_keys
    )


def universals(side: Side) -> frozenset[str]:
    """The pronouns for whoever it may be."""
    return side.words.words("universal_persons")


def is_whoever(side: Side, quote: Quote) -> bool:
    """Whether a stretch is a pronoun for whoever it may be, or "all" and a relative clause."""
    keys = [t.key for t in side.tokens if quote.start <= t.start < quote.end]
    if not 0 < len(keys) <= LONGEST:
        return False
    if keys[0] in universals(side):
        return True
    heads = side.words.union("universal_words", "relative_openers")
    return len(keys) > 1 and keys[0] in heads and keys[1] in side.words.words("relative_openers")


def is_class(side: Side, quote: Quote) -> bool:
    """Whether a stretch names a class of persons and says more than "persons"."""
    tokens = [t for t in side.tokens if quote.start <= t.start < quote.end]
    words = [t for t in tokens if t in side.content_tokens]
    generic = side.words.words("generic_persons") | universals(side) | side.words.words("pronouns")
    if not words or len(tokens) > CLASS or any(t.capital and t.start != side.start for t in tokens):
        return False
    return all(t.key.isalpha() for t in words) and not any(t.key in generic for t in tokens)


def of_class(pair: Edited, change: Change, direction: Direction) -> Finding:
    """The claim on a class that took the place of whoever it may be, or gave it up."""
    assert change.old and change.new
    spans = Span(change.old.start, change.old.end), Span(change.new.start, change.new.end)
    words = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    return Finding(
        "S1",
        "whoever.whoever",
        direction,
        f"the reach of {noun_phrase(pair.old, spans[0])}",
        f"Who is meant changes from “{words[0]}” to “{words[1]}” in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        (change.id,),
    )
