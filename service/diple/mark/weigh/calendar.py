"""Whether a change only moves the day of an occasion: a meeting, a visit, a session, a publication.

Each statement has its own day, so such a date is no news; nor is the number of a session, or the town of a meeting
where the day or the number changes, too. A date that bounds a duty is none of these: "by 3 May".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from diple.mark.events.places import Side
from diple.mark.events.words import Word
from diple.mark.sentence.han_dates import date_signs
from diple.mark.weigh.equals import is_occasion
from diple.noise.words import Words, words_of
from diple.numerals import roman

NEAR = 3  # words from a figure to the month that it belongs to: "3 to 5 October"
BEFORE = 3  # words before a date among which one makes a deadline of it
HOST = 8  # words from a word of hosting to the end of a host's name: at the invitation of the Prime Minister of Orrin
YEAR = re.compile(r"(?:19|20|21)\d\d")


def moves_a_day(sides: Iterable[Side], texts: Iterable[str], language: str) -> bool:
    """Whether all that changed on each side is a part of a date, in a sentence on an occasion, without a deadline."""
    known = words_of(language)
    return all(_moves(side, text, known, language) for side, text in zip(sides, texts, strict=True))


def dated_words(side: Side, text: str, language: str) -> frozenset[int]:
    """Where the changed words of a side start that only date an occasion."""
    known = words_of(language)
    if not _has_occasion(side, language):
        return frozenset()
    dates = (word for word in side.changed if _is_of_a_date(word, side, text, known))
    return frozenset(word.start for word in dates if not _is_deadline(word, side, known))


def _moves(side: Side, text: str, known: Words, language: str) -> bool:
    """Whether all that changed on one side is a part of an occasion's date or its number, or its place beside them."""
    content = [word for word in side.changed if word.is_content or word.key in known.months]
    dates = [word for word in content if _is_of_a_date(word, side, text, known)]
    if not _all_roll(content, dates, side, text, language):
        return False
    return _has_occasion(side, language) and not any(_is_deadline(word, side, known) for word in dates)


def _all_roll(content: Sequence[Word], dates: Sequence[Word], side: Side, text: str, language: str) -> bool:
    """Whether some words are parts of dates and ordinals of occasions, some at least, and else places and hosts."""
    rolling = {*dates, *(word for word in content if _counts_occasions(word, side, text, language))}
    known = words_of(language)
    return bool(rolling) and all(_is_venue(word, side, known) for word in content if word not in rolling)


def _counts_occasions(word: Word, side: Side, text: str, language: str) -> bool:
    """Whether a word is an ordinal with an occasion that it counts near: the tenth regular session."""
    known = words_of(language)
    if word.key not in known.all_ordinals and roman(text[word.start : word.end]) is None:
        return False
    at = _place_of(word, side)
    return any(near.key in known.of("counted_events") for near in side.words[at + 1 : at + 1 + NEAR])


def _is_venue(word: Word, side: Side, known: Words) -> bool:
    """Whether a word names where an occasion is, or who is its host, by what is close before or behind it.

    A name after a preposition of place or before a year; a name or an office after a word of hosting.
    """
    at = _place_of(word, side)
    before = {other.key for other in side.words[max(0, at - HOST) : at]}
    if not before.isdisjoint(known.of("hosting")):
        return word.is_name or word.key in known.of("titles")
    near = side.words[max(0, at - BEFORE) : at]
    after = side.words[at + 1 : at + 2]
    is_placed = any(other.key in known.of("place_links") for other in near)
    return word.is_name and (is_placed or any(YEAR.fullmatch(other.key) for other in after))


def _has_occasion(side: Side, language: str) -> bool:
    """Whether a side names an occasion."""
    return any(is_occasion(word.key, language) for word in side.words)


def _is_deadline(word: Word, side: Side, known: Words) -> bool:
    """Whether one of the words before a date makes a deadline of it: "by 3 May"."""
    at = _place_of(word, side)
    return any(near.key in known.of("firm") for near in side.words[max(0, at - BEFORE) : at])


def _place_of(word: Word, side: Side) -> int:
    """Which word of its side a changed word is."""
    return bisect_left(side.words, word.start, key=attrgetter("start"))


def _is_of_a_date(word: Word, side: Side, text: str, known: Words) -> bool:
    """Whether a word is a month, a year, another word of dates, or the figure of a day."""
    named = word.key in known.months or word.key in known.of("date_words")
    return named or bool(YEAR.fullmatch(word.key)) or _is_day(word, side, text, known)


def _is_day(word: Word, side: Side, text: str, known: Words) -> bool:
    """Whether a word has a unit of Chinese dates behind it, or is a figure near a month."""
    if text[word.end : word.end + 1] in date_signs():
        return True
    at = _place_of(word, side)
    near = side.words[max(0, at - NEAR) : at + NEAR + 1]
    return word.is_figure and any(other.key in known.months for other in near)
