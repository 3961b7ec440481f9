"""Names in Chinese, which has no capitals: found by the characters with which foreign names are written.

A run of such characters is a name where enough of them hardly occur in other words. Common words that hold such
characters (维护, 承诺) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from diple.lexicon.vocabulary import vocabulary
from diple.mark.sentence.frames import Side
from diple.model import Span

SURE = 2  # characters of a name that hardly occur in other words; half of a long one
LONGEST_WORD = 4  # characters of the longest word that is passed over
LONGEST_NAME = 8
ENDS = re.compile("[，。；、和与]")
ACT = 10  # characters after a name in which its act is


class Letters(NamedTuple):
    """The characters of names, and the words by which they are distinguished from others."""

    strong: frozenset[str]
    common: frozenset[str]
    known: frozenset[str]
    words: frozenset[str]
    acts: tuple[str, ...]
    passive: tuple[str, ...]
    between: tuple[str, ...]
    towards: frozenset[str]


@cache
def letters(language: str) -> Letters:
    """The tables of a language, empty where it is none of Chinese characters."""
    words = vocabulary(language)
    return Letters(
        strong=frozenset("".join(words.words("name_letters"))),
        common=frozenset("".join(words.words("name_letters_common"))),
        known=words.words("known_names"),
        words=words.words("not_in_names"),
        acts=longest_first(words.words("act_words")),
        passive=longest_first(words.words("passive_marks")),
        between=longest_first(words.words("acting_for")),
        towards=words.words("acting_at"),
    )


def longest_first(words: frozenset[str]) -> tuple[str, ...]:
    """Words by falling length."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def han_names(side: Side) -> list[Span]:
    """Where names are in the sentences of a side, in order."""
    return [name for span in side.spans for name in names_in(side.text, span, side.statement.language)]


def names_in(text: str, span: Span, language: str) -> Iterator[Span]:
    """The names of one sentence: known ones first, then runs of characters that only names have."""
    table = letters(language)
    barred = barred_places(text, span, table)
    at = span.start
    while at < span.end:
        known = next((n for n in range(LONGEST_NAME, 1, -1) if text[at : at + n] in table.known), 0)
        stop = at + known if known else run_end(text, at, span.end, barred, table)
        if known or is_name(text[at:stop], table):
            yield Span(at, stop)
        at = max(stop, at + 1)


def run_end(text: str, at: int, end: int, barred: frozenset[int], table: Letters) -> int:
    """Where the run of characters of names ends that begins at a place."""
    while at < end and at not in barred and (text[at] in table.strong or text[at] in table.common):
        at += 1
    return at


def is_name(run: str, table: Letters) -> bool:
    """Whether a run has enough characters of names that hardly occur in other words."""
    strong = sum(char in table.strong for char in run)
    return strong >= SURE and 2 * strong >= len(run)


def barred_places(text: str, span: Span, table: Letters) -> frozenset[int]:
    """The characters that belong to common words."""
    found: set[int] = set()
    for at in range(span.start, span.end):
        for size in range(2, LONGEST_WORD + 1):
            if text[at : at + size] in table.words:
                found.update(range(at, at + size))
    return frozenset(found)


def act_of_name(side: Side, start: int, end: int) -> str:
    """The act that a name does, "" where it does none: "X炮击", "X的侵略", "被X扣押"."""
    table, sentence = letters(side.statement.language), side.span_at(start)
    after = ENDS.split(side.text[end : min(end + ACT, sentence.end)])[0]
    passive = side.text[sentence.start : start].endswith(table.passive)
    acts = ((at, act) for at in range(len(after)) if (act := first_of(table.acts, after[at:])))
    return next((act for at, act in acts if passive or led_to(after[:at], table)), "")


def first_of(words: Iterable[str], text: str) -> str:
    """The first of some words with which a text begins, "" where it begins with none."""
    return next((word for word in words if text.startswith(word)), "")


def led_to(between: str, table: Letters) -> bool:
    """Whether nothing but who acts for a State, or how, is between its name and the act."""
    while between:
        word = first_of(table.between, between)
        if word in table.towards:  # "X对Y的侵略": whom it is done to
            return True
        if not word:
            return False
        between = between[len(word) :]
    return True


def is_kept(act: str, other: Side) -> bool:
    """Whether the other side has an act too."""
    return act in other.text[other.start : other.end]
