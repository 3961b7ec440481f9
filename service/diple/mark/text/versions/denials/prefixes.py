"""Words that deny by a prefix: unclear, невозможный, indirect."""

from __future__ import annotations

from functools import lru_cache

from diple.align.translation.words import direction, is_known
from diple.lexicon.tables import language_table
from diple.mark.text.versions.wording import product

PART = 4  # letters of a word behind a prefix
ALIKE = {"sure": 0.15, "likely": 0.4}  # how alike a word is to that which its prefix denies; unlike in "inform"
KEPT = 5_000  # words of which it is kept whether a prefix denies them


@lru_cache(maxsize=KEPT)
def is_denial(word: str, language: str) -> bool:
    """Whether a word is another with a prefix that denies it: unclear, невозможный, indirect."""
    prefixes = language_table(language, "facts").get("prefixes", {})
    return any(
        word.startswith(each) and denies_rest(word, word[len(each) :], language, ALIKE[name])
        for name in ALIKE
        for each in prefixes.get(name, ())
    )


def denies_rest(word: str, rest: str, language: str, least: float) -> bool:
    """Whether what is behind a prefix is a word, and one like the whole, or the whole is none that is known."""
    if len(rest) < PART or not is_known(rest, language):
        return False
    whole, part = direction(word, language), direction(rest, language)
    return not is_known(word, language) or bool(whole and part and product(whole, part) >= least)
