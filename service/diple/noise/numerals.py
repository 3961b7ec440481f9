"""Reads the numbers that tokens write, in words, in figures or in both; `diple.numerals` says what words write.

What cannot be read with certainty has no value: "several thousand", "twenty forty", 三四千 (three or four thousand),
"4.500" where the point may part decimals.
"""

from __future__ import annotations

from fractions import Fraction

from diple.numerals import (
    FRACTION,
    HALF,
    Atom,
    Numerals,
    figures_at,
    fraction_of,
    is_part,
    may_be_part,
    read_parts,
    single,
)
from diple.segment.tokens import Tokens

_WORDS_OF_HALF = 3
_LONGEST = 10  # tokens of a number


def value_of(tokens: Tokens, start: int, end: int, known: Numerals) -> Fraction | None:
    """The number that tokens `[start, end)` write, all of them; None where they write none, or none for certain."""
    parts = _lexed(tokens, start, end, known) if start < end else None
    if not parts or (len(parts) == 1 and parts[0].key in known.of("unsure")):
        return None
    return read_parts(parts, known)


def longest(tokens: Tokens, at: int, known: Numerals) -> tuple[Fraction | None, int]:
    """The longest number that begins at a token, with its repetition in brackets, and the token after it.

    None where parts of a number follow that do not belong to it.
    """
    stop = at
    while stop < min(len(tokens), at + _LONGEST) and _may_be_inside(tokens.keys[stop], known):
        stop += 1
    for end in range(stop, at, -1):
        value = value_of(tokens, at, end, known)
        if value is not None:
            goes_on = end < len(tokens) and is_part(tokens.keys[end], known)
            return (None, at) if goes_on else (value, _after_repetition(tokens, end, value, known))
    return None, at


def _may_be_inside(key: str, known: Numerals) -> bool:
    return key == "-" or may_be_part(key, known) or FRACTION.fullmatch(key) is not None


def _after_repetition(tokens: Tokens, at: int, value: Fraction, known: Numerals) -> int:
    """The token after the same number in brackets, as contracts have it, "ninety (90)"; `at` where there is none."""
    if at >= len(tokens) or tokens.keys[at] != "(":
        return at
    ends = range(at + 2, min(len(tokens), at + _LONGEST))
    close = next((end for end in ends if tokens.keys[end] == ")"), at)
    repeats = close > at and value_of(tokens, at + 1, close, known) == value
    return close + 1 if repeats else at


def part_of_one(tokens: Tokens, at: int, known: Numerals) -> tuple[Fraction | None, int]:
    """A fraction of one, and the token after it and its article: ½, "half a"; None where there is none."""
    found = FRACTION.fullmatch(tokens.keys[at]) if at < len(tokens) else None
    if found:
        value, stop = fraction_of(found), at + 1
    else:
        ends, halves = range(min(at + 2, len(tokens)), at, -1), known.of("lone_halves")
        stop = next((end for end in ends if " ".join(tokens.keys[at:end]) in halves), at)
        value = HALF if stop > at else None
    if value is None:
        return None, at
    return value, stop + (stop < len(tokens) and tokens.keys[stop] in known.of("articles"))


def _lexed(tokens: Tokens, start: int, end: int, known: Numerals) -> list[Atom] | None:
    """The parts of a number in tokens; None where a token is no part of one."""
    parts: list[Atom] = []
    at = start
    while at < end:
        text = tokens.keys[at]
        if text[0].isdecimal():
            value, stop = _in_figures(tokens, at, end, known)
            if value is None:
                return None
            parts, at = [*parts, Atom("figure", value)], stop
        elif stop := _half(tokens, at, end, known):
            parts, at = [*parts, Atom("half", HALF)], stop
        elif found := single(text, known):
            parts, at = [*parts, *found], at + 1
            at += text in known.of("abbreviated") and at < end and tokens.keys[at] == "."
        else:
            return None
    return parts


def _half(tokens: Tokens, at: int, end: int, known: Numerals) -> int:
    """The token after a phrase that adds a half; 0 where none begins."""
    longest = min(end, at + _WORDS_OF_HALF) if known.of("halves") else at
    return next(
        (stop for stop in range(longest, at, -1) if " ".join(tokens.keys[at:stop]) in known.of("halves")),
        0,
    )


def _in_figures(tokens: Tokens, at: int, end: int, known: Numerals) -> tuple[Fraction | None, int]:
    """The number in figures at token `at` and the token after it; None where the figures can be read in two ways."""
    found = figures_at(tokens.text, tokens.starts[at], tokens.ends[end - 1], known)
    stop = _stop_of(tokens, at, end, found.end) if found and found.is_sure else 0
    return (found.value, stop) if found and stop else (None, at)


def _stop_of(tokens: Tokens, at: int, end: int, place: int) -> int:
    """The token after the one that ends at a code point; 0 where none does."""
    return next((stop for stop in range(at + 1, end + 1) if tokens.ends[stop - 1] == place), 0)
