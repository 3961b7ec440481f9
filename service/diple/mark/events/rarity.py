"""How rare a word is: the information it carries when it comes or goes.

The rarity of a word is 7 minus its Zipf frequency, not below 0: about 0 for "the", 2 for "region", 4 for "missile". The
tables lie in `frequencies/`, one a language; README.md there names their source and licence. A table is read when its
language is first asked for.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

COMMONEST = 7.0  # the Zipf frequency from which a word carries nothing
UNLISTED = 4.5  # the rarity of a word that no table lists: a Zipf frequency of 2.5, half a decade below the last listed
UNKNOWN_LANGUAGE = 2.5  # the rarity of every word where the language has no table


def rarities(language: str) -> dict[str, float]:
    """The rarity of each listed word of a language, by its small letters; empty for a language without a table."""
    return _table(language.partition("-")[0].lower())


def unlisted_rarity(language: str) -> float:
    """The rarity of a word that `rarities` does not list."""
    return UNLISTED if rarities(language) else UNKNOWN_LANGUAGE


@cache
def _table(language: str) -> dict[str, float]:
    place = files("diple.mark.events") / "frequencies" / f"{language}.txt"
    if not place.is_file():
        return {}
    found: dict[str, float] = {}
    for line in place.read_text(encoding="utf-8").splitlines()[1:]:
        zipf, words = line.split(" ", 1)
        found.update(dict.fromkeys(words.split(" "), max(0.0, COMMONEST - float(zipf))))
    return found
