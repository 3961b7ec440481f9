"""How a language's words are distinguished and keyed where small words lean on others.

French writes l', d', qu' onto the word after them; Arabic writes "and", "the", "in", "to" as letters before a word, and
vowel signs as it likes. Both are data of the language's file (`[clitics]`); a language without that table has the words
that everyone has.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

WORD = re.compile(r"[㐀-鿿]|[^\W\d_㐀-鿿]+(?:['’][^\W\d_㐀-鿿]+)*|\d+(?:[.,]\d+)*(?:(?:-\d+)?/\d+)?|[^\w\s]")
LEAST = 3  # letters that a word keeps when its prefixes are taken off


class Clitics:
    """The small words that lean on others: `elided` before an apostrophe, `prefixes` without any mark.

    `signs` are the characters that a word may be written with or without, `letters` those that mean another.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self.elided: tuple[str, ...] = tuple(table.get("elided", ()))
        self.prefixes = tuple(sorted(table.get("prefixes", ()), key=len, reverse=True))
        self.signs: str = table.get("signs", "")
        self.letters = str.maketrans({**table.get("letters", {}), **dict.fromkeys(self.signs, "")})

    @cached_property
    def word(self) -> re.Pattern[str]:
        """What is one word, number or mark."""
        pattern = WORD.pattern
        if self.signs:
            pattern = rf"[^\W\d_]+(?:[{re.escape(self.signs)}]+[^\W\d_]*)+|{pattern}"
        if self.elided:
            pattern = rf"(?<!\w)(?i:{'|'.join(self.elided)})['’](?=[^\W\d_])|{pattern}"
        return re.compile(pattern)

    @cached_property
    def parts(self) -> re.Pattern[str]:
        """The same, to split a text by it and keep what is found."""
        return re.compile(f"({self.word.pattern})")

    def key(self, word: str) -> str:
        """What a word in small letters is known by: without an apostrophe at its end, signs and prefixes."""
        plain = word.translate(self.letters).rstrip("'") or word
        while found := next((p for p in self.prefixes if plain.startswith(p) and len(plain) - len(p) >= LEAST), None):
            plain = plain[len(found) :]
        return plain

    def keys(self, text: str) -> list[str]:
        """The keys of all words of a text."""
        return [self.key(word) for word in self.word.findall(text.lower().replace("’", "'"))]

    def keyed(self, value: object) -> object:
        """A table of a language's file with its words as keys of tokens; names of tables stay as they are."""
        if isinstance(value, str):
            return value if value.isascii() and "'" not in value else " ".join(self.keys(value))
        if isinstance(value, list):
            return [self.keyed(part) for part in value]
        if isinstance(value, dict):
            return {self.keyed(k): part if isinstance(part, str) else self.keyed(part) for k, part in value.items()}
        return value
