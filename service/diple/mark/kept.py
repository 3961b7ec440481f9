"""What every rendering keeps: figures, months and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from diple.align.anchors import sound
from diple.mark.senses import folded
from diple.mark.versions import Version
from diple.mark.vocabulary import vocabulary
from diple.model import Span
from diple.noise.words import words_of

FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")
GROUP = re.compile(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))")
HAN = re.compile(r"[〇零一二三四五六七八九十百千万亿两半]+")
HAN_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
HAN_LARGE = {"万": 10_000, "亿": 100_000_000}
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
NAME = 4  # letters of a name
# Characters with which Chinese spells foreign names.
SPELLING = re.compile(
    r"[阿埃艾安奥巴贝比波伯勃布查达戴丹德迪蒂丁杜多尔厄恩菲费弗夫福盖戈格古哈海赫霍基吉加杰捷卡凯坎科克肯库拉莱赖兰朗劳勒雷里利莉林卢鲁伦罗洛马麦曼梅门蒙米莫姆穆纳娜内尼诺努帕佩皮珀普奇乔切萨塞瑟莎桑沙舍施史斯丝索苏塔泰坦汤特提廷图托瓦威韦维温沃乌伍西希锡夏谢辛雅亚延扬耶伊因英约扎詹兹佐森顿姆尔]{3,}"
)


class Figure(NamedTuple):
    """A number and where it stands."""

    value: float
    start: int
    end: int


def unlike_numbers(one: Version, other: Version) -> list[tuple[Span, Span]]:
    """The figures that stand against one another: one version has the first, the other has the second instead."""
    here, there = figures(one), figures(other)
    known = spoken(one) | {figure.value for figure in here}, spoken(other) | {figure.value for figure in there}
    lone = [f for f in here if f.value not in known[1]], [f for f in there if f.value not in known[0]]
    if len(lone[0]) != len(lone[1]):
        return []
    return [(Span(a.start, a.end), Span(b.start, b.end)) for a, b in zip(*lone, strict=True)]


def figures(version: Version) -> list[Figure]:
    """The numbers written in digits, with the million that may follow."""
    text, found = version.text, []
    for match in FIGURE.finditer(text):
        times, end = multiplier(version, match.end())
        found.append(
            Figure(number_of(match.group()) * times, version.span.start + match.start(), version.span.start + end)
        )
    return found


def multiplier(version: Version, end: int) -> tuple[float, int]:
    """What stands right behind a figure and multiplies it, 1 where nothing does, and where it ends."""
    text = version.text
    if version.language == "zh":
        times = 1.0
        while end < len(text) and text[end] in "千百万亿萬億":
            times *= {**HAN_UNITS, **HAN_LARGE, "萬": 10_000, "億": 100_000_000}[text[end]]
            end += 1
        return times, end
    word = re.compile(r"\s*([^\W\d_]+)").match(text, end)
    known = vocabulary(version.language).tables.get("numbers", {}).get("multipliers", {})
    if word and word.group(1).lower() in known:
        return float(known[word.group(1).lower()]), word.end()
    return 1.0, end


def number_of(digits: str) -> float:
    """The value of digits: 4,000 and 4 000 are 4000, 12,5 and 12.5 are 12.5."""
    return float(GROUP.sub("", digits).replace(",", "."))


def spoken(version: Version) -> set[float]:
    """The numbers that words of a version may mean."""
    if version.language == "zh":
        text = folded(version.text, "zh")
        return {value for match in HAN.finditer(text) if (value := han_value(match.group())) is not None}
    known = words_of(version.language)
    tables = (known.numbers, known.ordinals, known.months)
    keys = [match.group().casefold() for match in WORD.finditer(version.text)]
    found = {float(table[key]) for table in tables for key in keys if key in table}
    lexical = vocabulary(version.language).tables.get("numbers", {}).get("words", {})
    return found | {float(lexical[key]) for key in keys if key in lexical}


def han_value(numeral: str) -> float | None:
    """The number that Chinese numerals write: 二十三, 三千, 二〇三一, 一百万."""
    if all(character in HAN_DIGITS for character in numeral):
        return float("".join(str(HAN_DIGITS[character]) for character in numeral))
    total = part = digit = 0
    for character in numeral:
        if character in HAN_DIGITS:
            digit = HAN_DIGITS[character]
        elif character in HAN_UNITS:
            part, digit = part + (digit or 1) * HAN_UNITS[character], 0
        elif character in HAN_LARGE:
            total, part, digit = (total + part + digit) * HAN_LARGE[character], 0, 0
        else:
            return None
    return float(total + part + digit)


def lone_names(here: Version, there: Version) -> Iterator[Span]:
    """The names of one version where the other has no name left over."""
    names = spelt_names(here)
    if not names:
        return
    others = {sound for sound, _ in spelt_names(there)}
    lone = [(sound, span) for sound, span in names if not any(alike(sound, other) for other in others)]
    rest = [other for other in others if not any(alike(other, sound) for sound, _ in names)]
    if len(lone) == 1 and not rest and not unread_name(there):
        yield lone[0][1]


def alike(one: str, other: str) -> bool:
    """Whether two names begin alike as they sound."""
    return one[:NAME] == other[:NAME] or one[:3] == other[:3]


def unread_name(version: Version) -> bool:
    """Whether a version may hold a name that is not read: one spelt in Chinese or Arabic."""
    return version.language == "ar" or bool(version.language == "zh" and SPELLING.search(version.text))


def spelt_names(version: Version) -> list[tuple[str, Span]]:
    """Words with a capital inside a sentence that no small letters of the text have, as they sound."""
    if version.language in ("zh", "ar"):
        return []
    found = []
    first = True
    small = {word for word in WORD.findall(version.statement.text) if word.islower()}
    months = words_of(version.language).months
    borne = [(seen.start, seen.end) for seen in version.sightings]
    for match in WORD.finditer(version.text):
        word, at = match.group().rpartition("'")[2].rpartition("’")[2], version.span.start + match.start()
        opening, first = first, version.text[match.end() : match.end() + 1] in (".", ":", "\n", "!", "?")
        if opening or not word[:1].isupper() or len(word) < NAME or word.lower() in small or word.lower() in months:
            continue
        if any(start <= at + len(match.group()) - len(word) < end for start, end in borne):
            continue
        if spelt := sound(word):
            found.append((spelt, Span(at, at + len(match.group()))))
    return found
