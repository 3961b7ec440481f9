"""The line that says when and where a text was made, and nothing else: "Beijing, 4 February 2022".

    line_of("Done at Orrin, on 3 May 2031, in two originals.", "en")   # place "Orrin", day "3", month 5, year "2031"
    opening_of("Callow, 16 May 2024 - The Ministers met.", "en")       # the same at the opening of a sentence
    is_line("Velmora, den 3. Mai 2031")                                # whatever the language

The words are the table `dates` of each language. A line is read as signs, one a word or mark, and the row of signs must
have one of the shapes below. What follows the date ("in two originals, …") is no part of it, and begins at `tail`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from diple.lexicon.tables import language_table, languages, neutral_table
from diple.model import Span
from diple.normalise import key
from diple.numerals import in_words, numerals_of

LONGEST = 110
"""Characters of a line that says nothing but place and date."""
LONGEST_SIGNED = 300
"""Characters of one that goes on with the number of originals and their languages."""
_TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d+(?=-\d)|[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|º|°)?")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_CASELESS = ("ar",)
NINE = 9
_LONGEST_BEGINNING = 40
_MARKS = dict(zip("،–—：", ",--:", strict=True))
_NUMBER = re.compile(r"[\d〇○◯零一二三四五六七八九十]")

# The signs: D, M, Y day, month and year; I all three in figures; W a word in small letters; P a word of a place. L is a
# word that belongs to a date, N one that may be between a place and a day without a comma ("le"), p a small word of a
# place, o one of both ("of"); O what opens a line; T what follows the date; B and A the labels of a day and of a place.
# Marks are their own signs.
_PLACE = r"P(?:[.,]?P|[po]{1,2}P){0,5}"
_CITY_AND_LAND = r"P(?:[po]?P){0,3},P(?:[po]?P){0,3}"  # what may follow a date without a comma
_PLACE_CASELESS = r"P(?:[.,]?P){0,5}"
_MOMENT = (
    r"(?:l*,?l*«?(?P<day>D)(?P<more>(?:[-/]|l)D)?»?l*(?P<month>M)(?P<other>/M)?l*,?l*(?P<year>Y)(?:l|l\.)*"
    r"|l*,?l*(?P<month1>M)\.?(?P<day1>D)(?P<more1>[-/]D)?l*,?(?P<year1>Y)|(?P<iso>I))"
)
_IN_WORDS = r"l*,?l*(?P<day>D|w(?:l?w){0,3}?)l*(?P<month>M)l*,?l*(?P<year>Y|w(?:l?w){0,8}?)l*"
_PART = r"(?:l*(?P<day>D)l*(?P<month>M)|l*(?P<month1>M)(?:\.?(?P<day1>D)|l*,?l*(?P<year1>Y)))"
_TAIL = r"\.?(?P<tail>,?T)?"
# In the shapes l is a word that belongs to a date, and w one that may be of a number.
_CLASSES = {"l": "[LoN]", "w": "W"}
_CLASSES_CASELESS = {"l": "[LoN]", "w": "[WP]"}


class DateLine(NamedTuple):
    """What a line says: the span of its place, and its day and year as they are written, "" and 0 where it does not.

    A line of several days ("3-4 May 2031") has no day. `moment` is the span of the date, `tail` where what follows it
    begins.
    """

    place: Span | None
    day: str
    month: int
    year: str
    moment: Span | None
    tail: int


class _Item(NamedTuple):
    """A word or mark: its sign, what it says, and where it is."""

    sign: str
    value: str | int
    start: int
    end: int


@dataclass(frozen=True)
class _Words:
    """The words of one language: phrases of keys with their signs and values, and the shapes of lines."""

    language: str
    signs: dict[tuple[str, ...], tuple[str, str | int]]
    longest: int
    lines: tuple[re.Pattern[str], ...]
    beginnings: tuple[re.Pattern[str], ...]


def is_line(text: str) -> bool:
    """Whether a line says only when or where a text was made, in any language."""
    text = text.strip()
    if not may_be_line(text):
        return False
    return any(line_of(text, language) for language in languages()) or _of_form(text)


def is_bare_line(text: str) -> bool:
    """Whether a line says only when or where a text was made, and nothing behind it ("in duplicate, …")."""
    text = text.strip()
    if len(text) > LONGEST or not may_be_line(text):
        return False
    found = (line_of(text, language) for language in languages())
    return any(line.tail >= len(text.rstrip(".")) for line in found if line) or _of_form(text)


def line_of(text: str, language: str) -> DateLine | None:
    """What a line says in one language, the hour behind its date left out; None where it says anything else."""
    if not text.strip() or len(text) > LONGEST_SIGNED or not may_be_line(text.lstrip()):
        return None
    text = without_hour(text)
    if language == "zh":
        return _han_line(text)
    words = words_of(language)
    return _matched(words.lines, list(_items(text, words))) if words.signs else None


def opening_of(text: str, language: str) -> DateLine | None:
    """What the line says with which a sentence opens, where the date is whole or a part of one ("May 2031")."""
    words = words_of(language)
    return _matched(words.beginnings, list(_items(text[:LONGEST_SIGNED], words))) if words.signs else None


def are_lines(text: str, language: str) -> bool:
    """Whether all lines of a text, or all of it as one line that was wrapped, say when or where it was made."""
    if not _NUMBER.search(text) and not _labelled(text):
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return all(line_of(line, language) or _of_form(line.strip()) for line in lines) or bool(line_of(text, language))


def without_hour(line: str) -> str:
    """A line without the hour behind its date: "4 February 2032, 14:30"."""
    found = _hour().search(line) if len(line) <= LONGEST else None
    return line[: found.start()] if found else line


def may_be_line(text: str) -> bool:
    """Whether a line may say a day or place: most lines are passed over here."""
    if len(text) <= LONGEST and _NUMBER.search(text):
        return True
    return len(text) <= LONGEST_SIGNED and _labelled(text)


def _labelled(text: str) -> bool:
    """Whether a text begins with the label of a place, or opens a signature with its day in words."""
    return text.lstrip()[:_LONGEST_BEGINNING].lower().startswith(_beginnings())


@cache
def _beginnings() -> tuple[str, ...]:
    """What a line without figures begins with."""
    tables = [language_table(language, "dates") for language in languages()]
    return tuple({word for table in tables for name in ("opens", "place_labels") for word in table.get(name, ())})


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form) for form in neutral_table("dates")["forms"])


@cache
def _hour() -> re.Pattern[str]:
    return re.compile(rf"(?:{neutral_table('dates')['hour']})\s*$")


def _of_form(text: str) -> bool:
    """Whether a line is one by its form alone, in a language without a table."""
    return len(text) <= LONGEST and any(form.fullmatch(text) for form in _forms())


def _matched(shapes: Iterable[re.Pattern[str]], items: Sequence[_Item]) -> DateLine | None:
    """What the items say by the first shape that they have."""
    row = "".join(item.sign for item in items)
    found = next(filter(None, (shape.match(row) for shape in shapes)), None)
    return _said(found, items) if found else None


def _said(found: re.Match[str], items: Sequence[_Item]) -> DateLine | None:
    """What the parts of a shape are in the text; None where two months are named."""
    parts = {name.rstrip("12"): found.span(name) for name, value in found.groupdict().items() if value}
    months = {items[at].value for name in ("month", "other") if name in parts for at in range(*parts[name])} - {"/"}
    if len(months) > 1:
        return None
    day, year = (_written(items, parts.get(name)) for name in ("day", "year"))
    if "iso" in parts:
        year, written, day = str(items[parts["iso"][0]].value).split("-")
        months = {int(written)}
    moment = _covered(items, [parts[name] for name in ("day", "month", "year", "iso") if name in parts])
    tail = parts.get("tail", (found.end(),))[0]
    after = items[tail].start if tail < len(items) else items[-1].end
    place = _covered(items, [parts["place"]]) if "place" in parts else None
    month = next((value for value in months if isinstance(value, int)), 0)
    return DateLine(place, "" if "more" in parts else day, month, year, moment, after)


def _written(items: Sequence[_Item], part: tuple[int, int] | None) -> str:
    """The words of a part of a date, without those that only belong to dates."""
    return " ".join(str(items[at].value) for at in range(*part)) if part else ""


def _covered(items: Sequence[_Item], parts: Sequence[tuple[int, int]]) -> Span | None:
    """The span of some parts of a line."""
    if not parts:
        return None
    first, last = min(start for start, _ in parts), max(end for _, end in parts)
    last -= items[last - 1].sign == "."
    return Span(items[first].start, items[last - 1].end)


def _items(text: str, words: _Words) -> Iterator[_Item]:
    """The words and marks of a text with their signs, up to what follows the date."""
    tokens = list(_TOKEN.finditer(text))
    keys = [key(token.group(), words.language) for token in tokens]
    at = 0
    while at < len(tokens):
        sign, value, taken = _sign(tokens, keys, at, words)
        yield _Item(sign, value, tokens[at].start(), tokens[at + taken - 1].end())
        if sign == "T":
            return
        at += taken


def _sign(tokens: Sequence[re.Match[str]], keys: Sequence[str], at: int, words: _Words) -> tuple[str, str | int, int]:
    """The sign of a word or mark, what it says, and how many tokens it takes."""
    for taken in range(min(words.longest, len(keys) - at), 0, -1):
        known = words.signs.get(tuple(keys[at : at + taken]))
        if known and (at == 0 or known[0] not in "OAB"):
            return *known, taken
    written, folded = tokens[at].group(), keys[at]
    for sign, pattern in (("I", _ISO), ("Y", _YEAR)):
        if pattern.fullmatch(folded):
            return sign, folded, 1
    if day := _DAY.fullmatch(folded):
        return "D", day[1], 1
    if not written[0].isalnum():
        return _MARKS.get(written, written), written, 1
    is_name = written[0].isupper() or (words.language in _CASELESS and written[0].isalpha())
    return ("P" if is_name else "W"), folded, 1


@cache
def words_of(language: str) -> _Words:
    """The words of a language; without a table it has no signs."""
    table = language_table(language, "dates")
    known: dict[str, Sequence[str]] = {sign: table.get(name, ()) for sign, name in _TABLES.items()}
    signs: dict[tuple[str, ...], tuple[str, str | int]] = {
        _keys(phrase, language): (sign, phrase) for sign, phrases in known.items() for phrase in phrases
    }
    signs |= {_keys(phrase, language): ("o", phrase) for phrase in set(known["p"]) & set(known["L"])}
    signs |= {_keys(f"{label}:", language): ("B", label) for label in table.get("day_labels", ())}
    signs |= {_keys(f"{label}:", language): ("A", label) for label in table.get("place_labels", ())}
    months = enumerate(table.get("months", ()), 1)
    signs |= {_keys(name, language): ("M", number) for number, names in months for name in names}
    return _Words(
        language,
        signs,
        max(map(len, signs), default=0),
        *_shapes(language in _CASELESS),
    )


_TABLES = {"p": "place_words", "L": "line", "N": "on_days", "T": "closes", "O": "opens"}


def _keys(phrase: str, language: str) -> tuple[str, ...]:
    return tuple(key(token, language) for token in _TOKEN.findall(phrase))


@cache
def _shapes(is_caseless: bool) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The shapes of whole lines, and of the openings of sentences."""
    name, classes = (_PLACE_CASELESS, _CLASSES_CASELESS) if is_caseless else (_PLACE, _CLASSES)
    place, after = rf"(?:L\.)?(?P<place>{name}\.?)", rf"(?:,?l*(?P<place1>{name}))"
    apart = "[,:-]" if is_caseless else "(?:[,:-]|(?=[DMIN]))"
    opened = rf"O(?:(?:L\.)?(?P<place>L?{name}\.?)[,:-]?)?"
    lines = (
        rf"\(?B?{_MOMENT}(?:,(?P<place>{name})|(?P<place1>{_CITY_AND_LAND}))?\)?{_TAIL}",
        rf"\(?B?{place}{apart}{_MOMENT}\)?{_TAIL}",
        rf"{opened}{_MOMENT}{after}?{_TAIL}",
        rf"{opened}{_IN_WORDS}{after}?{_TAIL}",
        rf"A{place}",
    )
    ends, ends_signed = r"(?=$|[.:\-(])", r"(?=$|[.:,\-(T])"
    beginnings = (
        *(rf"{opened}{moment}{ends_signed}" for moment in (_MOMENT, _IN_WORDS, _PART)),
        *(rf"\(?(?:{place}[,(-])?{moment}{ends}" for moment in (_MOMENT, _PART)),
    )
    return (
        tuple(_shape(rf"(?:{line})\.?$", classes) for line in lines),
        tuple(_shape(line, classes) for line in beginnings),
    )


def _shape(written: str, classes: dict[str, str]) -> re.Pattern[str]:
    """A shape with the classes of signs in the place of their letters, which are not those of names of groups."""
    expanded = re.sub(r"\?P<\w+>|[lw]", lambda found: classes.get(found[0], found[0]), written)
    return re.compile(expanded)


def _han_line(text: str) -> DateLine | None:
    """What a line of Chinese says, whose words are not apart."""
    found = next(filter(None, (shape.fullmatch(text.strip()) for shape in _han_shapes())), None)
    if found is None:
        return None
    offset = len(text) - len(text.lstrip())
    parts = found.groupdict()
    name = next((name for name in ("place", "place1") if parts.get(name)), "")
    place = Span(found.start(name) + offset, found.end(name) + offset) if name else None
    if not parts.get("date"):
        return DateLine(place, "", 0, "", None, len(text))
    moment = Span(found.start("date") + offset, found.end("date") + offset)
    tail = found.start("tail") + offset if parts.get("tail") else len(text)
    written = (parts[name] or parts[f"{name}1"] for name in ("day", "month", "year"))
    day, month, year = (han_number("".join(part.split())) for part in written)
    return DateLine(place, "" if parts["more"] else str(day), month, str(year), moment, tail)


@cache
def _han_shapes() -> tuple[re.Pattern[str], ...]:
    """The shapes of lines in Chinese."""
    table = language_table("zh", "dates")
    opens, closes, line, days, places = (
        "|".join(map(re.escape, table[name])) for name in ("opens", "closes", "line", "day_labels", "place_labels")
    )
    name, number = r"[\u4e00-\u9fff·]{2,8}", rf"[{HAN_NUMERAL} ]"
    date = (
        rf"(?P<date>(?P<year>{number}{{2,6}})年(?P<month>{number}{{1,5}})月(?P<day>{number}{{1,5}})[日号]?"
        rf"(?P<more>[至到—–-]{number}{{1,5}}[日号])?|(?P<year1>\d{{4}})-(?P<month1>\d\d)-(?P<day1>\d\d))"
    )
    tail = rf"(?:[，,。]?\s*(?P<tail>(?:{closes}).*))?[）)]?。?"
    return (
        re.compile(rf"(?:{opens})(?:(?P<place>{name}?)[，,、 \u3000]*)?{date}{tail}"),
        re.compile(rf"[（(]?(?:(?P<place>{name})[，,、 \u3000]+)?{date}{tail}"),
        re.compile(rf"[（(]?(?:{days})[：:]\s*{date}{tail}"),
        re.compile(rf"[（(]?{date}(?:(?:{opens}|{line})|[，,、 \u3000]+(?:{opens}|{line})?)(?P<place1>{name}){tail}"),
        re.compile(rf"(?:{places})[：:]\s*(?P<place>{name})"),
    )


HAN_NUMERAL = "0123456789〇○◯零一二三四五六七八九十"


def han_number(text: str) -> int:
    """The number that digits or Chinese characters write, also digit by digit (七九, 〇五); 0 where they write none."""
    if not text or text.isascii():
        return int(text or 0)
    keys = [key(character, "zh") for character in text]
    value = in_words(keys, numerals_of("zh"))
    if value is not None:
        return int(value)
    digits = [int(each) if each.isdecimal() else in_words([each], numerals_of("zh")) for each in keys]
    return int("".join(map(str, digits))) if all(digit is not None and digit <= NINE for digit in digits) else 0
