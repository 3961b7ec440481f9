"""A plain text as a document: what a page puts inside its sentences is left out and reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.model import Coverage, Document, Notice
from diple.readers.document.messages import counted, extent, visible
from diple.readers.document.shapes import text_blocks
from diple.readers.plain.interruptions import uninterrupted


def read_plain(source: str, *warnings: Notice) -> Document:
    """The document of a plain text; its warnings are `warnings`, then what was left out as furniture of its pages."""
    text, left = uninterrupted(source)
    coverage = Coverage(len(source) - sum(map(visible, left)), len(source))
    return Document(text, text_blocks(text), coverage=coverage, warnings=(*warnings, *_left_out(left)))


def _left_out(left: Sequence[str]) -> Iterator[Notice]:
    """A notice of furniture that was left out, where there is some."""
    if left:
        told = counted(sum(map(visible, left)), "character")
        message = f"Page numbers, symbols, running heads or line numbers inside sentences were left out: {told}."
        yield Notice("dropped_furniture", message, extent(list(left)))
