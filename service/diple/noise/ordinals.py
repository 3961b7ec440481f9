"""Ordinal numbers as figures, words and Roman numerals write them: 21e, vingt et unième, XXIe; 3-го, третьего.

What an ordinal counts decides whether a bare Roman numeral is one: "XXII período" is, "Anexo XXII" is a label.
"""

from __future__ import annotations

import re

from diple.noise.pair import key_at
from diple.noise.words import Words
from diple.numerals import in_words, may_be_part, roman
from diple.segment.tokens import Tokens

_IN_FIGURES = re.compile(r"(\d{1,3})([^\W\d_]+)")
_ROMAN = re.compile(r"([IVXLC]+)([^\W\d_A-Z]*)")
_LONGEST = 6  # tokens: "one thousand two hundred and first"
_ONES, _TENS = 10, 100


def ordinal_at(tokens: Tokens, at: int, words: Words) -> tuple[int, int] | None:
    """The value of the ordinal that begins at a token, and the token after it; None where none does."""
    if not words.ordinals or at < 0 or at >= len(tokens):
        return None
    return _in_figures(tokens, at, words) or _in_words(tokens, at, words) or _in_roman(tokens, at, words)


def _in_figures(tokens: Tokens, at: int, words: Words) -> tuple[int, int] | None:
    """3rd, 1er, 3.ª; 3-го is three tokens."""
    suffixes = words.of("ordinal_suffixes")
    found = _IN_FIGURES.fullmatch(tokens.keys[at])
    if found:
        return (int(found[1]), at + 1) if found[2] in suffixes else None
    is_joined = key_at(tokens, at + 1) == "-" and key_at(tokens, at + 2) in suffixes
    figures = tokens.keys[at]
    is_whole = is_joined and re.fullmatch(r"\d{1,3}-\w+", tokens.surface(at, at + 3))
    return (int(figures), at + 3) if is_whole and figures.isdecimal() else None


def _in_words(tokens: Tokens, at: int, words: Words) -> tuple[int, int] | None:
    """third, vigésimo primero, "one hundred and first", двадцать первого."""
    stop = at
    while stop < min(len(tokens), at + _LONGEST) and tokens.keys[stop] not in words.all_ordinals:
        if not may_be_part(tokens.keys[stop], words.numerals):
            return None
        stop += 1
    order = words.all_ordinals.get(key_at(tokens, stop))
    if order is None:
        return None
    before = _before(tokens.keys[at:stop], order, words)
    if before is None:
        return None
    ones = words.all_ordinals.get(key_at(tokens, stop + 1), 0)
    if _ONES <= order < _TENS and order % _ONES == 0 and 0 < ones < _ONES:
        return before + order + ones, stop + 2
    return before + order, stop + 1


def _before(keys: list[str], order: int, words: Words) -> int | None:
    """The number before the last word of an ordinal, to which that adds; 0 for none, None where it cannot."""
    if not keys:
        return 0
    joints = words.numerals.of("joints_of_tens") | words.numerals.of("joints_of_hundreds")
    value = in_words(keys[:-1] if keys[-1] in joints else keys, words.numerals)
    step = _ONES if order < _ONES else _TENS
    return int(value) if value is not None and value >= step and value % step == 0 else None


def _in_roman(tokens: Tokens, at: int, words: Words) -> tuple[int, int] | None:
    """XXIIe; XXII before what is counted in ordinals."""
    found = _ROMAN.fullmatch(tokens.surface(at, at + 1))
    value = roman(found[1]) if found else None
    if not found or value is None:
        return None
    counted = found[2] in words.of("ordinal_suffixes") if found[2] else _counts(tokens, at + 1, words)
    return (int(value), at + 1) if counted else None


def _counts(tokens: Tokens, at: int, words: Words) -> bool:
    return key_at(tokens, at) in words.of("counted_events")
