"""What a sentence or block of one language has that its rendering in another keeps.

Numbers, in digits or in words; months; names and borrowed words that sound alike; concepts of the packs, which have
wordings in several languages; and the label of a list item or article.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from diple.composing import composed
from diple.facts.numbers import numbers
from diple.lexicon import Lexicon
from diple.lexicon.tables import parsed
from diple.model import Block, Span, Statement
from diple.noise.words import words_of
from diple.numerals import in_words

# How many letters of two words that sound alike are compared: endings differ from language to language.
ALIKE_LETTERS = 5
NAME_LETTERS = 4
# A block without a stop up to this long (in characters) may be the heading of an article.
LONGEST_HEADING = 40
# So many characters of a sentence or block are read for what a rendering keeps: a thousand numbers say no more.
MOST_READ = 10_000
KEPT, LONGEST_WORD = 65_536, 40  # how many words the sound is kept of, and letters of a word that are looked at
_HAN_ALL = frozenset("〇零一二三四五六七八九十百")
_WORD = re.compile(r"[^\W\d_]+")
_SEMICOLON = re.compile("[;؛；]")
_LABEL = re.compile(r"\d{1,9}|[〇零一二三四五六七八九十百]{1,9}|[^\W\d_\u3007\u4e00-\u9fff]+")


class Unit(NamedTuple):
    """What is compared of a sentence or block.

    `length` is in characters, without white space; `numbers` are their values, as strings; `anchors` all
    that a rendering may keep, the numbers among it; `label` is the number of the item or article, where it has one;
    `block` is the number of its block, `place` that of the character at which it begins; `semicolons` are those within.
    """

    length: int
    numbers: frozenset[str]
    anchors: frozenset[str]
    kind: str
    label: int | None
    block: int
    place: int
    semicolons: int = 0


def block_units(statement: Statement) -> list[Unit]:
    """The blocks of a statement as units."""
    return [
        _unit(statement, Span(block.start, block.end), block, number) for number, block in enumerate(statement.blocks)
    ]


def span_unit(statement: Statement, span: Span, held: int) -> Unit:
    """A sentence, or a part of one, as a unit; `held` is the number of its block."""
    block = statement.blocks[held]
    unit = _unit(statement, span, block, held)
    return unit if span.start <= block.start else unit._replace(label=None)


def label_unit(statement: Statement, span: Span, held: int, number: int) -> Unit:
    """A label at the head of a sentence, as the heading that it would be above it."""
    length = len("".join(statement.text[span.start : span.end].split()))
    return Unit(length, frozenset(), frozenset(), "heading", number, held, span.start)


def together(units: Sequence[Unit]) -> Unit:
    """Neighbouring units as one, of the kind and label of the first."""
    return units[0]._replace(
        length=sum(unit.length for unit in units),
        numbers=frozenset().union(*(unit.numbers for unit in units)),
        anchors=frozenset().union(*(unit.anchors for unit in units)),
        semicolons=sum(unit.semicolons for unit in units),
    )


def blocks_of_sentences(statement: Statement) -> list[int]:
    """The number of the block in which each sentence begins."""
    held = []
    at = 0
    for sentence in statement.sentences:
        while at + 1 < len(statement.blocks) and statement.blocks[at].end <= sentence.start:
            at += 1
        held.append(at)
    return held


def _unit(statement: Statement, span: Span, block: Block, number: int) -> Unit:
    label, start = None, span.start
    if block.label:
        label = label_value(statement.text[block.label.start : block.label.end])
        start = max(start, min(block.label.end, span.end)) if span.start < block.label.end else start
    elif block.end - block.start <= LONGEST_HEADING and statement.text[block.end - 1] not in ".;:!?。；：":
        label = _heading_number(statement.text[block.start : block.end])
        if label is not None:
            start = span.end
    words = statement.text[start : min(span.end, start + MOST_READ)]
    kept = _numbers(words, statement.language)
    anchors = kept | _sounds(words) | _concepts(words, statement.language)
    length = len("".join(statement.text[span.start : span.end].split()))
    semicolons = len(_SEMICOLON.findall(statement.text, span.start, span.end - 1))
    return Unit(length, kept, anchors, block.kind, label, number, span.start, semicolons)


def _numbers(words: str, language: str) -> frozenset[str]:
    """The values of the numbers that count for sure, in digits or words; months as m and their number."""
    found = [number for number in numbers(words, 0, len(words), language) if number.firm]
    return frozenset(f"m{value}" if number.month else str(value) for number in found for value in number.values)


def _sounds(words: str) -> frozenset[str]:
    """How names and the longer words begin, as they sound: short words and words of other scripts say nothing."""
    sounds = {(word[:1].isupper(), sound(word)) for word in set(_WORD.findall(words))}
    borrowed = {sound for _, sound in sounds if len(sound) == ALIKE_LETTERS}
    names = {f"n:{sound[:NAME_LETTERS]}" for capital, sound in sounds if capital and len(sound) >= NAME_LETTERS}
    return frozenset(borrowed | names)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return parsed(Path(__file__).with_name("translation.toml"))


def sound(word: str) -> str:
    """The first letters of a word as they sound, fewer or none where it is short or written in another script."""
    return _sound(word[:LONGEST_WORD])


@lru_cache(maxsize=KEPT)
def _sound(word: str) -> str:
    tables = _tables()
    folded = word.casefold()
    if not folded.isascii():
        folded = composed("NFD", folded)
    sounded = "".join(tables["letters"].get(letter, letter) for letter in folded if not unicodedata.combining(letter))
    for pair, one in tables["pairs"].items():
        sounded = sounded.replace(pair, one)
    sounded = re.sub(r"(.)\1+", r"\1", sounded)
    return sounded[:ALIKE_LETTERS] if sounded.isascii() else ""


def _concepts(words: str, language: str) -> frozenset[str]:
    return frozenset(f"c:{match.concept}" for match in Lexicon.default().matches(words, language))


def _heading_number(words: str) -> int | None:
    """The number of an article: the one number in a short heading."""
    found = [value for part in _LABEL.findall(words) if not part.isalpha() or part in _romans() or part[0] in _HAN_ALL
             if (value := label_value(part)) is not None]  # fmt: skip
    return found[0] if len(found) == 1 else None


@cache
def _romans() -> frozenset[str]:
    return frozenset(numeral.upper() for numeral in _tables()["numerals"]["roman"])


def label_value(label: str) -> int | None:
    """The number in a label: 4., (d), iv), 第四, as 4; None for bullets."""
    found = _LABEL.search(label)
    if not found:
        return None
    part = found.group().casefold()
    if part.isdecimal():
        return int(part)
    if part[0] in _HAN_ALL:
        return _han_value(part)
    romans = list(_tables()["numerals"]["roman"])
    if part in romans and (len(part) > 1 or part in "ivx"):
        return romans.index(part) + 1
    places = [letters.index(part) + 1 for letters in _tables()["alphabets"].values() if part in letters]
    return places[0] if places and len(part) == 1 else None


def _han_value(numeral: str) -> int | None:
    """The number that Chinese numerals write: 二十三, 一百〇五, 二〇三一; None where it is in doubt."""
    value = in_words(numeral, words_of("zh").numerals)
    return None if value is None or value.denominator != 1 else int(value)
