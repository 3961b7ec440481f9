"""Dates that roll: the last meeting, the next round, this year's anniversary, the date line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from diple.datelines import DateLine, opening_of
from diple.model import Span
from diple.noise.pair import NEAR, Found, Pair, Room, is_capitalised, key_at, sides, widened
from diple.noise.words import Words
from diple.numerals import may_be_part
from diple.segment.tokens import Edit, Tokens

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|°)?")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|er|e|eme|ème|o|a|-?(?:летие|летия|летию|я|й|ю|ой|го))?")
_LONGEST_PLACE = 9  # tokens before the day on a date line: "Done at the Port of Callow, this"
_WALK = 14
_MOST_AROUND = 5


class _Date(NamedTuple):
    """What a mention of a date says; 0 where it does not say."""

    day: int
    month: int
    year: int
    rest: tuple[str, ...]


def date_changed(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """Another date of a meeting, visit or date line, or the same date in another form.

    A date that a deadline, a target or a commitment hangs on counts: it is after "by", "until" and the
    like, or its verb is not one of occasion.
    """
    words = pair.words
    if not words.months:
        return None
    if not all(_all_dates(*side, words) for side in sides(pair, edit)):
        return None
    before, after = _reach(pair, edit, room)
    wide = widened(edit, before, after)
    old, new = (_date(tokens.keys[start:end], words) for tokens, start, end in sides(pair, wide))
    if old is None or new is None:
        return None
    if old == new:
        return Found(wide, "typography")
    if _rolls(pair, wide) and _same_shape(old, new):
        return Found(edit, "rolling_date")
    return None


def _all_dates(tokens: Tokens, start: int, end: int, words: Words) -> bool:
    return all(_is_date_part(tokens.keys[index], words) for index in range(start, end))


def _is_date_part(key: str, words: Words) -> bool:
    return (
        key in words.months
        or key in words.of("date_words")
        or key in words.of("date_links")
        or _DAY.fullmatch(key) is not None
        or _YEAR.fullmatch(key) is not None
    )


def _reach(pair: Pair, edit: Edit, room: Room) -> tuple[int, int]:
    """How many equal tokens around the edit belong to the same date."""
    before = after = 0
    most_before, most_after = min(room.before, _MOST_AROUND), min(room.after, _MOST_AROUND)
    while before < most_before and _is_date_part(key_at(pair.old, edit.old_start - before - 1), pair.words):
        before += 1
    while after < most_after and _is_date_part(key_at(pair.old, edit.old_end + after), pair.words):
        after += 1
    links = pair.words.of("date_links")
    while before and key_at(pair.old, edit.old_start - before) in links:
        before -= 1
    while after and key_at(pair.old, edit.old_end + after - 1) in links:
        after -= 1
    return before, after


def _date(keys: list[str], words: Words) -> _Date | None:
    """The date that the keys say, or None where they hold no month, no year and no word of the calendar."""
    day = month = year = 0
    rest: list[str] = []
    for key in keys:
        if key in words.months:
            rest.extend([str(month)] if month else [])
            month = words.months[key]
        elif _YEAR.fullmatch(key):
            rest.extend([str(year)] if year else [])
            year = int(key)
        elif found := _DAY.fullmatch(key):
            rest.extend([str(day)] if day else [])
            day = int(found.group(1))
        elif key in words.of("date_words"):
            rest.append(key)
    return _Date(day, month, year, tuple(rest)) if month or year or rest else None


def _same_shape(old: _Date, new: _Date) -> bool:
    """Whether both say as much: a date made vaguer or sharper is a change of substance."""
    return [bool(part) for part in old[:3]] == [bool(part) for part in new[:3]]


def _rolls(pair: Pair, wide: Edit) -> bool:
    tokens, start, end = pair.new, wide.new_start, wide.new_end
    if _bound(pair, start):
        return False
    return (
        key_at(tokens, end) in pair.words.of("events")
        or _on_occasion(pair, start)
        or _opens_occasion(pair, start, end)
        or _is_date_line(pair, start, end)
    )


def _bound(pair: Pair, start: int) -> bool:
    """Whether a word of deadline is right before the date."""
    near = pair.new.keys[max(0, start - 3) : start]
    return not pair.words.of("firm").isdisjoint(near)


def _on_occasion(pair: Pair, start: int) -> bool:
    """Whether one comes from the date back to a meeting over nothing but names and small words."""
    tokens, words = pair.new, pair.words
    for index in range(start - 1, max(-1, start - _WALK), -1):
        key = tokens.keys[index]
        if key in words.of("occasions"):
            return True
        if key in words.of("resuming"):
            return not words.of("occasions").isdisjoint(tokens.keys[max(0, index - NEAR) : index])
        if not (is_capitalised(tokens, index) or key in words.of("links") or _is_date_part(key, words)):
            return False
    return False


def _opens_occasion(pair: Pair, start: int, end: int) -> bool:
    """ "On 9 May 2024, the Ministers thanked …": the first verb after the opening date is one of occasion."""
    tokens, words = pair.new, pair.words
    if start > 1 or (start == 1 and tokens.keys[0] not in words.of("links")):
        return False
    for index in range(end, min(len(tokens), end + _WALK)):
        key = tokens.keys[index]
        if key in words.of("occasion_verbs"):
            return True
        if not (key == "," or is_capitalised(tokens, index) or key in words.of("links")):
            return False
    return False


def _is_date_line(pair: Pair, start: int, end: int) -> bool:
    """Whether a date is that of a line at the head or foot of a text, or on a line of its own in a block: "Callow, 16
    May 2024.", "Done at Callow on 16 May 2024, in two originals".
    """
    found = _line_at(pair.new, start, end, pair.language)
    if found is None or found.moment is None:
        return False
    return found.moment.start <= pair.new.starts[start] and pair.new.ends[end - 1] >= found.moment.end


def _line_at(tokens: Tokens, start: int, end: int, language: str) -> DateLine | None:
    """What the line of a date says where it is one that says when its text was made, in places of the tokens' text."""
    first = _line_start(tokens, start, end)
    if start - first > _LONGEST_PLACE:
        return None
    origin = tokens.starts[first]
    stop = tokens.text.find("\n", tokens.ends[end - 1]) if _ends_line(tokens, end) else -1
    found = opening_of(tokens.text[origin : stop if stop >= 0 else None], language)
    return _moved(found, origin) if found else None


def _moved(line: DateLine, by: int) -> DateLine:
    """A line with its spans moved."""
    place, moment = (Span(s.start + by, s.end + by) if s else None for s in (line.place, line.moment))
    return line._replace(place=place, moment=moment, tail=line.tail + by)


def _line_start(tokens: Tokens, start: int, end: int) -> int:
    """The first token of the line of a date that ends its line, where the line before ends with a name; else 0."""
    if not _ends_line(tokens, end):
        return 0
    first = next((at for at in range(start, 0, -1) if _breaks(tokens, at)), 0)
    return first if first and (is_capitalised(tokens, first - 1) or tokens.keys[first - 1].isdigit()) else 0


def _ends_line(tokens: Tokens, end: int) -> bool:
    """Whether a line ends before a token, and the next begins with no small letter."""
    return end >= len(tokens) or (_breaks(tokens, end) and not tokens.text[tokens.starts[end]].islower())


def _breaks(tokens: Tokens, at: int) -> bool:
    """Whether a line break is between a token and the one before it."""
    return "\n" in tokens.text[tokens.ends[at - 1] : tokens.starts[at]]


def opens_date_line(tokens: Tokens, at: int, language: str) -> bool:
    """Whether a line of a block begins at a token with a place and a day: "Callow, 16 May 2024"."""
    if not 0 < at < len(tokens) or not _breaks(tokens, at):
        return False
    found = opening_of(tokens.text[tokens.starts[at] :].partition("\n")[0], language)
    return found is not None and found.place is not None


def ordinal_changed(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The seventieth anniversary and the seventy-fifth, the fifty-eighth session and the fifty-ninth."""
    words = pair.words
    if not words.ordinals or edit.old_end - edit.old_start > 4 or edit.new_end - edit.new_start > 4:
        return None
    before = _ordinals_before(pair, edit, room)
    wide = widened(edit, before, _ordinals_after(pair, edit, room))
    for tokens, start, end in sides(pair, wide):
        keys = tokens.keys[start:end]
        if not keys or not _are_ordinals(keys, words):
            return None
    return Found(edit, "rolling_date") if _counts_an_event(pair, wide) else None


def _ordinals_before(pair: Pair, edit: Edit, room: Room) -> int:
    before = 0
    while before < min(room.before, 2) and _is_ordinal(key_at(pair.old, edit.old_start - before - 1), pair.words):
        before += 1
    return before


def _ordinals_after(pair: Pair, edit: Edit, room: Room) -> int:
    after = 0
    while after < min(room.after, 2) and _is_ordinal(key_at(pair.old, edit.old_end + after), pair.words):
        after += 1
    return after


def _are_ordinals(keys: Sequence[str], words: Words) -> bool:
    """Whether words are an ordinal number; parts of numbers may be before its last word: "hundred and first"."""
    *before, last = keys
    return _is_ordinal(last, words) and all(
        _is_ordinal(key, words) or may_be_part(key, words.numerals) for key in before
    )


def _is_ordinal(key: str, words: Words) -> bool:
    if key in words.ordinals or key in words.numbers or _ORDINAL.fullmatch(key):
        return True
    return any(key.startswith(tens) and key[len(tens) :] in words.ordinals for tens in words.tens)


def _counts_an_event(pair: Pair, wide: Edit) -> bool:
    """Whether an event is beside the ordinal, with one adjective between at most, and no deadline
    before.
    """
    words, tokens = pair.words, pair.new
    after = [key_at(tokens, wide.new_end), key_at(tokens, wide.new_end + 1)]
    before = [key_at(tokens, wide.new_start - 1), key_at(tokens, wide.new_start - 2)]
    if after[0] in words.of("counted_events"):
        return _names_an_ordinal(tokens.keys[wide.new_start : wide.new_end], after[0], words)
    if after[0] in words.of("event_adjectives") and after[1] in words.of("counted_events"):
        return True
    return bool(words.of("ordinal_follows")) and before[0] in words.of("counted_events")


def _names_an_ordinal(keys: list[str], event: str, words: Words) -> bool:
    """Whether the number is an ordinal one: "two rounds" is a quantity, "70 years" is not an anniversary."""
    if event in words.of("anniversaries"):
        return True
    return not (keys[-1] in words.numbers or keys[-1].isdecimal())


def place_changed(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """Another host town of a meeting that goes round: "The next meeting will be held in Bramont"."""
    words = pair.words
    old_length, new_length = edit.old_end - edit.old_start, edit.new_end - edit.new_start
    if not (1 <= old_length <= 3 and 1 <= new_length <= 3) or not words.of("place_links"):
        return None
    if not all(is_capitalised(pair.old, index) for index in range(edit.old_start, edit.old_end)):
        return None
    if not all(is_capitalised(pair.new, index) for index in range(edit.new_start, edit.new_end)):
        return None
    if key_at(pair.new, edit.new_start - 1) not in words.of("place_links"):
        return None
    return Found(edit, "rolling_date") if _on_occasion(pair, edit.new_start) else None
