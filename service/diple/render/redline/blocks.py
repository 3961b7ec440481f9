"""Which block of a statement is at a place, and which blocks begin in a span: one answer for all forms."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from diple.model import Block, Span, Statement


class Blocks:
    """The blocks of a statement by their places, in code points of its text."""

    def __init__(self, statement: Statement) -> None:
        self._blocks = statement.blocks
        self.starts = [block.start for block in statement.blocks]

    def number(self, place: int) -> int:
        """The number, from 0, of the block at a place, or of the last one before it; -1 before the first."""
        return bisect_right(self.starts, place) - 1

    def at(self, place: int) -> Block | None:
        """The block at a place, or the last one before it; None before the first."""
        number = self.number(place)
        return self._blocks[number] if number >= 0 else None

    def that_begins(self, place: int) -> Block | None:
        """The block that begins exactly at a place."""
        block = self.at(place)
        return block if block and block.start == place else None

    def beginning_in(self, span: Span) -> Sequence[Block]:
        """The blocks that begin in a span, in order."""
        return self._blocks[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
