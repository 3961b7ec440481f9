"""What a passage is about: the noun phrase that carries most information."""

from __future__ import annotations

from collections.abc import Sequence

from diple.grammar import NounPhrase
from diple.mark.events.words import words_of as informative_words
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.whole import LONGEST, beginning, names_something, words_of

TELLING = 2  # words of a phrase whose information counts: more would favour long phrases
NAME = 1.5  # what a proper name adds, in units of rarity
LATER = 0.7  # what each phrase before one takes away: what a sentence is about comes early


def subject_of(side: Side) -> str:
    """The noun phrase of a passage that carries most information; where grammar shows none, how it begins."""
    found = list(candidates(side))
    if not found:
        return beginning(side)
    best = max(range(len(found)), key=lambda at: (information(side, found[at]) - LATER * at, -at))
    return words_of(side, found[best])


def candidates(side: Side) -> list[NounPhrase]:
    """The outermost noun phrases of the first sentence that name something, but for who speaks or acts in it."""
    sentence = side.parsed_at(side.start)
    if sentence is None:
        return []
    named = outermost([phrase for phrase in sentence.phrases if names_something(phrase) and is_short(side, phrase)])
    main = sentence.main_clause()
    acting = main.subject if main and main.subject and is_actor(side, main.subject) else None
    return [phrase for phrase in named if acting is None or not acting.holds(phrase.start, phrase.base_end)] or named


def outermost(phrases: Sequence[NounPhrase]) -> list[NounPhrase]:
    """The phrases that lie in no other of them."""
    return [one for one in phrases if not any(o is not one and o.holds(one.start, one.end) for o in phrases)]


def is_actor(side: Side, phrase: NounPhrase) -> bool:
    """Whether a phrase names a state, a body or a group, and so says who speaks and not of what."""
    bodies = side.words.union("actor_nouns", "group_nouns", "speaking_bodies")
    return phrase.head.upos == "PROPN" or phrase.head.form.casefold() in bodies


def is_short(side: Side, phrase: NounPhrase) -> bool:
    """Whether the base of a phrase can be read at a glance."""
    return len(side.quote(phrase.start, phrase.base_end).split()) <= LONGEST


def information(side: Side, phrase: NounPhrase) -> float:
    """The rarity of the most telling words of a phrase; a proper name counts more."""
    found = informative_words(side.text, phrase.start, phrase.end, side.statement.language)
    rarest = sorted((word.rarity + NAME * word.is_name for word in found if word.is_content), reverse=True)
    return sum(rarest[:TELLING])
