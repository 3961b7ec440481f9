"""Proof of absence: whether any form of a concept is anywhere in a text, at the cost of a word search."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from operator import itemgetter

from diple.lexicon import Lexicon
from diple.lexicon.fold import WIDTHLESS
from diple.lexicon.vocabulary import vocabulary
from diple.mark.sentence.dissent import opens_dissent
from diple.model import Span, Statement

WORD = re.compile(r"[^\W\d_]+")
WINDOW = 160  # code points around a word in which a whole form must lie
OFTEN = 24  # places of one word that are looked at
LIKELY = 3  # sentences of the whole text that are read in search of a thought
MANY = 12  # likely places that are looked at one by one before the whole text is searched
COMPOSED = partial(unicodedata.is_normalized, "NFC")
PLAIN = frozenset({"en", "fr", "es"})  # languages whose letters the packs do not fold


class Proofs:
    """Answers whether a concept is in a statement; remembers what it found in one comparison."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], bool] = {}
        self._lowered: dict[int, str | None] = {}

    def stands(self, lexicon: Lexicon, concept: str, statement: Statement) -> bool:
        """Whether any form of `concept` is in the text of `statement`, its sentences of dissent apart."""
        key = concept, id(statement)
        if key not in self._known:
            self._known[key] = self._search(lexicon, concept, statement)
        return self._known[key]

    def _search(self, lexicon: Lexicon, concept: str, statement: Statement) -> bool:
        return any(not is_of_dissent(statement, at) for at in self._places(lexicon, concept, statement))

    def _places(self, lexicon: Lexicon, concept: str, statement: Statement) -> Iterator[int]:
        """Where forms of a concept begin in a text, each place once or twice."""
        for start, stretch in self._stretches(lexicon, concept, statement):
            yield from (start + found.start for found in lexicon.occurrences(concept, stretch, statement.language))

    def _stretches(self, lexicon: Lexicon, concept: str, statement: Statement) -> Iterator[tuple[int, str]]:
        """Where a concept may occur, with the words there: around its likely places; all of the text for many."""
        lowered = self.lowered(statement)
        likely = None if lowered is None else form_places(lexicon, concept, statement.language, lowered)
        for start in (max(0, at - WINDOW) for at in (likely or ())[:MANY]):
            yield start, statement.text[start : start + 2 * WINDOW]
        if likely is None or len(likely) > MANY:
            yield 0, statement.text

    def lowered(self, statement: Statement) -> str | None:
        """The text in small letters, None where letters may be hidden from a plain search."""
        key = id(statement)
        if key not in self._lowered:
            self._lowered[key] = lowered(statement)
        return self._lowered[key]


def is_of_dissent(statement: Statement, at: int) -> bool:
    """Whether a place lies in a sentence of dissent, whose words are not the text's own."""
    sentence = statement.sentences[sentence_at(statement, at)]
    return opens_dissent(statement.text[slice(*sentence)], vocabulary(statement.language))


def lowered(statement: Statement) -> str | None:
    """A text in small letters if a plain search for words in it is safe: same length, nothing hidden."""
    text = statement.text
    if statement.language.split("-")[0] not in PLAIN or any(mark in text for mark in WIDTHLESS):
        return None
    lines = list(map(str.lower, text.split("\n")))  # most lines are ASCII, and of those it takes no time
    small = "\n".join(lines)
    return small if len(small) == len(text) and all(map(COMPOSED, lines)) else None


def form_places(lexicon: Lexicon, concept: str, language: str, text: str) -> list[int] | None:
    """Where a form of a concept may be in `text`: near its longest word all its others are too.

    None where a form has no word. Of more than `MANY` places, some are given, and more than `MANY`.
    """
    found: set[int] = set()
    for form in lexicon.forms(concept, language):
        words = words_of(form.text)
        if not words:
            return None
        for at in places_of(words[0], text):
            around = text[max(0, at - WINDOW) : at + WINDOW]
            if all(word in around for word in words[1:]):
                found.add(at)
            if len(found) > MANY:
                return sorted(found)
    return sorted(found)


@lru_cache(maxsize=16_384)
def words_of(form: str) -> tuple[str, ...]:
    """The words of a form in small letters, the longest first."""
    return tuple(sorted(sorted(set(WORD.findall(form.lower()))), key=len, reverse=True))


def places_of(word: str, text: str) -> Iterator[int]:
    """The places of a string in a text where it begins and ends like a word."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalpha() and not text[end : end + 1].isalpha():
            yield at
        at = text.find(word, end)


def sentences_with(statement: Statement, words: Sequence[str]) -> list[Span]:
    """The sentences of a statement in which two or more of some words are, the likeliest few."""
    found: Counter[int] = Counter()
    places = places_in(statement.text)
    for word in words:
        found.update({sentence_at(statement, at) for at in places[word]})
    likely = sorted((-count, number) for number, count in found.items() if count > 1)
    return [statement.sentences[number] for _, number in likely[:LIKELY]]


class FirstPlaces(dict[str, tuple[int, ...]]):
    """The first places of each string in a text, found when first asked for: events ask for the same words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, word: str) -> tuple[int, ...]:
        found = self[word] = tuple(first_places(word, self._text))
        return found


@lru_cache(maxsize=4)
def places_in(text: str) -> FirstPlaces:
    """The places of words in a text; those of the last texts are kept."""
    return FirstPlaces(text)


def first_places(word: str, text: str) -> Iterator[int]:
    """The first places of a string in a text; what is in more is no sign of a thought."""
    at = text.find(word)
    for _ in range(OFTEN):
        if at < 0:
            break
        yield at
        at = text.find(word, at + 1)


def sentence_at(statement: Statement, at: int) -> int:
    """The number of the sentence at a place."""
    return max(0, bisect_right(statement.sentences, at, key=itemgetter(0)) - 1)


def sentences_at(statement: Statement, span: Span) -> range:
    """The numbers of the sentences that share a character with a stretch."""
    sentences, first = statement.sentences, sentence_at(statement, span.start)
    after = bisect_left(sentences, span.end, key=itemgetter(0))
    return range(first + (first < after and sentences[first].end <= span.start), after)
