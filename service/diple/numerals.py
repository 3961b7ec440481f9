"""Reads numbers as words, figures or both write them: four thousand, 4,000, 4 000, 2.5 million, 四千, quatre mille.

What cannot be read with certainty has no value: "several thousand", "twenty forty", 三四千 (three or four thousand),
"4.500" where the point may part decimals. The words are data: `[numerals]` in the files of the languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from diple.lexicon.tables import language_table
from diple.normalise import key

HALF = Fraction(1, 2)
MOST_FIGURES = 100  # of a number: more in a row are none. Python refuses to read 4,301, and takes long before that
_SPACES = "\u00a0\u2009\u202f'’"  # group thousands in every language
_FULL = r"[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])"
_TEN, _SCORE, _HUNDRED, _THOUSAND = 10, 20, 100, 1000
_POSITIONS = 4  # digits in a row that are a number, each in its place: 二〇二六
_MARKS = frozenset((".", ",", '"'))  # an abbreviation's stop, a full-width comma, an apostrophe, as keys
_MOST_SPLIT = 80  # code points of a compound
VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_PARTED = rf"(?P<vulgar>[{VULGAR}])|(?P<above>\d{{1,2}})[/⁄](?P<below>\d{{1,2}})"
FRACTION = re.compile(rf"(?:{_PARTED})(?![\d/⁄])")
# 5¼, 5 1/4 and 5-1/4; but "5 1/4-ton boats" may be five of them.
MIXED = re.compile(
    rf"(?P<whole>[1-9]\d{{0,2}})(?:\s?(?=[{VULGAR}])|[ \u00a0](?=[\d/⁄]++(?!-\w))|[-‑])(?:{_PARTED})(?![\d/⁄])"
)
_BELOW = frozenset((2, 3, 4, 5, 6, 8, 10, 16, 32))  # what a fraction divides by: 9/11 is a day


class Atom(NamedTuple):
    """A part of a number: `kind` is figure, word, scale, joint, half, article, zero or point."""

    kind: str
    value: Fraction = Fraction(0)
    key: str = ""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words of which a language makes numbers, and the signs in its figures.

    `scales` multiply what is before them and `bare` ones may be alone (mille); `halves` are phrases that add a
    half. `joints_of_tens` and `joints_of_hundreds` are between parts (treinta y cinco, two hundred and five);
    `prefix` is a joint written to the word behind it. `merged` are two values in a row that are one (quatre vingt),
    `long_tens` are followed by teens (soixante-dix), and `ones_first` says that ones are before tens. `unsure` words
    are no number by themselves, `inner_words` no first or last part (陆 is six, and land). `figure` finds a number in
    figures; `decimal` are its decimal signs.
    """

    words: dict[str, Fraction] = field(default_factory=dict)
    scales: dict[str, Fraction] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    prefix: str = ""
    merged: dict[tuple[int, int], int] = field(default_factory=dict)
    long_tens: frozenset[int] = frozenset()
    ones_first: bool = False
    decimal: str = ""
    figure: re.Pattern[str] | None = None
    lexed: dict[str, tuple[Atom, ...]] = field(default_factory=dict)

    def of(self, name: str) -> frozenset[str]:
        """The set of that name; empty where the language has none."""
        return self.sets.get(name, frozenset())


_SETS = (
    "articles", "bare", "joints_of_tens", "joints_of_hundreds", "halves", "abbreviated", "unsure", "zeros", "points",
    "before_years", "after_years", "labels", "lone_halves", "inner_words",
)  # fmt: skip


@cache
def _figure(group: str, decimal: str) -> re.Pattern[str]:
    """The pattern of a number in figures, with these signs between thousands and before decimals."""
    tail = rf"(?:[{re.escape(decimal)}]\d+)?" if decimal else ""
    grouped = rf"\d{{1,3}}([{re.escape(group + _SPACES)}])\d{{3}}(?:\1\d{{3}})*(?!\d){tail}"
    blank = rf"\d{{1,3}} 0\d\d(?: \d{{3}})*(?!\d){tail}"  # "5 100-ton ships" may be five of them, 5 000 is one number
    return re.compile(rf"{_FULL}|{grouped}|{blank}|\d+{tail}")


@cache
def numerals_of(language: str) -> Numerals:
    """The numerals of a language, from the table `[numerals]` of its noise words; without one there are none."""
    raw: Any = language_table(language, "noise").get("numerals")
    if not raw:
        return Numerals()
    sets = {
        name: frozenset(" ".join(key(word, language) for word in phrase.split()) for phrase in raw.get(name, ()))
        for name in _SETS
    }
    joints = sets["joints_of_tens"] | sets["joints_of_hundreds"]
    sets["inner"] = (
        sets["articles"]
        | joints
        | sets["inner_words"]
        | {word for phrase in sets["halves"] for word in phrase.split()}
        | _MARKS
    )
    return Numerals(
        words=_valued(raw["words"], language),
        scales=_valued(raw["scales"], language),
        sets=sets,
        prefix=str(raw.get("prefix", "")),
        merged={(first, second): one for first, second, one in raw.get("merged", ())},
        long_tens=frozenset(raw.get("long_tens", ())),
        ones_first=bool(raw.get("ones_first")),
        decimal=str(raw["decimal"]),
        figure=_figure(raw["group"], raw["decimal"]),
    )


def _valued(table: dict[str, Sequence[str]], language: str) -> dict[str, Fraction]:
    return {key(word, language): Fraction(value) for value, words in table.items() for word in words}


def atoms_of(text: str, known: Numerals) -> tuple[Atom, ...]:
    """The parts that one key holds, several where it is a compound (quatrevingtdix); none where it is no numeral."""
    found = known.lexed.get(text)
    if found is None:
        if len(known.lexed) > _THOUSAND * _SCORE:
            known.lexed.clear()
        found = known.lexed[text] = tuple(_split(text, known)) if len(text) <= _MOST_SPLIT else ()
    return found


def _split(text: str, known: Numerals) -> list[Atom]:
    if text in known.of("zeros"):
        return [Atom("zero", Fraction(0), text)]
    if text in known.words:
        value = known.words[text]
        if value >= _THOUSAND:
            return [Atom("word", Fraction(2), text), Atom("scale", value / 2, text)]  # ألفان, two thousand
        if value >= _SCORE and known.of("zeros"):
            return [Atom("word", value / _TEN, text), Atom("scale", Fraction(_TEN), text)]  # 廿, two tens
        return [Atom("word", value, text)]
    if text in known.scales:
        return [Atom("scale", known.scales[text], text)]
    if text in known.of("points"):
        return [Atom("point", key=text)]
    if known.prefix and text.startswith(known.prefix) and (rest := _split(text.removeprefix(known.prefix), known)):
        return [Atom("joint", key=known.prefix), *rest]
    for end in range(len(text) - 2, 1, -1):
        first = _whole(text[:end], known)
        if first and (rest := _split(text[end:], known)):
            return [first, *rest]
    return []


def _whole(text: str, known: Numerals) -> Atom | None:
    if text in known.words:
        return Atom("word", known.words[text], text)
    if text in known.scales:
        return Atom("scale", known.scales[text], text)
    return Atom("joint", key=text) if text in known.of("joints_of_tens") else None


def sign_value(sign: str) -> Fraction:
    """The value of a sign that is a fraction: ¾."""
    return Fraction(unicodedata.numeric(sign)).limit_denominator(_HUNDRED)


def fraction_of(found: re.Match[str]) -> Fraction | None:
    """The value of a match of `FRACTION` or `MIXED`; None where the parts make no proper fraction."""
    parts = found.groupdict()
    whole = Fraction(parts.get("whole") or 0)
    if parts["vulgar"]:
        return whole + sign_value(parts["vulgar"])
    above, below = int(parts["above"]), int(parts["below"])
    return whole + Fraction(above, below) if 0 < above < below and below in _BELOW else None


def is_part(text: str, known: Numerals) -> bool:
    """Whether a key is a part of a number that can be at its edge: figures or a number word, no "and"."""
    return text[:1].isdecimal() or (text not in known.of("inner_words") and bool(atoms_of(text, known)))


def may_be_part(text: str, known: Numerals) -> bool:
    """Whether a key can be anywhere in a number: also "and", "a", the stop of an abbreviation, an apostrophe."""
    return is_part(text, known) or text in known.of("inner")


GROUP = re.compile(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3}(?!\d))")  # between the thousands of figures


def whole_number(key: str) -> int | None:
    """The number that a key of figures alone writes; None for any other key, and for more figures than a number has."""
    return int(key) if key.isdecimal() and len(key) <= MOST_FIGURES else None


def figure_value(digits: str) -> float:
    """The value of figures in whatever language: 4,000 and 4 000 are 4000, 12,5 and 12.5 are 12.5, 0.125 is no 125."""
    plain = digits if digits.startswith("0") else GROUP.sub("", digits)
    first, *rest = ("".join(filter(str.isdecimal, part)) for part in plain.replace(",", ".").split("."))
    return finite(float(f"{first or 0}.{''.join(rest) or 0}"))


class Figures(NamedTuple):
    """A number in figures: its likeliest value, where it ends, and whether it can be read in no other way."""

    value: Fraction
    end: int
    is_sure: bool = True


def figures_at(text: str, start: int, stop: int, known: Numerals) -> Figures | None:
    """The number in figures that begins at a code point, before `stop`, as a language writes it: 4,000, 5¼, 5 1/4."""
    mixed = MIXED.match(text, start)  # which looks at what is behind it, 5 1/4-ton
    if mixed and mixed.end() <= stop and (value := fraction_of(mixed)) is not None:
        return Figures(value, mixed.end())
    found = known.figure.match(text, start, stop) if known.figure else None
    plain = found and _plain(found, known)
    return plain._replace(is_sure=False) if plain and mixed else plain


def _plain(found: re.Match[str], known: Numerals) -> Figures | None:
    """The value of figures that the language's pattern found; not sure where three decimals may be thousands."""
    whole, decimals = found.group(), ""
    last = next((at for at in range(len(whole) - 1, -1, -1) if not whole[at].isdecimal()), -1)
    if last >= 0 and whole[last] in known.decimal and whole[last] != found[1]:
        whole, decimals = whole[:last], whole[last + 1 :]
    digits = "".join(filter(str.isdecimal, whole))
    if len(digits) + len(decimals) > MOST_FIGURES:
        return None
    may_be_thousands = len(decimals) == len("000") and found[1] is None and digits != "0"
    has_zeros_before = digits.startswith("0") and len(digits) > 1
    return Figures(Fraction(f"{int(digits)}.{decimals or 0}"), found.end(), not (may_be_thousands or has_zeros_before))


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@lru_cache(maxsize=16_384)
def roman(written: str) -> Fraction | None:
    """The value of a Roman numeral in capitals; None for another word, and for a single I, L, C, D or M."""
    if not written or not _ROMAN.keys() >= set(written) or (len(written) == 1 and written not in "VX"):
        return None
    values = [_ROMAN[letter] for letter in written]
    return Fraction(sum(-one if one < after else one for one, after in pairwise([*values, 0])))


def finite(value: float) -> float:
    """A value, but no more than the highest of a number: what overflows a float is infinite, and no fraction."""
    return min(value, 10.0**MOST_FIGURES)


def in_words(keys: Iterable[str], known: Numerals) -> Fraction | None:
    """The number that keys in a row write in words; None where one of them is no part of a number, or in doubt."""
    parts: list[Atom] = []
    for text in keys:
        if not (found := single(text, known)):
            return None
        parts.extend(found)
    return read_parts(parts, known) if parts else None


MOST_PARTS = 30
"""Parts of a number; more in a row are none: each would be tried with all behind it."""


def longest_value(runs: Sequence[Sequence[Atom]], known: Numerals) -> tuple[Fraction | None, int]:
    """The number that the longest run of parts from the first on writes, and its parts; a scale is not cut from it.

    Of more than MOST_PARTS the first alone is looked at.
    """
    if len(runs) > MOST_PARTS:
        runs = runs[:1]
    for count in range(len(runs), 0, -1):
        cut = count < len(runs) and runs[count][0].kind == "scale"
        value = None if cut else read_parts([atom for run in runs[:count] for atom in run], known)
        if value is not None:
            return value, count
    return None, 0


def single(text: str, known: Numerals) -> tuple[Atom, ...]:
    """The parts of a number that one key holds, a joint or an article among them; none where it is no part of one."""
    if found := atoms_of(text, known):
        return found
    if text in known.of("articles"):
        return (Atom("article", key=text),)
    is_joint = text in known.of("joints_of_tens") or text in known.of("joints_of_hundreds")
    return (Atom("joint", key=text),) if is_joint else ()


def read_parts(parts: Sequence[Atom], known: Numerals) -> Fraction | None:
    """The value of the parts of a number; None where they write none, or none for certain."""
    kinds = [part.kind for part in parts]
    if "point" in kinds and "scale" not in kinds[(at := kinds.index("point")) :]:
        return _with_decimals(parts, at, known)  # 十二点五
    scales = [part.value for part in parts if part.kind == "scale"]
    if not scales:
        return _small(parts, known)
    top = max(scales)
    if scales.count(top) > 1:
        return None
    at = next(index for index, part in enumerate(parts) if part.kind == "scale" and part.value == top)
    factor, rest = _factor(parts[:at], parts[at], known), parts[at + 1 :]
    if factor is None or not rest:
        return factor and factor * top
    if factor.denominator != 1:
        return None
    if [part.kind for part in rest] == ["half"]:
        return (factor + rest[0].value) * top
    lower = _lower(rest, top, known)
    return None if lower is None or not 0 < lower < top else factor * top + lower


def _factor(parts: Sequence[Atom], scale: Atom, known: Numerals) -> Fraction | None:
    """How many times a scale is counted."""
    if not parts:
        return Fraction(1) if scale.key in known.of("bare") else None
    if len(parts) == 1 and parts[0].kind == "article":
        return Fraction(1)
    if parts[0].kind in ("joint", "half", "zero"):
        return None
    return read_parts(parts, known)


def _lower(rest: Sequence[Atom], top: Fraction, known: Numerals) -> Fraction | None:
    """What is added behind a scale; figures need a scale of their own, and so does a lone digit behind Chinese ones."""
    first, led = rest[0], False
    if first.kind == "joint":
        if first.key not in known.of("joints_of_hundreds"):
            return None
        rest, led = rest[1:], True
    elif first.kind == "zero" and known.of("zeros"):
        rest, led = rest[1:], True
    if not rest or rest[0].kind in ("joint", "half", "article", "zero") or rest[-1].kind in ("figure", "half"):
        return None
    if len(rest) == 1 and rest[0].kind == "word" and known.of("zeros") and not led and top >= _HUNDRED:
        return None
    value = read_parts(rest, known)
    return None if value is None or value.denominator != 1 else value


def _small(parts: Sequence[Atom], known: Numerals) -> Fraction | None:
    """The value of parts without a scale."""
    kinds = [part.kind for part in parts]
    if kinds[-1] == "half" and len(parts) > 1:
        whole = _small(parts[:-1], known)
        return None if whole is None or whole.denominator != 1 else whole + parts[-1].value
    if len(parts) == 1:
        return parts[0].value if kinds[0] in ("figure", "word", "zero") else None
    if known.of("zeros"):
        return _in_places(parts) if set(kinds) <= {"word", "zero"} else None
    return _worded(list(_joined(parts, known)), known) if set(kinds) <= {"word", "joint"} else None


def _in_places(parts: Sequence[Atom]) -> Fraction | None:
    """Digits in a row, each in its place: 二〇二六; but 三四 may be "three or four"."""
    if len(parts) < _POSITIONS and parts[-1].kind != "zero" and all(part.kind == "word" for part in parts):
        return None
    if parts[0].kind == "zero" or len(parts) > MOST_FIGURES:
        return None
    return Fraction("".join(str(part.value) for part in parts))


def _with_decimals(parts: Sequence[Atom], at: int, known: Numerals) -> Fraction | None:
    """A number with decimals in words: 二点五."""
    after = parts[at + 1 :]
    if not 0 < len(after) <= MOST_FIGURES or at < 1 or any(part.kind not in ("word", "zero") for part in after):
        return None
    whole = read_parts(parts[:at], known)
    decimals = "".join(str(part.value) for part in after)
    return None if whole is None or whole.denominator != 1 else whole + Fraction(f"0.{decimals}")


def _joined(parts: Sequence[Atom], known: Numerals) -> Iterator[tuple[int, str]]:
    """Each word's value with the joint before it, two words that are one taken together; -1 where it has no place."""
    joint, index = "", 0
    while index < len(parts):
        part = parts[index]
        if part.kind == "joint":
            if joint or not index:
                yield -1, ""
            joint, index = part.key, index + 1
            continue
        value = int(part.value) if part.value.denominator == 1 else -1
        after = parts[index + 1] if index + 1 < len(parts) else None
        one = known.merged.get((value, int(after.value))) if after and after.kind == "word" else None
        if one:
            value, index = one, index + 1
        yield value, joint
        joint, index = "", index + 1
    if joint:
        yield -1, ""


def _worded(words: list[tuple[int, str]], known: Numerals) -> Fraction | None:
    """Hundreds, tens and ones: "пятьсот сорок два", "treinta y cinco", "soixante et onze"."""
    total = 0
    (value, _), *rest = words
    if value >= _HUNDRED and value % _HUNDRED == 0 and rest:
        if rest[0][1] and rest[0][1] not in known.of("joints_of_hundreds"):
            return None
        total, words = value, [(rest[0][0], ""), *rest[1:]]
    if len(words) == 1:
        return Fraction(total + words[0][0]) if 0 < words[0][0] < (_HUNDRED if total else _THOUSAND) else None
    if len(words) != 2:
        return None
    (tens, _), (ones, joint) = words
    if joint and joint not in known.of("joints_of_tens"):
        return None
    if known.ones_first:
        tens, ones = ones, tens
        if not joint:
            return None
    highest = _SCORE if tens in known.long_tens else 10
    return Fraction(total + tens + ones) if _is_tens(tens) and 0 < ones < highest else None


def _is_tens(value: int) -> bool:
    return _SCORE <= value < _HUNDRED and value % 10 == 0
