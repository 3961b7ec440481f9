"""What a passage is about: the noun phrase that carries most information."""

from __future__ import annotations

from collections.abc import Iterator

from diple.grammar import NounPhrase
from diple.mark.events.words import words_of as informative_words
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.whole import LONGEST, beginning, names_something, words_of

TELLING = 2  # words of a phrase whose information counts: more would favour long phrases
NAME = 1.5  # what a proper name adds, in units of rarity
LATER = 0.7  # what each phrase before one takes away: what a sentence is about comes early


def subject_of(side: Side) -> str:
    """The noun phrase of a passage that carries most information; where grammar shows none, how it begins."""
    ranked = [(information(side, phrase) - LATER * at, -at) for at, phrase in enumerate(candidates(side))]
    if not ranked:
        return beginning(side)
    _, at = max(ranked)
    return words_of(side, list(candidates(side))[-at])


def candidates(side: Side) -> Iterator[NounPhrase]:
    """The noun phrases of the first sentence that name something and can be read at a glance."""
    sentence = side.parsed_at(side.start)
    for phrase in sentence.phrases if sentence else ():
        if names_something(phrase) and len(side.quote(phrase.start, phrase.base_end).split()) <= LONGEST:
            yield phrase


def information(side: Side, phrase: NounPhrase) -> float:
    """The rarity of the most telling words of a phrase; a proper name counts more."""
    found = informative_words(side.text, phrase.start, phrase.end, side.statement.language)
    rarest = sorted((word.rarity + NAME * word.is_name for word in found if word.is_content), reverse=True)
    return sum(rarest[:TELLING])
