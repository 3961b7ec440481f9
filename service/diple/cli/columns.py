"""A list in columns, as wide as what is in them."""

from __future__ import annotations

from collections.abc import Sequence


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, a line each, two blanks between columns; safe to show on a terminal."""
    from diple.render.text.wrap import safe

    table = [heads, *rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(heads))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)
    return "\n".join(safe(line).rstrip() for line in lines)
