"""The index words of a text: the comparison key of each word, without accents and the endings of its cases.

A Chinese character is a word of its own. So two texts have the same index words where a reader searching one would
want to find the other, and a phrase is a row of neighbours in one sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from unicodedata import combining

from diple.archive.statements.indexing.filled import Filled
from diple.composing import composed
from diple.lexicon.vocabulary import vocabulary
from diple.lexicon.vocabulary.stems import CASE_ENDING, CYRILLIC
from diple.model import Span
from diple.normalise import key_table
from diple.segment.tokens import RIDER

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\W_{_HAN}]"
WORDS = re.compile(rf"[{_HAN}]|{_LETTERS}++(?:[{RIDER}]++{_LETTERS}*+)*+")
"""A word: letters and digits, with the marks that are written apart from them in some texts, as vowel signs are."""
_IN_ASCII = bytes(ord(chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)) + bytes(128)
BREAK = "¦"
"""Stands between sentences, so that no phrase runs from one into the next."""
DISSENT = "¬"
"""Stands before each word of a sentence of dissent, which is found by a search and is no mention."""
_MOST_KEYS = 200_000
_PART = 3_000  # words of a part
_LINE = _PART // 2  # words of a line
OFTEN = 250
"""Times that a part may have one word: PostgreSQL notes 256 places of a word in a vector, and no more."""
LEAST = OFTEN // 2
"""Words that a part has at least where another follows, and times that a line may have one word."""
MOST_WORDS = 500_000
"""Words of a statement. More parts of `LEAST` words than these need would have no numbers."""
_ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_MARK = re.compile(r"[\u0300-\u036f]+")
"""A mark that is no part of a letter in Unicode's composed form, such as the stress of a Russian vowel."""
_BARRED = str.maketrans("øłđħı", "oldhi")
"""Letters with a bar or without a dot, which are no letter with a mark to Unicode."""
_PLURAL = 3  # letters that a word has at least beside the ending of its plural


def lower_words(text: str) -> list[str]:
    """The words of a text in small letters.

    In ASCII all that is no letter or digit becomes a blank, which takes a tenth of the time of the pattern.
    """
    return in_ascii(text).split() if text.isascii() else WORDS.findall(text.lower())


def in_ascii(text: str) -> str:
    """A text of ASCII in small letters, with a blank for each other character but digits."""
    return text.encode().translate(_IN_ASCII).decode()


def index_word(key: str) -> str:
    """A comparison key without accents, endings of cases (Russian) and plurals (English, French, Spanish)."""
    key = key if key.isascii() else without_accents(_MARK.sub("", key) or key)
    if key[:1] in CYRILLIC:
        return CASE_ENDING.sub("", key.replace("ё", "е")) if len(key) > _PLURAL else key
    if key.endswith("s") and len(key) > _PLURAL and not key.endswith("ss"):
        return f"{key[:-3]}y" if key.endswith("ies") and len(key) > _PLURAL + 2 else key[:-1]
    return key


def without_accents(key: str) -> str:
    """A key of which Latin letters have no accents, for who searches often writes none: "navegacion"."""
    if not _ACCENTED.search(key):
        return key
    return "".join(letter for letter in composed("NFD", key) if not combining(letter)).translate(_BARRED)


def index_words(language: str) -> Filled[str, str]:
    """The index words of one language by surface in small letters."""
    keys = key_table(language)
    return Filled(lambda surface: index_word(keys[surface]), _MOST_KEYS)


class Tongue:
    """How the words of one language are indexed."""

    def __init__(self, language: str) -> None:
        words = vocabulary(language)
        self.spaced = words.spaced
        self.keys = index_words(language)
        self.stop = frozenset(self.keys[word] for word in words.words("stop"))

    def sequence(self, text: str) -> list[str]:
        """The index words of a text, in order."""
        return list(map(self.keys.__getitem__, lower_words(text)))

    def sequences(self, text: str, spans: Sequence[Span]) -> list[list[str]]:
        """The index words of each of some spans of a text: in ASCII the text is prepared once for all."""
        if not text.isascii():
            return [self.sequence(text[start:end]) for start, end in spans]
        blanked, key = in_ascii(text), self.keys.__getitem__
        return [list(map(key, blanked[start:end].split())) for start, end in spans]

    def content(self, words: Sequence[str]) -> list[str]:
        """The words that carry content, in order; of ideographs each two neighbours."""
        if not self.spaced:
            return [one + other for one, other in pairwise(words)]
        stop = self.stop
        return [word for word in words if word not in stop and len(word) > 1]

    def places(self, text: str, wanted: Sequence[str]) -> Iterator[Span]:
        """Where some index words are neighbours in a text, oldest first."""
        if f" {' '.join(wanted)} " not in f" {' '.join(self.sequence(text))} ":
            return  # found out at a third of the cost of places
        found = [(self.keys[match.group().lower()], match.start(), match.end()) for match in WORDS.finditer(text)]
        size, first = len(wanted), wanted[0]
        for at, (word, start, _) in enumerate(found):
            if word == first and [each[0] for each in found[at : at + size]] == list(wanted):
                yield Span(start, found[at + size - 1][2])


@cache
def tongue_of(language: str) -> Tongue:
    """How a language is indexed, made once."""
    return Tongue(language)


def of_dissent(words: Sequence[str]) -> list[str]:
    """Index words as words of dissent."""
    return [DISSENT + word for word in words]


def bodies(lines: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The index words of sentences as text, in parts that a search engine can hold each place of."""
    parts: list[list[Sequence[str]]] = [[]]
    size, counts = 0, Counter[str]()
    if fits(lines):
        parts, lines = [list(lines)], ()
    for line in chain.from_iterable(map(_cut, lines)):
        size += len(line)
        counts.update(line)
        if size > len(line) and (size > _PART or any(counts[word] > OFTEN for word in line)):
            parts.append([])
            size, counts = len(line), Counter(line)
        parts[-1].append(line)
    return tuple(f" {BREAK} ".join(["", *map(" ".join, part), ""]).strip() for part in parts)


def _cut(line: Sequence[str]) -> Iterator[Sequence[str]]:
    """A line in pieces, each of which fits into a part beside others; all but huge ones are one piece.

    A phrase that is across a cut is not found.
    """
    for piece in groups(line, _LINE) or [line]:
        is_even = len(piece) <= LEAST or max(Counter(piece).values()) <= LEAST
        yield from [piece] if is_even else groups(piece, LEAST)


def groups(line: Sequence[str], size: int) -> list[Sequence[str]]:
    """A line in pieces of so many words."""
    return [line[at : at + size] for at in range(0, len(line), size)]


def fits(lines: Sequence[Sequence[str]]) -> bool:
    """Whether sentences are one part."""
    counts = Counter(chain.from_iterable(lines))
    return counts.total() <= _PART and max(counts.values(), default=0) <= OFTEN
