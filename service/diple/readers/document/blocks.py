"""The blocks of a text under construction, for readers that extract text from markup."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from diple.model import Block, BlockKind, Document, Span
from diple.readers.document.shapes import text_blocks

_PARAGRAPH_BREAK = re.compile(r"(?<![ \u00a0])[ \u00a0]*+\n(?:[ \u00a0]*+\n[ \u00a0\n]*+| *+\u00a0[ \u00a0]++)")
_NOTE_LABEL = re.compile(r"\[\w{1,4}\](?=\s)")
_MAY_BE_LABEL = re.compile(r"[^\w\s]|\d|[^\W\d_]{1,12}[^\w\s]")
_MOST_LABELS = 9
_LINE_BREAK = re.compile(r"(?<![ \u00a0\u3000])[ \u00a0\u3000]*+\n[ \u00a0\u3000]*+")


@dataclass(slots=True, eq=False)
class Item:
    """A list item; `begun` once its first block, which is the item, was written.

    `label` is to be put before its first block, after those of the item `outer` that it begins.
    """

    begun: bool = False
    label: str = ""
    outer: Item | None = None

    def take_labels(self) -> str:
        """The labels to put before a block, once: of outer items, which have no text of their own before, numbers."""
        labels: list[str] = []
        item: Item | None = self
        while item is not None and item.label:
            if item is self or (item.label[-1] == "." and len(labels) < _MOST_LABELS):
                labels.append(item.label)
            item.label = ""
            item = item.outer
        return " ".join(reversed(labels))


class Context(NamedTuple):
    """What the open elements say about the text inside them."""

    heading: int = 0
    depth: int = 0
    item: Item | None = None
    quote: bool = False
    cell: bool = False
    note: bool = False
    preformatted: bool = False
    row: object | None = None
    data_table: bool = False


@dataclass(slots=True)
class BlockWriter:
    """Text and blocks as they grow."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    last: Context | None = None

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.pieces)

    def write(self, text: str, context: Context, label: Span | None = None, separator: str | None = None) -> None:
        """Adds one block; `text` has no outer white space and is not empty, `label` counts from its start."""
        kind, level = _kind(context)
        if separator is None:
            separator = self._separator(context, kind)
        start = self.length + len(separator)
        label = label or label_span(text)
        if label is not None:
            label = Span(label.start + start, label.end + start)
            kind, level = ("item", max(1, level)) if kind == "paragraph" else (kind, level)
        self.pieces += (separator, text)
        self.length = start + len(text)
        self.blocks.append(Block(start, self.length, kind, level, label))
        self.last = context

    def write_lines(self, text: str, context: Context, separator: str | None = None) -> None:
        """Adds the blocks of a text whose line breaks may part items, as plain text would be parted."""
        if "\n" not in text or context.heading:
            self.write(text, context, separator=separator)
            return
        end = 0
        for block in text_blocks(text):
            self.write(text[block.start : block.end], context, separator=text[end : block.start] if end else separator)
            end = block.end

    def append(self, document: Document) -> None:
        """Adds all blocks of a document read elsewhere, such as a fragment in another format."""
        separator = "\n\n" if self.last is not None else ""
        start = self.length + len(separator)
        self.blocks += [shifted(block, start) for block in document.blocks]
        self.pieces += (separator, document.text)
        self.length = start + len(document.text)
        self.last = Context()

    def _separator(self, context: Context, kind: BlockKind) -> str:
        """An empty line between blocks, but one line end between items and rows, and a tab between cells of a row."""
        if self.last is None:
            return ""
        if kind == "cell" and self.last.cell and context.data_table and self.last.data_table:
            return "\t" if self.last.row is context.row else "\n"
        return "\n" if kind == "item" and self.blocks[-1].kind == "item" and context.item else "\n\n"


def _kind(context: Context) -> tuple[BlockKind, int]:
    """The kind and level of a block in this context. The first block of a list item is the item."""
    if context.heading:
        return "heading", context.heading
    if context.note:
        return "footnote", 0
    if context.item is not None and not context.item.begun:
        context.item.begun = True
        return "item", max(1, context.depth)
    if context.cell and context.data_table:
        return "cell", 0
    if context.quote:
        return "quote", 0
    return "paragraph", 0


def paragraphs(gathered: str) -> Iterator[str]:
    """The paragraphs of a block's text: split at empty lines, spaces folded, outer white space gone."""
    if "\r" in gathered:
        gathered = gathered.replace("\r\n", "\n").replace("\r", "\n")
    for paragraph in _PARAGRAPH_BREAK.split(gathered) if "\n" in gathered else (gathered,):
        if "\n" in paragraph:
            paragraph = _LINE_BREAK.sub("\n", paragraph)
        if "  " in paragraph or "\t" in paragraph:
            paragraph = re.sub(r"[ \t]+", " ", paragraph)
        paragraph = paragraph.strip()
        if paragraph:
            yield paragraph


def label_span(text: str) -> Span | None:
    """The span of the label with which a block's `text` begins, as plain text would have it, or of a "[1]"."""
    if not _MAY_BE_LABEL.match(text):
        return None
    if found := _NOTE_LABEL.match(text):
        return Span(0, found.end())
    label = text_blocks(text[:80].partition("\n")[0].rstrip())[0].label
    if label is None or not any(map(str.isalnum, text[label.end : label.end + 80])):
        return None  # a line of asterisks is no item
    return label


def shifted(block: Block, by: int) -> Block:
    """A block that is so many characters further on."""
    label = block.label and Span(block.label.start + by, block.label.end + by)
    return block._replace(start=block.start + by, end=block.end + by, label=label)


def without_blocks(document: Document, gone: Collection[int]) -> Document:
    """A document without the blocks of these numbers; where the first goes, so does the white space after it."""
    pieces: list[str] = []
    blocks: list[Block] = []
    length = 0
    for number, block in enumerate(document.blocks):
        if number in gone:
            continue
        before = document.blocks[number - 1].end if blocks else block.start
        pieces.append(document.text[before : block.end])
        blocks.append(shifted(block, length - before))
        length += block.end - before
    return replace(document, text="".join(pieces), blocks=tuple(blocks))
