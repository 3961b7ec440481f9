"""The statements of `statements.toml`, and each as the block elements of a page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from pathlib import Path

_TABLE = Path(__file__).with_name("texts") / "statements.toml"
_HEADING = re.compile(r"(#+) ")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in one language; `text` has `# ` before headings and `- ` before items of lists."""

    name: str
    language: str
    text: str

    @property
    def plain(self) -> str:
        """As a plain text: headings without their signs."""
        return re.sub(r"(?m)^#+ ", "", self.text).strip() + "\n"

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
    for is_list, lines in groupby(filter(None, text.split("\n")), lambda line: line.startswith("- ")):
        if is_list:
            yield f"<ul>{''.join(f'<li>{escape(line[2:])}</li>' for line in lines)}</ul>"
            continue
        for line in lines:
            heading = _HEADING.match(line)
            tag, start = (f"h{len(heading[1])}", heading.end()) if heading else ("p", 0)
            yield f"<{tag}>{escape(line[start:])}</{tag}>"
