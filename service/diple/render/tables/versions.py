"""A table of language versions as TSV: a line for each row, a column for each version, and what differs.

Cells have no tabs and no line ends, white space is one blank, and none is taken for a formula (`csv.guarded`).
"""

from __future__ import annotations

from collections.abc import Iterator

from diple.parallel.table import ParallelText, TableRow
from diple.render.look import PLAIN, Look
from diple.render.tables.csv import guarded

_WHAT = ("odd", "decided", "level", "score", "divergence", "quotes")


def render(table: ParallelText, look: Look = PLAIN) -> str:
    """The rows and columns that the look asks for, in UTF-8 with a byte order mark."""
    keys = [version.key for version in table.versions if not look.columns or version.key in look.columns]
    rows = (row for row in table.rows if table.divergences_in(row.id) or not look.divergent)
    lines = [("row", *keys, *_WHAT), *((row.id, *_words(table, row, keys), *_what(table, row)) for row in rows)]
    return "\ufeff" + "".join("\t".join(map(_cell, line)) + "\n" for line in lines)


def _words(table: ParallelText, row: TableRow, keys: list[str]) -> Iterator[str]:
    cells = (row.cell(key) for key in keys)
    yield from (table.words(cell) if cell else "" for cell in cells)


def _what(table: ParallelText, row: TableRow) -> tuple[str, ...]:
    """What differs in a row: several divergences one behind another, the weightiest first."""
    found = table.divergences_in(row.id)
    quotes = (
        " ".join(f"{quote.version} “{each.exact}”" for quote in one.quotes for each in quote.selectors) for one in found
    )
    columns = (
        (" ".join(one.odd) for one in found),
        ("yes" if one.decided else "no" for one in found),
        (one.level for one in found),
        (str(one.score) for one in found),
        (one.referent for one in found),
        quotes,
    )
    return tuple(" · ".join(column) for column in columns)


def _cell(text: str) -> str:
    return guarded(" ".join(text.split()))
