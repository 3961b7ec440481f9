"""The numbers among some words, in figures or in words, each with its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from diple.mark.events.words import HAN, Word
from diple.noise.numerals import figure_value, in_words, is_part
from diple.noise.words import words_of


class Amount(NamedTuple):
    """A number with the words that write it."""

    value: Fraction
    words: tuple[Word, ...]


def amounts_in(words: Sequence[Word], language: str) -> Iterator[Amount]:
    """The numbers that some words write, in order: a figure each, and number words in a row together."""
    run: list[Word] = []
    for word in words:
        if parts_of(word, language):
            run.append(word)
            continue
        yield from _written_by(run, language)
        run = []
        if word.is_figure and (value := _in_figures(word.key)) is not None:
            yield Amount(value, (word,))
    yield from _written_by(run, language)


def parts_of(word: Word, language: str) -> tuple[str, ...]:
    """The parts of a number that a word writes, a Chinese one each of its characters; none where it is no number word."""
    known = words_of(language).numerals
    parts = tuple(word.key) if HAN.match(word.key) else (word.key,)
    return parts if not word.is_figure and all(is_part(part, known) for part in parts) else ()


def _written_by(run: Sequence[Word], language: str) -> Iterator[Amount]:
    known = words_of(language).numerals
    value = in_words((part for word in run for part in parts_of(word, language)), known) if run else None
    if value is not None:
        yield Amount(value, tuple(run))


def _in_figures(key: str) -> Fraction | None:
    """The value of figures; None for a date or the number of a section."""
    try:
        return Fraction(str(figure_value(key.rstrip("%"))))
    except ValueError:
        return None
