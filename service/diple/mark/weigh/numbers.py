"""The numbers among some words, in figures or in words, each with its value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from diple.facts.figures import Number
from diple.facts.forms import CIRCLES
from diple.facts.numbers import GROUPS, numbers
from diple.facts.row import WORD
from diple.facts.worded import is_fraction
from diple.mark.events.words import Word
from diple.noise.calendar import Day, date_in_figures
from diple.noise.words import Words, words_of
from diple.normalise import key
from diple.numerals import HALF, may_be_part, roman

YEAR_FIGURES = 4
DAY_FIGURES = 2
IN_NUMBERS = f"{CIRCLES}{GROUPS}/⁄٫‑-"
FARTHEST = 24
"""Code points beside a changed figure that may be part of its number."""


class Amount(NamedTuple):
    """A number with the words that write it."""

    value: Fraction
    words: tuple[Word, ...]
    is_sure: bool = True  # a date in figures may be either of two days
    unit: str = ""  # of a stretch of time the unit that its value counts: hours, or months
    is_figure: bool = True  # whether its words count as figures: an ordinal and a unit of time do not


def amounts_in(words: Sequence[Word], text: str, language: str) -> Iterator[Amount]:
    """The numbers that some words write, each with those of its words; dates and stretches of time besides."""
    yield from _worded_dates(words, language)
    plain = tuple(_amounts(words, text, language))
    yield from plain
    yield from _stretches(plain, words, language)


def _stretches(amounts: Sequence[Amount], words: Sequence[Word], language: str) -> Iterator[Amount]:
    """The stretches of time that some numbers count: twenty-four hours and one day are the same one."""
    known = words_of(language)
    places = {word.start: at for at, word in enumerate(words)} if amounts and known.times else {}
    for amount in amounts if places else ():
        at = places.get(amount.words[-1].start, len(words)) + 1
        if at < len(words) and (found := known.times.get(words[at].key)):
            unit, factor = found
            half = _half_behind(words, at + 1, known)
            value = amount.value * factor + HALF * factor * bool(half)
            yield Amount(value, (*amount.words, words[at], *half), unit=unit, is_figure=False)


def _half_behind(words: Sequence[Word], at: int, known: Words) -> Sequence[Word]:
    """The words that add a half to a stretch of time: one year and a half."""
    halves = (phrase.split() for phrase in known.numerals.of("halves"))
    sizes = (len(half) for half in halves if [word.key for word in words[at : at + len(half)]] == half)
    return words[at : at + next(sizes, 0)]


def _amounts(words: Sequence[Word], text: str, language: str) -> Iterator[Amount]:
    """The numbers that some words write, also several of them and a part of one: 三亿五千万, 12 000 000, 4万."""
    dates = [found for word in words for found in _dates_at(word, words, text, language)]
    yield from dates
    dated = {word.start for date in dates for word in date.words}
    for run in _runs([word for word in words if word.start not in dated], text, language):
        yield from _amounts_of_run(run, text, language)


def _amounts_of_run(run: Sequence[Word], text: str, language: str) -> Iterator[Amount]:
    """The numbers of words that follow one another."""
    starts, ends = [word.start for word in run], [word.end for word in run]
    free, joints = 0, words_of(language).numerals.of("inner")
    for number in numbers(text, *_widened(text, starts[0], ends[-1]), language):
        first, last = bisect_right(ends, number.start), bisect_left(starts, number.end)
        yield from _alone(run[free:first], text, language)
        free = last
        if parts := tuple(word for word in run[first:last] if word.key not in joints):
            yield from _amount(number, parts, text, language)
    yield from _alone(run[free:], text, language)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the figures around it that are part of its numbers: of 5 1/4 the last figure may be new alone."""
    before, behind = text[max(0, start - FARTHEST) : start], text[end : end + FARTHEST]
    if text[start].isdecimal():
        start -= sum(1 for _ in takewhile(_is_of_figures, reversed(before)))
    if text[end - 1].isdecimal():
        end += sum(1 for _ in takewhile(_is_of_figures, behind))
    return start, end


def _is_of_figures(character: str) -> bool:
    return character.isdecimal() or character in IN_NUMBERS


def _amount(number: Number, parts: tuple[Word, ...], text: str, language: str) -> Iterator[Amount]:
    """A number with the words that write it.

    In a language with spaces it is none where it is a month, is more or less meant (a dozen, both) or is in a longer
    word (two-state). An ordinal and a lone fraction (third, half) do not count as figures.
    """
    is_whole = number.start <= parts[0].start and parts[-1].end <= number.end
    if language == "zh":
        yield Amount(number.value, parts, is_figure=is_whole)
    elif not number.month and (number.firm or number.value == 1) and (is_whole or parts[-1].is_figure):
        yield Amount(number.value, parts, is_figure=len(parts) > 1 or not _is_part_or_order(number, text, language))


def _is_part_or_order(number: Number, text: str, language: str) -> bool:
    """Whether a word is a fraction or an ordinal."""
    word = key(text[number.start : number.end], language)
    return (word.isalpha() and number.value.denominator > 1) or word in words_of(language).all_ordinals


def _alone(words: Sequence[Word], text: str, language: str) -> Iterator[Amount]:
    """Words that are a number by themselves alone: "a hundred", of which only the noun changed, Annex V."""
    scales = words_of(language).numerals.scales
    for word in words if language != "zh" else ():
        value = scales.get(word.key) or roman(text[word.start : word.end])
        if value is not None:
            yield Amount(value, (word,))


def _runs(words: Sequence[Word], text: str, language: str) -> Iterator[list[Word]]:
    """Words that follow one another and may write a number, with nothing between them but what is part of numbers."""
    run: list[Word] = []
    for word in words:
        may_write = word.is_figure or language == "zh" or _may_write(text[word.start : word.end], language)
        if run and not (may_write and _is_inside(text[run[-1].end : word.start], language)):
            yield run
            run = []
        if may_write:
            run.append(word)
    if run:
        yield run


@lru_cache(maxsize=16_384)
def _may_write(word: str, language: str) -> bool:
    """Whether a word in letters has a part that can be of a number: a number word, an ordinal, a fraction, a joint."""
    known = words_of(language)
    parts = [key(part, language) for part in WORD.findall(word)]
    return any(
        part.isnumeric()
        or may_be_part(part, known.numerals)
        or part in known.all_ordinals
        or is_fraction(part, language)
        for part in parts
    ) or bool(roman(word))


def _is_inside(between: str, language: str) -> bool:
    """Whether what is between two words can be inside a number: blanks, marks of figures, an unchanged "and"."""
    left = between.strip(IN_NUMBERS)
    return not left or key(left, language) in words_of(language).numerals.of("inner")


def _dates_at(word: Word, words: Sequence[Word], text: str, language: str) -> list[Amount]:
    """The date in figures that several words from one on write: 03/05/2031."""
    if not word.is_figure:
        return []
    day_first = "day" in words_of(language).of("date_orders")
    found = date_in_figures(text, word.start, day_first=day_first)
    if not found:
        return []
    parts = _within(words, word.start, found.end)
    return [Amount(_ordinal(day), parts, is_sure=found.certain is not None) for day in found.days]


def _within(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    first = bisect_left(words, start, key=attrgetter("start"))
    return tuple(takewhile(lambda word: word.end <= end, words[first : first + end - start]))


def _worded_dates(words: Sequence[Word], language: str) -> Iterator[Amount]:
    """The dates with their month in words: 3 May 2031, May 3, 2031."""
    months = words_of(language).months
    if months.keys().isdisjoint([word.key for word in words]):
        return
    for parts in zip(words, words[1:], words[2:], strict=False):
        keys = [part.key for part in parts]
        day, month = sorted(keys[:2], key=months.__contains__)
        if month in months and _has(day, DAY_FIGURES) and _has(keys[2], YEAR_FIGURES, YEAR_FIGURES):
            yield Amount(_ordinal(Day(int(keys[2]), months[month], int(day))), parts)


def _has(key: str, most: int, fewest: int = 1) -> bool:
    """Whether a key is so many figures."""
    return key.isdecimal() and fewest <= len(key) <= most


def _ordinal(day: Day) -> Fraction:
    """A day as the number that its figures from the year on make, below 0 as no amount is."""
    return Fraction(-int(f"{day.year}{day.month:02}{day.day:02}"))
