"""Renumbering: labels inside a sentence, headings, and references of a document to its own parts."""

from __future__ import annotations

import re
import unicodedata

from diple.noise.initials import holds_initial
from diple.noise.pair import Found, Pair, Room, is_capitalised, key_at, opens_sentence, sides, widened
from diple.noise.words import Words
from diple.numerals import whole_number
from diple.segment.tokens import Edit, Tokens

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}\.?|[ivxlc]{1,6}|[a-zа-я]|[一二三四五六七八九十百]")
_LABEL = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-zа-я]|[ivxlc]{1,6}|[一二三四五六七八九十]{1,3}|[\u0621-\u064a])"
    r"(?:\)|\.\)?|、)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"第(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[条款]")
_ONLY_LABEL = re.compile(rf"(?:[-–—•*]\s*)?{_LABEL.pattern}|[-–—•*]", re.IGNORECASE)
_PAGE_MARK = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*/\s*\d{1,4}|\f|(?:\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹†‡])+")
_NOTE = re.compile(r"([^\W\d_]*)(?:\[(\d{1,3})\]|(\d{1,3})/|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(\d{1,3}))")
_SURE_NOTE = re.compile(r"\[(\d{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(\d{1,3})/")
_PLAIN_NOTE = re.compile(r"\(?(\d{1,3})(?:\.\)|[.)])?")
_MOST_OF_NOTE = 4
_BULLETS = frozenset("-•*·")
_OPENS_LABEL = frozenset((";", ":", ".", "\u3002", "-", ""))
_TREATY_REACH = 15
_MOST_PARTS = 60


def is_label(text: str) -> bool:
    """Whether a text is nothing but the label of a list item, or the mark of a page or note: "- a.", "- 2 -", "[3]"."""
    bare = text.strip()
    return _ONLY_LABEL.fullmatch(bare) is not None or _PAGE_MARK.fullmatch(bare) is not None


def label_ends(old: Tokens, new: Tokens, old_end: int, new_end: int, words: Words) -> tuple[int, int]:
    """Where the labels of two list items end, in tokens, given what the segmenter saw.

    A bullet may have a label after it ("- a."); and where one side has a label, what looks like one on the
    other side is one too. The initial of a person ("C. Hallam signed") is none. Where one side begins with the label
    of a note ("[1]"), the same number at the beginning of the other is one, however it is set.
    """
    if notes := _note_ends(old, new):
        return max(old_end, notes[0]), max(new_end, notes[1])
    if not (old_end or new_end):
        return 0, 0
    if holds_initial(old, 0, old_end, words) or holds_initial(new, 0, new_end, words):
        return 0, 0
    return _label_end(old, old_end), _label_end(new, new_end)


def _note_ends(old: Tokens, new: Tokens) -> tuple[int, int] | None:
    """Where the labels of two notes end, in tokens; None where neither side begins with what can be nothing else."""
    sure = _opens_with(_SURE_NOTE, old), _opens_with(_SURE_NOTE, new)
    numbers = {number for number, _ in sure if number}
    if not numbers:
        return None
    ends = []
    for tokens, (number, end) in zip((old, new), sure, strict=True):
        plain, plain_end = _opens_with(_PLAIN_NOTE, tokens)
        ends.append(end if number else plain_end if plain in numbers else 0)
    return ends[0], ends[1]


def _opens_with(pattern: re.Pattern[str], tokens: Tokens) -> tuple[str, int]:
    """The number of a note with which a text begins, apart from the words after it, and where it ends; "" for none."""
    for end in range(min(_MOST_OF_NOTE, len(tokens) - 1), 0, -1):
        found = pattern.fullmatch(tokens.surface(0, end)) if tokens.ends[end - 1] < tokens.starts[end] else None
        if found and found.lastindex:
            return unicodedata.normalize("NFKC", found[found.lastindex]), end
    return "", 0


def _label_end(tokens: Tokens, end: int) -> int:
    if end and tokens.keys[end - 1] not in _BULLETS:
        return end
    longer = (end + length for length in (3, 2, 1) if end + length < len(tokens))
    return next((stop for stop in longer if _is_label(tokens, end, stop)), end)


def label_changed(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """A label inside a sentence: "(a) …; (b) …" becomes "1. …; 2. …"; no initial of a person."""
    if edit.old_end - edit.old_start > 4 or edit.new_end - edit.new_start > 4:
        return None
    for before in range(min(1, room.before) + 1):
        if key_at(pair.old, edit.old_start - before - 1) not in _OPENS_LABEL:
            continue
        for after in range(min(1, room.after) + 1):
            wide = widened(edit, before, after)
            if all(_is_label(*side) for side in sides(pair, wide)):
                initial = any(holds_initial(*side, pair.words) for side in sides(pair, wide))
                return None if initial else Found(wide, "renumbering")
    return None


def _is_label(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the tokens are a label, with something to label after it."""
    if end >= len(tokens) or tokens.keys[end][0].isdigit():
        return False
    folded = "".join(tokens.keys[start:end])
    return _LABEL.fullmatch(folded) is not None or _ARTICLE.fullmatch(folded) is not None


def note_changed(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The mark of a footnote, raised or in brackets, or set right behind a word where its raising was lost."""
    sides = ((pair.old, edit.old_start, edit.old_end), (pair.new, edit.new_start, edit.new_end))
    if any(not 0 < end - start <= _MOST_OF_NOTE for _, start, end in sides):
        return None
    found = [_note(tokens, start, end) for tokens, start, end in sides]
    return Found(edit, "typography") if found[0] is not None and found[0] == found[1] else None


def _note(tokens: Tokens, start: int, end: int) -> tuple[str, int] | None:
    """The word, if any, and the number of a note; None where the tokens are no mark of a note."""
    found = _NOTE.fullmatch(tokens.surface(start, end))
    if not found:
        return None
    word, bracketed, slashed, raised, plain = found.groups()
    if plain and not word and not (start and tokens.ends[start - 1] == tokens.starts[start]):
        return None
    digits = bracketed or slashed or plain or unicodedata.normalize("NFKC", raised)
    return word, int(digits)


def reference_changed(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The number of a heading ("Article 9"), or of a reference to the document's own parts ("paragraph 6
    above").

    The articles of a treaty that is named, those that have a fame of their own, and resolutions keep their
    numbers: another number there is another norm.
    """
    old, new = pair.old.keys[edit.old_start : edit.old_end], pair.new.keys[edit.new_start : edit.new_end]
    if not (_are_numbers(old) and _are_numbers(new)):
        return None
    words = pair.words
    word_at = edit.new_start - 1
    if key_at(pair.new, word_at) not in words.of("parts"):
        return None
    if opens_sentence(pair.new, word_at) and _is_heading(pair.new, edit.new_end, words.of("closes_parts")):
        return Found(edit, "renumbering")
    if key_at(pair.new, word_at) not in words.of("own_parts") or _of_another_text(pair, edit):
        return None
    return Found(edit, "renumbering")


def _are_numbers(keys: list[str]) -> bool:
    return len(keys) == 1 and _NUMBER.fullmatch(keys[0]) is not None


def _is_heading(tokens: Tokens, after: int, closes: frozenset[str]) -> bool:
    """Whether after the number nothing, a mark or a title follows, but no verb."""
    following = key_at(tokens, after)
    return following in ("", ".", ":", "-") or following in closes or is_capitalised(tokens, after)


def _of_another_text(pair: Pair, edit: Edit) -> bool:
    """Whether the reference leads out of the document, so far as one can see."""
    words, tokens = pair.words, pair.new
    after = edit.new_end
    following = key_at(tokens, after)
    if following in words.of("own_after"):
        return False
    if following in words.of("of"):
        return key_at(tokens, after + 1) not in words.of("this")
    first, last = max(0, edit.new_start - _TREATY_REACH), min(len(tokens), after + _TREATY_REACH)
    if not words.of("other_texts").isdisjoint(tokens.keys[first:last]):
        return True
    if any(_names_a_treaty(pair, index) for index in range(first, last)):
        return True
    known = words.of("known_articles")
    numbers = pair.old.keys[edit.old_start : edit.old_end] + tokens.keys[edit.new_start : after]
    return not known.isdisjoint(numbers) or any(_is_of_a_law(number) for number in numbers)


def _names_a_treaty(pair: Pair, index: int) -> bool:
    """Whether a token says Agreement, Treaty or Act, and not "this Agreement"."""
    tokens, words = pair.new, pair.words
    if tokens.keys[index] not in words.of("treaties") or not is_capitalised(tokens, index):
        return False
    return words.of("this").isdisjoint(tokens.keys[max(0, index - 1) : index])


def _is_of_a_law(number: str) -> bool:
    """Whether a number is too high for a statement's own parts: Section 232 is one of an act."""
    first = whole_number(number.partition(".")[0])
    return first is not None and first > _MOST_PARTS
