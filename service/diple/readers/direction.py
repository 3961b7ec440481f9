"""Text that runs from right to left, put in the order in which it is read, from the pieces that a page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import bidirectional

_FROM_RIGHT = frozenset({"R", "AL"})
_FROM_LEFT = frozenset({"L", "EN", "AN"})
_WORD_GAP = 0.15  # of the size of the type: what is farther apart is two words
_CLOSING = frozenset(")]}»”")

Shown = tuple[str, float, float, float]
"""A stretch of one direction in the order in which it is read: its text, where it begins and ends, its size."""


def runs_from_right(text: str) -> bool:
    """Whether most letters of a text are of scripts that run from right to left."""
    found = [bidirectional(char) for char in text if char.isalpha()]
    return 2 * sum(direction in _FROM_RIGHT for direction in found) > len(found) > 0


def logical(row: Sequence[Shown]) -> str:
    """The text of a line from right to left, given its pieces from left to right as the page shows them.

    Pieces are read from the right; those from left to right that stand together, as numbers and names do, keep their
    order. What stands at the edges of a piece from left to right are the blanks of the line around it.
    """
    pieces = list(_with_gaps(row))[::-1]
    made = []
    for from_left, group in groupby(pieces, _is_from_left):
        if from_left:
            words = "".join(list(group)[::-1])
            bare = words.strip()
            made.append(words[len(words.rstrip()) :] + bare + words[: len(words) - len(words.lstrip())])
        else:
            made += map(_stops_last, group)
    return "".join(made)


def _with_gaps(row: Sequence[Shown]) -> Iterator[str]:
    """The texts of the pieces, with a blank between those that stand apart."""
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
