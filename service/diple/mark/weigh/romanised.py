"""One spelling for the ways in which a name of another script is written in Latin letters: Ilya, Ilia, Ilja.

The letters are those in which the usual systems for Russian, Ukrainian, Arabic and Greek names differ (BGN/PCGN, ISO 9,
ALA-LC, and the French and German customs), in the table "romanisation".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from diple.lexicon.tables import neutral_table

SHORTEST = 4  # letters of a name: in shorter ones a letter is too much of it
DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def romanised(name: str) -> str:
    """A name by its key in one spelling; a short one, or one in other letters, as it is."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    if len(plain) < SHORTEST or not plain.isascii():
        return name
    return DOUBLED.sub(r"\1", _written().sub(lambda found: _letters()[found.group()], plain))


@cache
def _letters() -> dict[str, str]:
    """Each way of writing a sound, with the one that represents all."""
    return {way: row[0] for row in neutral_table("romanisation")["sounds"] for way in row}


@cache
def _written() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_letters(), key=lambda way: (-len(way), way))))
