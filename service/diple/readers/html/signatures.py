"""The cells of a table or grid of signatures on a page, party after party."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diple.readers.document.signatures import MOST_COLUMNS, MOST_ROWS, party_by_party
from diple.readers.html.events import Element, Event, html_facts

_SPACES = re.compile(r"\s+")
# CSS Grid Layout, "grid-template-columns": "repeat(2, 1fr)", "1fr minmax(10em, 1fr)".
_GRID = re.compile(r"display\s*:\s*(?:inline-)?grid\b")
_TRACKS = re.compile(r"grid-template-columns\s*:\s*([^;]{1,200})")
_REPEATED = re.compile(r"repeat\(\s*(\d{1,2})\s*,[^()]*(?:\([^()]*\)[^()]*)?\)")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def cells_of_signatures(events: Sequence[Event], element: Element) -> list[Element]:
    """The cells of a table or grid of signatures in the order of reading; none of any other, or of one with more."""
    rows = _rows_of_table(events, element) if element.tag == "table" else _rows_of_grid(events, element)
    if not rows or sum(cell.characters for row in rows for cell in row) < element.characters:
        return []
    return party_by_party(rows, lambda cell: _words(events[cell.begin : cell.end]))


def _rows_of_table(events: Sequence[Event], table: Element) -> list[list[Element]]:
    """The cells of a small table without heads, row by row."""
    if table.nested or table.heads or not 0 < table.rows <= MOST_ROWS or table.cells > MOST_ROWS * MOST_COLUMNS:
        return []
    rows: list[list[Element]] = []
    for event in events[table.begin : table.end]:
        if isinstance(event, Element) and event.tag == "tr":
            rows.append([])
        elif isinstance(event, Element) and event.tag == "td" and rows:
            rows[-1].append(event)
    return rows


def _rows_of_grid(events: Sequence[Event], element: Element) -> list[list[Element]]:
    """The elements that a small grid sets side by side, row by row; none where its own style does not make it one."""
    columns = _columns(element.get("style").lower())
    if not 1 < columns <= MOST_COLUMNS:
        return []
    cells: list[Element] = []
    at = element.begin + 1
    while at < element.end and len(cells) <= MOST_ROWS * columns:
        event = events[at]
        if isinstance(event, Element):
            cells.append(event)
            at = event.end
        at += 1
    if len(cells) % columns or len(cells) > MOST_ROWS * columns:
        return []
    return [cells[first : first + columns] for first in range(0, len(cells), columns)]


def _columns(style: str) -> int:
    """How many columns a style gives a grid; 0 where it is none, or their number depends on the window."""
    if not _GRID.search(style) or not (found := _TRACKS.search(style)):
        return 0
    tracks = found.group(1)
    if repeated := _REPEATED.fullmatch(tracks.strip()):
        return int(repeated.group(1))
    return 0 if "repeat" in tracks else len(_IN_BRACKETS.sub("", tracks).split())


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
