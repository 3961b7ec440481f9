"""The date of a statement, where a line at its head or foot says nothing else: "Beijing, 4 February 2022".

Nothing is guessed. The line is read in the language of the text, or else in any other whose words it fits, for a text
may bear its day in the language of its place; where two such languages read two days, it is none. The line holds a day,
a month in words and a year, with a place before or after them at most; a date in digits alone counts where it begins
with the year. Where two such lines name two days, none is the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from diple.model import Block
from diple.noise.hanzi import day_of
from diple.noise.words import Words, words_of
from diple.normalise import key
from diple.segment.language import LANGUAGE_NAMES

LINES = 5  # so many lines at each end may hold the date
LONGEST = 80  # characters of such a line
_LANGUAGES = tuple(tag for tag in LANGUAGE_NAMES if tag != "und")
_CASELESS = ("ar",)
_NUMBER = re.compile("[\\d〇零一二三四五六七八九十]")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|º|°)?")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_CAPITAL = r"[^\W\d_a-zа-яё][\w.’'-]*"
_ISO = re.compile(rf"\(?(?:{_CAPITAL}(?: {_CAPITAL})*,\s)?(\d{{4}})-(\d\d)-(\d\d)\)?\.?")
# D, M, Y: day, month, year; L: a word that belongs to a date; P: a word of a place; marks match themselves.
_PLACE = r"P(?:[.,]?P){0,4}\.?"
_MOMENT = r"(?:L*DL*M(?:/M)?L*,?L*YL*\.?|M\.?D,?Y)"
_SHAPE = re.compile(rf"\(?(?:(?:L\.)?{_PLACE}[,:-])?L*,?{_MOMENT}(?:,{_PLACE})?\)?\.?")


def date_of(text: str, blocks: Sequence[Block], language: str) -> str | None:
    """The day of a statement as year, month and day (2022-02-04); None where no line decides it, or two disagree."""
    alone = list(_lines(text, blocks))
    found = {day for line in dict.fromkeys(alone[:LINES] + alone[-LINES:]) if line and (day := _day(line, language))}
    return found.pop().isoformat() if len(found) == 1 else None


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The lines of the blocks; an empty one where a line runs on from the one before, or is too long for a date."""
    held = [[line.strip() for line in text[b.start : b.end].splitlines() if line.strip()] for b in blocks]
    width = max((len(line) for lines in held for line in lines), default=0)
    for lines in held:
        before = ""
        for line in lines:
            runs_on = before and len(before) + 1 + len(line.split()[0]) > width
            yield "" if runs_on or len(line) > LONGEST else line
            before = line


def _day(line: str, language: str) -> date | None:
    if iso := _ISO.fullmatch(line):
        return _valid(*(int(part) for part in iso.groups()))
    if own := _read(line, language):
        return own
    if _NUMBER.search(line) is None:
        return None
    found = {day for other in _LANGUAGES if other != language and (day := _read(line, other))}
    return found.pop() if len(found) == 1 else None


def _read(line: str, language: str) -> date | None:
    """The day of a line in one language."""
    if language == "zh":
        told = day_of(line)
        return _valid(*told) if told else None
    words = words_of(language)
    return _said(line, language, words) if words.months else None


def _said(line: str, language: str, words: Words) -> date | None:
    """The day that a line of words names."""
    tokens = _TOKEN.findall(line)
    keys = [key(token, language) for token in tokens]
    shape, numbers, at = "", {"D": 0, "M": 0, "Y": 0}, 0
    while at < len(keys):
        sign, value, taken = _sign(tokens, keys, at, language, words)
        if sign in numbers:
            if numbers[sign] not in (0, value):
                return None
            numbers[sign] = value
        shape, at = shape + sign, at + taken
    return _valid(numbers["Y"], numbers["M"], numbers["D"]) if _SHAPE.fullmatch(shape) else None


def _sign(tokens: list[str], keys: list[str], at: int, language: str, words: Words) -> tuple[str, int, int]:
    """What a token is, its value, and how many tokens it takes."""
    for taken in (2, 1):
        if month := words.months.get("".join(keys[at : at + taken])):
            return "M", month, taken
    token, folded = tokens[at], keys[at]
    if _YEAR.fullmatch(folded):
        return "Y", int(folded), 1
    if day := _DAY.fullmatch(folded):
        return "D", int(day[1]), 1
    if not token[0].isalnum():
        return ("," if token == "،" else "-" if token in "–—" else token), 0, 1
    if folded in words.of("date_line") or folded in words.of("date_words"):
        return "L", 0, 1
    return ("P" if token[0].isupper() or (language in _CASELESS and token[0].isalpha()) else "?"), 0, 1


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
