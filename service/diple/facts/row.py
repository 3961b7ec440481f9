"""The words of a text in a row, with their keys."""

from __future__ import annotations

import re
from typing import NamedTuple

from diple.noise.words import Words, words_of
from diple.normalise import key
from diple.numerals import Numerals

WORD = re.compile(r"[^\W\d_]+")
JOINT = re.compile(r"[\s\u00a0‑-]{1,3}")


class Row(NamedTuple):
    """Words of a text in order, each with its key; `known` are the words of the language."""

    text: str
    language: str
    words: list[re.Match[str]]
    keys: list[str]
    known: Words

    @property
    def numerals(self) -> Numerals:
        """The numerals of the language."""
        return self.known.numerals

    def key(self, at: int) -> str:
        """The key of a word; "" behind the last."""
        return self.keys[at] if at < len(self.keys) else ""

    def start(self, at: int) -> int:
        """Where a word begins, in code points."""
        return self.words[at].start()

    def end(self, stop: int) -> int:
        """Where the word before one ends, in code points."""
        return self.words[stop - 1].end()

    def follows(self, at: int) -> bool:
        """Whether nothing but blanks or a hyphen are between a word and the one before it."""
        return 0 < at < len(self.words) and JOINT.fullmatch(self.text, self.end(at), self.start(at)) is not None

    def are_joined(self, start: int, stop: int) -> bool:
        """Whether nothing but blanks or hyphens are between the words from one up to another."""
        return all(map(self.follows, range(start + 1, stop)))


def row_of(text: str, language: str) -> Row:
    """The words of a text."""
    return of_words(text, language, list(WORD.finditer(text)))


def row_behind(text: str, start: int, language: str, most: int) -> Row:
    """So many words at most behind a place, with nothing but blanks or hyphens before each."""
    words: list[re.Match[str]] = []
    while len(words) < most and (joint := JOINT.match(text, start)) and (word := WORD.match(text, joint.end())):
        words.append(word)
        start = word.end()
    return of_words(text, language, words)


def of_words(text: str, language: str, words: list[re.Match[str]]) -> Row:
    """Words of a text as a row."""
    return Row(text, language, words, [key(word.group(), language) for word in words], words_of(language))
