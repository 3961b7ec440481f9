"""A document's text as its paragraphs come: for readers of word processors' formats.

A paragraph whose end is a tracked change may run on into the next one: what was said stays until `end` is called.
Between two paragraphs is an empty line; one line end alone where the document says that nothing sets them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from diple.errors import ReadError
from diple.model import Coverage, Document, Notice, Span
from diple.readers.document.blocks import BlockWriter, Context
from diple.readers.document.messages import subject, visible
from diple.readers.document.note_marks import MARK, MOST_MARK, follows_word
from diple.readers.document.signatures import one_below_another
from diple.readers.document.symbols import letter, private
from diple.readers.word.omissions import Omissions, listed

__all__ = ["PLAIN", "UNTOLD", "Look", "Spacing", "Story", "visible"]

_PAGE = re.compile(r"\t\s*(\d{1,4}|[ivxlc]{1,7})\s*$")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"[^\S\n]*\n[^\S\n]*")
_LOOKED_BACK = 4


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


class Look(NamedTuple):
    """How words look, as far as it may change what they mean; `font` is empty where none is named."""

    font: str = ""
    hidden: bool = False
    struck: bool = False
    raised: bool = False


PLAIN = Look()
"""The look of words of which the document says nothing."""


UNTOLD = Spacing()
"""The spacing of a paragraph of which the document says nothing."""


@dataclass(slots=True)
class Story:
    """Text under construction, with what was put in by us and what was left out.

    `next_label` goes before the next block that has no label of its own: the mark of a note. `own_mark` is that mark
    where the words of the note begin with it as well, set by hand. `in_contents` is true in a table of contents, whose
    page numbers are left out.
    """

    writer: BlockWriter = field(default_factory=BlockWriter)
    generated: int = 0
    references: int = 0
    left: Omissions = field(default_factory=Omissions)
    title: str | None = None
    next_label: str = ""
    own_mark: str = ""
    in_contents: bool = False
    _said: list[str] = field(default_factory=list)
    _raised: list[str] = field(default_factory=list)
    _going_on: list[str] | None = None  # the texts, hidden or struck, of which the last one goes on
    _before: Spacing | None = None  # of the paragraph before, within one part of the document
    _line_ends: int | None = None  # since the last block; None where the document does not say

    def say(self, text: str, look: Look = PLAIN) -> None:
        """Adds words to the paragraph that is open; hidden ones are left out, struck ones are reported."""
        texts = self.left.hidden if look.hidden else self.left.struck if look.struck else None
        if texts is not None and text:
            if texts is self._going_on:
                texts[-1] += text
            else:
                texts.append(text)
        self._going_on = texts if text else self._going_on
        if look.hidden:
            return
        for sign in set(private(text)):
            read = letter(sign, look.font)
            if read == sign:
                self.left.signs[look.font, sign] += text.count(sign)
            else:
                self.left.letters[read] += text.count(sign)
                text = text.replace(sign, read)
        if look.raised:
            self._raised.append(text)
        else:
            self._lower()
            self._said.append(text)

    def _lower(self) -> None:
        """Ends raised words: a figure in the place of the mark of a note is put in brackets, as in HTML."""
        raised = "".join(self._raised)
        self._raised.clear()
        mark = raised.strip()
        if mark and len(mark) <= MOST_MARK and MARK.fullmatch(mark):
            before = "".join(self._said[-_LOOKED_BACK:])
            if follows_word(mark, before + raised[: raised.index(mark)]):
                self.references += 1
                self.generated += 2
                raised = raised.replace(mark, f"[{mark}]")
        if raised:
            self._said.append(raised)

    def refer(self, mark: str, *, own: bool = False) -> None:
        """Adds a reference to a note, in brackets; `own` where the mark is among the words of the document."""
        self._lower()
        self.references += 1
        self.generated += 2 if own else visible(mark) + 2
        self._said.append(f"[{mark}]")

    def part(self, context: Context) -> None:
        """Ends a part, such as a cell or a note, and words that no paragraph ended; what follows is apart."""
        if self._said or self._raised:
            self.end(context)
        self._before = self._line_ends = None

    def end(self, context: Context, label: str = "", spacing: Spacing = UNTOLD) -> None:
        """Ends the paragraph: one block, or several where empty lines part it; `label` goes before the first."""
        self._lower()
        self._going_on = None
        said = "".join(self._said)
        self._said.clear()
        if self.own_mark and said.strip():
            said = self._without_mark(said)
        if self.in_contents:
            said = self._without_page(said)
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

    def _without_mark(self, said: str) -> str:
        """The words of a note without the mark at their beginning, which is its label."""
        mark, self.own_mark = self.own_mark, ""
        begun = said.lstrip()
        bare = f"[{mark}]" if begun.startswith(f"[{mark}]") else mark
        rest = begun.removeprefix(bare)
        if rest == begun or (bare[-1].isalnum() and rest[:1].isalnum()):
            return said
        self.generated -= visible(bare)
        return rest

    def _without_page(self, said: str) -> str:
        """An entry of a table of contents without its page number behind a tab."""
        found = _PAGE.search(said)
        if not found:
            return said
        self.left.furniture.append(found[1])
        return said[: found.start()]

    def _separator(self, spacing: Spacing, line_ends: int) -> str | None:
        """What is before a paragraph with this spacing and its own line ends first; None for what usually does."""
        apart = self._before.apart_from(spacing) if self._before else None
        self._before = spacing
        if apart is None or self._line_ends is None:
            self._line_ends = None
        else:
            self._line_ends += 1 + apart + line_ends
        return None if self._line_ends is None or not self.writer.blocks else "\n" * min(self._line_ends, 2)

    def close(self) -> None:
        """Ends the text: with a line end where one empty paragraph is left, and nothing sets it apart."""
        if self._line_ends == 1 and not self._said and not self._raised:
            self.writer.pieces.append("\n")
        self.part(Context())

    def document(self, format: str, name: str | None, language: str | None, told: Iterable[Notice]) -> Document:
        """The document that was read, with what is `told` of it. Raises ReadError: EMPTY_INPUT, OCR_REQUIRED."""
        told = tuple(told)
        if not self.writer.blocks:
            raise self._empty(name, any(notice.code == "tracked_changes" for notice in told))
        document = Document(
            self.writer.text,
            tuple(self.writer.blocks),
            format=format,
            language=language,
            title=self.title,
            coverage=self.coverage(),
            warnings=told,
        )
        return one_below_another(document)

    def _empty(self, name: str | None, is_tracked: bool) -> ReadError:
        """The error for a document without text: it is made of pictures, or of changes, or has nothing."""
        if self.left.drawn:
            return ReadError(
                "OCR_REQUIRED",
                f"{subject(name)} has no text that can be read: it is made of pictures ({listed(self.left.drawn)}).",
                "Run text recognition (OCR) over it first, or give the text in another format.",
                name=name,
                **self.left.drawn,
            )
        if is_tracked:
            return ReadError(
                "EMPTY_INPUT",
                f"{subject(name)} holds tracked changes alone: on the side that was to be read, it has no text.",
                "Give it alone, to compare both sides, or choose the other side.",
                name=name,
            )
        return ReadError("EMPTY_INPUT", f"{subject(name)} holds no text.", "Give a text to compare.", name=name)

    def coverage(self) -> Coverage:
        """Characters that are not white space: those of the source that were kept, and all that it shows or hides."""
        kept = visible(self.writer.text) - self.generated
        return Coverage(kept, kept + self.left.characters())

    def notices(self) -> Iterator[Notice]:
        """What was left out, what is other than it looks, and what was put in brackets."""
        yield from self.left.notices()
        if self.references:
            one = self.references == 1
            yield Notice(
                "bracketed_references",
                "A raised reference to a note was put in brackets."
                if one
                else f"{self.references} raised references to notes were put in brackets.",
                {"references": self.references},
            )
