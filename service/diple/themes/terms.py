"""The terms of a theme that one text alone has: what came and what went, in the words of the texts.

A term is a name, or a few words of content in a row of which the first and the last can be the subject of a theme. It
recurs, most of its sentences are in the theme, and the other text has it nowhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from diple.mark.events.words import Word
from diple.model import Statement
from diple.themes.naming import says
from diple.themes.sentences import FEWEST_SENTENCES
from diple.themes.words import Texts, line_of

LONGEST = 4  # words of a term
MOST_TERMS = 3  # terms of a theme that one text alone has
# What each further word of a term adds to what it says. On the 29 pairs of evaluation/links.tsv and links_held.tsv, of
# 190 lists of terms 43 are others without it, most of them cut short ("fundamental labor" for "fundamental labor
# rights"); with .25 and with 1 only 10 are.
FURTHER = 0.5
_INSIDE = re.compile(r"[\w'’\u2010\u2011-]")  # what is before a part of a word: 20th, U.S.-Sarvian
_POSSESSIVE = re.compile(r"['’]s?$")


class Terms(NamedTuple):
    """The terms of a theme in the old text alone, and those in the new one alone, the most telling first."""

    went: tuple[str, ...] = ()
    came: tuple[str, ...] = ()


class _Place(NamedTuple):
    """Words in a row in a sentence, by their numbers."""

    sentence: int
    first: int
    last: int


def terms_of(texts: Texts, groups: Sequence[Sequence[int]]) -> list[Terms]:
    """The terms of each group of sentences."""
    holder = {number: at for at, group in enumerate(groups) for number in group}
    sides = [_terms_of_side(texts, side, holder, len(groups)) for side in (0, 1)]
    return [Terms(went, came) for went, came in zip(*sides, strict=True)]


def _terms_of_side(texts: Texts, side: int, holder: Mapping[int, int], groups: int) -> Iterator[tuple[str, ...]]:
    other = "".join(line for line, it in zip(texts.lines, texts.row.sentences, strict=True) if it.side != side)
    found: list[list[tuple[float, _Place, frozenset[str]]]] = [[] for _ in range(groups)]
    for stems, places in _recurrent(texts, side).items():
        at, count = _home(places, holder)
        if count >= FEWEST_SENTENCES and line_of(stems) not in other:
            words = _words(texts, places[0])
            worth = count * says(words, texts.language) * (1 + FURTHER * (len(words) - 1))
            found[at].append((worth, places[0], frozenset(stems)))
    return (tuple(_named(texts, place) for place in _apart(each)) for each in found)


def _recurrent(texts: Texts, side: int) -> dict[tuple[str, ...], list[_Place]]:
    """The terms of a text that are in more than one sentence, by their stems."""
    places: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for number, sentence in enumerate(texts.row.sentences):
        if sentence.side == side and not sentence.heading:
            for first, last in _runs(texts.words[number], texts.tell[number], texts.statement(number)):
                held = places[tuple(texts.all_stems[number][first:last])]
                if not held or held[-1].sentence != number:
                    held.append(_Place(number, first, last))
    return {stems: held for stems, held in places.items() if len(held) >= FEWEST_SENTENCES}


def _runs(words: Sequence[Word], telling: Sequence[bool], statement: Statement) -> Iterator[tuple[int, int]]:
    """Words of content that follow one another, as numbers; a single one is a name."""
    for first, word in enumerate(words):
        end = word.start
        may_open = telling[first] and not _is_inside(word, statement)
        for last in range(first, min(first + LONGEST, len(words)) if may_open else first):
            if words[last].start - end > 1 or not words[last].is_content or words[last].is_figure:
                break
            end = words[last].end
            if telling[last] and (last > first or word.is_name):
                yield first, last + 1


def _is_inside(word: Word, statement: Statement) -> bool:
    return word.start > 0 and _INSIDE.match(statement.text, word.start - 1) is not None


def _home(places: Sequence[_Place], holder: Mapping[int, int]) -> tuple[int, int]:
    """The group that has more than half of some places, and how many; 0 where none has."""
    counts: dict[int, int] = defaultdict(int)
    for place in places:
        counts[holder.get(place.sentence, -1)] += 1
    at = max(counts, key=lambda one: (counts[one], -one))
    return (at, counts[at]) if at >= 0 and 2 * counts[at] > len(places) else (0, 0)


def _apart(found: Sequence[tuple[float, _Place, frozenset[str]]]) -> list[_Place]:
    """The places of the most telling terms, none with a word of one before it."""
    taken: list[_Place] = []
    said: set[str] = set()
    for _, place, stems in sorted(found, key=lambda each: (-each[0], each[1])):
        if said.isdisjoint(stems) and len(taken) < MOST_TERMS:
            taken.append(place)
            said |= stems
    return taken


def _words(texts: Texts, place: _Place) -> Sequence[Word]:
    return texts.words[place.sentence][place.first : place.last]


def _named(texts: Texts, place: _Place) -> str:
    words = _words(texts, place)
    text = texts.statement(place.sentence).text[words[0].start : words[-1].end]
    return _POSSESSIVE.sub("", " ".join(text.split()))
