"""Noise of the wording: phrases of one meaning and one rank, numbers in words or digits, short and full
names.
"""

from __future__ import annotations

from diple.noise.pair import Found, Pair, Room, widened
from diple.segment.tokens import Edit

_LONGEST = 8
_MOST_AROUND = 3


def same_meaning(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """An edit that turns one phrase of a group into another, if need be with equal words around it.

    The groups are data; none holds phrases of different rank on a ladder.
    """
    words = pair.words
    old, new = _sides(pair, edit)
    if len(old) + len(new) > 2 * _LONGEST:
        return None
    if not (words.vocabulary.issuperset(old) and words.vocabulary.issuperset(new)):
        return None
    for total in range(2 * _MOST_AROUND + 1):
        for before in range(min(total, _MOST_AROUND, room.before) + 1):
            after = total - before
            if after <= min(_MOST_AROUND, room.after) and (found := _in_one_group(pair, edit, before, after)):
                return found
    return None


def _in_one_group(pair: Pair, edit: Edit, before: int, after: int) -> Found | None:
    wide = widened(edit, before, after)
    old, new = (" ".join(keys) for keys in _sides(pair, wide))
    for groups in (pair.words.synonyms, pair.words.names):
        if old in groups and new in groups and groups[old] & groups[new]:
            return Found(wide, "synonym" if groups is pair.words.synonyms else "name_form")
    return None


def same_number(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The same number in words and in digits: twelve and 12."""
    if edit.old_end - edit.old_start != 1 or edit.new_end - edit.new_start != 1:
        return None
    old, new = pair.old.keys[edit.old_start], pair.new.keys[edit.new_start]
    if old.isdecimal() == new.isdecimal():
        return None
    word, digits = (new, old) if old.isdecimal() else (old, new)
    return Found(edit, "synonym") if pair.words.numbers.get(word) == int(digits) else None


def _sides(pair: Pair, edit: Edit) -> tuple[list[str], list[str]]:
    return pair.old.keys[edit.old_start : edit.old_end], pair.new.keys[edit.new_start : edit.new_end]
