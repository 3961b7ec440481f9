"""Where the rows of the page are in both texts, so that a script can tell what a reader selects."""

from __future__ import annotations

import re
from typing import Any

from diple.model import Segment, Statement
from diple.result import Comparison

_RETURN = re.compile(r"\r(\n?)")


def places(comparison: Comparison) -> dict[str, Any]:
    """The spans of each row by its id, of the old text and of the new, and where carriage returns are.

    A browser reads a carriage return, alone or with a line feed, as one line feed; 1 says that a line feed follows.
    """
    rows: dict[str, list[Any]] = {}
    for segment in comparison.segments:
        rows[segment.id] = [_spans(segment, "old"), _spans(segment, "new")]
        if segment.moved:
            rows[f"{segment.id}-from"] = [_spans(segment, "old"), []]
    return {"rows": rows, "returns": {"old": _returns(comparison.old), "new": _returns(comparison.new)}}


def _spans(segment: Segment, side: str) -> list[list[int]]:
    return [list(span) for span in getattr(segment, side)]


def _returns(statement: Statement) -> list[list[int]]:
    return [[found.start(), len(found[1])] for found in _RETURN.finditer(statement.text)]
