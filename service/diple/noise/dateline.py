"""The date and place of a statement, where a line at its head or foot says nothing else: "Beijing, 4 February 2022".

Nothing is guessed. The line (`datelines`) is read in the language of the text, or else in any other whose words it
fits, for a text may bear its day in the language of its place; where two such languages read two days, it is none. A
line of several days has none, and a date in digits alone counts where it begins with the year. Where two such lines
name two days, or two places, none is that of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from diple.datelines import DateLine, line_of, may_be_line
from diple.model import Block
from diple.noise.words import words_of
from diple.numerals import in_words
from diple.segment.language import LANGUAGE_NAMES

LINES = 5
"""So many lines at each end may hold the date."""
_LANGUAGES = tuple(tag for tag in LANGUAGE_NAMES if tag != "und")


def date_of(text: str, blocks: Sequence[Block], language: str) -> str | None:
    """The day of a statement as year, month and day (2022-02-04); None where no line decides it, or two disagree."""
    found = {day for line in _ends(text, blocks) if (day := _day(line, language))}
    return found.pop().isoformat() if len(found) == 1 else None


def impossible_line(text: str, blocks: Sequence[Block], language: str) -> str:
    """The first line of a day that is in no calendar, in whatever language: "Kalden, 31 February 2012"; "" for none."""
    lines = (line for line in _ends(text, blocks) if may_be_line(line))
    return next((line for line in lines if _is_impossible(line, (language, *_LANGUAGES))), "")


def _is_impossible(line: str, languages: Iterable[str]) -> bool:
    """Whether a line says a day, a month and a year in one language at least, and in none those of a day."""
    found = [(line_of(line, tag), tag) for tag in dict.fromkeys(languages)]
    whole = [(each, tag) for each, tag in found if each and each.day and each.month and each.year]
    return bool(whole) and not any(day_of(each, tag) for each, tag in whole)


def place_of(text: str, blocks: Sequence[Block], language: str) -> str:
    """The place that a line at the head or foot says, as it is written; "" where none does, or two disagree."""
    found = dict.fromkeys(place for line in _ends(text, blocks) if (place := _place(line, language)))
    return next(iter(found)) if len(found) == 1 else ""


def _ends(text: str, blocks: Sequence[Block]) -> Iterable[str]:
    """The lines at both ends that may hold the date."""
    alone = list(_lines(text, blocks))
    return (line for line in dict.fromkeys(alone[:LINES] + alone[-LINES:]) if line)


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The lines of the blocks; an empty one where a line runs on from the one before."""
    held = [[line.strip() for line in text[b.start : b.end].splitlines() if line.strip()] for b in blocks]
    width = max((len(line) for lines in held for line in lines), default=0)
    for lines in held:
        before = ""
        for line in lines:
            runs_on = before and len(before) + 1 + len(line.split()[0]) > width
            yield "" if runs_on else line
            before = line


def _place(line: str, language: str) -> str:
    """The place that a line says, in the language of the text or else in another."""
    for tag in (language, *_LANGUAGES):
        found = line_of(line, tag)
        if found and found.place:
            return line[found.place.start : found.place.end]
    return ""


def _day(line: str, language: str) -> date | None:
    if not may_be_line(line):
        return None
    if own := _read(line, language):
        return own
    found = {day for other in _LANGUAGES if other != language and (day := _read(line, other))}
    return found.pop() if len(found) == 1 else None


def _read(line: str, language: str) -> date | None:
    """The day of a line in one language."""
    found = line_of(line, language)
    return day_of(found, language) if found else None


def day_of(line: DateLine, language: str) -> date | None:
    """The day that a line says, in figures or in words; None for none, for several, and for one that is in no year."""
    try:
        return date(_number(line.year, language), line.month, _number(line.day, language))
    except (ValueError, OverflowError):
        return None


def _number(written: str, language: str) -> int:
    """The number that figures, an ordinal or words say; 0 for none."""
    if written.isdecimal():
        return int(written)
    words = words_of(language)
    said = words.all_ordinals.get(written)
    if said is None:
        value = in_words(written.split(), words.numerals)
        said = int(value) if value is not None else _with_ordinal(written.split(), language)
    return said


def _with_ordinal(keys: Sequence[str], language: str) -> int:
    """The number of words of which the last is an ordinal: "две тысячи тридцать первого"; 0 for none."""
    words = words_of(language)
    last = words.all_ordinals.get(keys[-1]) if keys else None
    if last is None:
        return 0
    before = in_words(keys[:-1], words.numerals) if keys[:-1] else 0
    return int(before) + last if before is not None else 0
