"""The cells of a table of signatures on a page, party after party."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diple.readers.document.signatures import MOST_COLUMNS, MOST_ROWS, party_by_party
from diple.readers.html.events import Element, Event, html_facts

_SPACES = re.compile(r"\s+")


def cells_of_signatures(events: Sequence[Event], table: Element) -> list[Element]:
    """The cells of a table of signatures in the order of reading; none where it is another table, or has more in it."""
    if table.nested or table.heads or not 0 < table.rows <= MOST_ROWS or table.cells > MOST_ROWS * MOST_COLUMNS:
        return []
    rows: list[list[Element]] = []
    for event in events[table.begin : table.end]:
        if isinstance(event, Element) and event.tag == "tr":
            rows.append([])
        elif isinstance(event, Element) and event.tag == "td" and rows:
            rows[-1].append(event)
    if sum(cell.characters for row in rows for cell in row) < table.characters:
        return []
    return party_by_party(rows, lambda cell: _words(events[cell.begin : cell.end]))


def _words(events: Sequence[Event]) -> str:
    """The words of a cell, a line for each of its blocks."""
    breaks = html_facts()["block_tags"]
    parts = []
    for event in events:
        if isinstance(event, str):
            parts.append(_SPACES.sub(" ", event))
        elif event is not None and (event.tag == "br" or event.tag in breaks):
            parts.append("\n")
    return "".join(parts)
