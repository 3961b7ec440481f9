"""The lists of a version: short members between commas and conjunctions, by the words of content that each has.

A list ends behind the conjunction before its last member; in Arabic, which has one before each, where no further one
is near. Of the first and the last member only the words nearest to the list are known to be in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from diple.lexicon.tables import language_table
from diple.mark.places.stretch import trimmed
from diple.mark.text.versions.clauses import PAUSE, STOP, Clauses
from diple.model import Span

WORDS = 3  # words of content that a member has at most
LONGEST, LONGEST_CHINESE = 45, 12  # code points from one separator to the next at most
ENDS = re.compile(rf"{STOP.pattern}|[()（）]")
BREAK = re.compile(rf"{ENDS.pattern}|{PAUSE.pattern}")


class Member(NamedTuple):
    """A member of a list: the numbers of its words of content, from `first` up to `end`, and where it is."""

    first: int
    end: int
    place: Span


class Separator(NamedTuple):
    """What parts two members, and where the second one begins; `joins`: with a conjunction, which closes a list."""

    start: int
    end: int
    joins: bool


@cache
def table(language: str) -> dict[str, Any]:
    """What parts the members of a list in a language; {} where that is not known."""
    return language_table(language, "lists")


@cache
def separating(language: str) -> re.Pattern[str]:
    """The pattern of what parts two members, or ends a list."""
    known, bound = table(language), "" if language == "zh" else r"\b"
    joints = "|".join(sorted(known["joints"], key=len, reverse=True))
    attached = "|".join(known.get("attached", ())) or r"(?!)"
    joint = rf"(?P<joint>{bound}(?:{joints}){bound})|(?P<attached>(?<!\w)(?:{attached})(?=\w))"
    commas = "".join(known["commas"])
    return re.compile(rf"[{commas}]\s*(?P<behind>{bound}(?:{joints}){bound})?|{joint}|(?P<end>{BREAK.pattern})")


def lists(clauses: Clauses, language: str) -> Iterator[list[Member]]:
    """The lists of a version, in order."""
    for run in runs(clauses, language) if table(language) else ():
        yield members(clauses, run)


def runs(clauses: Clauses, language: str) -> Iterator[list[Separator]]:
    """The separators of each list."""
    known, run = table(language), list[Separator]()
    for found in separators(clauses, language):
        if run and (found is None or are_apart(clauses, run[-1], found, language)):
            yield from closed(run, known)
            run = []
        if found is not None:
            run.append(found)
            if found.joins and not known.get("before_each"):
                yield run
                run = []
    yield from closed(run, known)


def closed(run: list[Separator], known: dict[str, Any]) -> Iterator[list[Separator]]:
    """Separators that end without a further one, where a list may: else only those with a conjunction at the end."""
    if run and (run[-1].joins or not known.get("closed", True)):
        yield run


def are_apart(clauses: Clauses, one: Separator, other: Separator, language: str) -> bool:
    """Whether too much is between two separators for a member."""
    longest = LONGEST_CHINESE if language == "zh" else LONGEST
    return other.start - one.end > longest or clauses.after(other.start) - clauses.after(one.end) > WORDS


def separators(clauses: Clauses, language: str) -> Iterator[Separator | None]:
    """What parts members, and None where a list is at its end."""
    for match in separating(language).finditer(clauses.text, *clauses.span):
        if match["end"]:
            yield None
        elif not (match["joint"] and language == "zh" and is_in_word(clauses, match.start(), match.end())):
            joins = bool(match["joint"] or match["behind"] or match["attached"])
            yield Separator(match.start(), match.start() if match["attached"] else match.end(), joins)


def is_in_word(clauses: Clauses, start: int, end: int) -> bool:
    """Whether some characters are a part of a longer word, as 和 is of 和平."""
    at = clauses.after(end)
    return any(word.start <= start and end <= word.end for word in clauses.words[max(0, at - 1) : at])


def members(clauses: Clauses, run: Sequence[Separator]) -> list[Member]:
    """The members that some separators part."""
    ends = [separator.start for separator in run[1:]] + [ending(clauses, run[-1].end)]
    inner = [member(clauses, separator.end, end) for separator, end in zip(run, ends, strict=True)]
    return [member(clauses, beginning(clauses, run[0].start), run[0].start), *inner]


def member(clauses: Clauses, start: int, end: int) -> Member:
    """The member between two places."""
    return Member(clauses.after(start), clauses.after(end), trimmed(clauses.text, Span(start, end)))


def beginning(clauses: Clauses, place: int) -> int:
    """Where the few words before a place begin that are in its clause."""
    last = low = clauses.after(place)
    while low > max(0, last - WORDS) and not BREAK.search(clauses.text, clauses.words[low - 1].end, place):
        low -= 1
    return clauses.words[low].start if low < last else place


def ending(clauses: Clauses, place: int) -> int:
    """Where the few words behind a place end that are in its clause."""
    first = high = clauses.after(place)
    while high < min(len(clauses.words), first + WORDS) and not BREAK.search(
        clauses.text, place, clauses.words[high].start
    ):
        high += 1
    return clauses.words[high - 1].end if high > first else place
