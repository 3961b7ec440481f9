"""The closed class of a language of which weights read single words: words that open a condition."""

from __future__ import annotations

from functools import cache

from diple.lexicon.vocabulary import vocabulary


@cache
def conditions(language: str) -> frozenset[str]:
    """The words that may open a condition, an exception or a limit in time."""
    words = vocabulary(language)
    return words.words("conditions") | words.openers.get("exception", frozenset())
