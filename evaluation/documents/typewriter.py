"""Texts as a typewriter sets them: lines of one width, justified with more blanks, on pages of a fixed pitch."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from html import escape

import weasyprint

from diple.readers import read_document
from evaluation.comparing import Comparer
from evaluation.documents.statements import Statement, statements
from evaluation.figures import Figure, Part

WIDTHS = (34, 44, 52, 60, 68, 76)  # letters in a line


def typed(shown: Statement, width: int = 68, *, justified: bool = True, pitch: str = "DejaVu Sans Mono") -> bytes:
    """A PDF of a statement in lines of `width` letters."""
    return set_in_one_pitch("\n".join(_lines(shown.plain, width, justified)), pitch)


def set_in_one_pitch(lines: str, pitch: str = "DejaVu Sans Mono") -> bytes:
    """A PDF of lines as they are, each letter of one width."""
    page = (
        f"<meta charset=utf-8><style>pre {{ font: 10pt '{pitch}'; line-height: 1.3 }}</style><pre>{escape(lines)}</pre>"
    )
    content: bytes = weasyprint.HTML(string=page).write_pdf()
    return content


def measured(comparer: Comparer) -> Part:
    """Statements in lines of several widths of which each paragraph is read as it was typed."""
    part = Part("documents", "Lines of a typewriter")
    spaced = [each.unsigned for each in statements() if each.language not in ("zh", "ar")]
    cases = [(each, width, justified) for each in spaced for width in WIDTHS for justified in (True, False)]
    for shown, width, justified in cases:
        if paragraphs(read_document(typed(shown, width, justified=justified)).text) != paragraphs(shown.plain):
            part.failures.append(f"{shown.name}: {width} letters, {'justified' if justified else 'ragged'}")
    part.figures["documents typewriter as written"] = Figure(len(cases) - len(part.failures), len(cases))
    return part


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each with single blanks."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _lines(text: str, width: int, justified: bool) -> Iterator[str]:
    for paragraph in text.strip().split("\n"):
        lines = textwrap.wrap(
            paragraph, width, break_on_hyphens=False, subsequent_indent="  " * paragraph.startswith("- ")
        )
        yield from (_filled(line, width) if justified else line for line in lines[:-1])
        yield from lines[-1:] or [""]


def _filled(line: str, width: int) -> str:
    """A line with more blanks between its words, so that it ends at the edge."""
    places = [found.start() for found in re.finditer(r"(?<=\S) ", line)]
    for number in range(width - len(line)):
        at = places[number % len(places)]
        line = line[:at] + " " + line[at:]
        places = [place + (place >= at) for place in places]
    return line
