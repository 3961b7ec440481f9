"""Lines for a terminal: wrapped by columns, Chinese two columns wide, with nothing that could steer it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from diple.render.redline.differing import Part

_SGR = {
    "deleted": "31",
    "inserted": "32",
    "moved": "35",
    "quiet": "2",
    "strong": "1",
    "set_off": "1;4",
    "critical": "1;31",
    "high": "1;33",
    "notable": "33",
    "minor": "",
}
# An ideograph may end a line unless a closing mark or bracket follows; opening ones stay with what they open.
_WIDE = r"\u2e80-\u2fdf\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = r"、。，．：；！？）》」』】〕〉”’…"
_ATOM = re.compile(rf"\s+|(?:\[-|\{{\+|\[~|[（《「『【〔〈“‘])*[{_WIDE}](?:-\]|\+\}}|~\]|[{_CLOSING}])*|[^\s{_WIDE}]+")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028\u2029\ufffe\uffff]")


class Run(NamedTuple):
    """Text in one style; a style is a name such as deleted, quiet or critical, or empty."""

    text: str
    style: str = ""


Line = Sequence[Run]


def title(text: str) -> Iterator[Line]:
    """The title of a part, a blank line above."""
    yield []
    yield [Run(text, "strong")]


def news(parts: Iterable[Part]) -> list[Run]:
    """The news of a marker, the words that changed underlined in it."""
    return [Run(part.text, "set_off" if part.differs else "strong") for part in parts]


def safe(text: str) -> str:
    """The text on one line, with control characters, bidi overrides and lone surrogates made visible."""
    return _UNSAFE.sub(lambda found: _shown(found[0]), text)


def _shown(char: str) -> str:
    code = ord(char)
    if char.isspace():
        return " "
    if code < 0x20 or code == 0x7F:
        return chr(0x2400 + code) if code < 0x20 else "\u2421"
    return f"<U+{code:04X}>"


@cache
def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def wrapped(runs: Iterable[Run], width: int, indent: str = "", first: Run | None = None) -> list[list[Run]]:
    """Lines of at most `width` columns, the first led by `first`, the others by `indent`.

    Lines break at white space and between ideographs; a word that is longer than a line is cut.
    """
    cells = [(char, run.style) for run in runs for char in safe(run.text)]
    room = max(width - max(columns(indent), columns(first.text) if first else 0), 4)
    lines: list[list[Run]] = []
    for start, end in _breaks("".join(char for char, _ in cells), room):
        lead = first if first and not lines else Run(indent)
        lines.append([lead, *_runs(cells[start:end])])
    return lines or ([[first]] if first else [])


def _runs(cells: list[tuple[str, str]]) -> Iterator[Run]:
    for style, group in groupby(cells, key=lambda cell: cell[1]):
        yield Run(re.sub(r"\s+", " ", "".join(char for char, _ in group)), style)


def _breaks(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Where the lines of `text` start and end, white space at their ends left out."""
    start = end = used = 0
    for found in _ATOM.finditer(text):
        blank, wide = found[0].isspace(), columns(found[0])
        if blank:
            used += 1 if end > start else 0
            start = found.end() if end <= start else start
            continue
        if end > start and used + wide > room:
            yield start, end
            start, used = found.start(), 0
        end, used = found.end(), used + wide
        while used > room:
            cut = _fitting(text, start, end, room)
            yield start, cut
            start, used = cut, columns(text[cut:end])
    if end > start:
        yield start, end


def _fitting(text: str, start: int, end: int, room: int) -> int:
    """The furthest place to which the text fits into `room` columns, at least one character on."""
    used = 0
    for at in range(start, end):
        used += _columns_of(text[at])
        if used > room:
            return max(at, start + 1)
    return end


def painted(line: Iterable[Run], color: bool) -> str:
    """A line as it is printed: with escape sequences where `color` is true, without blanks at its end."""
    parts = [_paint(run) if color else run.text for run in line]
    return "".join(parts).rstrip()


def _paint(run: Run) -> str:
    codes = _SGR.get(run.style, "")
    return f"\x1b[{codes}m{run.text}\x1b[0m" if codes and run.text else run.text
