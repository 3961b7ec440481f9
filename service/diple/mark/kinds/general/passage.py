"""A passage that only one text has (G1, G2), whatever its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from diple.grammar import NounPhrase, Word
from diple.lexicon.vocabulary import Hit
from diple.mark.events import Event
from diple.mark.events.words import TextWords, text_words
from diple.mark.kinds.finding import Finding, Spans
from diple.mark.kinds.general.candidates import content_words, of_sentences, telling
from diple.mark.kinds.general.naming import named
from diple.mark.kinds.general.subject import place_cost, subject_of
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import hits_at
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at
from diple.model import Direction, Span, Statement

# What a passage does by its main verb, from the rank on its ladder on which it does so.
ACTS = {"directive": (5.0, "the call concerning"), "tone_negative": (5.0, "the censure concerning")}


# The rules of a passage that the other text has as well, less often: G1 and G2.
REPEATED = ("passage.repeated_before", "passage.repeated_now")


HELD = 0.8  # what is left of the information of a word that the other text has
LATER = 3.0  # what each sentence of a passage before one takes away


class Act(NamedTuple):
    """What the main verb of a passage does: it demands or judges."""

    hit: Hit
    named: str


def passage_dropped(event: Event, context: Context) -> Finding:
    """G1: sentences of the old text without a counterpart in the new one.

    Softened where the main verb demands or judges: what was demanded or judged is so no longer.
    """
    side = side_at(context.old, event.sentences("old"), context)
    told = told_by(side, context.new)
    if is_kept(event.old, context.old, context.new):
        why = f"The new text has this passage on {told.about} too, but fewer times."
        return Finding("G1", REPEATED[0], "neutral", told.about, why, event.old, (), event.changes)
    why = f"The new text has no counterpart to this passage on {told.about}."
    about, direction = read(side, told, "softened")
    quoted = quoted_from(told.start, event.old)
    return Finding("G1", "passage.passage_dropped", direction, about, why, quoted, (), event.changes)


def passage_added(event: Event, context: Context) -> Finding:
    """G2: sentences of the new text without a counterpart in the old one.

    Strengthened where the main verb demands or judges.
    """
    side = side_at(context.new, event.sentences("new"), context)
    told = told_by(side, context.old)
    if is_kept(event.new, context.new, context.old):
        why = f"The old text has this passage on {told.about} too, but fewer times."
        return Finding("G2", REPEATED[1], "neutral", told.about, why, (), event.new, event.changes)
    why = f"The old text has no counterpart to this passage on {told.about}."
    about, direction = read(side, told, "strengthened")
    quoted = quoted_from(told.start, event.new)
    return Finding("G2", "passage.passage_added", direction, about, why, (), quoted, event.changes)


class Told(NamedTuple):
    """What a passage is about, and where the sentence begins that says so."""

    about: str
    start: int


def told_by(side: Side, other: Statement) -> Told:
    """The most telling phrase of a passage, words that the other text lacks counting most, and its sentence."""
    held = text_words(other.text, other.language)
    found = [
        (absent(side, phrase, held) - LATER * number - place_cost(phrase, at), -number, -at, phrase, sentence.start)
        for number, sentence in enumerate(side.parsed)
        for at, phrase in enumerate(of_sentences(side, [sentence]))
    ]
    if not found:
        return Told(subject_of(side), side.start)
    *_, phrase, start = max(found, key=lambda one: one[:3])
    return Told(named(side, phrase), start)


def absent(side: Side, phrase: NounPhrase, held: TextWords) -> float:
    """The information of a phrase, words that the other text has counting half."""
    words = content_words(side, phrase.start, phrase.end)
    return telling(word._replace(rarity=word.rarity * (HELD if held.hold(word.key) else 1.0)) for word in words)


def quoted_from(start: int, spans: Sequence[Span]) -> Spans:
    """The passages from an offset on."""
    return tuple(Span(max(start, span.start), span.end) for span in spans if span.end > start)


def is_kept(spans: Sequence[Span], here: Statement, there: Statement) -> bool:
    """Whether another text has some passages word for word."""
    text = plain(there.text)
    return all(plain(here.text[span.start : span.end]) in text for span in spans)


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """A text with single blanks between its words and before the first and behind the last of them."""
    return f" {' '.join(text.split())} "


def read(side: Side, told: Told, moved: Direction) -> tuple[str, Direction]:
    """What a passage is about, and the direction that the act of the main verb of its telling sentence gives."""
    act = act_of(side, told.start)
    return (f"{act.named} {told.about}", moved) if act else (told.about, "neutral")


def act_of(side: Side, at: int) -> Act | None:
    """The demand or censure that the main verb of the sentence at an offset expresses; None where it does neither."""
    sentence = side.parsed_at(at)
    main = sentence.main_clause() if sentence else None
    if main is None or main.verb.negated:
        return None
    if decides_for_itself(side, main.verb.main):
        return None
    acts = (act for kind in ACTS for act in acts_at(side, kind, main.verb.main.start))
    return next(acts, None)


def decides_for_itself(side: Side, verb: Word) -> bool:
    """Whether a verb says what its subject itself decided to do, and demands it of nobody: "decided to keep"."""
    decided = verb.form.casefold() in side.words.words("deciding_verbs")
    return decided and side.key_after(verb.end) in side.words.words("infinitive")


def acts_at(side: Side, kind: str, at: int) -> Iterator[Act]:
    """The phrases of a kind around an offset that are strong enough to demand or judge."""
    least, named = ACTS[kind]
    return (Act(hit, named) for hit in hits_at(side.of((kind,)), at) if (hit.rank or 0) >= least)
