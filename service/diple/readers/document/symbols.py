"""Signs of symbol fonts: the letters that they are, where a public table has them; else their own codes.

A font of symbols has its signs in a range that Unicode leaves to private use, U+F020 to U+F0FF. A sign that no table
has stays what it is there: two that differ stay different, and a notice says that they mean nothing outside the font.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from diple.readers.document.numbering import of_symbols

_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
_SYMBOL = re.compile(r"symbol(?:\s?(?:mt|ps|std|neu))?\d?", re.I)
_BASE = 0xF000
NO_SIGN = "\ufffd"


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """The letters of the Symbol font by its signs in the range for private use."""
    rows = tomllib.loads((files(__package__) / "symbols.toml").read_text(encoding="utf-8"))["symbol"]
    signs = {chr(_BASE + int(first, 16) + at): letter for first, row in rows.items() for at, letter in enumerate(row)}
    return {sign: letter for sign, letter in signs.items() if letter != " "} | {chr(_BASE + 0x20): " "}


def sign_of(code: str, font: str) -> str:
    """The character that a hexadecimal code names, in the range for private use for fonts of symbols.

    U+FFFD where the code is none.
    """
    try:
        at = int(code, 16)
        sign = chr(at)
    except (ValueError, OverflowError):
        return NO_SIGN
    if of_symbols(font) and 0x20 <= at <= 0xFF:
        return chr(_BASE + at)
    return NO_SIGN if at < 0x20 or "\ud800" <= sign <= "\udfff" or at in (0xFFFE, 0xFFFF) else sign


def private(text: str) -> list[str]:
    """The signs for private use in a text, and those that no table has."""
    return _PRIVATE.findall(text)


def letter(sign: str, font: str) -> str:
    """The letter that a sign of a font is, or the sign itself where no table has."""
    return _letters().get(sign, sign) if _SYMBOL.fullmatch(font.strip()) else sign
