"""Finding thousands of phrases in a text in a few milliseconds, in plain Python.

Each phrase is filed under its anchor: of its pairs of neighbouring words (in Chinese, characters) the one that
the fewest other phrases share. One pass in C over the text, a set asked for each pair, leaves the few places
where an anchor is, and only there are phrases compared. docs/packs.md says how this compares with
pyahocorasick.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, pairwise
from typing import Any, Protocol

from diple.lexicon.compiled import fresh_index

GAP = "…"
_NUMBER = "#"
_ANY_NUMBER = "0"
_PARTS = re.compile(r"(\W+)")
_WORD = re.compile(r"\w+")
_OF_WORDS = bytes(character.isalnum() or character == "_" for character in map(chr, range(128))) + bytes(128)
_BLANKED = bytes(code if of_words else ord(" ") for code, of_words in enumerate(_OF_WORDS))
_SPACED_GAP = r"(?:[^\s.;:!?]+\s+){0,6}?"
_HAN_GAP = r"[^。；！？\n]{0,16}?"
_NOT_BMP = re.compile(r"[\U00010000-\U0010ffff]")
_QUOTES = re.compile(r"[\"'()\[\]]")


# Phrase number, start and end in the folded text. A bare tuple: a named one takes six times as long to make.
Hit = tuple[int, int, int]


class Index(Protocol):
    """Finds phrases, known by their numbers, in a folded text. Hits come in no order and may overlap."""

    def hits(self, folded: str) -> list[Hit]:
        """Every place where a phrase of the index is."""


def build_index(phrases: Sequence[str], language: str) -> Index:
    """An index of folded `phrases` in `language`.

    In a phrase "…" matches up to six words (16 characters in Chinese) of one sentence, "#" a number.
    """
    if language == "zh":
        return HanIndex(phrases)
    compiled = fresh_index(phrases, language)
    return SpacedIndex(phrases) if compiled is None else SpacedIndex((), compiled)


# A phrase under its anchor: its number, the word of it at which the anchor begins, its words, and what separates them.
_Filed = tuple[int, int, list[str], list[str]]


class SpacedIndex:
    """Phrases of scripts with spaces: whole words; white space, hyphens and quotes inside vary freely.

    A phrase of several words is filed under two neighbouring words of it, which few places of a text share. `filed` is
    what `file` returned for the same phrases.
    """

    def __init__(self, phrases: Sequence[str], filed: dict[str, Any] | None = None) -> None:
        filed = filed or file(phrases)
        self._words: dict[str, list[_Filed]] = filed["words"]
        self._pairs: dict[tuple[str, str], list[_Filed]] = filed["pairs"]
        self._patterns: dict[int, str] = filed["patterns"]
        self._first = frozenset(first for first, _ in self._pairs)

    def hits(self, folded: str) -> list[Hit]:
        words = words_of(folded)
        by_word, by_pair = self._words, self._pairs
        alone = list(compress(range(len(words)), map(by_word.__contains__, words)))
        first = compress(range(len(words) - 1), map(self._first.__contains__, words))
        paired = [place for place in first if (words[place], words[place + 1]) in by_pair]
        found: list[Hit] = []
        if not alone and not paired:
            return found
        starts = starts_of(folded)
        for place in alone:
            for filed in by_word[words[place]]:
                phrase, _, _, separators = filed
                if separators or phrase in self._patterns:
                    self._compare(filed, place, words, starts, folded, found)
                else:
                    found.append((phrase, starts[place], starts[place] + len(words[place])))
        for place in paired:
            for filed in by_pair[words[place], words[place + 1]]:
                self._compare(filed, place, words, starts, folded, found)
        return found

    def _compare(
        self, filed: _Filed, place: int, words: list[str], starts: list[int], folded: str, found: list[Hit]
    ) -> None:
        """Add the hit where the whole phrase is around its anchor at word number `place`."""
        phrase, back, wording, separators = filed
        first = place - back
        if first < 0:
            return
        start = starts[first]
        if phrase in self._patterns:
            match = _spaced_pattern(self._patterns[phrase]).match(folded, start)
            if match:
                found.append((phrase, start, match.end()))
            return
        after = first + len(wording)
        if words[first:after] == wording:
            ends = [begin + len(word) for begin, word in zip(starts[first:after], wording, strict=True)]
            between = [folded[end:begin] for end, begin in zip(ends, starts[first + 1 : after], strict=False)]
            if between == separators or [_separator(marks) for marks in between] == separators:
                found.append((phrase, start, ends[-1]))


def words_of(folded: str) -> list[str]:
    """The words of a folded text: runs of letters, digits and `_`.

    In ASCII a blank takes the place of all else, which takes a quarter of the time of the pattern.
    """
    if folded.isascii():
        return folded.encode().translate(_BLANKED).decode().split()
    return _WORD.findall(folded)


def starts_of(folded: str) -> list[int]:
    """Where each word of a folded text begins.

    In ASCII a number has a byte for each character, 1 in words and 0 between them: without itself one byte further, the
    bytes of 1 that are left are the first characters of words.
    """
    if not folded.isascii():
        return [match.start() for match in _WORD.finditer(folded)]
    inside = int.from_bytes(folded.encode().translate(_OF_WORDS), "little")
    first = inside & ~(inside << 8)
    return list(compress(range(len(folded)), first.to_bytes(len(folded), "little")))


def file(phrases: Sequence[str]) -> dict[str, Any]:
    """Folded phrases filed under their anchors, in plain values: those of one word, those of several, the patterns."""
    split = [_words(phrase.replace(_NUMBER, _ANY_NUMBER)) for phrase in phrases]
    shared = Counter(pair for words, _ in split for pair in set(pairwise(words)))
    by_word: dict[str, list[_Filed]] = {}
    by_pair: dict[tuple[str, str], list[_Filed]] = {}
    patterns: dict[int, str] = {}
    for number, (words, separators) in enumerate(split):
        pattern = is_pattern(phrases[number])
        anchors = _anchors(phrases[number], words) if pattern else list(range(len(words)))
        pairs = [i for i in anchors if i + 1 in anchors]
        if pairs:
            back = min(pairs, key=lambda i: (shared[words[i], words[i + 1]], i))
            by_pair.setdefault((words[back], words[back + 1]), []).append((number, back, words, separators))
        elif anchors:
            back = max(anchors, key=lambda i: (len(words[i]), -i))
            by_word.setdefault(words[back], []).append((number, back, words, separators))
        if pattern and anchors:
            patterns[number] = phrases[number]
    return {"words": by_word, "pairs": by_pair, "patterns": patterns}


class HanIndex:
    """Chinese phrases: raw characters, no word boundaries but at the edges of Latin letters and digits."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = phrases
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._single: list[int] = []
        self._filed: dict[int, list[tuple[int, int, str]]] = {}
        shared = Counter(pair for phrase in phrases for pair in set(_pairs(phrase)))
        for number, phrase in enumerate(phrases):
            if is_pattern(phrase) or phrase[:1].isascii() or phrase[-1:].isascii():
                self._patterns[number] = _han_pattern(phrase)
            pairs = _pairs(phrase.split(GAP)[0])
            if phrase and not pairs:
                self._single.append(number)
            elif phrase:
                back = min(range(len(pairs)), key=lambda i: (shared[pairs[i]], i))
                self._filed.setdefault(_as_number(pairs[back]), []).append((number, back, phrase))

    def hits(self, folded: str) -> list[Hit]:
        found = list(self._single_hits(folded))
        filed, patterns = self._filed, self._patterns
        for first, pairs in enumerate(_pair_numbers(folded)):
            for number in compress(range(len(pairs)), map(filed.__contains__, pairs)):
                place = first + 2 * number
                for phrase, back, wording in filed[pairs[number]]:
                    start = place - back
                    if start < 0:
                        continue
                    if phrase in patterns:
                        found += self._pattern_hit(phrase, folded, start)
                    elif folded.startswith(wording, start):
                        found.append((phrase, start, start + len(wording)))
        return found

    def _pattern_hit(self, phrase: int, folded: str, start: int) -> Iterator[Hit]:
        match = self._patterns[phrase].match(folded, start)
        if match:
            yield phrase, match.start(), match.end()

    def _single_hits(self, folded: str) -> Iterator[Hit]:
        for number in self._single:
            phrase = self._phrases[number]
            first = phrase.split(GAP, maxsplit=1)[0]
            place = folded.find(first)
            while place >= 0:
                if number in self._patterns:
                    yield from self._pattern_hit(number, folded, place)
                else:
                    yield number, place, place + len(phrase)
                place = folded.find(first, place + 1)


def _words(phrase: str) -> tuple[list[str], list[str]]:
    """The words of a phrase and what is between them, without marks at either end."""
    parts = _PARTS.split(phrase)
    kept = [i for i in range(0, len(parts), 2) if parts[i]]
    if not kept:
        return [], []
    parts = parts[kept[0] : kept[-1] + 1]
    return parts[::2], [_separator(mark) for mark in parts[1::2]]


def _separator(marks: str) -> str:
    """What is between two words, without quotes; a hyphen or any white space is one space."""
    if marks.isspace() or marks == "-":
        return " "
    bare = _QUOTES.sub("", marks)
    return " " if bare.isspace() and bare else " ".join(bare.split())


def is_pattern(phrase: str) -> bool:
    """Whether a phrase has a gap or matches any number, so that its words may be apart."""
    return GAP in phrase or _NUMBER in phrase


def _anchors(phrase: str, words: list[str]) -> list[int]:
    """The words by which a phrase may be filed: up to the first gap, and no numbers left open."""
    head, _ = _words(phrase.split(GAP, maxsplit=1)[0].replace(_NUMBER, _ANY_NUMBER))
    return [i for i in range(len(head)) if words[i] != _ANY_NUMBER]


@cache
def _spaced_pattern(phrase: str) -> re.Pattern[str]:
    """The pattern of a phrase with gaps or numbers, compiled when a text first has its anchor."""
    pieces = []
    for piece in phrase.split():
        if piece == GAP:
            pieces.append(_SPACED_GAP)
        else:
            pieces.append(re.escape(piece).replace(r"\#", r"\d[\d.,]*") + r"(?!\w)")
    joined = pieces[0]
    for before, piece in pairwise(pieces):
        joined += piece if before == _SPACED_GAP else (r"\s+" + piece)
    return re.compile(joined)


def _han_pattern(phrase: str) -> re.Pattern[str]:
    pieces = [re.escape(piece).replace(r"\#", r"\d+") for piece in phrase.split(GAP)]
    before = r"(?<![0-9a-z])" if phrase[:1].isascii() else ""
    after = r"(?![0-9a-z])" if phrase[-1:].isascii() else ""
    return re.compile(before + _HAN_GAP.join(pieces) + after)


def _pairs(phrase: str) -> list[str]:
    return [phrase[i : i + 2] for i in range(len(phrase) - 1)]


def _as_number(pair: str) -> int:
    return int.from_bytes(_plane_zero(pair).encode("utf-16", "surrogatepass")[2:], sys.byteorder)


def _plane_zero(text: str) -> str:
    """The text with each character beyond U+FFFF replaced by one in no phrase, so that pairs align."""
    return _NOT_BMP.sub("\ufffd", text)


def _pair_numbers(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Each two neighbouring characters as one integer: those at even places, and those at odd ones."""
    raw = _plane_zero(text).encode("utf-16", "surrogatepass")[2:]
    whole = len(raw) // 4 * 4
    shifted = max(len(raw) - 2, 0) // 4 * 4
    return memoryview(raw[:whole]).cast("I"), memoryview(raw[2 : 2 + shifted]).cast("I")
