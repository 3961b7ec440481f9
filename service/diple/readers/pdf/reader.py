"""PDF to text, with pypdf: pieces of text with their places, put together as lines, columns and paragraphs.

A PDF holds no paragraphs, only where each piece of text is. What is made of that here is a reading, and each
step is reported: running heads, feet and page numbers that are left out (`dropped_running_lines`), hyphens at line ends
that were taken out (`joined_hyphens`), notes at the foot of pages that are at the end now (`moved_footnotes`), text
set askew (`dropped_rotated`), rows of tables (`read_tables`, `read_across`), lines from right to left
(`read_from_right`), pages that are pictures (`pages_without_text`). Coverage counts characters that are not
white space.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from threading import get_ident
from typing import TYPE_CHECKING

from diple.errors import ReadError
from diple.model import Coverage, Document
from diple.readers.document.blocks import BlockWriter, Context
from diple.readers.document.messages import subject, visible
from diple.readers.pdf.drawn import Fonts, Forms, OperationsError, RepeatsError, drawn
from diple.readers.pdf.legibility import (
    SHARE_UNREADABLE,
    UNREADABLE,
    UnreadableFont,
    described,
    unreadable_fonts,
)
from diple.readers.pdf.lines import gutters_of_page, leading, lines_of_page, with_edges_of_text
from diple.readers.pdf.notes import notes_apart
from diple.readers.pdf.notices import MOST_TOLD, notices
from diple.readers.pdf.page_marks import marks_at_edges, without_leader
from diple.readers.pdf.paragraphs import Paragraph, Reflow
from diple.readers.pdf.pieces import Line, Piece
from diple.readers.pdf.running_heads import pictures_with_furniture, running_lines
from diple.readers.pdf.signatures import over_pages
from diple.readers.pdf.table_breaks import with_whole_tables

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["MAX_PAGES", "read"]

MAX_PAGES = 2000
MAX_PAGE_BYTES = 8 * 1024 * 1024  # of a page's content, unpacked
MAX_TOTAL_BYTES = 64 * 1024 * 1024
# What any file may unpack to, and a larger one for each of its bytes. Of 80 PDFs of many programs the content is 4.1
# times as large as the file at most, and there is a word to 17 bytes. A file of 2.5 kB may hold a million operators
# (3 to 6 s) or 65,000 lines (12 s); within these bounds it takes 1.2 s.
FREE_BYTES, MAX_BYTES_FOR_EACH = 128 * 1024, 16
FREE_WORDS, MAX_WORDS_FOR_EACH = 20_000, 1
MAX_OPERATIONS = 5_000_000
MAX_DRAWN_AGAIN = 300_000  # operators and letters of forms that were drawn before; 5 s of processor time
_FEWEST_STEPS = 8
_NEAR_THE_END = 4096  # bytes
_MOST_GUTTERS = 6  # of one page that are looked for on others


@dataclass(slots=True)
class _Pages:
    """The pieces of text on the pages so far, and what was spent on them."""

    pieces: list[list[Piece]] = field(default_factory=list)
    askew: list[str] = field(default_factory=list)
    covered: list[float] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    pictures: int = 0
    operations: int = 0
    words: int = 0
    bytes: int = 0
    repairs: list[str] = field(default_factory=list)
    unreadable: list[UnreadableFont] = field(default_factory=list)
    fonts: Fonts = field(default_factory=dict)
    forms: Forms = field(default_factory=lambda: Forms(MAX_DRAWN_AGAIN))


def read(content: bytes, name: str | None) -> Document:
    """The document that a PDF shows. `language` is what the file declares, `title` its largest heading.

    Raises ReadError: ENCRYPTED where a password is needed, NOT_READABLE where the file is broken, OCR_REQUIRED where
    its pages are pictures or its fonts do not say which letters they draw, EMPTY_INPUT where they are blank, TOO_LARGE
    over MAX_PAGES pages, MAX_PAGE_BYTES of unpacked content a page, MAX_TOTAL_BYTES, MAX_OPERATIONS or MAX_DRAWN_AGAIN
    in all, and where a file has more content or words than one of its size has.
    """
    repairs: list[str] = []
    with _overheard(repairs):
        reader = _opened(content, name)
        pages = _gathered(reader, name, content)
    _refuse_vertical(pages, name)
    pages.repairs = ["the end of the file is missing"] * _is_cut_off(content) + repairs
    _refuse_without_text(pages, name)
    return _document(pages, _language(reader), name)


@contextmanager
def _overheard(repairs: list[str]) -> Iterator[None]:
    """Keeps what pypdf says, in this thread, of the faults that it passes over; elsewhere nothing of it is shown."""
    here = get_ident()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == here:
                repairs.append(record.getMessage())

    ear, log = Ear(logging.WARNING), logging.getLogger("pypdf")
    log.addHandler(ear)
    try:
        yield
    finally:
        log.removeHandler(ear)


def _opened(content: bytes, name: str | None) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _encrypted(name)
        count = len(reader.pages)
    except DependencyError as error:
        raise _encrypted(name) from error
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # pypdf raises whatever a broken file makes it stumble over
        raise _broken(name, error, _is_cut_off(content)) from error
    if count > MAX_PAGES:
        raise _too_large(name, f"{count:,} pages", MAX_PAGES, "pages")
    return reader


def _is_cut_off(content: bytes) -> bool:
    """Whether the mark is missing that ends every PDF."""
    return b"%%EOF" not in content[-_NEAR_THE_END:]


def _gathered(reader: PdfReader, name: str | None, content: bytes) -> _Pages:
    """The pieces of text of every page."""
    from pypdf.errors import LimitReachedError

    pages = _Pages()
    most_bytes = min(FREE_BYTES + MAX_BYTES_FOR_EACH * len(content), MAX_TOTAL_BYTES)
    most_words = FREE_WORDS + MAX_WORDS_FOR_EACH * len(content)
    try:
        for number, page in enumerate(reader.pages):
            _spend(pages, page, number, name, most_bytes)
            _gather_page(pages, page, number)
            if pages.words > most_words:
                raise _too_large(name, f"{pages.words:,} words in {len(content):,} bytes", most_words, "words")
    except (ReadError, MemoryError):
        raise
    except LimitReachedError as error:
        raise _too_large(name, "a stream that unpacks too far", MAX_PAGE_BYTES, "bytes") from error
    except OperationsError as error:
        raise _too_large(name, "more drawing operations than are read", MAX_OPERATIONS, "operations") from error
    except RepeatsError as error:
        raise _too_large(name, "forms that draw one another again and again", MAX_DRAWN_AGAIN, "operations") from error
    except Exception as error:
        raise _broken(name, error, _is_cut_off(content)) from error
    return pages


def _spend(pages: _Pages, page: PageObject, number: int, name: str | None, most: int) -> None:
    """Counts a page's unpacked content, before it is read."""
    contents = page.get_contents()
    size = len(contents.get_data()) if contents is not None else 0
    pages.bytes += size
    if size > MAX_PAGE_BYTES:
        raise _too_large(name, f"{size:,} bytes of content on page {number + 1}", MAX_PAGE_BYTES, "bytes")
    if pages.bytes > most:
        raise _too_large(name, f"{pages.bytes:,} bytes of content or more, unpacked", most, "bytes")


def _gather_page(pages: _Pages, page: PageObject, number: int) -> None:
    shown = drawn(page, MAX_OPERATIONS - pages.operations, pages.fonts, pages.forms)
    pages.operations += shown.operations
    pages.words += len(shown.pieces)
    pages.pieces.append(shown.pieces)
    pages.askew += shown.askew
    pages.covered.append(shown.pictures)
    if not shown.pieces:
        pages.bare.append(number + 1)
        pages.pictures += shown.pictures > 0 or shown.forms > 0


def _refuse_without_text(pages: _Pages, name: str | None) -> None:
    texts = [piece.text for page in pages.pieces for piece in page]
    letters = sum(map(len, texts))
    unreadable = sum(text.count(UNREADABLE) for text in texts)
    if not letters and not pages.pictures:
        raise ReadError(
            "EMPTY_INPUT", f"{subject(name)} shows no text.", "Give a document that shows a text.", name=name
        )
    pages.unreadable = unreadable_fonts(piece for page in pages.pieces for piece in page)
    if sum(font.share for font in pages.unreadable) > SHARE_UNREADABLE:
        named = "; ".join(map(described, pages.unreadable))
        raise _unreadable(
            pages,
            f"its fonts do not say which letters they draw ({named})",
            name,
            fonts=[font.data for font in pages.unreadable],
        )
    if unreadable > SHARE_UNREADABLE * letters:
        raise _unreadable(pages, "its fonts do not say which letters they draw", name)
    if not letters:
        raise _unreadable(pages, "its pages are pictures", name)


def _unreadable(pages: _Pages, why: str, name: str | None, **more: object) -> ReadError:
    return ReadError(
        "OCR_REQUIRED",
        f"{subject(name)} has no text that can be read: {why}.",
        "Run text recognition (OCR) over it first, or give the text in another format.",
        name=name,
        pages=len(pages.pieces),
        **more,
    )


def _refuse_vertical(pages: _Pages, name: str | None) -> None:
    """Raises ReadError, NOT_READABLE, where a page sets its letters one below the other."""
    vertical = [number for number, pieces in enumerate(pages.pieces, 1) if _is_vertical(pieces)]
    if vertical:
        raise ReadError(
            "NOT_READABLE",
            f"{subject(name)} is set in vertical lines, on page {vertical[0]} to begin with, which are not read.",
            "Give the text in another format: DOCX, HTML or plain text.",
            name=name,
            pages=vertical[:MOST_TOLD],
        )


def _is_vertical(pieces: Sequence[Piece]) -> bool:
    """Whether most pieces of a page are letters of Chinese or Japanese that follow each other downwards."""
    steps = [
        abs(after.x - before.x) < 0.5 * before.size and 0 < before.y - after.y < 2 * before.size
        for before, after in pairwise(pieces)
        if len(before.text.strip()) == len(after.text.strip()) == 1 and ord(after.text.strip()) > 0x2E80
    ]
    return len(steps) >= _FEWEST_STEPS and 2 * sum(steps) > len(pieces)


def _document(pages: _Pages, language: str | None, name: str | None) -> Document:
    gutters = Counter(gutter for pieces in pages.pieces for gutter in gutters_of_page(pieces))
    known = sorted(gutter for gutter, _ in gutters.most_common(_MOST_GUTTERS))
    lines = [lines_of_page(number, pieces, known) for number, pieces in enumerate(pages.pieces)]
    pictures = pictures_with_furniture(lines, pages.covered)
    _tell_pictures(pages, pictures, name)
    furniture = _furniture(lines) | {(number, at) for number in pictures for at in range(len(lines[number]))}
    dropped = [line for number, page in enumerate(lines) for at, line in enumerate(page) if (number, at) in furniture]
    parted = [
        without_leader(line)
        for number, page in enumerate(lines)
        for at, line in enumerate(page)
        if (number, at) not in furniture
    ]
    kept = with_edges_of_text([line for line, _ in parted])
    dropped += [leader for _, leader in parted if leader]
    text, notes, rules = notes_apart(kept)
    text, repeated = with_whole_tables(text)
    dropped += rules
    body, foot = Reflow(over_pages(text)), Reflow(notes)
    paragraphs = [*body.paragraphs(), *foot.paragraphs(note=True)]
    writer = BlockWriter()
    for paragraph in paragraphs:
        row = Context(cell=True, data_table=True, row=paragraph)
        for cell in paragraph.cells:
            writer.write(cell, row)
        if not paragraph.cells:
            writer.write(paragraph.text, Context(heading=paragraph.heading, note=paragraph.note))
    hyphens = body.ends.hyphens + foot.ends.hyphens
    found = sum(line.characters for page in lines for line in page) + sum(visible(text) for text in pages.askew)
    read = sum(line.characters for line in [*text, *notes]) - len(hyphens.joined)
    return Document(
        writer.text,
        tuple(writer.blocks),
        format="pdf",
        language=language,
        title=_title(paragraphs),
        coverage=Coverage(read, found),
        warnings=tuple(notices(pages, dropped, repeated, hyphens, notes, [*text, *notes])),
    )


def _furniture(lines: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """The marks at the edges of pages, and the running heads and feet beside them, as (page, place in its lines)."""
    marks = marks_at_edges(lines, leading([line for page in lines for line in page]))
    places = [[at for at in range(len(page)) if (number, at) not in marks] for number, page in enumerate(lines)]
    rest = running_lines([[page[at] for at in kept] for page, kept in zip(lines, places, strict=True)])
    return marks | {(number, places[number][at]) for number, at in rest}


def _tell_pictures(pages: _Pages, pictures: set[int], name: str | None) -> None:
    """Counts pages with nothing but a stamp or a foot among those without text; where all are, there is no text."""
    if not pictures:
        return
    pages.bare = sorted({*pages.bare, *(number + 1 for number in pictures)})
    pages.pictures += len(pictures)
    if len(pages.bare) == len(pages.pieces):
        raise _unreadable(pages, "its pages are pictures, with stamps or page numbers alone", name)


def _title(paragraphs: list[Paragraph]) -> str | None:
    return next((paragraph.text for paragraph in paragraphs if paragraph.heading == 1), None)


def _language(reader: PdfReader) -> str | None:
    """The primary language tag that the file declares."""
    try:
        declared = str(reader.root_object.get("/Lang", ""))
    except MemoryError:
        raise
    except Exception:  # a broken catalogue declares nothing
        return None
    primary = declared.partition("-")[0].strip().lower()
    return primary if 2 <= len(primary) <= 3 and primary.isalpha() else None


def _encrypted(name: str | None) -> ReadError:
    called = subject(name)
    return ReadError(
        "ENCRYPTED",
        f"{called} is encrypted.",
        "Save it without a password, then compare that.",
        name=name,
    )


def _broken(name: str | None, error: Exception, cut_off: bool) -> ReadError:
    called = subject(name)
    reason = str(error) or type(error).__name__
    if cut_off:
        message = f"{called} is a PDF that is damaged or cut off: its end is missing ({reason.rstrip('.')})."
        remedy = "Download or copy it again; if a viewer can still open it, save it again there."
    else:
        message = f"{called} is a PDF that is broken: {reason.rstrip('.')}."
        remedy = "Open it in a viewer and save it again, or give the text in another format."
    return ReadError("NOT_READABLE", message, remedy, name=name)


def _too_large(name: str | None, what: str, limit: int, unit: str) -> ReadError:
    called = subject(name)
    message = f"{called} has {what}; the limit is {limit:,} {unit}."
    return ReadError("TOO_LARGE", message, "Compare it in parts.", name=name, limit=limit, unit=unit)
