"""The redline as paragraphs of a printed page: which sentences run on, and which line ends are those of the typist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from diple.model import Block, Span, Statement
from diple.render.redline.blocks import Blocks
from diple.render.redline.rows import Piece, Row, rows
from diple.result import Comparison

JOINT = " ¦ "
"""Marks the place of another row's wording between the parts of a sentence."""

_LINE_END = re.compile(r"[^\S\n]*\n\s*")
_UNSPACED = frozenset({"zh", "ja"})
_WIDE = 45  # characters: a block with a line as long as that was wrapped; half of them in scripts without spaces


@dataclass(slots=True)
class Paragraph:
    """Rows that run on, the kind of block in which they are, and what a line end in it becomes."""

    kind: str
    line_end: str
    rows: list[Row] = field(default_factory=list)

    def reflowed(self, wording: str) -> str:
        """Wording with the line ends that a typist made inside a paragraph undone; those of an address stay."""
        return _LINE_END.sub(self.line_end, wording)


def paragraphs(comparison: Comparison) -> Iterator[Paragraph]:
    """The rows of the redline in paragraphs: those of the new text, and between them what only the old one has."""
    old, new = _Paragraphs(comparison.old), _Paragraphs(comparison.new)
    placed = rows(comparison)
    staying = {old.at(row.segment.old) for row in placed if row.segment.old and _is_new(row) and not row.segment.moved}
    last_old = last_new = -1
    open_one: Paragraph | None = None
    waits = False  # for the first sentence of the new text, after some that were dropped at its paragraph's head
    for row in placed:
        at_old = old.at(row.segment.old) if row.segment.old else -1
        at_new = new.at(row.segment.new) if _is_new(row) else -1
        begins = (at_new != last_new and not waits) if _is_new(row) else at_old != last_old
        if open_one is None or begins:
            if open_one is not None:
                yield open_one
            open_one = new.paragraph(at_new) if _is_new(row) else old.paragraph(at_old)
            waits = not _is_new(row) and at_old in staying
        open_one.rows.append(row)
        if _is_new(row):
            last_new, waits = at_new, False
        elif begins and at_old not in staying:
            last_new = -1
        if at_old >= 0 and not (_is_new(row) and row.segment.moved):
            last_old = at_old
    if open_one is not None:
        yield open_one


def with_joints(row: Row, text: str) -> Iterator[Piece]:
    """The pieces of a row, with a sign where a sentence of the new `text` goes on after wording of another row."""
    places, passed = set(), 0
    for before, span in pairwise(row.segment.new):
        passed += before.end - before.start
        if text[before.end : span.start].strip():
            places.add(passed)
    passed = 0
    for piece in row.pieces:
        if passed in places and piece.new:
            yield Piece(JOINT, JOINT)
        cuts = sorted(at - passed for at in places if passed < at < passed + len(piece.new))
        edges = [0, *cuts, len(piece.new)]
        parts = [piece.new[start:end] for start, end in pairwise(edges)]
        passed += len(piece.new)
        yield piece._replace(new=JOINT.join(parts)) if cuts else piece


def _is_new(row: Row) -> bool:
    """Whether a row is a sentence of the new text in its place."""
    return bool(row.segment.new) and not row.away


class _Paragraphs:
    """The paragraphs of one statement, one for each of its blocks."""

    def __init__(self, statement: Statement) -> None:
        self._text, self._blocks, self._places = statement.text, statement.blocks, Blocks(statement)
        self._unspaced = statement.language in _UNSPACED

    def at(self, spans: Sequence[Span]) -> int:
        """The number of the block in which the first word of the spans is."""
        start, end = spans[0]
        wording = self._text[start:end]
        return self._places.number(start + len(wording) - len(wording.lstrip()))

    def paragraph(self, at: int) -> Paragraph:
        """A paragraph to fill, of the kind of this block."""
        if at < 0:
            return Paragraph("paragraph", " ")
        block = self._blocks[at]
        return Paragraph(block.kind, self._line_end(block))

    def _line_end(self, block: Block) -> str:
        longest = max(map(len, self._text[block.start : block.end].splitlines()), default=0)
        if longest * (1 + self._unspaced) < _WIDE:
            return "\n"
        return "" if self._unspaced else " "
