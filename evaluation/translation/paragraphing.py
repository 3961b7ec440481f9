"""Lays units whose renderings are known into paragraphs, alike or unlike on the two sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from evaluation.translation.texts import Unit, article_of, gap

CUT = 0.3  # how many sentences begin a paragraph: two to five sentences are one, as in statements
BREAK = "\n\n"


class Laid(NamedTuple):
    """A text, and where each of its units is in it: id, start and end in code points."""

    text: str
    places: tuple[tuple[str, int, int], ...]


# Whether a paragraph begins before the unit of that number, given the numbers that were cut by chance.
Begins = Callable[[Sequence[Unit], frozenset[int], int], bool]


def where_cut(_: Sequence[Unit], cut: frozenset[int], at: int) -> bool:
    """Where chance cut both sides."""
    return at in cut


def one_late(_: Sequence[Unit], cut: frozenset[int], at: int) -> bool:
    """One unit later than chance cut."""
    return at - 1 in cut


def nowhere(_: Sequence[Unit], _cut: frozenset[int], _at: int) -> bool:
    """The whole text in one paragraph."""
    return False


def everywhere(_: Sequence[Unit], _cut: frozenset[int], _at: int) -> bool:
    """Each unit a paragraph."""
    return True


def by_article(units: Sequence[Unit], _: frozenset[int], at: int) -> bool:
    """One paragraph for each article, its heading in it."""
    return article_of(units[at]) != article_of(units[at - 1])


class Paragraphing(NamedTuple):
    """Where paragraphs begin in the old and in the new text."""

    name: str
    old: Begins
    new: Begins


ALIKE = "alike"
OF_SENTENCES = (
    Paragraphing(ALIKE, where_cut, where_cut),
    Paragraphing("each break one sentence late", where_cut, one_late),
    Paragraphing("one side a single paragraph", where_cut, nowhere),
    Paragraphing("both sides a single paragraph", nowhere, nowhere),
    Paragraphing("one side each sentence a paragraph", where_cut, everywhere),
)
OF_ARTICLES = (
    Paragraphing(ALIKE, everywhere, everywhere),
    Paragraphing("one side a paragraph for each article", everywhere, by_article),
    Paragraphing("both sides a paragraph for each article", by_article, by_article),
    Paragraphing("one side a single paragraph", everywhere, nowhere),
    Paragraphing("both sides, line breaks as spaces", nowhere, nowhere),
)


def cuts(count: int, random: Random) -> frozenset[int]:
    """The numbers of the units before which chance begins a paragraph."""
    return frozenset(at for at in range(1, count) if random.random() < CUT)


def laid(units: Sequence[Unit], language: str, begins: Begins, cut: frozenset[int]) -> Laid:
    """The units as a text with paragraphs."""
    text, places = "", []
    for at, unit in enumerate(units):
        if at:
            text += BREAK if begins(units, cut, at) else gap(language)
        places.append((unit.id, len(text), len(text) + len(unit.text)))
        text += unit.text
    return Laid(text, tuple(places))
