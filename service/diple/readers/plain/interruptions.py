"""What a page puts inside a sentence of a plain text: page numbers, symbols, running heads, numbers of lines.

A line is furniture only where the sentence goes on behind it; in doubt it is text. Between sentences a number alone on
its line may be the label of what follows, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

from diple.readers.document.shapes import LONGEST_HEADING, ends_clause, is_titled, opens_item

_COLUMN = 30  # characters; no page is set narrower, and the rows of a list or table mostly are
_FEWEST_NUMBERED = 3  # lines; two numbers in a row may be figures
_NUMBERED = re.compile(r"[ \t]*(\d{1,3})[ \t]+(?=\S)")
_OPENING = "\"'“‘«„(["


class Uninterrupted(NamedTuple):
    """A text without what interrupted its sentences, and what was left out, in order."""

    text: str
    left: tuple[str, ...]


class _Marks(NamedTuple):
    page: re.Pattern[str]
    counted: re.Pattern[str]


@lru_cache(maxsize=1)
def _marks() -> _Marks:
    import tomllib

    table = tomllib.loads(Path(__file__).with_name("interruptions.toml").read_text(encoding="utf-8"))
    return _Marks(re.compile("|".join(table["page_marks"])), re.compile(table["before_lone_numbers"]))


def uninterrupted(text: str) -> Uninterrupted:
    """The text without the numbers of its lines and the lines that part a sentence at the end of a page."""
    source = text.splitlines(keepends=True)
    numbers = _line_numbers(source)
    lines = [line[numbers.get(at, 0) :] for at, line in enumerate(source)]
    runs = list(_interruptions(lines))
    dropped = {at for first, end in runs for at in range(first, end)}
    left = [line if at in dropped else line[: numbers.get(at, 0)] for at, line in enumerate(source)]
    return Uninterrupted(_joined(lines, runs, dropped), tuple(filter(None, map(str.strip, left))))


def _joined(lines: Sequence[str], runs: Sequence[tuple[int, int]], dropped: set[int]) -> str:
    """The lines that stay. A line that is a paragraph of its own is joined to what goes on behind the run."""
    paragraphs = {first - 1 for first, _ in runs if len(lines[first - 1]) > LONGEST_HEADING}
    kept = (at for at in range(len(lines)) if at not in dropped)
    return "".join(lines[at].rstrip() + " " if at in paragraphs else lines[at] for at in kept)


# ---- lines that part a sentence -------------------------------------------------------------------


def _interruptions(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The runs of lines, as [first, end), that are inside a sentence and are no part of it."""
    at = 1
    while at < len(lines):
        end = _run_end(lines, at)
        if end > at and end < len(lines) and _parts_sentence(lines, at, end):
            yield at, end
        at = max(end, at) + 1


def _run_end(lines: Sequence[str], at: int) -> int:
    """Where a run of blank lines, marks of a page and lines in capitals ends."""
    while at < len(lines) and (not (bare := lines[at].strip()) or _is_mark(bare) or _is_capitals(bare)):
        at += 1
    return at


def _is_mark(line: str) -> bool:
    """Whether a line is nothing but the number of a page or the symbol of a document."""
    return (line.isdecimal() and len(line) < 5) or _marks().page.fullmatch(line) is not None


def _is_capitals(line: str) -> bool:
    """Whether a line may be a running head: in capitals, and short."""
    return line.isupper() and len(line) <= LONGEST_HEADING and sum(map(str.isalpha, line)) > 3


def _parts_sentence(lines: Sequence[str], first: int, end: int) -> bool:
    """Whether a run shows a page's end, and the sentence before it goes on behind it."""
    before, after = lines[first - 1].strip(), lines[end].strip()
    breaks_page = any("\f" in line for line in lines[first - 1 : end])
    run = list(filter(None, map(str.strip, lines[first:end])))
    if not any(map(_is_mark, run)) and not (breaks_page and end - first > 1):
        return False
    if _is_whole(before) or opens_item(after) or is_titled(after):
        return False
    lone = not breaks_page and all(map(str.isdecimal, run))
    return not (lone and _may_be_counted(before)) and _goes_on(lines, first, after, lone)


def _is_whole(line: str) -> bool:
    """Whether no sentence goes on behind a line: it is blank, a heading, or a mark ends it."""
    return not line or ends_clause(line) or is_titled(line)


def _may_be_counted(before: str) -> bool:
    """Whether a number alone on its line may belong to the line before: a row of a table, "under article"."""
    return len(before) < _COLUMN or _marks().counted.search(before) is not None


def _goes_on(lines: Sequence[str], first: int, after: str, lone: bool) -> bool:
    """Whether a line goes on with the sentence of the line before a run.

    A small letter shows it. A capital, or a letter without case, shows it only behind two lines or a long one: no
    heading has so much.
    """
    opening = after.lstrip(_OPENING)[:1]
    if opening.islower():
        return True
    in_paragraph = (first > 1 and bool(lines[first - 2].strip())) or len(lines[first - 1]) > LONGEST_HEADING
    if not opening or not in_paragraph:
        return False
    return category(opening) == "Lo" or (opening.isupper() and not lone)


# ---- numbers of lines -----------------------------------------------------------------------------


def _line_numbers(lines: Sequence[str]) -> dict[int, int]:
    """The lines that begin with their number, and how long it is with the blanks around it."""
    found: dict[int, int] = {}
    for run in _numbered_runs(lines):
        if _is_prose([lines[at][end:].strip() for at, end in run]):
            found |= dict(run)
    return found


def _numbered_runs(lines: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines, blank ones and marks of a page aside, of which each has the next number or begins again with 1."""
    run: list[tuple[int, int]] = []
    last = 0
    for at, line in enumerate(lines):
        bare = line.strip()
        if not bare or _is_mark(bare):
            continue
        match = _NUMBERED.match(line)
        number = int(match[1]) if match else 0
        if run and number not in (last + 1, 1):
            yield run
            run = []
        if match:
            run.append((at, match.end()))
        last = number
    yield run


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether numbered lines are lines of sentences and no list: most are full and end in the middle of one.

    As a sentence breaks at any word, a third or more of the lines begin with a small letter, and the first does not.
    """
    if len(lines) < _FEWEST_NUMBERED or lines[0][0].islower():
        return False
    after = lines[1:]
    unended = [not ends_clause(line) for line in lines[:-1]]
    small = sum([line[0].islower() and goes_on for line, goes_on in zip(after, unended, strict=True)])
    full = sum([len(line) >= _COLUMN for line in lines])
    return 2 * full >= len(lines) and 2 * sum(unended) >= len(after) and 3 * small >= len(after)
