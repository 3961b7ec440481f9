"""What documents of international bodies put on their pages beside the text: numbers of jobs, bar codes, symbols.

Such marks are known by their form and their place at the edge of a page, where each may be once. Leaders and page
numbers of a table of contents are marks inside a line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from diple.readers.pdf.pieces import Line

_DEEPEST = 3  # lines from an edge of a page
_SET_APART = 1.25  # of the leading
_SAME_PLACE = 8.0  # points
_LEADER = re.compile(
    r"[\s.…·_]*(?:\.[ \u00a0]?){5,}[\s.]*(?:\d{1,4}|[ivxlc]{1,7})?$|[\s.]*…[\s….]*(?:\d{1,4}|[ivxlc]{1,7})$"
)
_RULE = re.compile(r"_{5,}")


class _Marks(NamedTuple):
    strong: re.Pattern[str]
    any: re.Pattern[str]
    run_in: re.Pattern[str]


@lru_cache(maxsize=1)
def _marks() -> _Marks:
    table = tomllib.loads((files(__package__) / "page_marks.toml").read_text(encoding="utf-8"))
    strong, weak = "|".join(table["strong"]), "|".join(table["weak"])
    return _Marks(
        re.compile(rf"(?<!\S)(?:{strong})(?!\S)"),
        re.compile(rf"(?:{strong}|{weak})(?:\s+(?:{strong}|{weak}))*"),
        re.compile(rf"({table['run_in']})\s+(?=[^\W\d_a-z])"),
    )


def marks_at_edges(pages: Sequence[Sequence[Line]], leading: float) -> set[tuple[int, int]]:
    """The lines at the edges of pages that are marks and nothing else, as (page, place in the page's lines).

    `leading` is the usual distance of two lines. A mark that a text may hold too, such as a symbol, is set apart from
    the text, or recurs in its place on another page.
    """
    found: set[tuple[int, int]] = set()
    for number, page in enumerate(pages):
        for sign in (1, -1):
            ordered = sorted(range(len(page)), key=lambda at: -sign * page[at].y)
            for depth, at in enumerate(ordered[:_DEEPEST]):
                inner = page[ordered[depth + 1]] if depth + 1 < len(ordered) else None
                if inner is None or not _is_mark(page[at], inner, leading, number, pages):
                    break
                found.add((number, at))
    return found


def _is_mark(line: Line, inner: Line, leading: float, number: int, pages: Sequence[Sequence[Line]]) -> bool:
    if _marks().any.fullmatch(line.text) is None:
        return False
    if _marks().strong.search(line.text) is None and (line.text.isdecimal() or number == 0):
        return False
    return (
        "*" in line.text
        or line.text.startswith("/")
        or abs(line.y - inner.y) > _SET_APART * leading
        or any(
            other.text == line.text and abs(other.y - line.y) <= _SAME_PLACE
            for page in pages
            for other in page
            if other.page != line.page
        )
    )


def is_rule(line: Line) -> bool:
    """Whether a line is a rule of underscores, as over notes."""
    return _RULE.fullmatch(line.text) is not None


def without_leader(line: Line) -> tuple[Line, Line | None]:
    """A line of a table of contents without its leader and page number, and these as a line; None for other lines."""
    found = None if line.cells or line.text.count(".") + 3 * line.text.count("…") < 5 else _LEADER.search(line.text)
    if found is None or not found.start():
        return line, None
    right = line.x + (line.right - line.x) * found.start() / len(line.text)
    return replace(line, text=line.text[: found.start()], right=right), replace(line, text=found.group(), references=0)


def run_in_heading(text: str) -> int:
    """Where the text begins behind a heading that is on its first line; 0 where there is none."""
    found = _marks().run_in.match(text)
    return found.end() if found else 0
