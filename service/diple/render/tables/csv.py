"""Rows as CSV that a spreadsheet opens without harm: RFC 4180, in UTF-8 with a byte order mark, every cell in quotes.

A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-`, `@` or their full-width forms; and one that
splits lines at semicolons or tabs takes a part of a cell for a cell, for it heeds no quotes but at the beginning of
one. So an apostrophe is right before each of these characters that comes first in a cell, or first after a
separator or the end of a line within it, no matter which blanks, quotation marks and controls come before it. A cell
that begins with a tab or the end of a line, perhaps after apostrophes, gets one at its beginning as well.
`unguarded` takes them away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_SEPARATORS = ";|\uff1b\uff5c\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
_PASSED_OVER = "\\s\"'\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_BEFORE = f"[{_SEPARATORS}{_PASSED_OVER}]"
_LIVE = re.compile(f"(?<!{_BEFORE})({_BEFORE}*+)([=+\\-@\uff1d\uff0b\uff0d\uff20])")
_PARTS = re.compile(f"[{_SEPARATORS}]")
_SIGN = "'"
_EMPTY_AHEAD = re.compile("'*[\t\r\n]")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The head and the rows as CSV; None is an empty cell, true and false are yes and no."""
    written = io.StringIO(newline="")
    written.write("\ufeff")
    writer = csv.writer(written, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def guarded(text: str) -> str:
    """A text as a cell no part of which a spreadsheet takes for a formula."""
    kept = _LIVE.sub(lambda found: f"{found[1]}{_SIGN}{found[2]}" if _begins(found) else found[0], text)
    return _SIGN + kept if _EMPTY_AHEAD.match(kept) else kept


def unguarded(cell: str) -> str:
    """The text that `guarded` made a cell of."""
    kept = cell[1:] if _EMPTY_AHEAD.match(cell) else cell
    return _LIVE.sub(lambda found: f"{found[1].removesuffix(_SIGN)}{found[2]}" if _begins(found) else found[0], kept)


def _begins(found: re.Match[str]) -> bool:
    """Whether what was found comes first in the cell, or in a part of it."""
    return found.start() == 0 or _PARTS.search(found[1]) is not None


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(str(value))
