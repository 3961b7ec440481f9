"""What a sentence means by its words alone: the sum of their vectors, rare words counting more.

The tables are made by `make vectors`. A word that a table lacks is read as the one that it shares most of its letters
with, so that endings matter little; an Arabic word also without the particles written together with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import log, sqrt
from operator import mul
from pathlib import Path

from diple.align.translation.table import DIMENSIONS, Table, Vector
from diple.lexicon.tables import parsed
from diple.sequences import common_head

# How many of its first letters, and which share of all, a word must share with one that the table has.
LEAST_SHARED = 4
SHARE_SHARED = 0.6
# How many characters a Chinese word has at most.
LONGEST = 4
# So many words are kept with their vectors, about 8 MB.
KEPT = 5_000
_WORD = re.compile(r"[^\W\d_]+")
_FOLDER = Path(__file__).with_name("vectors")


@cache
def languages() -> frozenset[str]:
    """The languages that have a table."""
    return frozenset(path.stem for path in _FOLDER.glob("*.vectors"))


def sums_of(texts: Sequence[str], language: str) -> list[Vector]:
    """The vector of each text: the sum of those of its words, each by how rare it is among the texts."""
    table = _table(language)
    counted = [Counter(_words(text, language, table)) for text in texts]
    holders = Counter(word for words in counted for word in words)
    total = len(texts) + 1
    return [
        _sum({word: log(total / holders[word]) * times for word, times in words.items()}, language) for words in counted
    ]


def known_words(text: str, language: str) -> list[tuple[str, int, int]]:
    """The words of a text in small letters as they are looked for, each with where it begins and ends.

    Chinese is cut into the longest words that its table has. Nothing where the language has no table.
    """
    low = text.lower()
    same = low if len(low) == len(text) else text  # so that places are those of the text
    return list(_placed(same, language, _table(language))) if language in languages() else []


def is_known(word: str, language: str) -> bool:
    """Whether the table of a language has a word itself."""
    return word in _table(language)


@lru_cache(maxsize=KEPT)
def direction(word: str, language: str) -> Vector | None:
    """The vector of a word at length 1; None where the word is not known, nor one near it."""
    vector = _vector(word, language)
    length = sqrt(sum(map(mul, vector, vector))) if vector else 0.0
    return tuple(each / length for each in vector) if vector and length else None


def _sum(weights: dict[str, float], language: str) -> Vector:
    total: Sequence[float] = (0.0,) * DIMENSIONS
    for word in sorted(weights):
        vector = _vector(word, language)
        if vector is not None:
            weight = weights[word]
            total = [one + weight * other for one, other in zip(total, vector, strict=True)]
    return tuple(total)


def _words(text: str, language: str, table: Table) -> Iterator[str]:
    return (word for word, _, _ in _placed(text.casefold(), language, table))


def _placed(text: str, language: str, table: Table) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        found, start = match.group(), match.start()
        if language == "zh" and "\u4e00" <= found[0] <= "\u9fff":
            yield from ((part, start + at, start + at + len(part)) for part, at in _cut(found, table))
        else:
            yield found, start, match.end()


def _cut(written: str, table: Table) -> Iterator[tuple[str, int]]:
    """The longest known words of Chinese characters, from the left, each with where it begins."""
    at = 0
    while at < len(written):
        size = next((size for size in range(LONGEST, 1, -1) if written[at : at + size] in table), 1)
        yield written[at : at + size], at
        at += size


@cache
def _table(language: str) -> Table:
    return Table((_FOLDER / f"{language}.vectors").read_bytes())


@lru_cache(maxsize=KEPT)
def _vector(word: str, language: str) -> Vector | None:
    """The vector of a word, or of the known word nearest to it; None where none is near."""
    table = _table(language)
    if word in table:
        return table[word]
    bare = next(
        (word[len(each) :] for each in _particles(language) if word.startswith(each) and word[len(each) :] in table), ""
    )
    near = bare or _nearest(word, table)
    return table[near] if near else None


def _nearest(word: str, table: Table) -> str:
    at = bisect_left(table.words, word)
    shared = [(common_head(word, other), other) for other in table.words[max(0, at - 1) : at + 1]]
    length, other = max(shared, default=(0, ""))
    return other if length >= max(LEAST_SHARED, SHARE_SHARED * len(word)) else ""


@cache
def _particles(language: str) -> tuple[str, ...]:
    """What is written together with a word in front of it, the longest first."""
    return tuple(parsed(Path(__file__).with_name("particles.toml")).get(language, {}).get("before", ()))
