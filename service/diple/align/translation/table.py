"""The vectors of the words of a language: a file with a step in each direction for each word."""

from __future__ import annotations

from collections.abc import Sequence

from diple import halfbytes

# How many numbers a word has, and how many steps each of them goes up and down from nothing: fifteen values, half a
# byte. With 48 such numbers of 15,000 words a language F1 of the links between 150 sentences in two languages is .981
# by words and lengths alone, and .996 with the encoder's 512 exact numbers of each word.
DIMENSIONS = 48
STEPS = 7
_NOTHING = STEPS + 1

Vector = tuple[float, ...]


def packed(words: Sequence[str], steps: Sequence[Sequence[int]], scales: Sequence[float]) -> bytes:
    """The content of a file. `words` are sorted; `scales` is how much a step counts in each direction."""
    return halfbytes.packed(words, [[step + _NOTHING for step in row] for row in steps], {"scales": list(scales)})


class Table:
    """The vectors of the words of a language."""

    def __init__(self, content: bytes) -> None:
        self._table = halfbytes.Table(content)
        self._scales: tuple[float, ...] = tuple(self._table.head["scales"])
        self.words = self._table.keys

    def __contains__(self, word: str) -> bool:
        return word in self._table.places

    def __getitem__(self, word: str) -> Vector:
        """The vector of a word; KeyError where the table has none."""
        row = self._table.row(self._table.places[word])
        return tuple((half - _NOTHING) * scale for half, scale in zip(row, self._scales, strict=True))
