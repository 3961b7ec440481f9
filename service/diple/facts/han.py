"""The numbers that a passage writes in Chinese numerals: 三亿, 三分之二, 两百余万, 十月."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from math import prod

from diple.facts.figures import Number, table
from diple.facts.forms import folded
from diple.noise.words import words_of
from diple.numerals import in_words

# With decimals, 三点五亿; but 三点二十分 is a time. Financial figures are read, 伍, 陆 and 拾 only between others: they
# are other words, too. What makes a number more or less meant is before its scale, 两百余万.
HAN_SIGN = "[〇零一二三四五六七八九十百千万亿两廿卅卌壹贰叁肆柒捌玖佰仟]"
HAN = f"{HAN_SIGN}+(?:[伍陆拾]+{HAN_SIGN}+)*(?:点[〇零一二三四五六七八九]++(?![十百千分刻])[万亿]*)?"
# A run of numerals is tried from its first one only, and whole.
HAN_FRACTION = re.compile(rf"(?<![〇零一二三四五六七八九十百])([〇零一二三四五六七八九十百]++)分之({HAN})")
HAN_SCALES = "十百千万亿"
TEN, TWENTY, HOURS, HUNDRED, THOUSAND = 10, 20, 12, 100, 1000
KILO = "千"  # that begins the name of a unit, or ends a numeral


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a numeral, 两百余万, and in it what makes it more or less meant."""
    about = f"[{table('zh')['han_about']}]"
    return re.compile(f"{HAN}(?:{about}[万亿]+)?"), re.compile(about)


def in_han(text: str, digits: Sequence[Number]) -> Iterator[Number]:
    """The numbers in Chinese numerals."""
    plain = folded(text, "zh")
    for match in HAN_FRACTION.finditer(plain):
        below, above = (han_value(part) for part in match.groups())
        if below and above is not None:
            whole = below == HUNDRED
            yield Number(frozenset((above if whole else above / below,)), match.start(), match.end())
    taken = {number.end for number in digits}
    for match in patterns()[0].finditer(plain):
        value = han_value(match.group())
        if value is not None and not taken.intersection(match.span()) and not is_some(plain, match):
            yield han_number(plain, match, value)


def is_some(text: str, match: re.Match[str]) -> bool:
    """Whether a scale is counted by "some" before it: 几十万, several hundred thousand, is no number."""
    return match.group()[0] in HAN_SCALES and text.endswith(tuple(table("zh")["han_some"]), 0, match.start())


def han_number(text: str, match: re.Match[str], value: Fraction) -> Number:
    """A number in Chinese numerals with what follows it."""
    known = table("zh")
    behind = text[match.end() : match.end() + 1]
    if behind == known["han_month"] and value <= HOURS:
        return Number(frozenset((value,)), match.start(), match.end(), month=True)
    if size := dozen_behind(text, match.end()):
        return Number(frozenset((value * size,)), match.start(), match.end() + 1, firm=False)
    values = frozenset((value * TEN,) if behind == known["han_tenth"] else (value,))
    values = values.union(decades(text, match, value), of_larger_unit(match, value, behind))
    return Number(values, match.start(), match.end(), counts(text, match, value))


def dozen_behind(text: str, end: int) -> int:
    """How many the measure behind a numeral counts, 12 of 打; 0 where it is none, or begins another word."""
    known = table("zh")
    size: int = known["han_groups"].get(text[end : end + 1], 0)
    return 0 if text[end + 1 : end + 2] in tuple(known["han_no_group"]) else size


def decades(text: str, match: re.Match[str], value: Fraction) -> tuple[Fraction, ...]:
    """The decades that tens of years are: 二十年 is two; but 二十年代 names one."""
    is_span = text.startswith("年", match.end()) and not text.startswith("年代", match.end())
    return (value / TEN,) if match.group().endswith("十") and is_span and value >= TWENTY else ()


def of_larger_unit(match: re.Match[str], value: Fraction, behind: str) -> tuple[Fraction, ...]:
    """The number without the thousand that may belong to its unit: 四千米 is four kilometres, too."""
    is_part = bool(behind) and match.group().endswith(KILO) and behind in table("zh")["han_kilo"]
    return (value / THOUSAND,) if is_part else ()


def counts(text: str, match: re.Match[str], value: Fraction) -> bool:
    """Whether a Chinese numeral counts for sure: before a measure, as an ordinal, or of several characters."""
    known = table("zh")
    numeral, end = match.group(), match.end()
    if text.endswith("第", 0, match.start()) or is_day(text, match):
        return True
    if value <= 1 or any(text.startswith(idiom, match.start()) for idiom in known["han_idioms"]) or is_span(match):
        return False
    if numeral == "两" and text[end : end + 1] in known["han_both"]:
        return False
    end += text[end : end + 1] in tuple(known["han_about"])
    behind = text[end : end + 1]
    if (behind and behind in known["han_measures"]) or text.startswith(tuple(known["han_counted"]), end):
        return True
    return len(numeral) > 1 and numeral[0] not in HAN_SCALES


def is_span(match: re.Match[str]) -> bool:
    """Whether a numeral is any of several numbers: 十几 is one from 11 to 19."""
    some = tuple(table("zh")["han_some"])
    return match.string.startswith(some, match.end()) or any(sign in match.group() for sign in some)


def is_day(text: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral is the day of a date: 一月一日."""
    known = table("zh")
    behind = text[match.end() : match.end() + 1]
    return bool(behind) and behind in known["han_dates"] and text.endswith(known["han_month"], 0, match.start())


def han_value(numeral: str) -> Fraction | None:
    """The number that Chinese numerals write; None for 三四千, three or four."""
    count, _, scales = patterns()[1].sub(" ", numeral).partition(" ")
    known = words_of("zh").numerals
    value = in_words(count, known)
    return value and value * prod(known.scales[scale] for scale in scales)
