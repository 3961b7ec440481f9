"""Of which fields of affairs a sentence speaks: health, energy, the sea.

Two sentences that share no word may speak of one field, and two that share a rare word may speak of two. The words of
each field are the table "fields" of a language; a language without one speaks of none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import log, sqrt
from typing import NamedTuple

from diple.lexicon.tables import language_table
from diple.normalise import fold_text

# What the fields of the sentences around count beside a sentence's own, by how far they are. Measured on the pairs of
# evaluation/links.tsv without the pair, area of same against other: .929 with none around, .938 with one, .940 with
# two, .939 with five at .7 each.
AROUND = (1.0, 0.5, 0.25)
# The agreement of two places of which one speaks of no known field: about what two places have on the mean.
UNKNOWN = 0.3
# Letters by which entries that end in `*` are looked up.
_FEW = 3

Weights = Mapping[str, float]


class Surroundings(NamedTuple):
    """The fields of a sentence and of those around it, and the length of these weights."""

    around: Weights
    length: float


def weighed(sentences: Sequence[Iterable[str]], language: str) -> list[Weights]:
    """The fields of each sentence, given as its folded words, weighed by how rare they are in all."""
    found = [Counter(field for word in words for field in fields_of(word, language)) for words in sentences]
    spread = Counter(field for counted in found for field in counted)
    total = len(sentences)
    return [
        {field: (1 + log(times)) * log(1 + total / max(spread[field], 2)) for field, times in counted.items()}
        for counted in found
    ]


def surroundings(sentences: Sequence[Weights]) -> list[Surroundings]:
    """The fields around each sentence of one text."""
    return [_around(sentences, at) for at in range(len(sentences))]


def agreement(old: Surroundings, new: Surroundings) -> float:
    """The cosine of the fields around two sentences, 0 to 1."""
    if not old.length or not new.length:
        return UNKNOWN
    shared = sum([weight * new.around[field] for field, weight in old.around.items() if field in new.around])
    return shared / (old.length * new.length)


def _around(sentences: Sequence[Weights], at: int) -> Surroundings:
    around: dict[str, float] = defaultdict(float)
    for other in range(max(at - len(AROUND) + 1, 0), min(at + len(AROUND), len(sentences))):
        for field, weight in sentences[other].items():
            around[field] += weight * AROUND[abs(other - at)]
    length = sqrt(sum(weight * weight for weight in around.values()))
    return Surroundings(dict(around), length)


@lru_cache(maxsize=65_536)
def fields_of(word: str, language: str) -> tuple[str, ...]:
    """The fields that a folded word speaks of: those of the whole word, or else those of its parts about a hyphen."""
    found = _listed(word, language)
    if not found and "-" in word:
        found = {field for part in word.split("-") for field in _listed(part, language)}
    return tuple(sorted(found))


def _listed(word: str, language: str) -> set[str]:
    table = _entries(language)
    begun = {field for start, field in table.beginnings.get(word[:_FEW], ()) if word.startswith(start)}
    return begun.union(table.words.get(word, ()))


class _Entries(NamedTuple):
    """The fields of whole words, and of beginnings by their first letters."""

    words: Mapping[str, Sequence[str]]
    beginnings: Mapping[str, Sequence[tuple[str, str]]]


@cache
def _entries(language: str) -> _Entries:
    table = language_table(language, "fields")
    words: dict[str, list[str]] = defaultdict(list)
    beginnings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for field, entries in table.items():
        for entry in map(fold_text, entries):
            if entry.endswith("*"):
                beginnings[entry[:_FEW]].append((entry[:-1], field))
            else:
                words[entry].append(field)
    return _Entries(words, beginnings)
