"""What kinds of tokens an edit is made of: a quick way to see which rules can have anything to say."""

from __future__ import annotations

import re
from typing import NamedTuple

from diple.noise.pair import Pair, sides
from diple.noise.words import Words
from diple.numerals import may_be_part
from diple.segment.tokens import Edit

MARK, LABEL, DATE, ORDINAL, PHRASE, FORM, TITLE, CAPITAL, NUMERAL, RANGE = (1 << bit for bit in range(10))
_LABEL = re.compile(r"[^\W\d_]|[ivxlc]{1,6}|[一二三四五六七八九十]{1,3}")
_KNOWN: dict[int, dict[str, int]] = {}
_MOST_KEYS = 50_000


class Traits(NamedTuple):
    """The kinds that some token of an edit has, and those that all have."""

    some: int
    all: int


def traits(pair: Pair, edit: Edit) -> Traits:
    """The kinds of the tokens on both sides of an edit."""
    known = _known(pair.words)
    some, common = 0, -1
    for tokens, start, end in sides(pair, edit):
        keys, text, starts = tokens.keys, tokens.text, tokens.starts
        for index in range(start, end):
            kind = known.get(keys[index])
            if kind is None:
                kind = known[keys[index]] = _kind(keys[index], pair.words)
            if text[starts[index]].isupper():
                kind |= CAPITAL
            some |= kind
            common &= kind
    return Traits(some, common)


def _known(words: Words) -> dict[str, int]:
    known = _KNOWN.setdefault(id(words), {})
    if len(known) > _MOST_KEYS:
        known.clear()
    return known


def _kind(key: str, words: Words) -> int:
    """The kinds of one key: what it looks like and which tables hold it."""
    kind = 0
    if not key[0].isalnum():
        kind |= MARK
    if key[0].isdecimal():
        kind |= DATE | ORDINAL | LABEL
    if _LABEL.fullmatch(key):
        kind |= LABEL
    if key in words.months or key in words.of("date_words") or key in words.of("date_links"):
        kind |= DATE
    if words.ordinals and (key in words.ordinals or key in words.numbers or key.startswith(words.tens)):
        kind |= ORDINAL
    if key in words.vocabulary:
        kind |= PHRASE
    if key in words.form_words:
        kind |= FORM
    if key in words.of("titles") or key in words.of("respect"):
        kind |= TITLE
    if may_be_part(key, words.numerals):
        kind |= NUMERAL | (ORDINAL if words.ordinals else 0)
    if key in words.of("around_ranges"):
        kind |= RANGE
    return kind
