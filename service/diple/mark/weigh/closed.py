"""The closed classes of a language of which weights read single words: what opens a condition, endings of ordinals."""

from __future__ import annotations

from functools import cache

from diple.lexicon.vocabulary import vocabulary


@cache
def conditions(language: str) -> frozenset[str]:
    """The words that may open a condition, an exception or a limit in time."""
    words = vocabulary(language)
    return words.words("conditions") | words.openers.get("exception", frozenset())


@cache
def ordinal_endings(language: str) -> frozenset[str]:
    """What is written behind a figure that counts in order: 1st, 1er, 1.º."""
    return frozenset(vocabulary(language).tables.get("numbers", {}).get("ordinal_endings", ()))
