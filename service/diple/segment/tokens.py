"""Words, numbers and marks of a stretch of text, each with its comparison key.

A token is a word, a number with its inner points and commas, one Chinese or Japanese character, or one mark.
White space is no token: it lies between them. Keys come from `diple.normalise`, one a token, so that offsets
survive whatever the key folds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from diple.lexicon.fold import WIDTHLESS
from diple.model import Span
from diple.normalise import key_table


@dataclass(slots=True)
class Tokens:
    """The tokens of one or more stretches of `text`, as parallel lists.

    Token `i` is `text[starts[i]:ends[i]]`, and two tokens are the same wording where `keys` agree.
    """

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]

    def __len__(self) -> int:
        return len(self.keys)

    def surface(self, start: int, end: int) -> str:
        """The exact text from token `start` up to but without token `end`; empty where there is none."""
        return self.text[self.starts[start] : self.ends[end - 1]] if start < end else ""


class Edit(NamedTuple):
    """Tokens `[old_start, old_end)` of the old side become `[new_start, new_end)` of the new one."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


# Scripts without spaces, where each character is a token: kana, CJK ideographs and their extensions.
_LONE = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RIDER = rf"{WIDTHLESS}\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
"""What has no place of its own in a word, for a character class: no width, combining marks, Arabic signs."""
_LETTER = rf"[^\W\d_{_LONE}]"
_INNER = rf"(?:{_LETTER}|[{RIDER}])"
_WORD = rf"{_LETTER}{_INNER}*+(?:['’‑‐-](?=\w)[^\W_{_LONE}]{_INNER}*+|\d)*+"  # co-operation, G20, l'État
_NUMBER = rf"\d[\d{WIDTHLESS}]*+(?:[.,/٫٬⁄]\d[\d{WIDTHLESS}]*+)*+"  # 2231, 1,000.5, 12/2030
_SIGN = rf"[^\s{RIDER}][{RIDER}]*+"


@cache
def _token() -> re.Pattern[str]:
    """The one expression for all tokens, as a group, compiled at first use: its large sets take milliseconds."""
    return re.compile(
        r"([A-Za-z]++(?=[ ,;:)\n])"  # most words: said first, since it is the cheapest to try
        rf"|(?:{_LETTER}\.){{2,}}(?!\w)"  # U.S., e.g.
        rf"|{_WORD}|{_NUMBER}(?:\.?(?=[ºª]))?(?:{_LETTER}{_INNER}*+)?|{_SIGN}"  # a number with letters: 5th, 1.º
        rf"|[{WIDTHLESS}]++(?:{_WORD}|{_NUMBER}|{_SIGN})"
        rf"|[{RIDER}]++)"
    )


def tokenise(text: str, spans: Sequence[Span], language: str) -> Tokens:
    """The tokens of `spans`, in order, with the comparison keys of `language`.

    A hyphenated word ("long-standing") and one with an inner apostrophe are one token, so is an abbreviation
    of single letters with its points ("U.S."); a range of years is three ("2021", "-", "2025"). Together the
    tokens hold every character of the spans that is not white space; what has no width stays with its word.
    """
    split, key_of = _token().split, key_table(language).__getitem__
    found = Tokens(text, [], [], [])
    for start, end in spans:
        parts = split(text[start:end])  # what is between tokens, and each token
        places = list(accumulate(map(len, parts), initial=start))
        found.starts += places[1:-1:2]
        found.ends += places[2::2]
        found.keys += map(key_of, parts[1::2])
    return found
