"""The subjects that sentences name: phrases of the lexicon's table of subjects ("climate change", "South China Sea").

A word of a phrase matches all its forms; Chinese phrases are found by their characters. Of phrases that overlap the
first counts, of those that begin together the longest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from diple.lexicon.tables import language_table
from diple.lexicon.vocabulary.clitics import Clitics
from diple.mark.events.generic import generic_nouns
from diple.mark.events.words import FEW, SHARED, Word, shared_start, words_of

UNNAMED = "~"  # before a phrase that is no name
OTHER = ""  # the key of phrases that name no subject though a word of theirs does
ENDING = 2  # letters of the longest ending that parts two forms of one word


class Subject(NamedTuple):
    """A phrase that names a subject: the key of the subject, the phrase as the table has it, the keys of its words.

    `name` is empty where the phrase shows the subject and does not name it. `order` is less for a fuller phrase.
    The key is empty where the phrase names no subject though a word of it would.
    """

    key: str
    name: str
    words: tuple[str, ...]
    order: int


class Mention(NamedTuple):
    """A subject that a sentence names, with the numbers of the first word and of the one after the last."""

    subject: Subject
    first: int
    last: int


class Subjects:
    """The table of subjects of one language, its phrases found by their first letters."""

    def __init__(self, language: str) -> None:
        table = language_table(language, "subjects")
        self.spaced = language != "zh"
        self.clitics = Clitics(table.get("clitics", {}))
        self.endings = frozenset(table.get("endings", ()))
        self.generic = frozenset(map(self.clitics.key, generic_nouns(language)))
        self.by_start: dict[str, list[Subject]] = {}
        for key, names in (*table.get("named", {}).items(), (OTHER, table.get("other", ()))):
            for order, name in enumerate(names):
                words = tuple(self.keys(words_of(name, 0, len(name), language)))
                subject = Subject(key, "" if name.startswith(UNNAMED) else name, words, order)
                self.by_start.setdefault(words[0][:FEW], []).append(subject)

    def keys(self, words: Sequence[Word]) -> list[str]:
        """The keys of words without what leans on them; of Chinese ones the characters."""
        if not self.spaced:
            return [*"".join(word.key for word in words)]
        return [self.clitics.key(word.key) for word in words] if self.clitics.prefixes else [word.key for word in words]

    def mentions(self, words: Sequence[Word]) -> Iterator[Mention]:
        """The subjects that the words of a sentence name, in their order."""
        keys, free = self.keys(words), 0
        places = range(len(words)) if self.spaced else [at for at, word in enumerate(words) for _ in word.key]
        for at, key in enumerate(keys):
            starting = self.by_start.get(key[:FEW])
            found = [one for one in starting if self._names(one, keys, at)] if starting and at >= free else []
            if found:
                best = max(found, key=lambda one: _fit(one, keys, at))
                free = at + len(best.words)
                yield Mention(best, places[at], places[free - 1] + 1)

    def _names(self, subject: Subject, keys: Sequence[str], at: int) -> bool:
        if at + len(subject.words) > len(keys):
            return False
        return all(map(self._is_one_word, subject.words, keys[at : at + len(subject.words)]))

    def _is_one_word(self, word: str, key: str) -> bool:
        return word == key or (key.isalpha() and _are_forms(word, key, self.endings))

    def is_generic(self, word: Word) -> bool:
        """Whether a word names no subject by itself."""
        return word.key in self.generic or word.key.removesuffix("s") in self.generic


def _fit(subject: Subject, keys: Sequence[str], at: int) -> tuple[int, int]:
    """How well a subject fits: by the number of its words, then of those that are there in the very form."""
    return len(subject.words), sum(map(str.__eq__, subject.words, keys[at:]))


@lru_cache(maxsize=65_536)
def _are_forms(word: str, key: str, endings: frozenset[str]) -> bool:
    """Whether two words differ in endings alone: those of `endings`, or any short ones where it is empty."""
    shared, longer = shared_start(word, key), max(len(word), len(key))
    if shared < FEW or longer - shared > ENDING or shared < SHARED * longer:
        return False
    return not endings or {word[shared:], key[shared:]} <= endings


@cache
def subjects(language: str) -> Subjects:
    """The subjects of a language; none where the lexicon has no table of them."""
    return Subjects(language)
