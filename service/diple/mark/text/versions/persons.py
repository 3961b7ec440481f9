"""Persons that each version names otherwise: whom it calls by name behind a title, "Mr. Arden Holt".

Names are compared as they sound. Two persons are others where no word of either name is heard in the other version;
between two scripts, which may spell one sound in several ways, each must have two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from diple.align.anchors import sound
from diple.lexicon.tables import language_table
from diple.mark.text.versions.pairing import Version
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.spelt import WORD, alike, sounds_of
from diple.model import Span

GAP = re.compile(r"[ \u00a0\u202f-]|\. ?")  # between two words of a name, or behind an initial
LETTERS = 3  # of a word by which a name is heard
SURNAME_AND_MORE = 2  # words of a name between two scripts


class Person(NamedTuple):
    """Where a person is named, without the title, and how the words of the name sound."""

    place: Span
    sounds: tuple[str, ...]


def exchanged_persons(passage: Passage) -> Iterator[tuple[Span, Span]]:
    """The one person whom each version names, and whom the other does not."""
    versions = (passage.one, passage.other)
    found = [persons(version) for version in versions]
    if not all(found) or len(found[0]) != len(found[1]):
        return
    heard = [sounds_of(version) for version in versions]
    left, right = (unheard(each, heard[1 - side]) for side, each in enumerate(found))
    least = SURNAME_AND_MORE if "ru" in (passage.one.language, passage.other.language) else 1
    if len(left) == len(right) == 1 and min(len(left[0].sounds), len(right[0].sounds)) >= least:
        yield left[0].place, right[0].place


def unheard(found: list[Person], heard: set[str]) -> list[Person]:
    """The persons of whose names no word sounds like one of the other version."""
    return [each for each in found if not any(alike(one, other) for one in each.sounds for other in heard)]


def persons(version: Version) -> list[Person]:
    """Whom a version names behind a title, in order."""
    found = titles(version.language).finditer(version.statement.text, *version.span) if titled(version) else ()
    named = (named_behind(version, match.end()) for match in found)
    return [person for person in named if person is not None]


def named_behind(version: Version, place: int) -> Person | None:
    """The person whose name begins at a place."""
    text, words, end = version.statement.text, list[str](), place
    for match in WORD.finditer(text, place, version.span.end):
        if not match.group()[0].isupper() or (match.start() > end and not GAP.fullmatch(text, end, match.start())):
            break
        words.append(match.group())
        end = match.end()
    sounds = tuple(spelt for word in words if len(word) >= LETTERS and (spelt := sound(word)))
    return Person(Span(place, end), sounds) if sounds else None


def titled(version: Version) -> bool:
    """Whether the titles of a language are known."""
    return bool(table(version.language))


@cache
def table(language: str) -> list[str]:
    """The titles that are right before a name."""
    known: list[str] = language_table(language, "facts").get("persons", {}).get("titles", [])
    return known


@cache
def titles(language: str) -> re.Pattern[str]:
    """The pattern of a title and the blank behind it."""
    known = "|".join(re.escape(title) for title in sorted(table(language), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?i:{known})[ \u00a0\u202f]+")
