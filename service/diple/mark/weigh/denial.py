"""Negations on the two sides of a change: by how many they differ, and which words say one of them otherwise.

"Not possible" and "impossible" each deny once, as do "neither … nor" and "not … or". The words are those phrases of the
closed classes that are one word, and the beginnings that deny a word (`denying` of the table "alike").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from diple.lexicon.tables import language_table
from diple.lexicon.vocabulary import vocabulary
from diple.mark.events.words import Keys, Word

NEGATION = "negation"
SHORTEST = 4  # letters of a word that a beginning denies


class Denial(NamedTuple):
    """By how many negations two sides differ; where the words start that say a negation of the other side otherwise."""

    difference: int
    otherwise: frozenset[int]


def denial_of(old: Sequence[Word], new: Sequence[Word], beside: tuple[Keys, Keys], language: str) -> Denial:
    """The negations among the changed words of two sides; `beside` are all words of either side."""
    sides = (_Denying(old, beside[1], language), _Denying(new, beside[0], language))
    difference = abs(sides[0].count - sides[1].count)
    if difference:
        return Denial(difference, frozenset())
    said = [word for mine, other in (sides, sides[::-1]) for word in mine.answered_by(other)]
    return Denial(0, frozenset(word.start for word in said))


class _Denying:
    """The changed words of a side that deny, or that are a word of the other side behind a beginning that denies."""

    def __init__(self, words: Sequence[Word], beside: Keys, language: str) -> None:
        self.words = words
        self.negators = [word for word in words if word.key in negators(language)]
        prefixes = _table(language, "denying")
        begun = (word for word in words if word.key.startswith(prefixes))
        self.denied = {word: rest for word in begun if (rest := _denied(word.key, prefixes, beside))}
        following = _table(language, "denying_on")
        on = sum(word.key in following for word in self.negators[1:])  # neither … nor is one negation
        self.count = len({*self.negators, *self.denied}) - on

    def answered_by(self, other: _Denying) -> Iterator[Word]:
        """Its words that deny, and those that a beginning denies on the other side."""
        yield from self.negators
        yield from self.denied
        rests = Keys(other.denied.values())
        yield from (word for word in self.words if rests.keys and rests.hold(word.key))


@cache
def negators(language: str) -> frozenset[str]:
    """The words that deny by themselves."""
    forms = (form for form in vocabulary(language).forms if form.entry.kind == NEGATION and len(form.places) == 1)
    return frozenset("".join(words) for form in forms for words in form.places[0] if is_one(words, language))


def is_one(words: Sequence[str], language: str) -> bool:
    """Whether some words are one word of a text: in Chinese, characters in a row."""
    return language == "zh" or len(words) == 1


def _denied(word: str, prefixes: tuple[str, ...], beside: Keys) -> str | None:
    """The word of the other side that a word denies by its beginning: of impossible, possible."""
    rests = (word.removeprefix(prefix) for prefix in prefixes if word.startswith(prefix))
    return next((rest for rest in rests if len(rest) >= SHORTEST and beside.hold(rest)), None)


@cache
def _table(language: str, name: str) -> tuple[str, ...]:
    return tuple(language_table(language, "alike").get(name, ()))
