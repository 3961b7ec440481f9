"""Numerals written with places: 四十五 is four tens and five, 三分之一 a third, "two thousand five hundred" 2,500."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diple.lexicon.vocabulary import Token

MYRIAD = 10_000  # from this place on all that stands before counts it: 四十万
HUNDRED, TWENTY = 100.0, 20.0
DAYS, FIGURES = (365.0, 30.4, 1.0), 4  # of a year, a month, a day; figures of a year
PHRASE = 5  # tokens of the longest bound, unit or interval
FAR = 8  # tokens before a number in which its bound may stand


def read_numeral(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[float, int]:
    """The number that a run of digits and places beginning at token `at` stands for, and the token after it."""
    digits, places = tables["words"], tables["places"]
    total, section, digit, stop = 0.0, 0.0, 0.0, at
    while stop < len(tokens):
        key = tokens[stop].key
        if stop > at and key in tables.get("decimal_marks", ()) and tokens[stop - 1].key in digits:
            part, stop = decimals(tokens, stop + 1, tables)
            return total + section + digit + part, stop
        if key in places:
            place = float(places[key])
            if place >= MYRIAD:
                total, section = total + (section + digit or 1.0) * place, 0.0
            else:
                section += (digit or 1.0) * place
            digit = 0.0
        elif key in digits and not (digit and stop > at):
            digit = float(digits[key])
        else:
            break
        stop += 1
    return total + section + digit, stop


def decimals(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[float, int]:
    """What the digits from token `at` on stand for behind a decimal mark, and the token after them: 三点二五."""
    figures = ""
    while at < len(tokens) and tokens[at].key in tables["words"] and tokens[at].key not in tables["places"]:
        figures += str(tables["words"][tokens[at].key])
        at += 1
    return (float(f"0.{figures}") if figures.isdecimal() else 0.0), at


def whole_date(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[float, str, int] | None:
    """A date from the year down in days, with its unit and the token after it: 2031年5月1日.

    The last part by itself is a number with its unit.
    """
    parts: str = tables.get("date_parts", "")
    keys = [token.key for token in tokens[at : at + 2 * len(parts)]]
    if not parts or len(keys[0]) != FIGURES or not keys[0].isdecimal():
        return None
    read = 0
    while 2 * read + 1 < len(keys) and keys[2 * read].isdecimal() and keys[2 * read + 1] == parts[read]:
        read += 1
    days = sum(float(key) * length for key, length in zip(keys[: 2 * read : 2], DAYS, strict=False))
    return (days, "date", at + 2 * read) if read > 1 else None


def read_part(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[float, str, int] | None:
    """A share at token `at` with its unit and the token after it: 三分之一, 百分之五, 一半, 半数."""
    keys = [token.key for token in tokens[at : at + 2]]
    if len(keys) == 2 and keys[1] in tables["half"] and tables["words"].get(keys[0]) == 1:
        return 0.5, "share", at + 2
    if keys and keys[0] in tables["half"] and len(keys) == 2 and keys[1] in tables["of_number"]:
        return 0.5, "share", at + 2
    if not keys or keys[0] not in tables["words"]:
        return None
    whole, stop = read_numeral(tokens, at, tables)
    marks: str = tables["part_mark"]
    if not whole or [token.key for token in tokens[stop : stop + len(marks)]] != list(marks):
        return None
    stop += len(marks)
    if stop >= len(tokens):
        return None
    key = tokens[stop].key
    part, stop = (float(key), stop + 1) if key.isdecimal() else read_numeral(tokens, stop, tables)
    return (part, "%", stop) if whole == HUNDRED else (part / whole, "share", stop)


def whole_number(tokens: Sequence[Token], at: int, value: float, tables: dict[str, Any]) -> tuple[float, int]:
    """The number in words that begins with `value` and goes on at token `at`, and the token after it."""
    words, places = tables["words"], tables["multipliers"]
    total, place = 0.0, 0.0
    while at < len(tokens):
        key = tokens[at].key
        more, after = next_part(tokens, at, place, tables) if place else (0.0, at)
        if key in places:
            place, at = float(places[key]), at + 1
            value *= place
        elif key == "-" and at + 1 < len(tokens) and tokens[at + 1].key in words and value >= TWENTY:
            value, at = value + float(words[tokens[at + 1].key]), at + 2
        elif tables.get("additive") and is_lower(value, words.get(key, 0)):
            total, value = (total + value, float(words[key])) if place > HUNDRED else (total, value + float(words[key]))
            at, place = at + 1, 0.0
        elif more and place > HUNDRED:
            total, value, at, place = total + value, more, after, 0.0
        elif more:
            value, at, place = value + more, after, 0.0
        else:
            break
    return total + value, at


def goes_on(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> bool:
    """Whether the number word at a token is the first of several: "сто двадцать"."""
    words, after = tables["words"], tokens[at + 1].key if at + 1 < len(tokens) else ""
    return bool(tables.get("additive")) and is_lower(words.get(tokens[at].key, 0), words.get(after, 0))


def is_lower(value: float, more: float) -> bool:
    """Whether a number word goes on with a number, as ones follow tens and tens hundreds: "двадцать пять"."""
    return value >= TWENTY and 1 <= more < value and value % 10 ** len(str(int(more))) == 0


def next_part(tokens: Sequence[Token], at: int, place: float, tables: dict[str, Any]) -> tuple[float, int]:
    """The part of a number in words that follows its hundreds or thousands, and the token after it; 0 where none does.

    "Two thousand five hundred", "three hundred and twelve", but not "between one hundred and two hundred".
    """
    links, words, places = tables.get("number_links", ()), tables["words"], tables["multipliers"]
    if not links:
        return 0.0, at
    at += tokens[at].key in links
    key = tokens[at].key if at < len(tokens) else ""
    value = 0.0 if key in places or key in tables["not_in_numbers"] else float(words.get(key, 0))
    after = float(places.get(tokens[at + 1].key, 0)) if at + 1 < len(tokens) else 0.0
    return (value, at + 1) if value and after != place else (0.0, at)


def with_part(tokens: Sequence[Token], at: int, value: float, tables: dict[str, Any]) -> tuple[float, int]:
    """A number that ends before token `at` with the part behind it: "one and a half million"."""
    more, stop = part_behind(tokens, at, tables)
    if not more:
        return value, at
    return whole_number(tokens, stop, value + more * float(tables["multipliers"].get(tokens[at - 1].key, 1)), tables)


def part_behind(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[float, int]:
    """What a phrase at token `at` adds to the whole number or unit before it, and the token after: "and a half"."""
    known: dict[str, float] = tables.get("parts_behind", {})
    phrase, stop = phrase_at(tokens, at, known) if known else ("", at)
    return known.get(phrase, 0.0), stop


def is_repeated(tokens: Sequence[Token], stop: int, tables: dict[str, Any]) -> bool:
    """Whether what a numeral counts is how many times something is done: 一次."""
    known: dict[str, tuple[float, str]] = tables["units"]
    return stop < len(tokens) and known.get(tokens[stop].key, (0, ""))[1] == "times"


def bound_afar(tokens: Sequence[Token], first: int, tables: dict[str, Any]) -> tuple[str, int]:
    """The bound before the verb of a number, and where it begins: 至少派出三十名; "" where there is none."""
    known: dict[str, str] = tables.get("far_bounds", {})
    for at in range(first - 1, max(-1, first - FAR), -1) if known else ():
        phrase = " ".join(token.key for token in tokens[at : at + 2])
        if phrase in known:
            return known[phrase], at
        if not tokens[at].key[0].isalnum():
            break
    return "", first


def phrase_at(tokens: Sequence[Token], at: int, known: dict[str, Any] | frozenset[str]) -> tuple[str, int]:
    """The longest known phrase that begins at token `at`, and the token after it; "" where there is none."""
    for stop in range(min(at + PHRASE, len(tokens)), at, -1):
        phrase = " ".join(token.key for token in tokens[at:stop])
        if phrase in known:
            return phrase, stop
    return "", at


def as_number(key: str) -> float:
    """Figures as a number: a comma or point before exactly three figures groups thousands."""
    whole, slash, below = key.partition("/")
    if slash:
        units, dash, above = whole.rpartition("-")
        return (float(units) if dash else 0.0) + as_number(above) / max(1.0, float(below))
    parts = ["".join(filter(str.isdecimal, part)) for part in key.replace(",", ".").split(".")]
    if len(parts) > 1 and ("," in key or len(parts) > 2) and all(len(part) == 3 for part in parts[1:]):
        return float("".join(parts))
    return float(parts[0] + "." + "".join(parts[1:])) if parts[0] else 0.0


def bound_before(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[str, int]:
    """The bound that ends right before token `at` and where it begins; "" where there is none."""
    known = tables.get("bounds", {})
    for first in range(max(0, at - PHRASE), at if known else 0):
        phrase = " ".join(token.key for token in tokens[first:at])
        if phrase in known:
            return known[phrase], first
    return "", at
