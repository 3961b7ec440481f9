"""Phrases that written forms share: counts, names in plain words, excerpts."""

from __future__ import annotations

from pathlib import PurePath

from diple.model import Statement

LONGEST_QUOTE = 240


def number(count: int, noun: str) -> str:
    """A count with its noun: 1 marker, 2 markers."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def counted(counts: dict[str, int]) -> str:
    """Counts by reason: alternat 3, rolling date 7."""
    return ", ".join(f"{in_words(reason)} {count}" for reason, count in counts.items())


def in_words(name: str) -> str:
    """A name of the taxonomy or a reason as one says it."""
    return name.replace("_", " ")


def excerpt(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The text on one line, its middle left out where it is long."""
    return middle_left_out(" ".join(text.split()), longest)


def middle_left_out(text: str, longest: int) -> str:
    """The text, its middle left out at blanks where it is long."""
    if len(text) <= longest:
        return text
    first, last = text[: longest * 2 // 3], text[-longest // 3 :]
    return f"{first.rpartition(' ')[0] or first} … {last.partition(' ')[2] or last}"


def called(statement: Statement, otherwise: str) -> str:
    """What a statement is called: its title, or the name of its file."""
    return statement.title or PurePath(statement.source or "").name or otherwise
