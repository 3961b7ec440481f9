"""Every number of a passage, in digits of any script and in words: 4,000, 1-3/4, 三亿, ٤٠, deux tiers, XIX.

    for number in numbers(text, start, end, "zh"):
        print(number.values, text[number.start : number.end])

A number has one value, or several where it can be read in several ways ("4.500", "a third"). It is firm where it counts
for sure; "one", "both", a dozen and Chinese numerals inside other words are not firm: they only answer other numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import accumulate, takewhile, zip_longest
from operator import mul

from diple.facts.centuries import with_centuries
from diple.facts.figures import Number, table
from diple.facts.halves import WORDS_OF_HALF, half_behind, with_halves
from diple.facts.han import in_han
from diple.facts.kept import kept
from diple.facts.row import row_behind
from diple.facts.worded import in_letters
from diple.noise.words import words_of
from diple.normalise import key
from diple.numerals import (
    FRACTION,
    MIXED,
    VULGAR,
    figure_value,
    fraction_of,
    roman,
    sign_value,
)

GROUPS = " .,'’\u00a0\u2009\u202f٬"
DIGITS = re.compile(
    r"(?P<date>\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d))|\d{1,2}(?:[:h时時点點]|\sh\s)\d{2}(?!\d)"
    rf"|\d{{1,3}}(?:(?P<group>[{GROUPS}])\d{{3}}(?:(?P=group)\d{{3}})*(?!\d)(?:[.,٫]\d+)?)"
    rf"|\d+(?:[.,٫]\d+)?|(?<![^\s(\[‑–-])\.\d+|[{VULGAR}]"
)
SLASHES = ("/", "⁄")
ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")  # thousands, or decimals
WORDS_AND_FIGURES = re.compile(r"[^\W\d_]+|\d+")
ROMAN = re.compile(r"(?<!\w)(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?=(?:e|è|ème|er|º)?(?!\w))")
SCALE = re.compile(r"[\s\u00a0‑-]{0,2}([^\W\d_]+)")
HAN_SCALE = re.compile(r"\s?(?:[多余餘来來几幾](?=[万亿萬億]))?([百千万亿萬億])")  # also more or less: 200多万
CENTURY, YEARS = 100, (1100, 2100)
TEN, TWENTY, HOURS = 10, 20, 12
SERIES = ("-", "–", "—", "~", "～")  # between two numbers of one series
MONTHS = frozenset(map(str, range(1, 13)))


def numbers(text: str, start: int, end: int, language: str) -> list[Number]:
    """The numbers of `text[start:end]` in order; offsets are those of `text`."""
    found = of_passage(text[start:end], language)
    return [number._replace(start=number.start + start, end=number.end + start) for number in found]


@kept
def of_passage(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a passage by itself."""
    plain = in_ascii(text)
    found = [*in_digits(plain, language), *romans(plain)]
    found += in_han(plain, found) if language == "zh" else in_letters(plain, language)
    whole = with_halves(found, plain, language)
    apart = list(outermost(sorted(whole, key=lambda number: (number.start, -number.end))))
    dated = list(with_centuries(apart, plain, language))
    return tuple(with_shared_scale(dated, plain, language))


def with_shared_scale(found: Sequence[Number], text: str, language: str) -> Iterator[Number]:
    """Numbers that may share the scale of the next one: two or three million, от двух до пяти тысяч."""
    for number, behind in zip_longest(found, found[1:]):
        scales = scales_of(text, behind, language) if behind and is_series(text, number, behind, language) else ()
        if scales and number.value < scales[0] and not scales_of(text, number, language):
            more = (value * scale for value in number.values for scale in scales)
            yield number._replace(values=number.values.union(more), plain=number.value)
        else:
            yield number


def is_series(text: str, number: Number, behind: Number, language: str) -> bool:
    """Whether two numbers are joined by "and", "or", "to" or a dash."""
    between = text[number.end : behind.start].strip().lower()
    return between in SERIES or between in table(language).get("series", ())


def scales_of(text: str, number: Number, language: str) -> tuple[Fraction, ...]:
    """What a number in several words, or characters of Chinese, is multiplied by in the last ones: 万 and 百万."""
    scales, written = words_of(language).numerals.scales, text[number.start : number.end]
    parts = [key(part, language) for part in (written if language == "zh" else WORDS_AND_FIGURES.findall(written))]
    last = [*takewhile(scales.__contains__, reversed(parts))]
    found = tuple(accumulate((scales[part] for part in last), mul))
    return found if len(last) < len(parts) else ()


def outermost(found: Sequence[Number]) -> Iterator[Number]:
    """Numbers without those inside others, and without the second name of a month that has two: أيار/مايو."""
    free, last = 0, None
    for number in found:
        again = last is not None and number.month and last == number.values and number.start <= free + 1
        if number.start >= free and not again:
            yield number
            free, last = number.end, number.values if number.month else None


def in_ascii(text: str) -> str:
    """A text with the digits of all scripts as those of ASCII; as long as it was."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)


def in_digits(text: str, language: str) -> Iterator[Number]:
    """The numbers in digits, with the million that may follow."""
    months = table(language).get("han_month", "")
    at = 0
    while match := DIGITS.search(text, at):
        at = match.end()
        if match["date"]:
            yield from dated(match)
        elif months and text.startswith(months, at) and match.group() in MONTHS:
            yield Number(frozenset((Fraction(match.group().replace(",", ".")),)), match.start(), at, month=True)
        else:
            number = multiplied(text, match, language)
            at = number.end
            yield number


def dated(match: re.Match[str]) -> Iterator[Number]:
    """The three numbers of a date."""
    for part in re.finditer(r"\d+", match.group()):
        begin = match.start() + part.start()
        yield Number(frozenset((Fraction(int(part.group())),)), begin, begin + len(part.group()))


def multiplied(text: str, match: re.Match[str], language: str) -> Number:
    """A number in digits with what multiplies it and what is added to it."""
    values, end = parted(text, match.start()) or (readings(match.group()), match.end())
    factor = Fraction(1)
    for scale, stop in scales_behind(text, end, language):
        factor, end = factor * scale, stop
    total = frozenset(value * factor for value in values)
    if half := half_of_digits(text, end, language):
        return Number(frozenset(value + factor / 2 for value in total), match.start(), half)
    if factor > 1 and (rest := rest_behind(text, end, language)) and max(rest.values) < factor:
        return Number(frozenset(a + b for a in total for b in rest.values), match.start(), rest.end)
    return Number(total.union(others(total, text, match, end, language)), match.start(), end, plain=max(total))


def rest_behind(text: str, end: int, language: str) -> Number | None:
    """The number in digits that is added to one before it: 1亿5000万, 5 million 300 thousand, but not 5 million 300."""
    blank = "" if language == "zh" else text[end : end + 1]
    behind = DIGITS.match(text, end + len(blank)) if language == "zh" or blank.isspace() else None
    rest = multiplied(text, behind, language) if behind and not behind["date"] else None
    return rest if rest and behind and (language == "zh" or rest.end > behind.end()) else None


def parted(text: str, start: int) -> tuple[frozenset[Fraction], int] | None:
    """The value of digits with a fraction, 1-3/4, 5¼ or 2/3, and where it ends; None where there is none."""
    if text[start - 1 : start] in SLASHES:
        return None
    found = MIXED.match(text, start) or FRACTION.match(text, start)
    value = fraction_of(found) if found else None
    return (frozenset((value,)), found.end()) if found and value is not None else None


def half_of_digits(text: str, end: int, language: str) -> int:
    """Where a half ends that is added to digits and what multiplies them: 3 millones y medio; 0 where none is."""
    row = row_behind(text, end, language, WORDS_OF_HALF)
    count = half_behind(row.keys, 0, row.numerals)
    return row.end(count) if count else 0


def readings(digits: str) -> frozenset[Fraction]:
    """The values of digits, or of a sign that is a fraction: thousands or decimals where either may be meant."""
    if digits in VULGAR:
        return frozenset((sign_value(digits),))
    value = Fraction(str(figure_value(CLOCK.sub(".", digits.replace("٫", ".")).replace("٬", ",").translate(SPACES))))
    if ONE_GROUP.fullmatch(digits):
        return frozenset((value, Fraction(digits.replace(",", "."))))
    return frozenset((value,))


CLOCK = re.compile(r"\s?[:h时時点點]\s?")  # between hours and minutes
SPACES = dict.fromkeys(map(ord, "'’\u2009"), "\u00a0")


def others(values: frozenset[Fraction], text: str, match: re.Match[str], end: int, language: str) -> Iterator[Fraction]:
    """What else digits may mean: the nineties for the 1990s, the 21st century for the 2000s, seven for 19 o'clock."""
    if end != match.end():
        return
    value = max(values)
    if YEARS[0] <= value < YEARS[1] and value % TEN == 0:
        yield value % CENTURY
    if YEARS[0] <= value < YEARS[1] and value % CENTURY == 0:
        yield value / CENTURY + 1
    if value <= 2 * HOURS and (CLOCK.search(match.group()) or is_hour(text, end, language)):
        yield from (value - HOURS, value + HOURS)


def is_hour(text: str, end: int, language: str) -> bool:
    """Whether what follows digits says that they are an hour."""
    behind = text[end : end + 8].lower().lstrip()
    return behind.startswith(tuple(table(language).get("clock", ())))


def scales_behind(text: str, end: int, language: str) -> Iterator[tuple[Fraction, int]]:
    """What multiplies digits, and where each ends: mil millones."""
    known = words_of(language).numerals.scales
    pattern = han_scale() if language == "zh" else SCALE
    while match := pattern.match(text, end):
        scale = known.get(key(match.group(1), language))
        if scale is None:
            return
        end = match.end()
        yield scale, end


@cache
def han_scale() -> re.Pattern[str]:
    """A Chinese scale behind digits, also of a number that is more or less meant: 200多万."""
    return re.compile(rf"\s?(?:[{table('zh')['han_about']}](?=[万亿萬億]))?([百千万亿萬億])")


def romans(text: str) -> Iterator[Number]:
    """The Roman numerals from two on: centuries, wars, kings."""
    for match in ROMAN.finditer(text):
        if (value := roman(match.group())) is not None:
            yield Number(frozenset((value,)), match.start(), match.end())
