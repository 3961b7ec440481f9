"""A document's text as its paragraphs come: for readers of word processors' formats.

A paragraph whose end is a tracked change may run on into the next one: what was said stays until `end` is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from diple.model import Coverage, Notice, Span
from diple.readers.blocks import BlockWriter, Context

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_EXCERPT = 80
_MOST_EXCERPTS = 12


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

    def say(self, text: str) -> None:
        """Adds words to the paragraph that is open."""
        self._said.append(text)

    def refer(self, mark: str) -> None:
        """Adds a reference to a note, in brackets."""
        self.references += 1
        self.generated += visible(mark) + 2
        self._said.append(f"[{mark}]")

    def end(self, context: Context, label: str = "") -> None:
        """Ends the paragraph: one block, or several where empty lines part it; `label` goes before the first."""
        said = "".join(self._said)
        self._said.clear()
        for part in _EMPTY_LINE.split(said) if "\n" in said else (said,):
            text = part.strip()
            if not text:
                continue
            if context.heading == 1 and self.title is None:
                self.title = " ".join(text.split())
            label, self.next_label = label or self.next_label, ""
            if label:
                self.writer.write(f"{label} {text}", context, Span(0, len(label)))
                self.generated += visible(label)
                label = ""
            else:
                self.writer.write_lines(text, context)

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
