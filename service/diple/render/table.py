"""Rows as CSV that a spreadsheet opens without harm: RFC 4180, in UTF-8 with a byte order mark.

A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or the end
of a line. Such a cell gets an apostrophe before it. So does one that begins with apostrophes before such a character,
so that the text can be had again: take one apostrophe away where one or more stand before such a character.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The head and the rows as CSV; None is an empty cell, true and false are yes and no."""
    written = io.StringIO(newline="")
    written.write("\ufeff")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text
