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


def write(page: Path, text: str) -> None:
    """Puts the text between the page's marks. Raises ValueError where these are missing."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no place for the figures: it needs {BEGIN} and {END}.")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
