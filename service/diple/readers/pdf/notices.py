"""What is reported of a PDF that was read: what was left out, put in order, guessed, and what could not be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from diple.model import Notice
from diple.readers.document.messages import counted, visible
from diple.readers.pdf.direction import runs_from_right
from diple.readers.pdf.hyphens import Hyphens
from diple.readers.pdf.legibility import UNREADABLE, UnreadableFont, described
from diple.readers.pdf.pieces import Line

MOST_TOLD = 12  # excerpts in a notice
_NAMED = 5  # words in a message
_NUMBER = re.compile(r"\d+")


class Pages(Protocol):
    """What the pages hold beside their text: words askew, pages without text, pictures, repairs, unreadable fonts."""

    askew: list[str]
    bare: list[int]
    pictures: int
    repairs: list[str]
    unreadable: list[UnreadableFont]


def notices(
    pages: Pages, dropped: list[Line], repeated: list[Line], hyphens: Hyphens, notes: list[Line], kept: list[Line]
) -> Iterator[Notice]:
    """All that was left out, moved, joined or put in order, and what could not be read.

    `repeated` are heads of tables that were left out where a page repeats them.
    """
    if dropped or repeated:
        once = _standing_once(dropped)
        dropped = dropped + repeated
        characters = sum(line.characters for line in dropped)
        doubt = f" What occurs once was recognised by its place alone: {_named(once)}."
        words_first = sorted((line.text for line in dropped), key=lambda text: not any(map(str.isalpha, text)))
        yield Notice(
            "dropped_running_lines",
            f"{counted(len(dropped), 'line')} of running heads, feet and page numbers "
            f"({counted(characters, 'character')}) {_were(len(dropped))} left out.{doubt * bool(once)}",
            {"lines": len(dropped), "characters": characters, "excerpts": _excerpts(once + words_first)},
        )
    if pages.askew:
        characters = sum(map(visible, pages.askew))
        yield Notice(
            "dropped_rotated",
            f"{counted(characters, 'character')} of slanted text, such as watermarks, {_were(characters)} left out.",
            {"characters": characters, "places": len(pages.askew), "excerpts": _excerpts(pages.askew)},
        )
    if hyphens.joined or hyphens.kept:
        yield _hyphens_notice(hyphens)
    labels = sum(line.references > 0 and line.text.startswith("[") for line in notes)
    if notes:
        verb = "stands" if len(notes) == 1 else "stand"
        doubt = f" Labels that the text refers to were put in brackets: {labels}." * bool(labels)
        message = f"{counted(len(notes), 'line')} of notes at the foot of pages {verb} at the end of the text.{doubt}"
        yield Notice("moved_footnotes", message, {"lines": len(notes), "labels": labels})
    if references := sum(line.references for line in kept) - labels:
        message = f"Raised references to notes were put in brackets: {references}."
        yield Notice("bracketed_references", message, {"references": references})
    yield from _directions(kept)
    yield from _doubts(pages, kept)


def _standing_once(dropped: list[Line]) -> list[str]:
    """Those of the lines left out whose words recur nowhere, but for numbers."""
    words = Counter(_NUMBER.sub("0", line.text) for line in dropped)
    alone = [line.text for line in dropped if words[_NUMBER.sub("0", line.text)] == 1]
    return [text for text in alone if any(map(str.isalpha, text))]


def _directions(kept: list[Line]) -> Iterator[Notice]:
    """What was put in order that a page does not say: rows of tables, and lines from right to left."""
    if rows := sum(bool(line.cells) for line in kept):
        message = (
            f"{counted(rows, 'row')} of tables {_were(rows)} read cell by cell; where lines of cells end was guessed."
        )
        yield Notice("read_tables", message, {"rows": rows})
    if across := sum(line.across for line in kept):
        lines = f"{counted(across, 'line')} of what looks like a table {_were(across)}"
        yield Notice("read_across", f"{lines} read across its cells, as they are side by side.", {"lines": across})
    if turned := sum(runs_from_right(line.text) for line in kept):
        lines = f"{counted(turned, 'line')} from right to left {_were(turned)}"
        message = f"{lines} put in the order of reading; tables in them are not known."
        yield Notice("read_from_right", message, {"lines": turned})


def _doubts(pages: Pages, kept: list[Line]) -> Iterator[Notice]:
    """What could not be read, and what pypdf had to repair."""
    if pages.bare and pages.pictures:
        yield Notice(
            "pages_without_text",
            "1 page holds no text that can be read; it may be a picture of text."
            if len(pages.bare) == 1
            else f"{len(pages.bare)} pages hold no text that can be read; they may be pictures of text.",
            {"pages": pages.bare[:MOST_TOLD], "count": len(pages.bare)},
        )
    yield from _unreadable(pages.unreadable, sum(line.text.count(UNREADABLE) for line in kept))
    if pages.repairs:
        message = "The file has errors, which were ignored; text may be missing."
        yield Notice("repaired_file", message, {"repairs": _excerpts(pages.repairs)})


def _unreadable(fonts: list[UnreadableFont], unnamed: int) -> Iterator[Notice]:
    """Letters that a font does not name, and those of fonts that name others than they draw."""
    characters = sum(font.characters for font in fonts) or unnamed
    if characters:
        named = f" ({', '.join(map(described, fonts))})" if fonts else ""
        message = (
            f"{counted(characters, 'character')} could not be read: a font does not say which letters it draws{named}."
        )
        data: dict[str, object] = {"characters": characters}
        if fonts:
            data["fonts"] = [font.data for font in fonts]
        yield Notice("unreadable_characters", message, data)


def _hyphens_notice(hyphens: Hyphens) -> Notice:
    joined, kept, guessed = len(hyphens.joined), len(hyphens.kept), len(hyphens.guessed)
    doubt = f" Of {counted(guessed, 'word')} the text does not show which is right: {_named(hyphens.guessed)}."
    return Notice(
        "joined_hyphens",
        f"Words broken at line ends were joined: {joined} without their hyphen, {kept} with it.{doubt * bool(guessed)}",
        {
            "joined": joined,
            "kept": kept,
            "guessed": guessed,
            "joined_words": _excerpts(hyphens.joined),
            "kept_words": _excerpts(hyphens.kept),
            "guessed_words": _excerpts(hyphens.guessed),
        },
    )


def _named(words: list[str]) -> str:
    """Some words of a list, in a sentence."""
    different = list(dict.fromkeys(words))
    return ", ".join(different[:_NAMED]) + " and others" * (len(different) > _NAMED)


def _were(number: int) -> str:
    """The verb of a number of things that something was done to."""
    return "was" if number == 1 else "were"


def _excerpts(texts: list[str]) -> list[str]:
    """The first different ones, shortened."""
    return [text if len(text) <= 80 else f"{text[:79]}…" for text in list(dict.fromkeys(texts))[:MOST_TOLD]]
