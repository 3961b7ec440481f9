"""The sentences of both texts in one row: those of the old text, then those of the new, each with its number there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.model import Block, Segment, Span, Statement

HEADING = "heading"
FEWEST_SENTENCES = 2  # one sentence alone is no theme


class Sentence(NamedTuple):
    """A sentence: its side (0 old, 1 new), its span without its list label, and the number of its block.

    `depth` is 0 unless it is a heading; a heading without a label is deeper than one with a label.
    """

    side: int
    span: Span
    block: int
    depth: int

    @property
    def place(self) -> tuple[int, int]:
        """Its side and its block."""
        return self.side, self.block

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.depth > 0


class Row(NamedTuple):
    """The sentences of both texts; `first_new` is the number of the first new one."""

    sentences: tuple[Sentence, ...]
    first_new: int

    def opens_block(self, number: int) -> bool:
        """Whether a sentence is the first of its block."""
        return number == 0 or self.sentences[number - 1].place != self.sentences[number].place

    def end_of_block(self, number: int) -> int:
        """The number after the last sentence of the block of a sentence."""
        return next((at for at in range(number + 1, len(self.sentences)) if self.opens_block(at)), len(self.sentences))

    def end_of_section(self, heading: int) -> int:
        """The number after the last sentence under a heading and the headings below it."""
        mine = self.sentences[heading]
        for number, sentence in enumerate(self.sentences[heading + 1 :], heading + 1):
            if sentence.side != mine.side or 0 < sentence.depth <= mine.depth:
                return number
        return len(self.sentences)


def sentences_of(old: Statement, new: Statement) -> Row:
    """The sentences of both texts in one row."""
    left, right = tuple(_of_text(old, 0)), tuple(_of_text(new, 1))
    return Row(left + right, len(left))


def _of_text(statement: Statement, side: int) -> Iterator[Sentence]:
    starts = [block.start for block in statement.blocks]
    for span in statement.sentences:
        number = max(0, bisect_right(starts, span.start) - 1)
        block = statement.blocks[number]
        start = block.label.end if block.label and block.label.start == span.start else span.start
        said = statement.text[start : span.end].strip()
        inside = Span(span.end - len(said), span.end) if said else span
        yield Sentence(side, inside, number, _depth(block))


def _depth(block: Block) -> int:
    return 2 * max(1, block.level) + (block.label is None) if block.kind == HEADING else 0


def linked_sentences(row: Row, segments: Sequence[Segment]) -> list[tuple[list[int], list[int]]]:
    """The numbers of the old and new sentences of each segment that has both, in the order of the segments."""
    found: list[tuple[list[int], list[int]]] = [([], []) for _ in segments]
    for side, (first, last) in enumerate(((0, row.first_new), (row.first_new, len(row.sentences)))):
        starts = sorted((span.start, at) for at, one in enumerate(segments) for span in (one.old, one.new)[side])
        for number in range(first, last if starts else first):
            place = bisect_right(starts, (row.sentences[number].span.start, len(segments))) - 1
            found[starts[max(0, place)][1]][side].append(number)
    return [pair for pair in found if pair[0] and pair[1]]
