"""Signatures side by side: a column of the page for each party, which is read down before the next one is.

Forms without columns have one party below the other, too. Rows of cells are signatures by their words, which are in
`signatures.toml`: in one row, each cell says for which party it is signed, that it is signed, or the office of who
signs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TypeVar

from diple.model import Block, Document
from diple.readers.document.blocks import shifted

Cell = TypeVar("Cell")

MOST_PARTIES = 4
MOST_ROWS = 14
MOST_COLUMNS = 2 * MOST_PARTIES  # with those that part them
_LONGEST = 90  # characters of a line of a signature
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_TABS = re.compile(r"\t+")
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


def one_below_another(document: Document) -> Document:
    """A document in which signatures that tabs set side by side are blocks, a party after the other."""
    found = {first: (last, parties) for first, last, parties in _set_by_tabs(document)}
    if not found:
        return document
    pieces, blocks, length, number, end = list[str](), list[Block](), 0, 0, 0
    while number < len(document.blocks):
        block = document.blocks[number]
        gap, (last, parties) = document.text[end : block.start], found.get(number, (number + 1, ()))
        for party in parties:
            pieces += (gap, party)
            blocks.append(Block(length + len(gap), length + len(gap) + len(party), "paragraph"))
            length, gap = blocks[-1].end, "\n\n"
        if not parties:
            pieces.append(document.text[end : block.end])
            blocks.append(shifted(block, length - end))
            length = blocks[-1].end
        number, end = last, document.blocks[last - 1].end
    return replace(document, text="".join(pieces) + document.text[end:], blocks=tuple(blocks))


def _set_by_tabs(document: Document) -> Iterator[tuple[int, int, list[str]]]:
    """The blocks `[first, last)` that are signatures, cells of a row apart by tabs, and the words of each party."""
    rows = [_cells(document.text[block.start : block.end]) for block in document.blocks]
    first = 0
    while first < len(rows):
        last = first + 1
        while last < len(rows) and rows[first] and rows[last] and len(rows[last][0]) == len(rows[first][0]):
            last += 1
        cells = [row for block in rows[first:last] for row in block]
        if cells and are_signatures(cells):
            yield first, last, ["\n".join(filter(None, column)) for column in zip(*cells, strict=True)]
        first = last


def _cells(text: str) -> list[list[str]]:
    """The cells of each line of a block; nothing where a line has none, or more or fewer than the others."""
    if "\t" not in text:
        return []
    rows = [[cell.strip() for cell in _TABS.split(line.strip())] for line in text.split("\n")]
    return rows if 1 < len(rows[0]) <= MOST_PARTIES and all(len(row) == len(rows[0]) for row in rows) else []


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
        or not known["signed"].isdisjoint(words)
        or not known["offices"].isdisjoint(words)
        or any(sign in cell for name in ("opens_unspaced", "offices_unspaced") for sign in known[name])
    )


@cache
def _known() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files(__package__).joinpath("signatures.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}
