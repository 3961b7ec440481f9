"""Numbers at a place of a sentence, in figures, in words or both; `diple.numerals` says what words write."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from diple.mark.sentence.quantities.row import Row
from diple.normalise import key
from diple.numerals import FRACTION, MOST_PARTS, Atom, figure_value, figures_at, fraction_of, longest_value, single

HYPHEN = "-"
BRACKETS = {"(": ")", "（": "）"}

Part = tuple[tuple[Atom, ...], int]  # a part of a number and the token after it


def read_number(row: Row, at: int) -> tuple[float | None, int]:
    """The number that begins at token `at` and the token after it; None where there is none, or none for certain."""
    if not row.is_figure(at) and not row.has(at, "words"):
        return None, at
    value, stop = number_at(row, at)
    if stop == at + 1 and row.has(at, "ambiguous") and not counts(row, at):
        return None, at
    if row.has(at, "articles") and row.has(at - 1, "lone_fractions"):
        return None, at  # "half a million" is no million
    return value, stop


def number_at(row: Row, at: int) -> tuple[float, int]:
    """The value of a number word or figures with all that belongs to the number, and the token after it."""
    parts = list(islice(parts_at(row, at), MOST_PARTS + 1))
    read, count = longest_value([atoms for atoms, _ in parts], row.numerals)
    if read is None:
        value, stop = float(row.tables["words"][row.key(at)]), at + 1
    else:
        value, stop = float(read), parts[count - 1][1]
    while row.has(stop, "multipliers"):
        value, stop = value * float(row.tables["multipliers"][row.key(stop)]), stop + 1
    return value, stop


def parts_at(row: Row, at: int) -> Iterator[Part]:
    """The parts of a number from token `at` on; figures are its first part, or none of it."""
    if row.is_figure(at):
        value, at = figures_of(row, at)
        yield (Atom("figure", value),), at
    while part := part_at(row, at):
        yield part
        at = part[1]


def figures_of(row: Row, at: int) -> tuple[Fraction, int]:
    """The number in figures at token `at`, with a fraction behind it, and the token after it: 5¼, 4 000, 21 of 21st."""
    text, start, end = row.text, row.tokens[at].start, row.tokens[at].end
    if (part := FRACTION.fullmatch(text, start, end)) and (value := fraction_of(part)) is not None:
        return value, at + 1
    found = figures_at(text, start, len(text), row.numerals)
    stop = row.stop_at(at, found.end) if found else 0
    return (found.value, stop) if found and stop else (Fraction(figure_value(text[start:end])), at + 1)


def part_at(row: Row, at: int) -> Part | None:
    """The part of a number in words at token `at`, or behind a hyphen there."""
    more, stop = row.part_behind(at)
    if more:
        return (Atom("half", Fraction(more)),), stop
    at += row.key(at) == HYPHEN
    found = single(key(row.key(at), row.language), row.numerals) if row.key(at) else ()
    return (found, at + 1) if found else None


def counts(row: Row, at: int) -> bool:
    """Whether an ambiguous number word ("one", "first") is a number: by what follows it."""
    if "part_mark" in row.tables and row.unit_at(at + 1) == "times":
        return True  # 一次
    if row.has(at - 1, "definite") or row.has(at, "adverbs_of_number"):
        return False
    if row.has(at, "articles"):
        return row.is_of_time(at + 1)
    if row.phrase(at + 1, "units")[0]:
        return True
    return any(row.has_any(at + 1, at + 3, name) for name in ("units", "counting_nouns"))


def is_counted(row: Row, at: int) -> bool:
    """Whether a number in words, and no article, begins at token `at`: "after one year" has one."""
    if not row.has(at, "words") or row.has(at, "articles"):
        return False
    return counts(row, at) or number_at(row, at)[1] > at + 1


def repeated(row: Row, stop: int, value: float) -> int:
    """The token after a number that is given once more in brackets, "ninety (90)", else `stop`."""
    closing = BRACKETS.get(row.key(stop))
    again, end = read_number(row, stop + 1) if closing else (None, stop)
    return end + 1 if again == value and row.key(end) == closing else stop
