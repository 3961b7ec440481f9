"""Nouns that name no subject by themselves ("efforts", "countries", "today"), from the table of subjects."""

from __future__ import annotations

from functools import cache

from diple.lexicon.tables import language_table
from diple.mark.events.words import Word


@cache
def generic_nouns(language: str) -> frozenset[str]:
    """The nouns of a language, in small letters."""
    return frozenset(language_table(language, "subjects").get("generic", ()))


def is_generic(word: Word, language: str) -> bool:
    """Whether a word is one of them, an English plural too."""
    known = generic_nouns(language)
    return word.key in known or word.key.removesuffix("s") in known
