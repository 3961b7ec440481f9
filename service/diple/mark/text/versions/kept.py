"""What every rendering keeps: figures, months and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from diple.align.anchors import sound
from diple.lexicon.tables import language_table, languages
from diple.mark.places.stretch import lies_in, touches_any
from diple.mark.sentence.han_dates import month_sign
from diple.mark.text.versions.pairing import Version
from diple.mark.text.versions.senses import folded
from diple.model import Span
from diple.noise.numerals import figure_value, in_words
from diple.noise.words import words_of
from diple.normalise import key

FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")
HAN = re.compile(r"(?:百分之)?[〇零一二三四五六七八九十百千万亿两半]+")
PER_CENT = "百分之"
MULTIPLIERS = re.compile(r"\s*([^\W\d_]+\s+[^\W\d_]+)"), re.compile(r"\s*([^\W\d_]+)")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
UNREAD = re.compile(r"[一-鿿·]{2,}")  # Chinese characters in a row
TENS = frozenset(range(20, 100, 10))
HUNDRED = 100
BOTH = "both"  # the sense
JOINT = 5  # code points between the parts of a number: a blank, a hyphen, " and "
RUN = 80  # code points of a run of capitals behind an article
TITLE = re.compile(r"\b[Tt]he (?:[A-Z][\w'’-]* (?:and )?)*$")
NAME = 4  # letters of a name
SPELT = 2  # characters in a row that spell a name


class Figure(NamedTuple):
    """A number and where it is."""

    value: float
    start: int
    end: int


def unlike_numbers(one: Version, other: Version) -> list[tuple[Span, Span]]:
    """The figures that are against one another: one version has the first, the other has the second instead."""
    known = numbers_of(one), numbers_of(other)
    left, right = unknown(figures(one), known[1]), unknown(figures(other), known[0])
    if not left or not right:
        left, right = left + unknown(worded(one), known[1]), right + unknown(worded(other), known[0])
        left, right = counted_once(one, other, left, right)
        if not len(left) == 1 == len(right):
            return []
    if len(left) != len(right):
        return []
    return [(Span(a.start, a.end), Span(b.start, b.end)) for a, b in zip(left, right, strict=True)]


def numbers_of(version: Version) -> set[float]:
    """All numbers that a version writes, in digits or words."""
    return {figure.value for figure in figures(version)} | spoken(version)


def unknown(found: list[Figure], known: set[float]) -> list[Figure]:
    """Those of some figures whose number is not among others."""
    return [figure for figure in found if figure.value not in known]


def counted_once(
    one: Version, other: Version, left: list[Figure], right: list[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """The numbers without a two that says "both", where there are several; a one where the other has a number more."""
    if max(len(left), len(right)) > 1:
        left, right = without_both(one, left), without_both(other, right)
    return left or single_beside(other, right, one), right or single_beside(one, left, other)


def single_beside(here: Version, figures: list[Figure], there: Version) -> list[Figure]:
    """The one by which the other version counts, where this has a single number more that is no part of a phrase."""
    return single(there) if len(figures) == 1 and outside(here, figures[0]) else []


def outside(version: Version, figure: Figure) -> bool:
    """Whether a number is not part of a longer phrase that is known: a third, both."""
    return not touches_any(figure, version.sightings)


def figures(version: Version) -> list[Figure]:
    """The numbers written in digits, with the million that may follow."""
    text, found = version.text, []
    for match in FIGURE.finditer(text):
        if text.startswith(month_sign(), match.end()):  # 12月 is December
            continue
        times, end = multiplier(version, match.end())
        found.append(
            Figure(figure_value(match.group()) * times, version.span.start + match.start(), version.span.start + end)
        )
    return found


def multiplier(version: Version, end: int) -> tuple[float, int]:
    """What is right behind a figure and multiplies it, 1 where nothing does, and where it ends."""
    known = written()["multipliers"].get(version.language, {})
    behind = han_behind(version, end) if version.language == "zh" else words_behind(version, end)
    word, stop = next(((word, stop) for word, stop in behind if word in known), ("", end))
    return float(known.get(word, 1.0)), stop


def han_behind(version: Version, end: int) -> list[tuple[str, int]]:
    """The two characters and the one right behind a place, with where they end."""
    tail = folded(version.text[end : end + 2], "zh")
    return [(tail[:size], end + size) for size in (2, 1)]


def words_behind(version: Version, end: int) -> list[tuple[str, int]]:
    """The two words and the one right behind a place, with where they end."""
    found = filter(None, (pattern.match(version.text, end) for pattern in MULTIPLIERS))
    return [(" ".join(match.group(1).lower().split()), match.end()) for match in found]


HAN_TABLES = ("han_names", "han_measures", "han_both")


@cache
def written() -> dict[str, Any]:
    """How figures and foreign names are written: each table by language, and what only Chinese has."""
    figures = {language: language_table(language, "figures") for language in languages()}
    by_language = {
        name: {language: table[key] for language, table in figures.items() if key in table}
        for name, key in (("lengths", "length"), ("ones", "ones"), ("multipliers", "multipliers"), ("vague", "vague"))
    }
    joints = frozenset(joint for table in figures.values() for joint in table.get("joints", ()))
    return by_language | {"joints": joints} | {name: figures["zh"][name] for name in HAN_TABLES}


@cache
def spelling() -> re.Pattern[str]:
    """A name as Chinese spells it by sound."""
    characters = "".join(written()["han_names"].split())
    return re.compile(f"[{characters}]{{{SPELT},}}")


def spoken(version: Version) -> set[float]:
    """The numbers that words of a version may mean."""
    if version.language == "zh":
        return {value for _, value in han_numerals(folded(version.text, "zh")) if value is not None}
    ordinals = words_of(version.language).ordinals
    keys = {match.group().casefold() for match in WORD.finditer(version.text)}
    return {float(ordinals[key]) for key in keys & ordinals.keys()} | {figure.value for figure in numerals(version)}


def han_numerals(text: str) -> Iterator[tuple[re.Match[str], float | None]]:
    """The numerals of a Chinese text with the numbers that they write."""
    return ((match, han_value(match.group())) for match in HAN.finditer(text))


def worded(version: Version) -> list[Figure]:
    """The numbers from two on by which a version counts in words."""
    found = counted_in_han(version) if version.language == "zh" else numerals(version)
    return [figure for figure in found if figure.value > 1]


def counted_in_han(version: Version) -> list[Figure]:
    """The numbers by which a Chinese version counts in words."""
    at, text = version.span.start, folded(version.text, "zh")
    counting = ((match, value) for match, value in han_numerals(text) if counts(text, match))
    return [Figure(value or 0.0, at + match.start(), at + match.end()) for match, value in counting]


def single(version: Version) -> list[Figure]:
    """The first word by which a version counts one, where it has no other number."""
    ones = written()["ones"].get(version.language, [])
    if not ones or figures(version) or worded(version):
        return []
    at = version.span.start
    found = (match for match in WORD.finditer(version.text) if match.group().casefold() in ones)
    return [Figure(1.0, at + match.start(), at + match.end()) for match in found][:1]


def without_both(version: Version, found: list[Figure]) -> list[Figure]:
    """Numbers but for a two by which a version may say "both"."""
    both = [seen for seen in version.sightings if BOTH in seen.senses]
    return [figure for figure in found if not any(seen.start < figure.end <= seen.end for seen in both)]


def numerals(version: Version) -> list[Figure]:
    """The numbers in words: a hundred, its tens and the unit behind them are one, and so is a million of them."""
    found: list[Figure] = []
    for figure in hundreds(version):
        before = found[-1] if found else None
        if before and figure.start < before.end:
            continue  # the hundred that has been read
        if before and goes_on(before.value, figure.value) and is_joint(version, before.end, figure.start):
            found[-1] = Figure(before.value + figure.value, before.start, figure.end)
        else:
            found.append(figure)
    return [times(version, figure) for figure in found]


def hundreds(version: Version) -> Iterator[Figure]:
    """Each word that is a number by itself, with the hundred that it counts."""
    begins = version.span.start
    for value, match in counted(version):
        factor, stop = multiplier(version, match.end())
        if factor == HUNDRED and value < min(TENS) / 2:
            yield Figure(value * factor, begins + match.start(), begins + stop)
        else:
            yield Figure(value, begins + match.start(), begins + match.end())


def goes_on(before: float, value: float) -> bool:
    """Whether a number in words goes on with a smaller one: forty-two, a hundred and five."""
    if value < min(TENS) / 2:
        return before % HUNDRED in TENS or before % HUNDRED == 0
    return value < HUNDRED and before % HUNDRED == 0


def is_joint(version: Version, start: int, end: int) -> bool:
    """Whether nothing but a blank, a hyphen or "and" is between two parts of a number."""
    between = version.statement.text[start:end].strip(" \u00a0-").lower()
    return end - start <= JOINT and (not between or between in written()["joints"])


def times(version: Version, figure: Figure) -> Figure:
    """A number in words with the million that may follow."""
    factor, end = multiplier(version, figure.end - version.span.start)
    return Figure(figure.value * factor, figure.start, version.span.start + end)


def counted(version: Version) -> Iterator[tuple[float, re.Match[str]]]:
    """Each word of a version that is a number by itself; of a compound its parts, where the whole is none."""
    text = folded(version.text, version.language)
    for match in WORD.finditer(text):
        value = word_value(version.text[match.start() : match.end()], version.language)
        if value is not None:
            yield value, match


@lru_cache(maxsize=10_000)
def word_value(word: str, language: str) -> float | None:
    """The number below a thousand that a word is by itself, about or exactly: twenty-five, dozen, quatre-vingt-dix."""
    vague = written()["vague"].get(language, {})
    if word.lower() in vague:
        return float(vague[word.lower()])
    known = words_of(language)
    text = key(word, language)
    if text in known.numbers:
        return float(known.numbers[text])
    found = in_words((text.removeprefix("و") if language == "ar" else text,), known.numerals)
    return float(found) if found is not None and 1 < found < 1000 and found.denominator == 1 else None


def counts(text: str, numeral: re.Match[str]) -> bool:
    """Whether a Chinese numeral is before a measure, is no ordinal, and does not say "both"."""
    behind = text[numeral.end() : numeral.end() + 1]
    if numeral.group().startswith(PER_CENT):
        return True
    if not behind or behind not in written()["han_measures"] or text[: numeral.start()].endswith("第"):
        return False
    return not (numeral.group() == "两" and behind in written()["han_both"])


def han_value(numeral: str) -> float | None:
    """The number that Chinese numerals write: 二十三, 二〇三一, 一百万, 百分之十; None for 三四千, three or four."""
    value = in_words(numeral.removeprefix(PER_CENT), words_of("zh").numerals)
    return None if value is None else float(value)


def lone_names(here: Version, there: Version) -> Iterator[Span]:
    """The name of one version where the other has neither a word like it nor a name left over."""
    names = spelt_names(here)
    if names and not unread_name(there):
        lone = unlike(names, sounds_of(there))
        rest = unlike(spelt_names(there, titles=True), {spelt for spelt, _ in names})
        yield from lone if len(lone) == 1 and not rest else ()


def sounds_of(version: Version) -> set[str]:
    """The words of a version and the parts of its compounds, as they sound."""
    return {sound(word) for match in WORD.finditer(version.text) for word in parts(match)} - {""}


def unlike(names: list[tuple[str, Span]], others: set[str]) -> list[Span]:
    """The names that none of some words begins like as it sounds."""
    return [span for spelt, span in names if not any(alike(spelt, other) for other in others)]


def parts(match: re.Match[str]) -> list[str]:
    """A word without what is elided before it; the parts of a compound."""
    return [part for part in re.split("['’-]", match.group()) if part]


def alike(one: str, other: str) -> bool:
    """Whether two names begin alike as they sound."""
    return one[:NAME] == other[:NAME] or one[:3] == other[:3]


def unread_name(version: Version) -> bool:
    """Whether a version may hold a name that is not read, in Chinese or Arabic, as one of "some states" does not.

    Chinese of which every character is read but for single ones spells no name.
    """
    if version.language not in ("zh", "ar"):
        return False
    if version.language == "zh" and not spells_a_name(version):
        return False
    return "unnamed_states" not in version.senses or bool(spelling().search(version.text))


def spells_a_name(version: Version) -> bool:
    """Whether characters in a row are in Chinese that bear no known sense, or only one by one."""
    begins = version.span.start
    words = [seen for seen in version.sightings if seen.end - seen.start > 1]
    read = {at - begins for seen in words for at in range(seen.start, seen.end)}
    left = "".join(" " if at in read else character for at, character in enumerate(version.text))
    return bool(UNREAD.search(left))


@lru_cache(maxsize=2)
def small_words(text: str) -> frozenset[str]:
    """The words that a text has in small letters: with a capital they are no names."""
    return frozenset(word for word in WORD.findall(text) if word.islower())


def titled(version: Version, start: int) -> bool:
    """Whether an English article is before a run of capitals: "the Joint Monitoring Group" is a title, no name."""
    return version.language == "en" and bool(TITLE.search(version.text[max(0, start - RUN) : start]))


def spelt_names(version: Version, *, titles: bool = False) -> list[tuple[str, Span]]:
    """Words with a capital inside a sentence that no small letters of the text have, as they sound.

    With `titles` also those behind an article, which may be part of a name: "the Amber Gulf".
    """
    found = (match for match in capitals(version) if titles or not titled(version, match.start()))
    spelt = ((sound(without_elision(match.group())), span_in(version, match)) for match in found)
    return [(name, span) for name, span in spelt if name]


def capitals(version: Version) -> Iterator[re.Match[str]]:
    """The words inside a sentence that may be names."""
    matches = inner_words(version) if version.language not in ("zh", "ar") else ()
    return (match for match in matches if may_name(version, without_elision(match.group()), match.end()))


def span_in(version: Version, match: re.Match[str]) -> Span:
    """Where a match in the words of a version is in its text."""
    return Span(version.span.start + match.start(), version.span.start + match.end())


def inner_words(version: Version) -> Iterator[re.Match[str]]:
    """The words of a version that open no sentence."""
    opening = True
    for match in WORD.finditer(version.text):
        if not opening:
            yield match
        opening = version.text[match.end() : match.end() + 1] in (".", ":", "\n", "!", "?")


def without_elision(word: str) -> str:
    """A word without what is elided before it: "l'Orvane"."""
    return word.rpartition("'")[2].rpartition("’")[2]


def may_name(version: Version, word: str, end: int) -> bool:
    """Whether a word has the one capital of a name, is no word in small letters, no month, and bears no known sense."""
    if len(word) < NAME or not word[0].isupper() or word.isupper():
        return False
    small = word.lower()
    if small in small_words(version.statement.text) or small in words_of(version.language).months:
        return False
    at = version.span.start + end - len(word)
    return not any(lies_in(at, seen) for seen in version.sightings)


def is_longer_by(here: Version, there: Version, stretch: Span, least: float) -> bool:
    """Whether the first is `least` times as long as its language lets expect, and less so without a stretch."""
    known: dict[str, float] = written()["lengths"]
    expected = len(there.text) * known.get(here.language, 1.0) / known.get(there.language, 1.0)
    size = len(here.text)
    return size > expected * least and abs(size - (stretch.end - stretch.start) - expected) < abs(size - expected)
