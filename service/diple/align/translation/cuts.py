"""Where a sentence is cut before it is aligned: behind a label at its head.

One version writes "Article 3" above a paragraph, the other before its first words. Label and words are aligned each by
itself; their links together are those of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from diple.align.anchors import label_value
from diple.lexicon.tables import parsed
from diple.model import Span, Statement
from diple.noise.words import words_of
from diple.segment.rules import rules_for

# How many numbers a series of labels may leave out between two of its neighbours.
SKIPPED = 3


class Piece(NamedTuple):
    """A part of a sentence: its place, the number of the sentence, and the number of the label that it is, if any."""

    span: Span
    sentence: int
    label: int | None = None


class _Head(NamedTuple):
    """What may be a label at the head of a sentence: its word, its number and where the text goes on."""

    word: str
    number: int
    end: int


def pieces_in(statement: Statement) -> list[Piece]:
    """The pieces of all sentences, in order; most sentences are one."""
    heads = _labels(statement)
    return [piece for at in range(len(statement.sentences)) for piece in _cut(statement, at, heads[at])]


def _cut(statement: Statement, at: int, head: _Head | None) -> Iterator[Piece]:
    start, end = statement.sentences[at]
    if head and head.end < end:
        yield Piece(Span(start, head.end), at, head.number)
        start = head.end
    yield Piece(Span(start, end), at)


def _labels(statement: Statement) -> list[_Head | None]:
    """The label at the head of each sentence, where it is one of a series: "Article 5 provides" is none by itself."""
    pattern = _pattern(statement.language)
    heads = [_head(statement, found) for found in _heads(statement, pattern)]
    rows: dict[str, list[tuple[int, int]]] = {}
    for at, head in enumerate(heads):
        if head:
            rows.setdefault(head.word, []).append((at, head.number))
    in_series = {at for row in rows.values() for at in _in_series(row)}
    return [head if at in in_series else None for at, head in enumerate(heads)]


def _heads(statement: Statement, pattern: re.Pattern[str]) -> Iterator[re.Match[str] | None]:
    return (pattern.match(statement.text, start, end) for start, end in statement.sentences)


def _head(statement: Statement, found: re.Match[str] | None) -> _Head | None:
    if found is None:
        return None
    written = found["number"]
    number = label_value(written)
    if number is None:
        number = words_of(statement.language).ordinals.get(written.casefold())
    return None if number is None else _Head(found["word"].casefold(), number, found.end())


def _in_series(row: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The places of the labels that one before or behind them goes on to."""
    for before, behind in pairwise(row):
        if 0 < behind[1] - before[1] <= SKIPPED + 1:
            yield before[0]
            yield behind[0]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """A label: a word of the language with a number behind it, or a number between 第 and a counting word."""
    closing = r"(?P<closing>\s*[.:．：、—–-]*\s*)"
    counted = parsed(Path(__file__).with_name("labels.toml")).get(language)
    if counted:
        before, behind = counted["before"], "|".join(map(re.escape, counted["behind"]))
        return re.compile(rf"(?P<word>{before})\s*(?P<number>\d+|[^\W\d]{{1,9}}?)\s*(?:{behind}){closing}")
    words = "|".join(re.escape(word) for word in sorted(rules_for(language).labels, key=len, reverse=True))
    return re.compile(rf"(?P<word>(?i:{words or '(?!)'}))\s+(?P<number>\d+|[^\W\d_]{{1,12}})(?!\w){closing}")
