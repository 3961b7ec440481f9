"""The numbers among some words, in figures or in words, each with its value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from diple.facts.forms import CIRCLES
from diple.facts.numbers import numbers
from diple.mark.events.words import HAN, Word
from diple.noise.calendar import Day, date_in_figures
from diple.noise.numerals import HALF, MIXED, figure_value, fraction_of, in_words, is_part, roman
from diple.noise.words import Words, words_of

YEAR_FIGURES = 4
DAY_FIGURES = 2
IN_NUMBERS = f"{CIRCLES}/⁄.,‑-"


class Amount(NamedTuple):
    """A number with the words that write it."""

    value: Fraction
    words: tuple[Word, ...]
    is_sure: bool = True  # a date in figures may be either of two days
    unit: str = ""  # of a stretch of time the unit that its value counts: hours, or months
    is_figure: bool = True  # whether its words count as figures: an ordinal and a unit of time do not


def amounts_in(words: Sequence[Word], text: str, language: str) -> Iterator[Amount]:
    """The numbers that some words write: a figure each, and number words in a row together; dates and times besides."""
    yield from _worded_dates(words, language)
    plain = tuple(_han_amounts(words, text) if language == "zh" else _plain_amounts(words, text, language))
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


def _plain_amounts(words: Sequence[Word], text: str, language: str) -> Iterator[Amount]:
    """The numbers that some words write, without dates in words."""
    run: list[Word] = []
    done = 0
    for word in words:
        if word.start < done:
            continue
        if parts_of(word, language):
            run.append(word)
            continue
        yield from _written_by(run, language)
        run = []
        found = _composed(word, words, text, language)
        done = found[-1].words[-1].end if found else done
        yield from found or _written_by_one(word, text, language)
    yield from _written_by(run, language)


def _han_amounts(words: Sequence[Word], text: str) -> Iterator[Amount]:
    """The numbers that Chinese words write, also several of them and a part of one: 三亿五千万, 三年, 4万."""
    dates = [found for word in words for found in _composed(word, words, text, "zh")]
    yield from dates
    dated = {word.start for date in dates for word in date.words}
    for run in _runs([word for word in words if word.start not in dated], text):
        yield from _amounts_of_run(run, text)


def _amounts_of_run(run: Sequence[Word], text: str) -> Iterator[Amount]:
    """The numbers of Chinese words that follow one another."""
    starts, ends = [word.start for word in run], [word.end for word in run]
    for number in numbers(text, starts[0], ends[-1], "zh"):
        if parts := tuple(run[bisect_right(ends, number.start) : bisect_left(starts, number.end)]):
            is_whole = number.start <= parts[0].start and parts[-1].end <= number.end
            yield Amount(max(number.values), parts, is_figure=is_whole)


def _runs(words: Sequence[Word], text: str) -> Iterator[list[Word]]:
    """Words that follow one another with nothing between them but what is part of numbers and no word."""
    run: list[Word] = []
    for word in words:
        if run and text[run[-1].end : word.start].strip(IN_NUMBERS):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _written_by_one(word: Word, text: str, language: str) -> Sequence[Amount]:
    """The number that a word writes."""
    if (ordinal := words_of(language).all_ordinals.get(word.key)) is not None:
        return (Amount(Fraction(ordinal), (word,), is_figure=False),)
    value = _in_figures(word.key) if word.is_figure else roman(text[word.start : word.end])
    return (Amount(value, (word,)),) if value is not None else ()


def _composed(word: Word, words: Sequence[Word], text: str, language: str) -> list[Amount]:
    """What several words of figures from one on write: 5¼, 5 1/4, or a date, 03/05/2031."""
    if not word.is_figure:
        return []
    if (mixed := MIXED.match(text, word.start)) and (value := fraction_of(mixed)) is not None:
        return [Amount(value, _within(words, *mixed.span()))]
    day_first = "day" in words_of(language).of("date_orders")
    found = date_in_figures(text, word.start, day_first=day_first)
    if not found:
        return []
    parts = _within(words, word.start, found.end)
    return [Amount(_ordinal(day), parts, is_sure=found.certain is not None) for day in found.days]


def _within(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    return tuple(word for word in words if start <= word.start and word.end <= end)


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


def parts_of(word: Word, language: str) -> tuple[str, ...]:
    """The parts of a number that a word writes, of a Chinese one its characters; none where it is no number word."""
    return () if word.is_figure else _parts_of(word.key, language)


@lru_cache(maxsize=16_384)
def _parts_of(key: str, language: str) -> tuple[str, ...]:
    known = words_of(language).numerals
    parts = tuple(key) if HAN.match(key) else (key,)
    return parts if all(is_part(part, known) for part in parts) else ()


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
