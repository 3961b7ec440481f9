"""How messages name a source, count, and quote what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from diple.errors import ReadError
from diple.model import Notice

MOST_EXCERPTS = 12
MOST_BLOCKS = 50_000
"""The most paragraphs, items and cells of a text: those of a comparison take about 0.1 ms of processor time each."""
_EXCERPT = 80  # characters


def subject(name: str | None) -> str:
    """The name of a source in quotation marks, or "The input" where it has none."""
    return repr(name) if name else "The input"


def refuse_many_blocks(count: int, name: str | None) -> None:
    """Raises ReadError, TOO_LARGE, where a text has more than MOST_BLOCKS blocks."""
    if count > MOST_BLOCKS:
        raise ReadError(
            "TOO_LARGE",
            f"{subject(name)} has {count:,} paragraphs, items and table cells or more; the limit is {MOST_BLOCKS:,}.",
            "Compare it in parts, or leave out its tables.",
            name=name,
            limit=MOST_BLOCKS,
            unit="blocks",
        )


def counted(count: int, one: str) -> str:
    """A number with its noun, which takes an s in the plural: "1 character", "1,200 characters"."""
    return f"{count:,} {one}{'s' * (count != 1)}"


def visible(text: str) -> int:
    """How many characters are not white space."""
    return sum(map(len, text.split()))


def left_out(code: str, count: int, one: str, many: str) -> Iterator[Notice]:
    """A notice that things of a kind were not read, where there are any."""
    if count:
        told = f"{one} was" if count == 1 else f"{count} {many} were"
        yield Notice(code, f"{told} left out.", {"count": count})


def extent(texts: list[str]) -> dict[str, object]:
    """How much there is of some texts, and how each begins."""
    return {"characters": sum(map(visible, texts)), "places": len(texts), "excerpts": excerpts(texts)}


def excerpts(texts: list[str]) -> list[str]:
    """How each of the first texts begins."""
    return [" ".join(text.split())[:_EXCERPT] for text in texts[:MOST_EXCERPTS]]
