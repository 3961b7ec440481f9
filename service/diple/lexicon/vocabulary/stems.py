"""The key that the inflected forms of a word share."""

from __future__ import annotations

import re
from functools import lru_cache

CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщэюя")
# The last letters of a Russian word, which its cases change; three letters stay.
CASE_ENDING = re.compile(r"(?<=\w{3})(?:[иыаяое]?[мх]и?|[ое]го|[ое]в|[аеиоуыэюяйьъ]{1,2})$")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A rough key that inflected forms of a word share: its first letters, without a possessive."""
    word = word.removesuffix("'s")
    if word[:1] in CYRILLIC and len(word) > 3:
        return CASE_ENDING.sub("", word.replace("ё", "е"))[:6]
    return word[:6] if len(word) > 6 else word.removesuffix("s") if len(word) > 3 else word
