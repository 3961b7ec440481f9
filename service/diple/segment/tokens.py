"""Words, numbers and marks of a stretch of text, each with its comparison key.

A token is a word, a number with its inner points and commas, one Chinese or Japanese character, or one mark.
White space is no token: it lies between them. Keys come from `diple.normalise`, one a token, so that offsets
survive whatever the key folds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(slots=True)
class Tokens:
    """The tokens of one or more stretches of `text`, as parallel lists.

    Token `i` is `text[starts[i]:ends[i]]`, and two tokens are the same wording where `keys` agree.
    """

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]

    def __len__(self) -> int:
        return len(self.keys)

    def surface(self, start: int, end: int) -> str:
        """The exact text from token `start` up to but without token `end`; empty where there is none."""
        return self.text[self.starts[start] : self.ends[end - 1]] if start < end else ""


class Edit(NamedTuple):
    """Tokens `[old_start, old_end)` of the old side become `[new_start, new_end)` of the new one."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
