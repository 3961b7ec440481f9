"""Signatures side by side: a column of the page for each party, which is read down before the next one is.

So do forms without columns have them, one party below the other. Whether rows of cells are signatures is told by their
words, in `signatures.toml`: in one row, each cell says for which
party it is signed, that it is signed, or the office of who signs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeVar

Cell = TypeVar("Cell")

MOST_PARTIES = 4
MOST_ROWS = 14
MOST_COLUMNS = 2 * MOST_PARTIES  # with those that part them
_LONGEST = 90  # characters of a line of a signature
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_STOPS = (".", ";", ":", "!", "?", "。", "；", "؛")
_WORDS_OF_SENTENCE = 6  # a line of so many that ends with a stop is no part of a signature
_FIRST_WORDS = 3


def are_signatures(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells are what parties sign, a column for each; a cell may be empty, or have several lines."""
    if not rows or len(rows) > MOST_ROWS or any(len(row) != len(rows[0]) for row in rows):
        return False
    columns = [column for column in zip(*rows, strict=True) if any(map(str.strip, column))]
    lines = [line for column in columns for cell in column for line in cell.splitlines()]
    begins = map("".join, columns)
    if not 1 < len(columns) <= MOST_PARTIES or any(map(_goes_on, begins)) or not all(map(may_be_signed, lines)):
        return False
    return any(all(map(_signs, row)) for row in zip(*columns, strict=True))


def party_by_party(rows: Sequence[Sequence[Cell]], said: Callable[[Cell], str]) -> list[Cell]:
    """The cells of a table of signatures, column after column; none of any other table. `said` gives a cell's words."""
    few = 0 < len(rows) <= MOST_ROWS and all(len(row) <= MOST_COLUMNS for row in rows)
    if not few or not are_signatures([[said(cell) for cell in row] for row in rows]):
        return []
    return [cell for column in zip(*rows, strict=True) for cell in column]


def may_be_signed(line: str) -> bool:
    """Whether a line is short, without figures, and no sentence."""
    ends = line.rstrip().endswith(_STOPS) and len(_WORD.findall(line)) >= _WORDS_OF_SENTENCE
    return len(line) <= _LONGEST and not _DIGIT.search(line) and not ends


def _goes_on(text: str) -> bool:
    """Whether a text begins with a small letter, as the rest of a line does."""
    return text.lstrip(" \n(")[:1].islower()


def _signs(cell: str) -> bool:
    """Whether a cell says for whom it is signed, that it is, or with what office."""
    known = _known()
    if _goes_on(cell):
        return False
    words = [word.casefold() for word in _WORD.findall(cell)]
    begun = {" ".join(words[:count]) for count in range(1, _FIRST_WORDS + 1)}
    return (
        not begun.isdisjoint(known["opens"])
        or not known["signed"].isdisjoint(words[:1])
        or not known["offices"].isdisjoint(words)
        or any(sign in cell for name in ("opens_unspaced", "offices_unspaced") for sign in known[name])
    )


@cache
def _known() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files(__package__).joinpath("signatures.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}
