"""Numbers that only name something: a document, a paragraph, an anniversary, the day of a visit, part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diple.lexicon.vocabulary import Token

PLACE = 2  # tokens before the date in a place and date: "Nareth, 3 May"
OCCASIONAL = ("days", "times")  # units that an anniversary or a meeting is counted by
DATELINE = 9  # tokens up to which a sentence with a date is a place and date line


def idle(tokens: Sequence[Token], at: int, stop: int, tables: dict[str, Any]) -> bool:
    """Whether a number only names something: a document, paragraph, anniversary, meeting or visit."""
    around = [token.key for token in tokens[max(0, at - 6) : stop + 5]]
    before = [token.key for token in tokens[max(0, at - 2) : at]]
    heads = at == 0 or tokens[at - 1].key in ".;:"
    if is_part_of_a_name(tokens, at, stop, tables):
        return True
    if at and tokens[at - 1].key in "./" and tokens[at - 1].end == tokens[at].start:
        return True
    if heads and stop < len(tokens) and tokens[stop].key in ").":
        return True
    if any(word in tables["labels"] for word in before) or in_numbered_list(tokens, at, stop, tables):
        return True
    if any(word in tables["occasions"] for word in around) and not is_measured(tokens, at, stop, tables):
        return True
    if is_due(tokens, at, stop, tables):
        return False
    dated = any(t.key in tables["months"] for t in tokens[max(0, at - 1) : stop + 1]) or is_year(tokens[at].key)
    return dated and (
        at == 0
        or (at == PLACE and tokens[1].key == ",")
        or len(tokens) <= DATELINE
        or any(word in tables["events"] for word in around)
        or tokens[at - 1].key in ("(", "on")
        or (tokens[at - 1].key in tables["definite"] and at > 1 and tokens[at - 2].key == "on")
    )


def in_numbered_list(tokens: Sequence[Token], at: int, stop: int, tables: dict[str, Any]) -> bool:
    """Whether figures are one of several that name things: "resolutions 2100 (2031), 2241 and 2390"."""
    if not tokens[at].key[0].isdigit() or (stop < len(tokens) and tokens[stop].key in tables["units"]):
        return False
    links, first = tables.get("number_lists", frozenset()), at
    while first and (tokens[first - 1].key in links or tokens[first - 1].key[0].isdigit()):
        first -= 1
    return 0 < first < at - 1 and tokens[first].key[0].isdigit() and tokens[first - 1].key in tables["labels"]


def is_measured(tokens: Sequence[Token], at: int, stop: int, tables: dict[str, Any]) -> bool:
    """Whether a number counts money, weight or shares, as that of an occasion never does: "annual outlays of 3 %"."""
    behind = [token.key for token in tokens[at + 1 : stop]]
    unit = tables["units"].get(" ".join(behind), (0, "days"))[1]
    return unit not in OCCASIONAL or any(key in tables.get("money", ()) for key in behind)


def is_part_of_a_name(tokens: Sequence[Token], at: int, stop: int, tables: dict[str, Any]) -> bool:
    """Whether figures belong to a word or a name: "COVID-19", "5G", "the 21st", "Track 1.5"."""
    if not tokens[at].key[0].isdigit():
        return False
    before = tokens[at - 1] if at else None
    after = tokens[stop] if stop < len(tokens) else None
    if after and after.start == tokens[stop - 1].end and after.key.isalpha() and after.key.isascii():
        return True
    if at > 1 and is_year(tokens[at].key) and tokens[at - 2].key in tables.get("before_dates", ()):
        return False  # "mid-2032"
    if (
        before
        and before.end == tokens[at].start
        and (before.key == "-" or before.key.isalpha())
        and before.key.isascii()
    ):
        return before.key != "-" or (at > 1 and tokens[at - 2].end == before.start and tokens[at - 2].key.isalpha())
    if before is None or at < 2 or not before.capital or not before.key.isalpha() or is_year(tokens[at].key):
        return False
    return before.key not in tables["months"] and before.key not in tables["currencies"]


def is_due(tokens: Sequence[Token], at: int, stop: int, tables: dict[str, Any]) -> bool:
    """Whether the words just before make a date or duration a deadline ("by", "within"), or those behind (内, 前)."""
    before, behind = tokens[max(0, at - 3) : at], tokens[stop : stop + 2]
    return any(token.key in tables["due"] for token in before) or any(
        token.key in tables.get("due_behind", ()) for token in behind
    )


def is_year(key: str) -> bool:
    """Whether figures look like a year of our times."""
    return key.isdecimal() and key.isascii() and len(key) == 4 and 1600 <= int(key) <= 2199


def starts_range(tokens: Sequence[Token], stop: int, tables: dict[str, Any]) -> bool:
    """Whether a day is the first of two before a month: "3 to 5 June"."""
    keys = [token.key for token in tokens[stop : stop + 3]]
    return len(keys) == 3 and keys[0] in tables["range"] and keys[1].isdecimal() and keys[2] in tables["months"]
