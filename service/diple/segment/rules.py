"""The abbreviations and sentence-opening words of one language: its table "boundaries"."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from diple.lexicon.tables import UNKNOWN, language_table, languages

Kind = Literal["inner", "numbered", "final", "either", "counted"]

_QUOTED = re.compile(r'"([^"]+)"|(\S+)')


class Rules(NamedTuple):
    """What parts an abbreviation's point from a sentence's end; the kinds are explained in English's.

    `kinds` maps an abbreviation without inner blanks ("p.m.", "т.д.") to its kind; `counted` holds those that
    are of the kind final after a number. The other sets hold single words, `continuers` also pairs of words;
    `prefixes` are letters written together with the word that they are before (و in Arabic).
    """

    language: str
    kinds: dict[str, Kind]
    counted: frozenset[str]
    starters: frozenset[str]
    continuers: frozenset[str]
    prepositions: frozenset[str]
    said: tuple[str, ...]
    labels: frozenset[str]
    prefixes: tuple[str, ...]


@cache
def rules_for(language: str) -> Rules:
    """The rules of `language`; those of "und" for a language that has no file of its own."""
    name = language if language in languages() else UNKNOWN
    table = language_table(name, "boundaries")
    words = {key: _entries(value) for key, value in table["words"].items()}
    return Rules(
        language=name,
        kinds=_kinds({cast(Kind, kind): _entries(value) for kind, value in table["abbreviations"].items()}),
        counted=frozenset(_entries(table["abbreviations"]["counted"])),
        starters=frozenset(word.rstrip("'’") for word in words["starters"]),
        continuers=frozenset(words["continuers"]),
        prepositions=frozenset(words["prepositions"]),
        said=tuple(words["said"]),
        labels=frozenset(words["labels"]),
        prefixes=tuple(words.get("prefixes", ())),
    )


def _entries(listed: str) -> list[str]:
    return [pair or word for pair, word in _QUOTED.findall(listed)]


def _kinds(listed: dict[Kind, list[str]]) -> dict[str, Kind]:
    """Each abbreviation with its kind; as written first, then with a capital, then in capitals."""
    kinds: dict[str, Kind] = {}
    for kind in get_args(Kind):
        for short in listed[kind]:
            kinds.setdefault(short, kind)
    for short, kind in list(kinds.items()):
        if short[1:2] != ".":  # "p." is a page, "P." an initial
            kinds.setdefault(short[0].upper() + short[1:], kind)
            kinds.setdefault(short.upper(), kind)
    return kinds
