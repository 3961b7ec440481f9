"""What documents of international bodies put on their pages beside the text: numbers of jobs, bar codes, symbols.

Such marks are known by their form and their place at the edge of a page, where each may be once. Leaders and page
numbers of a table of contents are marks inside a line.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from diple.readers.pdf.pieces import Line

_DEEPEST = 3  # lines from an edge of a page
_SET_APART = 1.25  # of the leading
_FAR = 1.9  # the same, of a head with words
_SAME_PLACE = 8.0  # points
_LONGEST_HEAD = 120  # characters
_BACK = re.compile(r"\s+[↩⤴]\ufe0e?$")
_FEWEST_PRINTED = 3  # lines of the first page with the two that a browser prints; a later page may be blank
_FEWEST_DOTS = 5  # of a leader
_STOPS = (".", "!", "?", ";", ":", ",")
# Signs of a leader at the end of a line, and the number of a page behind them.
_TAIL = re.compile(r"(?<![\s.…·_])([\s.…·_]++)(\d{1,4}|[ivxlc]{1,7})?$")
_DOTS = re.compile(rf"(?:\.[ \u00a0]?){{{_FEWEST_DOTS}}}")
_NO_DOTS = re.compile("[…·_]")
_RULE = re.compile(r"_{5,}")


class _Marks(NamedTuple):
    strong: re.Pattern[str]
    any: re.Pattern[str]
    symbol: re.Pattern[str]
    printed_foot: re.Pattern[str]
    printed_head: re.Pattern[str]
    run_in: re.Pattern[str]


@lru_cache(maxsize=1)
def _marks() -> _Marks:
    table = tomllib.loads((files(__package__) / "page_marks.toml").read_text(encoding="utf-8"))
    strong, weak = "|".join([table["printed_foot"], *table["strong"]]), "|".join(table["weak"])
    return _Marks(
        re.compile(rf"(?<!\S)(?:{strong})(?!\S)"),
        re.compile(rf"(?:{strong}|{weak})(?:\s+(?:{strong}|{weak}))*"),
        re.compile(rf"^(?:{table['weak'][0]})(?= )|(?<= )(?:{table['weak'][0]})$"),
        re.compile(table["printed_foot"]),
        re.compile(table["printed_head"]),
        re.compile(rf"({table['run_in']})\s+(?=[^\W\d_a-z])"),
    )


def marks_at_edges(pages: Sequence[Sequence[Line]], leading: float) -> set[tuple[int, int]]:
    """The lines at the edges of pages that are marks and nothing else, as (page, place in the page's lines).

    `leading` is the usual distance of two lines. Marks are set apart from the text, or recur in their place on another
    page. What a text may hold too, such as a symbol, is no mark at the head of the first page. A head with the symbol
    of the document beside its words is one, too, on any other page, and on the first one if it recurs.
    """
    found: set[tuple[int, int]] = set()
    alike: dict[str, list[Line]] = defaultdict(list)
    for page in pages:
        for line in page:
            alike[line.text].append(line)
    for number, page in enumerate(pages):
        for sign in (1, -1):
            ordered = sorted(range(len(page)), key=lambda at: -sign * page[at].y)
            lines = [page[at] for at in ordered[: _DEEPEST + 1]]
            edge = "foot" if sign == -1 else "head" if number else "title"
            depths = range(len(lines) - 1, 0, -1)
            depth = next((depth for depth in depths if _are_marks(lines, depth, leading, alike, edge)), 0)
            found |= {(number, at) for at in ordered[:depth]}
        found |= {(number, at) for at in _printed(page, 2 if number else _FEWEST_PRINTED)}
    return found


def _printed(page: Sequence[Line], fewest: int) -> Sequence[int]:
    """The lines that a browser prints above and below a page of so many lines or more, however near the text comes."""
    ordered = sorted(range(len(page)), key=lambda at: -page[at].y)
    if len(page) < fewest or not _marks().printed_foot.fullmatch(page[ordered[-1]].text):
        return ()
    is_head = _marks().printed_head.fullmatch(page[ordered[0]].text)
    return (ordered[0], ordered[-1]) if is_head else ()


def _are_marks(
    lines: Sequence[Line], depth: int, leading: float, alike: Mapping[str, Sequence[Line]], edge: str
) -> bool:
    """Whether so many lines from an edge on are marks; the edge is a foot, a head, or the head with the title."""
    outer, last, inner = lines[:depth], lines[depth - 1], lines[depth]
    if all(_marks().any.fullmatch(line.text) for line in outer):
        strong = any(map(_marks().strong.search, (line.text for line in outer)))
        sure = strong or not (edge == "title" or any(line.text.isdecimal() for line in outer))
        return sure and (_is_parted(last, inner, leading) or _recurs(last, alike))
    if depth > 1 or edge == "foot" or not _is_head_with_symbol(last):
        return False
    return abs(last.y - inner.y) > _FAR * leading and (edge == "head" or _recurs(last, alike))


def _is_parted(line: Line, inner: Line, leading: float) -> bool:
    """Whether a mark is set apart from the line within, or is of a form that needs no room: a bar code, "/..."."""
    return "*" in line.text or line.text.startswith("/") or abs(line.y - inner.y) > _SET_APART * leading


def _recurs(line: Line, alike: Mapping[str, Sequence[Line]]) -> bool:
    """Whether the same line is in one place on another page."""
    return any(other.page != line.page and abs(other.y - line.y) <= _SAME_PLACE for other in alike[line.text])


def _is_head_with_symbol(line: Line) -> bool:
    """Whether a line is a symbol with a few words on one side of it, and no sentence."""
    words = _marks().symbol.sub("", line.text).strip()
    return words != line.text and len(words) <= _LONGEST_HEAD and not (line.bold or words.endswith(_STOPS))


def is_rule(line: Line) -> bool:
    """Whether a line is a rule of underscores, as over notes."""
    return _RULE.fullmatch(line.text) is not None


def without_leader(line: Line) -> tuple[Line, Line | None]:
    """A line of a table of contents without its leader and page number, and these as a line; None for other lines.

    So is the arrow taken off with which browsers print the link from the end of a note back to its mark.
    """
    start = 0 if line.cells else _leader_start(line.text)
    if not start:
        return line, None
    right = line.x + (line.right - line.x) * start / len(line.text)
    return replace(line, text=line.text[:start], right=right), replace(line, text=line.text[start:], references=0)


def _leader_start(text: str) -> int:
    """Where the leader at the end of a line begins, five dots or an ellipsis with a number behind; 0 without one."""
    if back := _BACK.search(text):
        return back.start()
    if text.count(".") + 3 * text.count("…") < _FEWEST_DOTS or not (tail := _TAIL.search(text)):
        return 0
    is_leader = _DOTS.search(_NO_DOTS.split(tail[1])[-1]) or ("…" in tail[1] and tail[2])
    return tail.start() if is_leader else 0


def run_in_heading(text: str) -> int:
    """Where the text begins behind a heading that is on its first line; 0 where there is none."""
    found = _marks().run_in.match(text)
    return found.end() if found else 0
