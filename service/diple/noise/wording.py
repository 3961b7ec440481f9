"""Noise of the wording: phrases of one meaning and one rank, numbers in words or digits, short and full
names.
"""

from __future__ import annotations

import re
from fractions import Fraction

from diple.noise.numerals import value_of
from diple.noise.pair import Found, Pair, Room, is_capitalised, key_at, opens_sentence, sides, widened
from diple.noise.words import Words
from diple.numerals import Numerals, is_part, whole_number
from diple.segment.tokens import Edit, Tokens

_LONGEST = 8
_MOST_AROUND = 3
_SMALL = 1000
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")


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


def two_meanings(pair: Pair, edit: Edit, room: Room) -> tuple[Found, ...]:
    """An edit that turns two neighbouring phrases into others of the same meaning: "two sides stress", "Parties
    emphasize".

    Both are found, or nothing is.
    """
    if max(edit.old_end - edit.old_start, edit.new_end - edit.new_start) > _LONGEST:
        return ()
    for old_at in range(edit.old_start + 1, edit.old_end):
        for new_at in range(edit.new_start + 1, edit.new_end):
            first = same_meaning(pair, Edit(edit.old_start, old_at, edit.new_start, new_at), Room(room.before, 0))
            second = first and same_meaning(pair, Edit(old_at, edit.old_end, new_at, edit.new_end), Room(0, room.after))
            if first and second:
                return first, second
    return ()


def _in_one_group(pair: Pair, edit: Edit, before: int, after: int) -> Found | None:
    wide = widened(edit, before, after)
    old, new = (" ".join(keys) for keys in _sides(pair, wide))
    for groups in (pair.words.synonyms, pair.words.names):
        if old in groups and new in groups and groups[old] & groups[new]:
            return Found(wide, "synonym" if groups is pair.words.synonyms else "name_form")
    return None


def same_number(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The same number written in another way: twelve and 12, four thousand and 4,000, 2.5 million and 2,500,000.

    The equal parts of the number around the edit are read along. A number of several words is none here where it may
    be a year, is behind a label (Article, No.) or before an ordinal, or has a capital as names have.
    """
    if _is_word_and_digits(pair, edit):
        return Found(edit, "synonym")
    known = pair.words.numerals
    before = after = 0
    while before < room.before and is_part(pair.old.keys[edit.old_start - before - 1], known):
        before += 1
    while after < room.after and is_part(pair.old.keys[edit.old_end + after], known):
        after += 1
    wide = widened(edit, before, after)
    written = [key for tokens, start, end in sides(pair, wide) for key in tokens.keys[start:end]]
    if not (pair.words.of("hanzi_dates") or any(key[0].isdecimal() for key in written)):
        return None
    values = [
        None if _goes_on(tokens, start, end, known) else value_of(tokens, start, end, known)
        for tokens, start, end in sides(pair, wide)
    ]
    if values[0] is None or values[0] != values[1] or not _counts(pair, wide, values[0]):
        return None
    if any(key[0].isalpha() for tokens, start, end in sides(pair, wide) for key in tokens.keys[start:end]):
        return Found(edit, "synonym")
    digits = ["".join(filter(str.isdecimal, tokens.surface(start, end))) for tokens, start, end in sides(pair, wide)]
    return Found(edit, "typography") if digits[0] == digits[1] else None  # 4.10 may be the tenth part of 4


def _is_word_and_digits(pair: Pair, edit: Edit) -> bool:
    if edit.old_end - edit.old_start != 1 or edit.new_end - edit.new_start != 1:
        return False
    old, new = pair.old.keys[edit.old_start], pair.new.keys[edit.new_start]
    if old.isdecimal() == new.isdecimal():
        return False
    word, digits = (new, old) if old.isdecimal() else (old, new)
    return word in pair.words.numbers and pair.words.numbers[word] == whole_number(digits)


def _goes_on(tokens: Tokens, start: int, end: int, known: Numerals) -> bool:
    """Whether the number goes on beyond these tokens."""
    return any(0 <= at < len(tokens) and is_part(tokens.keys[at], known) for at in (start - 1, end))


def _counts(pair: Pair, wide: Edit, value: Fraction) -> bool:
    """Whether nothing around a number says that it is a year, a label, an ordinal or a part of a name.

    A small number in Chinese characters is the same wherever it is: 第十 and 第10.
    """
    if pair.words.of("hanzi_dates") and value < _SMALL:
        return True
    return all(_is_amount(pair.words, *side) for side in sides(pair, wide))


def _is_amount(words: Words, tokens: Tokens, start: int, end: int) -> bool:
    known, before, after = words.numerals, key_at(tokens, start - 1), key_at(tokens, end)
    if before == ".":
        before = key_at(tokens, start - 2)
    if after in words.ordinals or before in words.of("parts") or before in known.of("labels") or before == "/":
        return False
    if any(is_capitalised(tokens, at) and not opens_sentence(tokens, at) for at in range(start, end)):
        return False
    if not _YEAR.fullmatch(tokens.surface(start, end)):
        return True
    is_noun = after.isalpha() and after not in known.of("after_years") and after not in words.months
    return is_noun and before not in known.of("before_years") and before not in words.months


def _sides(pair: Pair, edit: Edit) -> tuple[list[str], list[str]]:
    return pair.old.keys[edit.old_start : edit.old_end], pair.new.keys[edit.new_start : edit.new_end]
