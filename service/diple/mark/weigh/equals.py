"""The table "alike" of a language: groups of words of one meaning and equal force, and words that say nothing.

An entry of one word stands for all its forms (English), an entry that ends in `*` for any word that begins so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from diple.lexicon.tables import language_table
from diple.mark.events.alike import bases
from diple.mark.events.words import Word, key_of

Parts = frozenset[str]  # the words of a phrase
FEW = 3  # letters by which entries that end in `*` are looked up


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries with their groups: by word, by the beginning of a word, and phrases by their longest word."""

    words: dict[str, frozenset[int]]
    beginnings: dict[str, tuple[tuple[str, int], ...]]
    phrases: dict[str, tuple[tuple[Parts, int], ...]]

    def of(self, word: str, language: str) -> frozenset[int]:
        """The groups of a word by its key."""
        exact = [self.words.get(base, frozenset()) for base in bases(word, language)]
        begun = [group for start, group in self.beginnings.get(word[:FEW], ()) if word.startswith(start)]
        return frozenset().union(*exact, begun)

    def of_phrases(self, words: Sequence[Word], language: str) -> dict[int, set[str]]:
        """The groups of the phrases all words of which are among some words, each with those words."""
        keys = {form for word in words for form in bases(word.key, language)} if self.phrases else set()
        found: dict[int, set[str]] = {}
        for key in keys & self.phrases.keys():
            for parts, group in self.phrases[key]:
                if parts <= keys:
                    found.setdefault(group, set()).update(parts)
        return found


@lru_cache(maxsize=16_384)
def groups_of(word: str, language: str) -> frozenset[int]:
    """The groups of words of one meaning that a word belongs to."""
    return entries("groups", language).of(word, language)


def phrases_of(words: Sequence[Word], language: str) -> dict[int, set[str]]:
    """The same of the phrases among some words, each group with the words of its phrase."""
    return entries("groups", language).of_phrases(words, language)


def empty_words(words: Sequence[Word], language: str) -> set[str]:
    """Those of some words, by key, that say nothing of their own: light verbs, and adverbials that join sentences."""
    alone = {word.key for word in words if is_empty(word.key, language)}
    return alone.union(*entries("empty", language).of_phrases(words, language).values())


@lru_cache(maxsize=16_384)
def is_empty(word: str, language: str) -> bool:
    """Whether a word by itself says nothing of its own."""
    return bool(entries("empty", language).of(word, language))


@lru_cache(maxsize=16_384)
def is_occasion(word: str, language: str) -> bool:
    """Whether a word names what has its date by the calendar alone: a meeting, a visit, a publication."""
    return bool(entries("occasions", language).of(word, language))


@cache
def entries(name: str, language: str) -> Entries:
    """The groups of a language, or what says nothing of its own ("empty"), or its "occasions"."""
    raw = language_table(language, "alike")
    if name == "groups":
        return made(raw.get("groups", ()))
    listed = ("support", "connectives") if name == "empty" else (name,)
    return made([[entry for part in listed for entry in raw.get(part, ())]])


def made(groups: Iterable[Iterable[str]]) -> Entries:
    """Groups of entries as they are looked up."""
    found = Entries({}, {}, {})
    for number, group in enumerate(groups):
        for entry in map(str.lower, group):
            if " " in entry:
                parts = frozenset(map(key_of, entry.split()))
                longest = max(sorted(parts), key=len)
                found.phrases[longest] = (*found.phrases.get(longest, ()), (parts, number))
            elif entry.endswith("*"):
                start = key_of(entry[:-1])
                found.beginnings[start[:FEW]] = (*found.beginnings.get(start[:FEW], ()), (start, number))
            else:
                found.words[key_of(entry)] = found.words.get(key_of(entry), frozenset()) | {number}
    return found
