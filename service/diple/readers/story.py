"""A document's text as its paragraphs come: for readers of word processors' formats.

A paragraph whose end is a tracked change may run on into the next one: what was said stays until `end` is called.
Between two paragraphs stands an empty line; one line end alone where the document says that nothing sets them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from diple.errors import ReadError
from diple.model import Coverage, Document, Notice, Span
from diple.readers.blocks import BlockWriter, Context
from diple.readers.naming import subject

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"[^\S\n]*\n[^\S\n]*")
_EXCERPT = 80
_MOST_EXCERPTS = 12


class Spacing(NamedTuple):
    """Whether there is room before and after a paragraph; None where the document does not say.

    With `contextual` there is none towards a paragraph of the same `style`.
    """

    before: bool | None = None
    after: bool | None = None
    contextual: bool | None = None
    style: str = ""

    def inheriting(self, other: Spacing) -> Spacing:
        """This spacing, what it does not say as the other has it; the style stays."""
        pairs = zip(self[:3], other[:3], strict=True)
        before, after, contextual = (theirs if own is None else own for own, theirs in pairs)
        return Spacing(before, after, contextual, self.style)

    def apart_from(self, following: Spacing) -> bool | None:
        """Whether room sets this paragraph apart from the one that follows; None where the document does not say."""
        alike = self.style == following.style
        after = False if self.contextual and alike else self.after
        before = False if following.contextual and alike else following.before
        return True if before else after


UNTOLD = Spacing()
"""The spacing of a paragraph of which the document says nothing."""


@dataclass(slots=True)
class Story:
    """Text under construction, with what was put in by us and what was left out.

    `next_label` goes before the next block that has no label of its own: the mark of a note.
    """

    writer: BlockWriter = field(default_factory=BlockWriter)
    generated: int = 0
    references: int = 0
    furniture: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    title: str | None = None
    next_label: str = ""
    _said: list[str] = field(default_factory=list)
    _before: Spacing | None = None  # of the paragraph before, within one part of the document
    _line_ends: int | None = None  # since the last block; None where the document does not say

    def say(self, text: str) -> None:
        """Adds words to the paragraph that is open."""
        self._said.append(text)

    def refer(self, mark: str) -> None:
        """Adds a reference to a note, in brackets."""
        self.references += 1
        self.generated += visible(mark) + 2
        self._said.append(f"[{mark}]")

    def part(self, context: Context) -> None:
        """Ends a part, such as a cell or a note, and words that no paragraph ended; what follows stands apart."""
        if self._said:
            self.end(context)
        self._before = self._line_ends = None

    def end(self, context: Context, label: str = "", spacing: Spacing = UNTOLD) -> None:
        """Ends the paragraph: one block, or several where empty lines part it; `label` goes before the first."""
        said = "".join(self._said)
        self._said.clear()
        shown = said.strip()
        before, _, after = said.partition(shown) if shown else (said, "", "")
        separator = self._separator(spacing, before.count("\n"))
        for part in _EMPTY_LINE.split(said) if "\n" in said else (said,):
            text = _LINE_END.sub("\n", part.strip())
            if not text:
                continue
            if context.heading == 1 and self.title is None:
                self.title = " ".join(text.split())
            label, self.next_label = label or self.next_label, ""
            if label:
                self.writer.write(f"{label} {text}", context, Span(0, len(label)), separator)
                self.generated += visible(label)
                label = ""
            else:
                self.writer.write_lines(text, context, separator)
            separator, self._line_ends = None, after.count("\n")

    def _separator(self, spacing: Spacing, line_ends: int) -> str | None:
        """What stands before a paragraph with this spacing and its own line ends first; None for what usually does."""
        apart = self._before.apart_from(spacing) if self._before else None
        self._before = spacing
        if apart is None or self._line_ends is None:
            self._line_ends = None
        else:
            self._line_ends += 1 + apart + line_ends
        return None if self._line_ends is None or not self.writer.blocks else "\n" * min(self._line_ends, 2)

    def close(self) -> None:
        """Ends the text: with a line end where one empty paragraph is left, and nothing sets it apart."""
        if self._line_ends == 1 and not self._said:
            self.writer.pieces.append("\n")
        self.part(Context())

    def document(self, format: str, name: str | None, language: str | None, told: Iterable[Notice]) -> Document:
        """The document that was read, with what is `told` of it. Raises ReadError, EMPTY_INPUT."""
        if not self.writer.blocks:
            raise ReadError("EMPTY_INPUT", f"{subject(name)} holds no text.", "Give a text to compare.", name=name)
        return Document(
            self.writer.text,
            tuple(self.writer.blocks),
            format=format,
            language=language,
            title=self.title,
            coverage=self.coverage(),
            warnings=tuple(told),
        )

    def coverage(self) -> Coverage:
        """Characters that are not white space: those of the source that were kept, and all that it shows or hides."""
        kept = visible(self.writer.text) - self.generated
        left_out = sum(map(visible, (*self.furniture, *self.hidden)))
        return Coverage(kept, kept + left_out)

    def notices(self) -> Iterator[Notice]:
        """What was left out, and what was put in brackets."""
        for code, what, texts in (
            ("dropped_furniture", "page headers and footers", self.furniture),
            ("dropped_hidden", "hidden text", self.hidden),
        ):
            if texts:
                characters = sum(map(visible, texts))
                excerpts = [" ".join(text.split())[:_EXCERPT] for text in texts[:_MOST_EXCERPTS]]
                yield Notice(
                    code,
                    f"{characters:,} characters of {what} were left out.",
                    {"characters": characters, "places": len(texts), "excerpts": excerpts},
                )
        if self.references:
            one = self.references == 1
            yield Notice(
                "bracketed_references",
                "A raised reference to a note was put in brackets."
                if one
                else f"{self.references} raised references to notes were put in brackets.",
                {"references": self.references},
            )


def left_out(code: str, count: int, one: str, many: str) -> Iterator[Notice]:
    """A notice that things of a kind were not read, where there are any."""
    if count:
        told = f"{one} was" if count == 1 else f"{count} {many} were"
        yield Notice(code, f"{told} left out.", {"count": count})


def visible(text: str) -> int:
    """How many characters are not white space."""
    return sum(map(len, text.split()))
