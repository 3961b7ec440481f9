"""Whether a change only moves the day of an occasion: a meeting, a visit, a session, a publication.

Each statement has its own day, so such a date is no news. A date that bounds a duty is none of these: "by 3 May".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from diple.mark.events.places import Side
from diple.mark.events.words import Word
from diple.mark.weigh.equals import is_occasion
from diple.noise.words import Words, words_of

NEAR = 3  # words from a figure to the month that it belongs to: "3 to 5 October"
BEFORE = 3  # words before a date among which one makes a deadline of it
YEAR = re.compile(r"(?:19|20|21)\d\d")
UNITS = "年月日号號"  # behind the figures of a Chinese date


def moves_a_day(sides: Iterable[Side], texts: Iterable[str], language: str) -> bool:
    """Whether all that changed on each side is a part of a date, in a sentence on an occasion, without a deadline."""
    known = words_of(language)
    read = [_moves(side, text, known, language) for side, text in zip(sides, texts, strict=True)]
    return len(read) > 1 and all(read)


def _moves(side: Side, text: str, known: Words, language: str) -> bool:
    content = [word for word in side.changed if word.is_content or word.key in known.months]
    at = {word.start: number for number, word in enumerate(side.words)}
    if not content or not all(_is_of_a_date(word, at.get(word.start, 0), side, text, known) for word in content):
        return False
    if not any(is_occasion(word.key, language) for word in side.words):
        return False
    before = {
        near.key for word in content for near in side.words[max(0, at.get(word.start, 0) - BEFORE) : at[word.start]]
    }
    return known.of("firm").isdisjoint(before)


def _is_of_a_date(word: Word, at: int, side: Side, text: str, known: Words) -> bool:
    if word.key in known.months or word.key in known.of("date_words") or YEAR.fullmatch(word.key):
        return True
    if text[word.end : word.end + 1] in UNITS and text[word.end : word.end + 1]:
        return True
    near = side.words[max(0, at - NEAR) : at + NEAR + 1]
    return word.is_figure and any(other.key in known.months for other in near)
