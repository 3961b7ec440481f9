"""Reads the numbers that tokens write, in words, in figures or in both; `diple.numerals` says what words write.

What cannot be read with certainty has no value: "several thousand", "twenty forty", 三四千 (three or four thousand),
"4.500" where the point may part decimals.
"""

from __future__ import annotations

from fractions import Fraction

from diple.numerals import HALF, MIXED, MOST_FIGURES, Atom, Numerals, fraction_of, read_parts, single
from diple.segment.tokens import Tokens

_WORDS_OF_HALF = 3


def value_of(tokens: Tokens, start: int, end: int, known: Numerals) -> Fraction | None:
    """The number that tokens `[start, end)` write, all of them; None where they write none, or none for certain."""
    parts = _lexed(tokens, start, end, known) if start < end else None
    if not parts or (len(parts) == 1 and parts[0].key in known.of("unsure")):
        return None
    return read_parts(parts, known)


def _lexed(tokens: Tokens, start: int, end: int, known: Numerals) -> list[Atom] | None:
    """The parts of a number in tokens; None where a token is no part of one."""
    parts: list[Atom] = []
    at = start
    while at < end:
        text = tokens.keys[at]
        if text[0].isdecimal():
            value, stop = _with_fraction(tokens, at, end) or _in_figures(tokens, at, end, known)
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


def _with_fraction(tokens: Tokens, at: int, end: int) -> tuple[Fraction | None, int] | None:
    """The number in figures with a fraction that begins at a token, and the token after; None where there is none."""
    mixed = MIXED.match(tokens.text, tokens.starts[at])
    stop = _stop_of(tokens, at, end, mixed.end()) if mixed else 0
    return mixed and ((fraction_of(mixed), stop) if stop else (None, at))


def _in_figures(tokens: Tokens, at: int, end: int, known: Numerals) -> tuple[Fraction | None, int]:
    """The number in figures at token `at` and the token after it; None where the figures can be read in two ways."""
    found = known.figure.match(tokens.text, tokens.starts[at], tokens.ends[end - 1]) if known.figure else None
    stop = at + 1
    while found and stop < end and tokens.ends[stop - 1] < found.end():
        stop += 1
    if not found or tokens.ends[stop - 1] != found.end():
        return None, at
    whole, sign, decimals = found.group(), "", ""
    last = next((index for index in range(len(whole) - 1, -1, -1) if not whole[index].isdecimal()), -1)
    if last >= 0 and whole[last] in known.decimal and whole[last] != found[1]:
        whole, sign, decimals = whole[:last], whole[last], whole[last + 1 :]
    digits = "".join(filter(str.isdecimal, whole))
    if len(digits) + len(decimals) > MOST_FIGURES:
        return None, at
    if sign and len(decimals) == 3 and found[1] is None and digits != "0":
        return None, at
    if digits.startswith("0") and len(digits) > 1:
        return None, at
    return Fraction(f"{int(digits)}.{decimals or 0}"), stop


def _stop_of(tokens: Tokens, at: int, end: int, place: int) -> int:
    """The token after the one that ends at a code point; 0 where none does."""
    return next((stop for stop in range(at + 1, end + 1) if tokens.ends[stop - 1] == place), 0)
