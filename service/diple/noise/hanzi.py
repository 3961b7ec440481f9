"""Dates and ordinals in Chinese, where one character is one token and numbers are written in two ways."""

from __future__ import annotations

import re

from diple.datelines import HAN_NUMERAL, han_number
from diple.noise.pair import Found, Pair, Room, key_at, widened
from diple.segment.tokens import Edit, Tokens

_NUMERAL = f"{HAN_NUMERAL}百"
_DATE = re.compile(rf"(?:([{_NUMERAL}]+)年)?(?:([{_NUMERAL}]+)月)?(?:([{_NUMERAL}]+)[日号])?")
_LONGEST_DATE = len("二〇三一年十二月三十一日")
_MOST_AROUND = 8
_CLAUSE_REACH = 20
_CLAUSE_ENDS = frozenset(",.;:!?")


def hanzi_date(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The same date in digits and in characters, or another date of a meeting or visit."""
    if not pair.words.of("hanzi_dates"):
        return None
    wide = _to_bounds(pair, edit, room, _NUMERAL + "年月日号")
    old, new = (
        _value(_text(pair.old, wide.old_start, wide.old_end)),
        _value(_text(pair.new, wide.new_start, wide.new_end)),
    )
    if old is None or new is None or [bool(part) for part in old] != [bool(part) for part in new]:
        return None
    if old == new:
        return Found(wide, "typography")
    return Found(wide, "rolling_date") if _clause_of_occasion(pair, wide) else None


def hanzi_ordinal(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The seventieth anniversary (七十周年), the twelfth round (第十二轮磋商)."""
    if not pair.words.of("hanzi_dates"):
        return None
    wide = _to_bounds(pair, edit, room, _NUMERAL)
    if wide.old_start == wide.old_end or wide.new_start == wide.new_end:
        return None
    old, new = _text(pair.old, wide.old_start, wide.old_end), _text(pair.new, wide.new_start, wide.new_end)
    if not (set(old) <= set(_NUMERAL) and set(new) <= set(_NUMERAL)):
        return None
    following = _text(pair.new, wide.new_end, min(len(pair.new), wide.new_end + 10))
    if following.startswith("周年"):
        return Found(wide, "rolling_date")
    counted = key_at(pair.new, wide.new_start - 1) == "第" and following[:1] in pair.words.of("counters")
    if counted and any(event in following for event in _joined(pair, "counted_events")):
        return Found(wide, "rolling_date")
    return None


def _to_bounds(pair: Pair, edit: Edit, room: Room, characters: str) -> Edit:
    """The edit widened over the equal tokens around it that are made of these characters."""
    before = after = 0
    while before < min(room.before, _MOST_AROUND) and set(key_at(pair.old, edit.old_start - before - 1) or "-") <= set(
        characters
    ):
        before += 1
    while after < min(room.after, _MOST_AROUND) and set(key_at(pair.old, edit.old_end + after) or "-") <= set(
        characters
    ):
        after += 1
    return widened(edit, before, after)


def _value(text: str) -> tuple[int, int, int] | None:
    found = _DATE.fullmatch(text)
    if not found or not 0 < len(text) <= _LONGEST_DATE:
        return None
    year, month, day = (han_number(part or "") for part in found.groups())
    return year, month, day


def _clause_of_occasion(pair: Pair, wide: Edit) -> bool:
    """Whether the clause around the date speaks of a meeting or visit, and of no deadline."""
    keys = pair.new.keys
    start, end = wide.new_start, wide.new_end
    while start > max(0, wide.new_start - _CLAUSE_REACH) and keys[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    while end < min(len(keys), wide.new_end + _CLAUSE_REACH) and keys[end] not in _CLAUSE_ENDS:
        end += 1
    clause = "".join(keys[start:end])
    if any(word in clause for word in _joined(pair, "firm")):
        return False
    return any(word in clause for word in _joined(pair, "occasions"))


def _joined(pair: Pair, name: str) -> list[str]:
    return [phrase.replace(" ", "") for phrase in sorted(pair.words.of(name))]


def _text(tokens: Tokens, start: int, end: int) -> str:
    return "".join(tokens.keys[start:end])
