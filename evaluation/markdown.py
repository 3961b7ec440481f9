"""Tables in Markdown, and the place in a page that holds what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

BEGIN, END = "<!-- evaluated -->", "<!-- end of evaluated -->"


def markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with even columns."""
    clean = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in (heads, *rows)]
    widths = [max(3, *(len(row[at]) for row in clean)) for at in range(len(heads))]
    body = [clean[0], ["-" * width for width in widths], *clean[1:]]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in body
    )


def write(page: Path, text: str, marks: tuple[str, str] = (BEGIN, END)) -> None:
    """Puts the text between the page's marks. Raises ValueError where these are missing."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not (begin and end):
        raise ValueError(f"{page} has no place for the figures: it needs {marks[0]} and {marks[1]}.")
    page.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
