"""One statement as the pages and the brief number it: its paragraphs, and the blocks that begin in a stretch of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from diple.model import Block, Span, Statement
from diple.render.language.tongue import Tongue
from diple.render.redline.blocks import Blocks


class Side:
    """One statement, and what a row wants to know of it: which blocks begin in its spans, and their numbers.

    `spoken` is the language of the interface.
    """

    def __init__(self, statement: Statement, spoken: str) -> None:
        self.spoken = spoken
        self.tongue = Tongue(statement.language, spoken)
        self._text = statement.text
        self._blocks = Blocks(statement)
        self._sentences = statement.sentences
        self.starts = self._blocks.starts

    def opened(self, spans: Sequence[Span]) -> Block | None:
        """The block with whose beginning the first span begins, if there is one."""
        if not spans:
            return None
        return next(iter(self._blocks.beginning_in(spans[0])), None)

    def behind_label(self, sentence: Span) -> Span:
        """A sentence without the label with which its block begins."""
        block = self.opened([sentence])
        return Span(block.label.end, sentence.end) if block and block.label else sentence

    def sentences(self, start: int, end: int) -> list[Span]:
        """The sentences of which some words are in `[start, end)`."""
        first = bisect_right(self._sentences, start, key=lambda each: each.end)
        return list(self._sentences[first : bisect_left(self._sentences, end, key=lambda each: each.start)])

    def text(self, spans: Sequence[Span]) -> str:
        """The wording of the spans."""
        return "".join(self._text[start:end] for start, end in spans)

    def paragraph(self, offset: int) -> int:
        """The number, from 1, of the paragraph in which a code point is."""
        return max(1, self._blocks.number(offset) + 1)
