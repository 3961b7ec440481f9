"""A statement as its page shows it: paragraphs of sentences, each with its number, and one passage set off."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from diple.model import Block, Span, Statement

WHOLE = Block(0, 0)
"""What a text without blocks is, but for its end."""


class Part(NamedTuple):
    """Words of a sentence; `found` are those that the page was opened for."""

    text: str
    found: bool = False


class Sentence(NamedTuple):
    """A sentence: its number from 0 on, what is before it on its line, and its words."""

    number: int
    before: str
    parts: tuple[Part, ...]


class Paragraph(NamedTuple):
    """A block of the text and its sentences."""

    kind: str
    level: int
    sentences: tuple[Sentence, ...]


def paragraphs(statement: Statement, found: Span | None = None) -> Iterator[Paragraph]:
    """The blocks in their order, those without a sentence left out; `found` is the passage that is set off."""
    starts = [span.start for span in statement.sentences]
    for block in statement.blocks or (WHOLE._replace(end=len(statement.text)),):
        first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
        sentences = tuple(sentence(statement, at, block, found) for at in range(first, last))
        if sentences:
            yield Paragraph(block.kind, block.level, sentences)


def sentence(statement: Statement, at: int, block: Block, found: Span | None) -> Sentence:
    """The sentence of a number, with the blanks or signs between it and the one before in its block."""
    start, end = statement.sentences[at]
    before = max(block.start, statement.sentences[at - 1].end if at else 0)
    inside = found if found and found.start < end and start < found.end else None
    return Sentence(at, statement.text[before:start], tuple(cut(statement.text, Span(start, end), inside)))


def cut(text: str, span: Span, found: Span | None) -> Iterator[Part]:
    """The words of a sentence before, in and after a passage."""
    if found is None:
        yield Part(text[slice(*span)])
        return
    start, end = max(span.start, found.start), min(span.end, found.end)
    ends = ((span.start, start, False), (start, end, True), (end, span.end, False))
    yield from (Part(text[first:last], inside) for first, last, inside in ends if last > first)


def number_at(statement: Statement, place: int) -> int:
    """The number of the sentence that holds a place of the text."""
    return max(0, bisect_right(statement.sentences, place, key=lambda span: span.start) - 1)
