"""Tables of words that are filled as they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Word = TypeVar("Word")
Made = TypeVar("Made")


class Filled(dict[Word, Made]):
    """What is made of each word, for `most` words at most.

    A dict answers in half the time of `lru_cache`, which notes each use.
    """

    def __init__(self, make: Callable[[Word], Made], most: int) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, word: Word) -> Made:
        if len(self) >= self._most:
            self.clear()
        made = self[word] = self._make(word)
        return made
