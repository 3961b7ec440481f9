"""The sentences of a text that shares most of its blocks with another: what both have is cut but once.

The sentences of a block depend on its own characters and label alone, so those of an equal block are taken over.
The result is the same as `sentence_spans` gives; it only comes sooner.
"""

from __future__ import annotations

from collections.abc import Sequence

from diple.model import Block, Span, Statement
from diple.segment.sentences import sentence_spans, span

# How many blocks of the other text are tried before a block is cut anew: so many may have been dropped at once.
TRIED = 3


def spans_beside(text: str, blocks: Sequence[Block], other: Statement) -> tuple[Span, ...]:
    """What `sentence_spans` gives for `text` in the language of `other`."""
    theirs, firsts = other.blocks, _first_sentences(other)
    made: list[Span] = []
    fresh: list[Block] = []
    at = 0
    for block in blocks:
        found = _equal_block(text, block, other.text, theirs, at)
        if found is None:
            fresh.append(block)
            continue
        if fresh:
            made += sentence_spans(text, fresh, other.language)
            fresh = []
        at = found + 1
        shift = block[0] - theirs[found][0]
        taken = other.sentences[firsts[found] : firsts[at]]
        made += map(span, [(start + shift, end + shift) for start, end in taken]) if shift else taken
    made += sentence_spans(text, fresh, other.language)
    return tuple(made)


def _first_sentences(statement: Statement) -> list[int]:
    """The number of each block's first sentence, and at the end how many there are."""
    firsts = []
    at = 0
    sentences = statement.sentences
    for block in statement.blocks:
        firsts.append(at)
        end = block.end
        while at < len(sentences) and sentences[at][0] < end:
            at += 1
    return [*firsts, at]


def _equal_block(text: str, block: Block, other: str, theirs: Sequence[Block], at: int) -> int | None:
    """The number of the next of their blocks with the same characters and label, from `at` on."""
    start, end = block.start, block.end
    for number in range(at, min(at + TRIED, len(theirs))):
        candidate = theirs[number]
        if (
            end - start == candidate.end - candidate.start
            and _label_length(block) == _label_length(candidate)
            and text[start:end] == other[candidate.start : candidate.end]
        ):
            return number
    return None


def _label_length(block: Block) -> int:
    return block.label.end - block.start if block.label else 0
