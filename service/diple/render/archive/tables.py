"""The numbers of a drawing as data: JSON with all of them, and CSV with a line for each mark."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from diple.render.archive.calendar import Day
from diple.render.archive.columns import Column
from diple.render.archive.heatmap import Row
from diple.render.archive.timeline import Life
from diple.render.tables.csv import table

Line = dict[str, object]


def lines_of_lives(columns: Sequence[Column], lives: Sequence[Life]) -> Iterator[Line]:
    """A line for each statement that has a formula."""
    for life in lives:
        known = {"formula": life.name, "what": life.what, "ladder": life.ladder or None, "rank": life.rank}
        for mark in life.marks:
            at = columns[mark.column]
            place = {"statement": at.id, "date": at.label, "count": mark.times}
            ends = {"first": mark.shape in ("first", "only"), "last": mark.shape in ("last", "only")}
            yield {**known, "mined": life.is_mined, **place, **ends}


def lines_of_rows(columns: Sequence[Column], rows: Sequence[Row], what: str, number: str) -> Iterator[Line]:
    """A line for each cell of a heat map."""
    for row in rows:
        for cell in row.cells:
            at = columns[cell.column]
            yield {what: row.name, "column": at.id, "date": at.label, number: round(cell.value, 6)}


def lines_of_days(days: Sequence[Day], gaps: Sequence[str]) -> Iterator[Line]:
    """A line for each statement of a calendar, and for each gap."""
    for day in days:
        yield {"date": day.date, "changed": None if day.changed is None else round(day.changed, 4), "missing": False}
    for gap in gaps:
        yield {"date": gap, "changed": None, "missing": True}


def as_json(lines: Sequence[Line], coverage: str) -> bytes:
    """The lines, and what they rest on."""
    written = json.dumps({"coverage": coverage, "rows": list(lines)}, ensure_ascii=False, indent=1)
    return f"{written}\n".encode("utf-8", "backslashreplace")


def as_csv(lines: Sequence[Line]) -> bytes:
    """The lines under the names of their fields."""
    head = list(lines[0]) if lines else []
    return table(head, (list(line.values()) for line in lines)).encode("utf-8", "backslashreplace")
