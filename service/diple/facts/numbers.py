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
from typing import Any, NamedTuple

from diple.facts.forms import folded
from diple.lexicon.tables import language_table
from diple.noise.words import Words, words_of
from diple.normalise import key
from diple.numerals import (
    FRACTION,
    HALF,
    MIXED,
    MOST_PARTS,
    VULGAR,
    Numerals,
    atoms_of,
    figure_value,
    fraction_of,
    in_words,
    longest_value,
    roman,
    sign_value,
    single,
)

GROUPS = " .,'’\u00a0\u2009\u202f٬"
DIGITS = re.compile(
    r"(?P<date>\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d))|\d{1,2}(?:[:h时時点點]|\sh\s)\d{2}(?!\d)"
    rf"|\d{{1,3}}(?:(?P<group>[{GROUPS}])\d{{3}}(?:(?P=group)\d{{3}})*(?!\d)(?:[.,٫]\d+)?)"
    rf"|\d+(?:[.,٫]\d+)?|(?<![^\s(\[‑–-])\.\d+|[{VULGAR}]"
)
SLASHES = ("/", "⁄")
ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")  # thousands, or decimals
WORD = re.compile(r"[^\W\d_]+")
WORDS_AND_FIGURES = re.compile(r"[^\W\d_]+|\d+")
JOINT = re.compile(r"[\s\u00a0‑-]{1,3}")
ROMAN = re.compile(r"(?<!\w)(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?=(?:e|è|ème|er|º)?(?!\w))")
# With decimals, 三点五亿; but 三点二十分 is a time. Financial figures are read, 伍, 陆 and 拾 only between others: they
# are other words, too.
HAN_SIGN = "[〇零一二三四五六七八九十百千万亿两廿卅卌壹贰叁肆柒捌玖佰仟]"
HAN = re.compile(f"{HAN_SIGN}+(?:[伍陆拾]+{HAN_SIGN}+)*(?:点[〇零一二三四五六七八九]++(?![十百千分刻])[万亿]*)?")
# A run of numerals is tried from its first one only, and whole.
HAN_FRACTION = re.compile(rf"(?<![〇零一二三四五六七八九十百])([〇零一二三四五六七八九十百]++)分之({HAN.pattern})")
HAN_SCALES = "十百千万亿"
CENTURY, YEARS, HUNDRED = 100, (1100, 2100), 100
TEN, TWENTY, HOURS, THOUSAND = 10, 20, 12, 1000
KILO = "千"  # that begins the name of a unit, or ends a numeral
WORDS_OF_HALF = 3
NEAR = 24  # code points of the words of a half
SERIES = ("-", "–", "—", "~", "～")  # between two numbers of one series
MONTHS = frozenset(map(str, range(1, 13)))


class Number(NamedTuple):
    """A number: the values it may have, where it is, whether it counts for sure, and whether it names a month.

    `plain` is the value of an hour or a decade as it is written.
    """

    values: frozenset[Fraction]
    start: int
    end: int
    firm: bool = True
    month: bool = False
    plain: Fraction | None = None

    @property
    def value(self) -> Fraction:
        """The likeliest of its values: thousands rather than decimals, the hour and the year as they are written."""
        return max(self.values) if self.plain is None else self.plain


def numbers(text: str, start: int, end: int, language: str) -> list[Number]:
    """The numbers of `text[start:end]` in order; offsets are those of `text`."""
    plain = in_ascii(text[start:end])
    found = [*in_digits(plain, language), *romans(plain)]
    found += in_han(plain, found) if language == "zh" else in_letters(plain, language)
    apart = outermost(sorted(found, key=lambda number: (number.start, -number.end)))
    return [
        number._replace(start=number.start + start, end=number.end + start)
        for number in with_shared_scale(list(apart), plain, language)
    ]


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


@cache
def table(language: str) -> dict[str, Any]:
    """How a language writes figures."""
    return language_table(language, "figures")


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
    words = list(WORD.finditer(text, end, end + NEAR))[:WORDS_OF_HALF]
    if not words or not JOINT.fullmatch(text, end, words[0].start()):
        return 0
    count = half_behind([key(word.group(), language) for word in words], 0, words_of(language).numerals)
    return words[count - 1].end() if count else 0


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
    pattern = re.compile(r"\s?([百千万亿萬億])") if language == "zh" else re.compile(r"[\s\u00a0‑-]{0,2}([^\W\d_]+)")
    while match := pattern.match(text, end):
        scale = known.get(key(match.group(1), language))
        if scale is None:
            return
        end = match.end()
        yield scale, end


def romans(text: str) -> Iterator[Number]:
    """The Roman numerals from two on: centuries, wars, kings."""
    for match in ROMAN.finditer(text):
        if (value := roman(match.group())) is not None:
            yield Number(frozenset((value,)), match.start(), match.end())


def in_letters(text: str, language: str) -> Iterator[Number]:
    """The numbers in words, ordinals and fractions too, and the months, of a language that parts words by blanks."""
    words = list(WORD.finditer(text))
    keys = [key(word.group(), language) for word in words]
    known = words_of(language)
    at = 0
    while at < len(words):
        found, stop = number_at(text, words, keys, at, known, language)
        yield from found
        at = max(stop, at + 1)


def number_at(
    text: str, words: Sequence[re.Match[str]], keys: Sequence[str], at: int, known: Words, language: str
) -> tuple[list[Number], int]:
    """The number that begins at a word, and the number of the word after it."""
    start = words[at].start()
    if is_month(words[at].group(), keys[at], known, language):
        return [Number(frozenset((Fraction(known.months[keys[at]]),)), start, words[at].end(), month=True)], at + 1
    value, stop = cardinal(text, words, keys, at, known.numerals)
    values, stop = with_order(value, text, words, keys, at, stop, known, language)
    if not values:
        vague = table(language).get("vague", {}).get(words[at].group().lower())
        number = [Number(frozenset((Fraction(vague),)), start, words[at].end(), firm=False)] if vague else []
        return number, stop
    firm = max(values) > 1 or any(value.denominator > 1 for value in values)
    return [Number(values, start, words[stop - 1].end(), firm)], stop


def is_month(word: str, text: str, known: Words, language: str) -> bool:
    """Whether a word names a month; an English one has its capital."""
    return text in known.months and (language != "en" or word[0].isupper())


def cardinal(
    text: str, words: Sequence[re.Match[str]], keys: Sequence[str], at: int, known: Numerals
) -> tuple[Fraction | None, int]:
    """The cardinal number at a word, with the half that may follow, and the number of the word after it."""
    if not atoms_of(keys[at], known) and not is_counted_once(keys, at, known):
        return None, at
    parts = [single(keys[at], known)]
    for stop in range(at + 1, min(len(words), at + MOST_PARTS + 1)):
        part = single(keys[stop], known)
        if not part or not are_joined(text, words[stop - 1], words[stop]):
            break
        parts.append(part)
    if known.prefix and len(parts[0]) > 1 and parts[0][0].kind == "joint":
        parts[0] = parts[0][1:]  # what is written to the first word joins the number to the words before it
    value, count = longest_value(parts, known)
    stop = at + max(count, 1)
    half = half_behind(keys, stop, known) if value is not None else 0
    last = parts[stop - at - 1][-1]
    more = HALF * last.value if last.kind == "scale" else HALF  # un million et demi
    return (value + more, stop + half) if value is not None and half else (value, stop)


def is_counted_once(keys: Sequence[str], at: int, known: Numerals) -> bool:
    """Whether an article counts the scale after it: a hundred and ninety thousand."""
    behind = atoms_of(keys[at + 1], known) if at + 1 < len(keys) and keys[at] in known.of("articles") else ()
    return bool(behind) and behind[0].kind == "scale"


def half_behind(keys: Sequence[str], at: int, known: Numerals) -> int:
    """How many words from one on add a half: "and a half", с половиной; 0 where they do not."""
    sizes = range(min(WORDS_OF_HALF, len(keys) - at), 0, -1)
    return next((size for size in sizes if " ".join(keys[at : at + size]) in known.of("halves")), 0)


def are_joined(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether nothing but a blank or a hyphen is between two words."""
    return bool(JOINT.fullmatch(text, before.end(), after.start()))


def with_order(
    value: Fraction | None,
    text: str,
    words: Sequence[re.Match[str]],
    keys: Sequence[str],
    at: int,
    stop: int,
    known: Words,
    language: str,
) -> tuple[frozenset[Fraction], int]:
    """The values of a number with the ordinal, the fraction or the decade that it is part of."""
    behind = stop if value is not None else at
    if value is not None and is_joined_order(text, words, keys, behind, known):
        behind += 1
    is_next = behind < len(words) and (behind == at or are_joined(text, words[behind - 1], words[behind]))
    word = keys[behind] if is_next else ""
    below, order = table(language).get("fractions", {}).get(word), known.all_ordinals.get(word)
    if value is not None:
        least = TWENTY if value in known.numerals.long_tens else TEN
        if order is not None and order < least and value >= TWENTY and value % TEN == 0:
            return frozenset((value + order,)), behind + 1
        return counted(value, below, behind, is_decade=word in table(language).get("decades", ()))
    if below is not None and is_counted_once(keys, at + 1, known.numerals):
        whole, after = cardinal(text, words, keys, at + 1, known.numerals)
        if whole is not None and are_joined(text, words[at], words[at + 1]):
            return frozenset((whole / below,)), after  # half a million
    if order is not None and (ones := ones_behind(order, text, words, keys, at, known)):
        return frozenset((Fraction(order + ones),)), at + 2
    values = frozenset(Fraction(*each) for each in ((order, 1), (1, below)) if None not in each)
    return values, at + bool(values)


def ones_behind(
    order: int, text: str, words: Sequence[re.Match[str]], keys: Sequence[str], at: int, known: Words
) -> int:
    """The ones that a second ordinal adds to the tens of the first: vigésimo primero is 21; 0 where none does."""
    if order < TEN or order % TEN or at + 1 >= len(words) or not are_joined(text, words[at], words[at + 1]):
        return 0
    ones = known.all_ordinals.get(keys[at + 1], 0)
    return ones if ones < TEN else 0


def is_joined_order(text: str, words: Sequence[re.Match[str]], keys: Sequence[str], at: int, known: Words) -> bool:
    """Whether a word joins an ordinal to the number before it: vingt et unième."""
    joints = known.numerals.of("joints_of_tens") | known.numerals.of("joints_of_hundreds")
    is_joint = at + 1 < len(words) and keys[at] in joints and known.all_ordinals.get(keys[at + 1]) is not None
    return is_joint and all(are_joined(text, words[each - 1], words[each]) for each in (at, at + 1))


def is_fraction(word: str, language: str) -> bool:
    """Whether the key of a word is a fraction: third, quarter."""
    return word in table(language).get("fractions", {})


def counted(value: Fraction, below: int | None, behind: int, *, is_decade: bool) -> tuple[frozenset[Fraction], int]:
    """The values of a cardinal number before a fraction or a decade, and the number of the word after."""
    if below is not None and value < below:
        return frozenset((value / below,)), behind + 1
    return frozenset((value, value * TEN) if is_decade else (value,)), behind


def in_han(text: str, digits: Sequence[Number]) -> Iterator[Number]:
    """The numbers in Chinese numerals."""
    plain = folded(text, "zh")
    for match in HAN_FRACTION.finditer(plain):
        below, above = (han_value(part) for part in match.groups())
        if below and above is not None:
            whole = below == HUNDRED
            yield Number(frozenset((above if whole else above / below,)), match.start(), match.end())
    taken = {number.end for number in digits}
    for match in HAN.finditer(plain):
        value = han_value(match.group())
        if value is not None and match.start() not in taken:
            yield han_number(plain, match, value)


def han_number(text: str, match: re.Match[str], value: Fraction) -> Number:
    """A number in Chinese numerals with what follows it."""
    known = table("zh")
    behind = text[match.end() : match.end() + 1]
    if behind == known["han_month"] and value <= HOURS:
        return Number(frozenset((value,)), match.start(), match.end(), month=True)
    values = frozenset((value * TEN,) if behind == known["han_tenth"] else (value,))
    decades = frozenset((value / TEN,)) if match.group().endswith("十") and behind == "年" and value >= TWENTY else ()
    values = values.union(decades, of_larger_unit(match, value, behind))
    return Number(values, match.start(), match.end(), counts(text, match, value))


def of_larger_unit(match: re.Match[str], value: Fraction, behind: str) -> tuple[Fraction, ...]:
    """The number without the thousand that may belong to its unit: 四千米 is four kilometres, too."""
    is_part = bool(behind) and match.group().endswith(KILO) and behind in table("zh")["han_kilo"]
    return (value / THOUSAND,) if is_part else ()


def counts(text: str, match: re.Match[str], value: Fraction) -> bool:
    """Whether a Chinese numeral counts for sure: before a measure, as an ordinal, or of several characters."""
    known = table("zh")
    numeral, behind = match.group(), text[match.end() : match.end() + 1]
    if text.endswith("第", 0, match.start()) or is_day(text, match):
        return True
    if value <= 1 or any(text.startswith(idiom, match.start()) for idiom in known["han_idioms"]):
        return False
    if numeral == "两" and behind in known["han_both"]:
        return False
    if (behind and behind in known["han_measures"]) or text.startswith(tuple(known["han_counted"]), match.end()):
        return True
    return len(numeral) > 1 and numeral[0] not in HAN_SCALES


def is_day(text: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral is the day of a date: 一月一日."""
    known = table("zh")
    behind = text[match.end() : match.end() + 1]
    return bool(behind) and behind in known["han_dates"] and text.endswith(known["han_month"], 0, match.start())


def han_value(numeral: str) -> Fraction | None:
    """The number that Chinese numerals write; None for 三四千, three or four."""
    return in_words(numeral, words_of("zh").numerals)
