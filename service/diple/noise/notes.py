"""Marks of notes that one text has and the other lacks: "¹", "[1]", "*" right behind a word, or "treaty1" where the
raising was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from diple.noise.numbering import note_changed
from diple.noise.pair import Found, Pair, Room, is_capitalised, key_at, surface, widened
from diple.segment.tokens import Edit, Tokens

_MOST_OF_NOTES = 9  # tokens: three marks in brackets
# One letter at a time: marks of one to three letters in a row can be divided in more ways than there is time to try.
_SURE = r"[⁰¹²³⁴⁵⁶⁷⁸⁹]|\[(?:\d{1,3}|[*†‡a-z])\]|[*†‡]"
_LOOSE = r"\(\d{1,2}\)|\d{1,2}"
_MARKS = re.compile(rf"((?:{_SURE})(?:[,،]?(?:{_SURE}))*)|({_LOOSE})")
_SURE_MARKS = re.compile(rf"(?:{_SURE})(?:[,،]?(?:{_SURE}))*")
_LONGEST_NOTED = 200  # letters of a word and its marks
_LONGEST_SURE = 6  # tokens: two marks in brackets
_BEHIND = re.compile(rf"(.*?)(?:((?:{_SURE})+)|({_LOOSE}))", re.DOTALL)
_UNIT = re.compile(r"[^\W\d_]{1,2}")
_POWER = re.compile(r"[²³⁰⁴-⁹]+")
_PLAIN_WORD = 4  # letters; behind a shorter word a digit may belong to it: "Art.1", "G7"
_OPENS = frozenset("([{\"'-/:;–—")


class _Side(NamedTuple):
    """One side of an edit."""

    tokens: Tokens
    start: int
    end: int


def note_set(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The mark of a note came or went, and the words are the same."""
    old = _Side(pair.old, edit.old_start, edit.old_end)
    new = _Side(pair.new, edit.new_start, edit.new_end)
    for one, other in ((old, new), (new, old)):
        if one.end - one.start <= _MOST_OF_NOTES and other.end - other.start <= 1 and _is_noted(pair, one, other):
            return Found(edit, "typography")
    return None


def note_renumbered(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The mark of a note became another one: "¹" and "²", "[1]" and "[2]", "*" and "†"."""
    in_brackets = (
        min(room) > 0 and key_at(pair.new, edit.new_start - 1) == "[" and key_at(pair.new, edit.new_end) == "]"
    )
    wide = widened(edit, 1, 1) if in_brackets else edit
    old = _Side(pair.old, wide.old_start, wide.old_end)
    new = _Side(pair.new, wide.new_start, wide.new_end)
    if _word_before_note(old) is None or _word_before_note(old) != _word_before_note(new):
        return None
    return Found(wide, "renumbering")


def _word_before_note(side: _Side) -> str | None:
    """The word that is in one piece with a mark of a note, "" for a mark behind a word; None where there is no mark."""
    if not 0 < side.end - side.start <= _LONGEST_SURE:
        return None
    written = side.tokens.surface(side.start, side.end)
    found = _BEHIND.fullmatch(written) if len(written) <= _LONGEST_NOTED else None
    if found is None or not found[2]:
        return None
    if found[1]:
        return None if _is_power(side.tokens, side.start, found[1], found[2]) else found[1].casefold()
    return "" if _is_glued(side.tokens, side.start) and _may_follow(side, found[2]) else None


def apart_from_notes(pair: Pair, edit: Edit) -> Iterator[Edit]:
    """The edit, cut behind a mark of a note that opens its old or its new side and that only this side has."""
    old = _leading_note(_Side(pair.old, edit.old_start, edit.old_end))
    new = _leading_note(_Side(pair.new, edit.new_start, edit.new_end))
    if bool(old) == bool(new) or note_changed(pair, edit, Room(0, 0)):
        yield edit
        return
    middle = edit.old_start + old, edit.new_start + new
    yield Edit(edit.old_start, middle[0], edit.new_start, middle[1])
    if middle != (edit.old_end, edit.new_end):
        yield Edit(middle[0], edit.old_end, middle[1], edit.new_end)


def _leading_note(side: _Side) -> int:
    """How many tokens the mark of a note has that opens a side right behind a word or mark; 0 where there is none."""
    if side.start >= side.end or not _is_glued(side.tokens, side.start):
        return 0
    for length in range(min(_LONGEST_SURE, side.end - side.start), 0, -1):
        marks = side.tokens.surface(side.start, side.start + length)
        if _SURE_MARKS.fullmatch(marks) and _may_follow(side, marks):
            return length
    return 0


def _is_noted(pair: Pair, one: _Side, other: _Side) -> bool:
    """Whether `one` is what `other` is and the marks of notes behind it."""
    if other.start < other.end:
        return _is_word_with_note(pair, one, other.tokens.surface(other.start, other.end))
    found = _MARKS.fullmatch(one.tokens.surface(one.start, one.end))
    if found is None or not _is_glued(one.tokens, one.start):
        return False
    return _may_follow(one, found[1]) if found[1] else _may_follow_plainly(pair, one)


def _is_word_with_note(pair: Pair, one: _Side, word: str) -> bool:
    """Whether the tokens are a word, and a mark of a note in one piece with it."""
    found = _BEHIND.fullmatch(one.tokens.surface(one.start, one.end))
    if found is None or found[1].casefold() != word.casefold():
        return False
    if found[2]:
        return not _is_power(one.tokens, one.start, word, found[2])
    return _is_plain_word(pair, word)


def _is_glued(tokens: Tokens, at: int) -> bool:
    """Whether a token follows the one before without a space."""
    return at > 0 and tokens.ends[at - 1] == tokens.starts[at]


def _may_follow(one: _Side, marks: str) -> bool:
    """Whether a mark that can be nothing but a note's is behind a word or mark, and is no power of a unit."""
    before = surface(one.tokens, one.start - 1)
    return before not in _OPENS and not _is_power(one.tokens, one.start - 1, before, marks)


def _is_power(tokens: Tokens, at: int, word: str, marks: str) -> bool:
    """Whether raised digits belong to a unit behind a number ("30 km²") or to a power of ten."""
    if not _POWER.fullmatch(marks):
        return False
    return word == "10" or (_UNIT.fullmatch(word) is not None and key_at(tokens, at - 1)[:1].isdigit())


def _may_follow_plainly(pair: Pair, one: _Side) -> bool:
    """Whether digits that are not raised can be nothing but a note: glued to a word or to the mark behind it.

    Behind a full stop, a new sentence must follow, or nothing.
    """
    tokens, before = one.tokens, surface(one.tokens, one.start - 1)
    if before not in (".", ",", "،", "。", "，"):
        return before[:1].isalpha() and _is_plain_word(pair, before)
    closes = one.end == len(tokens) or is_capitalised(tokens, one.end)
    behind_word = _is_plain_word(pair, surface(tokens, one.start - 2))
    in_brackets = surface(tokens, one.start) == "("
    return (in_brackets or behind_word) and (closes or before not in (".", "。"))


def _is_plain_word(pair: Pair, word: str) -> bool:
    """Whether a word is none that takes a number: long, in small letters, and no part of a document."""
    folded = word.casefold()
    return len(word) >= _PLAIN_WORD and word.isalpha() and not word.isupper() and folded not in pair.words.of("parts")
