"""What mail programs write around a message inside another: its sender, its day and its subject are no text of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from diple.model import Notice
from diple.readers.document.messages import extent

_FEWEST_FIELDS = 2  # below the line that opens a forwarded message
_LONGEST = 300  # characters of a line above a quotation, over two lines where it was wrapped


def without_envelopes(text: str) -> tuple[str, list[Notice]]:
    """A text without the fields of messages forwarded in it and the lines above quotations, and what was left out."""
    lines = text.splitlines()
    left = dict.fromkeys(at for first in range(len(lines)) for at in _envelope(lines, first))
    if not left:
        return text, []
    kept = [line for at, line in enumerate(lines) if at not in left]
    data = extent([lines[at].strip() for at in left])
    message = "The fields of a message that is forwarded or answered here were left out."
    return "\n".join(kept), [Notice("dropped_furniture", message, data)]


def _envelope(lines: Sequence[str], first: int) -> range:
    """The lines of an envelope that begins at a line; empty where none does."""
    if _opening().fullmatch(lines[first].strip().lower()):
        return _forwarded(lines, first)
    return _answered(lines, first)


def _forwarded(lines: Sequence[str], first: int) -> range:
    """The line above a forwarded message with the fields below it."""
    at = first + 1
    while at < len(lines) and not lines[at].strip() and at <= first + 1:
        at += 1
    begun = at
    while at < len(lines) and _field().match(lines[at].strip().lower()):
        at += 1
    return range(first, at) if at - begun >= _FEWEST_FIELDS else range(0)


def _answered(lines: Sequence[str], first: int) -> range:
    """The line above a quotation, of two where it was wrapped: "On 4 February 2032, Ada Tarn <a@b.c> wrote:"."""
    for end in (first + 1, first + 2):
        line = " ".join(line.strip() for line in lines[first:end]).lower()
        is_end = end <= len(lines) and line.endswith(_answers()) and len(line) <= _LONGEST
        following = next((line for line in lines[end : end + 2] if line.strip()), "")
        if is_end and lines[first].strip() and following.lstrip().startswith(">") and any(map(str.isdigit, line)):
            return range(first, end)
    return range(0)


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads((files(__package__) / "envelopes.toml").read_text(encoding="utf-8"))


@cache
def _opening() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _table()["openings"]))
    return re.compile(rf"(?:-{{2,}}\s*(?:{words}):?\s*-{{2,}}|begin forwarded message:)")


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"\*?(?:{'|'.join(map(re.escape, _table()['fields']))})\s?[:：]")


@cache
def _answers() -> tuple[str, ...]:
    return tuple(_table()["answers"])
