"""The stem that words derived from one another share: commitment and committed, освободить and освобождение.

The endings and the letters that take each other's place before them are in the table "alike" of a language.
"""

from __future__ import annotations

from functools import cache, lru_cache

from diple.lexicon.tables import language_table

SHORTEST = 4  # letters of a stem


@lru_cache(maxsize=16_384)
def stem_of(word: str, language: str) -> str | None:
    """The stem of a word by its key; None where it is too short, or the language has no endings."""
    endings = _endings(language)
    if not endings:
        return None
    sizes = range(min(max(endings), len(word) - SHORTEST), 0, -1)
    found = next((word[:-size] for size in sizes if word[-size:] in endings[size]), word)
    return _levelled(found, language) if len(found) >= SHORTEST else None


def _levelled(stem: str, language: str) -> str:
    """A stem without a doubled last letter, its last letters as the first of those that they alternate with."""
    for letters, first in _alternating(language):
        if stem.endswith(letters):
            stem = stem.removesuffix(letters) + first
            break
    return stem[:-1] if stem[-1] == stem[-2] else stem


@cache
def _endings(language: str) -> dict[int, frozenset[str]]:
    """The endings by their length, with an empty set for each length between."""
    listed = language_table(language, "alike").get("endings", ())
    most = max(map(len, listed), default=0)
    return {size: frozenset(each for each in listed if len(each) == size) for size in range(1, most + 1)}


@cache
def _alternating(language: str) -> tuple[tuple[str, str], ...]:
    """Letters at the end of a stem with those that represent them all, the longest first."""
    rows = language_table(language, "alike").get("alternating", ())
    pairs = [(letters, row[0]) for row in rows for letters in row]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
