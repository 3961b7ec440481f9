"""Halves that are added to a number, behind it or behind what it counts: two and a half, un degré et demi, 两年半."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache

from diple.facts.figures import Number, table, valued
from diple.facts.row import Row, row_behind
from diple.noise.words import words_of
from diple.numerals import HALF, Numerals, atoms_of

WORDS_OF_HALF = 3
HAN_HALF = "半"
ANY = "*"  # of which a half may be, where a language writes the half before it


def half_behind(keys: Sequence[str], at: int, known: Numerals) -> int:
    """How many words from one on add a half: "and a half", с половиной; 0 where they do not."""
    sizes = range(min(WORDS_OF_HALF, len(keys) - at), 0, -1)
    return next((size for size in sizes if " ".join(keys[at : at + size]) in known.of("halves")), 0)


def with_halves(found: Iterable[Number], text: str, language: str) -> Iterator[Number]:
    """Numbers, each whole one with the half that is behind what it counts."""
    low = text.lower()
    if not any(word in low for word in words_of_halves(language)):
        yield from found
        return
    for number in found:
        end = 0 if number.month or number.value.denominator > 1 else end_of_half(text, number.end, language)
        if end:
            values = frozenset(value + HALF for value in number.values)
            plain = number.plain and number.plain + HALF
            yield number._replace(values=values, end=end, firm=True, plain=plain)
        else:
            yield number


@cache
def words_of_halves(language: str) -> tuple[str, ...]:
    """The last word of each half, without which a text has none."""
    halves = words_of(language).numerals.of("halves")
    return (HAN_HALF,) if language == "zh" else tuple(phrase.rpartition(" ")[2] for phrase in halves)


def end_of_half(text: str, start: int, language: str) -> int:
    """Where a half ends that is behind the word after a place; 0 where none is."""
    if language == "zh":
        match = han_half().match(text, start)
        return match.end() if match else 0
    return end_behind(row_behind(text, start, language, WORDS_OF_HALF + 2), 0)


def end_behind(row: Row, noun: int) -> int:
    """Where a half ends that is behind a word; 0 where none is."""
    size = half_behind(row.keys, noun + 1, row.numerals)
    stop = noun + 1 + size
    return row.end(stop) if size and row.are_joined(noun, stop) and is_of_the_counted(row, stop) else 0


def is_of_the_counted(row: Row, at: int) -> bool:
    """Whether a half before a word is one of what is counted: not half of the crew, nor half a million."""
    if not row.follows(at):
        return True
    known, behind = table(row.language), row.keys[at]
    if behind.removeprefix(known.get("article", "")) in valued(row.language, "measures"):
        return True
    atoms, others = atoms_of(behind, row.numerals), known.get("halved", ())
    is_scale = bool(atoms) and atoms[0].kind == "scale"
    return not (is_scale or behind in valued(row.language, "groups") or behind in others or ANY in others)


def half_of_one(row: Row, at: int) -> Number | None:
    """A number that nothing but an article, or the form of the noun, counts: a degree and a half, درجة ونصف."""
    is_article = row.keys[at] in row.numerals.of("articles")
    count = Fraction(1) if is_article else valued(row.language, "measures").get(row.keys[at])
    if not count or (is_article and not row.follows(at + 1)):
        return None
    end = end_behind(row, at + is_article)
    return Number(frozenset((count + HALF,)), row.start(at), end) if end else None


@cache
def han_half() -> re.Pattern[str]:
    """A half behind a Chinese measure: 一度半; 半数 is the half of others."""
    known = table("zh")
    measures = "|".join(sorted(known["han_halved"], key=len, reverse=True))
    return re.compile(rf"\s?(?:{measures}){HAN_HALF}(?![{known['han_no_half']}])")
