"""The numbers among some words, in figures or in words, each with its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from diple.mark.events.words import HAN, Word
from diple.noise.numerals import figure_value, in_words, is_part
from diple.noise.words import words_of

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


class Amount(NamedTuple):
    """A number with the words that write it."""

    value: Fraction
    words: tuple[Word, ...]


def amounts_in(words: Sequence[Word], text: str, language: str) -> Iterator[Amount]:
    """The numbers that some words write, in order: a figure each, and number words in a row together."""
    run: list[Word] = []
    for word in words:
        if parts_of(word, language):
            run.append(word)
            continue
        yield from _written_by(run, language)
        run = []
        value = _in_figures(word.key) if word.is_figure else roman(text[word.start : word.end])
        if value is not None:
            yield Amount(value, (word,))
    yield from _written_by(run, language)


def parts_of(word: Word, language: str) -> tuple[str, ...]:
    """The parts of a number that a word writes, of a Chinese one its characters; none where it is no number word."""
    known = words_of(language).numerals
    parts = tuple(word.key) if HAN.match(word.key) else (word.key,)
    return parts if not word.is_figure and all(is_part(part, known) for part in parts) else ()


def roman(written: str) -> Fraction | None:
    """The value of a Roman numeral in capitals; None for another word, and for a single I, L, C, D or M."""
    if not written or not ROMAN.keys() >= set(written) or (len(written) == 1 and written not in "VX"):
        return None
    values = [ROMAN[letter] for letter in written]
    return Fraction(sum(-one if one < after else one for one, after in pairwise([*values, 0])))


def _written_by(run: Sequence[Word], language: str) -> Iterator[Amount]:
    known = words_of(language).numerals
    parts = [part for word in run for part in parts_of(word, language)]
    value = in_words(parts, known) if parts else None
    if value is None and len(parts) == 1:
        value = known.scales.get(parts[0])  # "a hundred", of which only the noun changed
    if value is not None:
        yield Amount(value, tuple(run))


def _in_figures(key: str) -> Fraction | None:
    """The value of figures; None for a date or the number of a section."""
    try:
        return Fraction(str(figure_value(key.rstrip("%"))))
    except ValueError:
        return None
