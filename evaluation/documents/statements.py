"""The statements of `statements.toml`, and each as the block elements of a page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from itertools import groupby
from pathlib import Path

_TABLE = Path(__file__).with_name("texts") / "statements.toml"
_HEADING = re.compile(r"(#+) ")
_SIGNS = re.compile(r"(?m)^(?:#+|&{1,2}) ")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in one language; `text` has `# ` before headings and `- ` before items of lists.

    A party's signature begins with `&& ` and has `& ` before its further lines: on a page it is beside the other's.
    """

    name: str
    language: str
    text: str

    @property
    def plain(self) -> str:
        """As a plain text: headings and signatures without their signs, one party below the other."""
        return _SIGNS.sub("", self.text).strip() + "\n"

    @property
    def unsigned(self) -> Statement:
        """Without what the parties sign."""
        return replace(self, text=self.text.partition("&&")[0])

    @property
    def html(self) -> str:
        """The elements of a page."""
        return "\n".join(_elements(self.text))


@lru_cache(maxsize=1)
def statements() -> tuple[Statement, ...]:
    """All of them."""
    return tuple(Statement(**entry) for entry in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["statement"])


def statement(name: str) -> Statement:
    """The one of a name."""
    return next(each for each in statements() if each.name == name)


def _elements(text: str) -> Iterator[str]:
    for kind, lines in groupby(filter(None, text.split("\n")), _kind):
        if kind == "list":
            yield f"<ul>{''.join(f'<li>{escape(line[2:])}</li>' for line in lines)}</ul>"
        elif kind == "signatures":
            yield _side_by_side(lines)
        else:
            yield from map(_element, lines)


def _kind(line: str) -> str:
    if line.startswith("&"):
        return "signatures"
    return "list" if line.startswith("- ") else "text"


def _side_by_side(lines: Iterable[str]) -> str:
    """The signatures in a table, a cell for each party."""
    cells: list[list[str]] = []
    for line in lines:
        if line.startswith("&&"):
            cells.append([])
        cells[-1].append(escape(line.lstrip("& ")))
    shown = (f"<td>{'<br>'.join(cell)}</td>" for cell in cells)
    return f'<table style="width: 100%"><tr>{"".join(shown)}</tr></table>'


def _element(line: str) -> str:
    heading = _HEADING.match(line)
    tag, start = (f"h{len(heading[1])}", heading.end()) if heading else ("p", 0)
    return f"<{tag}>{escape(line[start:])}</{tag}>"
