"""Phrases that written forms share: counts, names in plain words, excerpts."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path, PurePath

from diple.model import Statement

LONGEST_QUOTE = 240
AROUND = 32  # characters that a selector keeps before and after its quote, where there are as many
_JOINING = re.compile(r"_+|(?<!\d)-+|-+(?!\d)")  # what joins words in the name of a file, but not a date
_DATE = re.compile(r"(?<!\d)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
_KINDS = {"insert": "inserted", "delete": "deleted", "replace": "replaced"}


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
    """What a statement is called: its title, or the name of its file in words."""
    return statement.title or file_in_words(PurePath(statement.source or "").name) or otherwise


def file_in_words(name: str) -> str:
    """The name of a file as words, where it is written as one: "2031-05-03_joint-statement.txt" as a title.

    A date in it stays as it is, and so does a name of one word, or of several with blanks. Known acronyms are in
    capitals: "u-s-eu-statement" is "US EU statement".
    """
    stem = PurePath(name).stem
    words = stem if " " in name else _JOINING.sub(" ", stem)
    if words == stem:
        return name
    said = " ".join(_with_acronyms(words.split(" ")))
    return said[:1].upper() + said[1:]


def _with_acronyms(words: Iterable[str]) -> Iterable[str]:
    """Some words, those that are acronyms in capitals, also where their letters are words by themselves."""
    known = acronyms()["acronyms"]
    for single, run in groupby(words, key=lambda word: len(word) == 1 and word.isalpha()):
        letters = list(run)
        whole = known.get("".join(letters).casefold()) if single else None
        yield from [whole] if whole else (known.get(word.casefold(), word) for word in letters)


@cache
def acronyms() -> dict[str, dict[str, str]]:
    """The table of acronyms, by how names of files write them, with examples for and against."""
    return tomllib.loads(Path(__file__).with_name("acronyms.toml").read_text(encoding="utf-8"))


def date_of(statement: Statement) -> str:
    """The date of a statement as it is known: its own, or the one in the name of its file; "" where neither is."""
    named = _DATE.search(PurePath(statement.source or "").name)
    return statement.date or (named[0] if named else "")


def words_before(prefix: str) -> str:
    """What comes before a quote, from its first whole word on where it was cut."""
    return prefix if len(prefix) < AROUND else f"…{prefix.partition(' ')[2] or prefix}"


def words_after(suffix: str) -> str:
    """What comes after a quote, up to its last whole word where it was cut."""
    return suffix if len(suffix) < AROUND else f"{suffix.rpartition(' ')[0] or suffix}…"


def noise_reasons(reasons: Iterable[str]) -> str:
    """Reasons of noise in the order of their first place, with counts above one: "alternat, typography × 3"."""
    counts = Counter(reasons)
    return ", ".join(name.replace("_", " ") + (f" × {count}" if count > 1 else "") for name, count in counts.items())


def counts_in_words(counts: dict[str, int]) -> str:
    """Counts with their names, the largest first: "39 replaced, 14 deleted"."""
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return ", ".join(f"{count} {_KINDS.get(name, name).replace('_', ' ')}" for name, count in ordered)


def level_counts(counts: dict[str, int]) -> str:
    """Counts of markers in the order of their levels: "2 critical, 3 high"."""
    return ", ".join(f"{count} {level}" for level, count in counts.items())


def percent(ratio: float) -> str:
    """A share of 0 to 1 in per cent; never 100 or 0 unless it is all or nothing."""
    whole = round(ratio * 100)
    if whole == 100 and ratio < 1:
        return "over 99"
    return "under 1" if whole == 0 and ratio > 0 else str(whole)
