"""Text that runs from right to left, put in the order in which it is read, from the pieces that a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import bidirectional

_FROM_RIGHT = frozenset({"R", "AL"})
_FROM_LEFT = frozenset({"L", "EN", "AN"})
_OF_THEM = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")  # blocks
_WITHIN = frozenset({"CS", "ES", "ET", "ON"})
_WORD_GAP = 0.15  # of the size of the type: what is farther apart is two words
_CLOSING = frozenset(")]}»”")
_TURNED = str.maketrans("()[]{}«»‹›", ")(][}{»«›‹")
# A number with the signs that part its figures, which are set from left to right (Unicode Standard Annex 9, rule W4).
_FIGURES = re.compile(r"\d+(?:[.,:/\u00a0٫٬]\d+)*|.", re.DOTALL)
_STOPS = frozenset(",;.:!?")
_OPENS = re.compile(r"(?:^|\s)[(\[{«‹]+\w")
_CLOSES = re.compile(r"(?:^|\s)[)\]}»›]+\w")

Shown = tuple[str, float, float, float]
"""A stretch of one direction in the order in which it is read: its text, where it begins and ends, its size."""


def runs_from_right(text: str) -> bool:
    """Whether most letters of a text are of scripts that run from right to left."""
    if not _OF_THEM.search(text):
        return False
    found = [bidirectional(char) for char in text if char.isalpha()]
    return 2 * sum(direction in _FROM_RIGHT for direction in found) > len(found) > 0


def direction_of(text: str) -> int:
    """1 for a text whose letters run from left to right, -1 for one from right to left, 0 for one with both or none."""
    if not _OF_THEM.search(text):
        return int(any(map(str.isalpha, text)))
    found = {bidirectional(char) in _FROM_RIGHT for char in text if char.isalpha()}
    return 0 if len(found) != 1 else -1 if found.pop() else 1


def unmirrored(texts: Sequence[str]) -> list[str]:
    """Lines from right to left, their brackets turned where more brackets at the beginning of words close than open.

    In such lines a bracket is shown as its mirror image, and browsers name what they show.
    """
    opens, closes = (sum(len(bracket.findall(text)) for text in texts) for bracket in (_OPENS, _CLOSES))
    return (
        [text.translate(_TURNED) if runs_from_right(text) else text for text in texts] if closes > opens else [*texts]
    )


def turned(letters: Sequence[str]) -> str:
    """The letters of one word from left to right as the page shows them, in the order in which they are read."""
    directions = {bidirectional(char) for letter in letters for char in letter}
    if not (directions & _FROM_RIGHT or ("NSM" in directions and not directions & _FROM_LEFT)):
        return "".join(letters)
    made: list[str] = []
    kept: list[str] = []  # letters and digits from left to right, which keep their order
    for letter in reversed(letters):
        if bidirectional(letter[-1]) in _FROM_LEFT or (kept and bidirectional(letter[-1]) in _WITHIN):
            kept.insert(0, letter)
            continue
        made += _flushed(kept)
        kept = []
        made.append(letter)
    return "".join(made + _flushed(kept))


def _flushed(kept: list[str]) -> list[str]:
    """A stretch from left to right; marks at its left edge belong to what is read after it."""
    marks = 0
    while marks < len(kept) and bidirectional(kept[marks][-1]) in _WITHIN:
        marks += 1
    return kept[marks:] + kept[:marks][::-1]


def parted(word: str) -> list[str]:
    """A word from left to right without the marks around it, which belong to the line from right to left.

    Of figures alone each number is a part: a hyphen or dash between two is set between them from right to left.
    """
    directions = [bidirectional(char) for char in word]
    ends = [at for at, direction in enumerate(directions) if direction in _FROM_LEFT]
    if not ends or not _is_from_left(word):
        return [word.lstrip() + " " if not ends and word[:1] == " " else word]
    if not _has_letters(word):
        return _FIGURES.findall(word)
    ends += [at for at in (ends[-1] + 1,) if directions[at : at + 1] == ["ET"] or _goes_with(word, at)]
    parts = (*word[: ends[0]], word[ends[0] : ends[-1] + 1], *word[ends[-1] + 1 :])
    return [part for part in parts if part]


def _goes_with(word: str, at: int) -> bool:
    """Whether a character is a stop right after a Latin letter, which is before no Arabic word."""
    return word[at : at + 1] in _STOPS and word[at - 1].isalpha()


def logical(row: Sequence[Shown]) -> str:
    """The text of a line from right to left, given its pieces from left to right as the page shows them.

    Pieces are read from the right; neighbours from left to right, such as numbers and the words of a name, keep their
    order. What is at the edges of a piece from left to right are the blanks of the line around it.
    """
    pieces = list(_with_gaps(row))
    made = []
    for from_left, group in groupby(zip(pieces[::-1], _from_left(pieces)[::-1], strict=True), lambda each: each[1]):
        texts = [text for text, _ in group]
        if from_left:
            words = "".join(texts[::-1])
            bare = words.strip()
            made.append(words[len(words.rstrip()) :] + bare + words[: len(words) - len(words.lstrip())])
        else:
            made += map(_stops_last, texts)
    return "".join(made)


def _from_left(pieces: Sequence[str]) -> list[bool]:
    """For each piece whether it runs from left to right: so do blanks and signs after a word that does, before another.

    Between numbers they run from right to left as the line does (Unicode Standard Annex 9, rules W7, N1 and N2).
    """
    found = [_is_from_left(piece) for piece in pieces]
    after_word, last = False, -1
    for at, piece in enumerate(pieces):
        if found[at]:
            if after_word:
                found[last + 1 : at] = [True] * (at - last - 1)
            after_word, last = after_word or _has_letters(piece), at
        elif _FROM_RIGHT & set(map(bidirectional, piece)):
            after_word = False
    return found


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _with_gaps(row: Sequence[Shown]) -> Iterator[str]:
    """The texts of the pieces, with a blank between those that are apart."""
    for at, (text, begin, _, size) in enumerate(row):
        if at and begin - row[at - 1][2] > _WORD_GAP * size and begin > row[at - 1][1] + 0.01:
            yield " "
        yield text


def _is_from_left(text: str) -> bool:
    directions = {bidirectional(char) for char in text}
    return not directions & _FROM_RIGHT and bool(directions & _FROM_LEFT)


def _stops_last(text: str) -> str:
    """A piece as it is read: marks alone, which have no direction, with the bracket before the full stop."""
    alone = len(text) > 1 and not any(char.isalnum() or char.isspace() for char in text)
    return text[::-1] if alone and text[-1] in _CLOSING else text
