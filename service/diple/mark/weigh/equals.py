"""The table "alike" of a language: groups of words of one meaning and equal force, and words that say nothing.

An entry of one word means all its forms (English), an entry or a word of a phrase that ends in `*` for any word
that begins so. A Chinese entry is cut into words as a text is: "交换意见" is a phrase of two words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from diple.lexicon.tables import language_table
from diple.mark.events.alike import bases
from diple.mark.events.words import Word, key_of, words_of

Parts = frozenset[str]  # the words of a phrase, one that means any word with its beginning with its `*`
FEW = 3  # letters by which entries that end in `*` are looked up


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Entries with their groups: by word, by the beginning of a word, and phrases by their longest word."""

    words: dict[str, frozenset[int]]
    beginnings: dict[str, tuple[tuple[str, int], ...]]
    phrases: dict[str, tuple[tuple[Parts, int], ...]]
    begun: dict[str, tuple[str, ...]]  # the words of phrases that end in `*`, by their first letters

    def of(self, word: str, language: str) -> frozenset[int]:
        """The groups of a word by its key."""
        exact = [self.words.get(base, frozenset()) for base in bases(word, language)]
        begun = [group for start, group in self.beginnings.get(word[:FEW], ()) if word.startswith(start)]
        return frozenset().union(*exact, begun)

    def of_phrases(self, words: Sequence[Word], language: str, near: Sequence[Word] = ()) -> dict[int, set[str]]:
        """The groups of the phrases all words of which are among some words and those near, each with those words.

        One word of the phrase at least is not among those near alone.
        """
        keys = self.forms_of(words, language) if self.phrases else set()
        known = keys | self.forms_of(near, language) if keys else keys
        found: dict[int, set[str]] = {}
        for key in known & self.phrases.keys():
            for parts, group in self.phrases[key]:
                if parts <= known and not parts.isdisjoint(keys):
                    found.setdefault(group, set()).update(parts)
        return found

    def forms_of(self, words: Iterable[Word], language: str) -> set[str]:
        """What represents some words in phrases."""
        return set(chain.from_iterable([forms_in(self, word.key, language) for word in words]))

    def forms(self, word: str, language: str) -> tuple[str, ...]:
        """What represents a word in phrases: its base forms, and beginnings with their `*`."""
        begun = (start for start in self.begun.get(word[:FEW], ()) if word.startswith(start[:-1]))
        return (*bases(word, language), *begun)


@lru_cache(maxsize=32_768)
def forms_in(found: Entries, word: str, language: str) -> tuple[str, ...]:
    """The same, kept: words recur, and each is looked for among the groups and among what says nothing."""
    return found.forms(word, language)


@lru_cache(maxsize=16_384)
def forms(word: str, language: str) -> tuple[str, ...]:
    """What represents a word in the phrases of the groups and of what says nothing."""
    return tuple(form for name in ("groups", "empty") for form in entries(name, language).forms(word, language))


@lru_cache(maxsize=16_384)
def groups_of(word: str, language: str) -> frozenset[int]:
    """The groups of words of one meaning that a word belongs to."""
    return entries("groups", language).of(word, language)


def phrases_of(words: Sequence[Word], language: str, near: Sequence[Word] = ()) -> dict[int, set[str]]:
    """The same of the phrases among some words and those near, each group with the words of its phrase."""
    return entries("groups", language).of_phrases(words, language, near)


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


@lru_cache(maxsize=16_384)
def is_social(word: str, language: str) -> bool:
    """Whether a word names what hosts offer their guests beside the talks: a dinner, a concert, a museum."""
    return bool(entries("social", language).of(word, language))


@cache
def entries(name: str, language: str) -> Entries:
    """The groups of a language, or what says nothing of its own ("empty"), or its "occasions" or "social" events."""
    raw = language_table(language, "alike")
    if name == "groups":
        return made(raw.get("groups", ()), language)
    listed = ("support", "connectives") if name == "empty" else (name,)
    return made([[entry for part in listed for entry in raw.get(part, ())]], language)


def made(groups: Iterable[Iterable[str]], language: str) -> Entries:
    """Groups of entries as they are looked up."""
    found = Entries({}, {}, {}, {})
    for number, group in enumerate(groups):
        for entry in map(str.lower, group):
            parts = parts_of(entry, language)
            if len(parts) > 1:
                add_phrase(found, parts, number)
            elif entry.endswith("*"):
                start = key_of(entry[:-1])
                found.beginnings[start[:FEW]] = (*found.beginnings.get(start[:FEW], ()), (start, number))
            else:
                found.words[key_of(entry)] = found.words.get(key_of(entry), frozenset()) | {number}
    return found


def parts_of(entry: str, language: str) -> Parts:
    """The words of an entry, by key."""
    if language == "zh":
        return frozenset(word.key for word in words_of(entry, 0, len(entry), language))
    return frozenset(key_of(part.removesuffix("*")) + "*" * part.endswith("*") for part in entry.split())


def add_phrase(found: Entries, parts: Parts, number: int) -> None:
    """Adds a phrase of a group, to be looked up by its longest word."""
    longest = max(sorted(parts), key=len)
    found.phrases[longest] = (*found.phrases.get(longest, ()), (parts, number))
    for start in (part for part in parts if part.endswith("*")):
        known = found.begun.get(start[:FEW], ())
        found.begun[start[:FEW]] = known if start in known else (*known, start)
