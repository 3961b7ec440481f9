"""The words of pages and of the component in the languages of their interface, from the catalogues beside this module.

A phrase is looked up by its English wording. What a catalogue does not know is said in English. What the engine and the
packs say of a marker is in `reasons`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

LANGUAGES = {"en": "English", "ru": "Русский", "zh": "中文", "fr": "Français"}
"""Languages of the interface, by their tags, as they call themselves."""

_HERE = Path(__file__).parent
Said = str | Mapping[str, str]
"""What a phrase is in a language: its wording, or one for each form of its number; `by` names the place that counts."""


class Catalogue(NamedTuple):
    """One language: phrases and joiners by their English wording, names of the wire form, titles of markers by code.

    `told` are the titles of problems, and what notices tell, by code. `usage` and `plural` are how numbers and dates
    are written, and the forms that numbers ask for, as the Unicode CLDR has them.
    """

    phrases: Mapping[str, Said]
    joiners: Mapping[str, str]
    names: Mapping[str, str]
    titles: Mapping[str, str]
    told: Mapping[str, str]
    usage: Mapping[str, Any]
    plural: Mapping[str, Mapping[str, Sequence[int]]]


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of one of `LANGUAGES`. English has hardly more than titles: it is what phrases are written in."""
    told = _read(f"{language}.toml")
    if language == "en":
        told |= _read("titles.toml")
    return Catalogue(**{part: told.get(part, {}) for part in Catalogue._fields})


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


def say(language: str, phrase: str, **values: object) -> str:
    """A phrase or joiner in a language, its `{places}` filled, numbers as the language writes them.

    In English where the catalogue lacks it.
    """
    known = catalogue(language)
    said = known.phrases.get(phrase) or known.joiners.get(phrase, phrase)
    if not isinstance(said, str):
        said = said.get(form(language, cast(int, values[said.get("by", "n")])), said["other"])
    for name, value in values.items():
        said = said.replace(f"{{{name}}}", number(language, value) if isinstance(value, int) else str(value))
    return said


def number(language: str, value: int) -> str:
    """A whole number with its thousands apart: "1,234" in English, "1 234" in Russian."""
    return f"{value:,}".replace(",", catalogue(language).usage["group"])


def form(language: str, value: int) -> str:
    """The form that a number asks for: `one`, `few` or `other`."""
    for name, rule in catalogue(language).plural.items():
        ends = value % 10 in rule.get("ends", ()) and value % 100 not in rule.get("but", ())
        if ends or value in rule.get("is", ()):
            return name
    return "other"


def day(language: str, value: date) -> str:
    """A day in words: "3 December 2026"."""
    usage = catalogue(language).usage
    first = usage.get("first", "{day}") if value.day == 1 else "{day}"
    written: str = usage["date"].replace("{day}", first)
    return written.format(day=value.day, month=usage["months"][value.month - 1], year=value.year)


def dated(language: str, written: str) -> str:
    """A date as 2031-09-12 is one in words; another, such as a year alone, stays as it is."""
    try:
        return day(language, date.fromisoformat(written))
    except ValueError:
        return written


def moment(language: str, value: datetime) -> str:
    """A moment in words, its time zone being UTC: "3 December 2026, 10:15 UTC"."""
    written: str = catalogue(language).usage["moment"]
    return written.format(day=day(language, value), hour=f"{value:%H}", minute=f"{value:%M}")


def listed(language: str, items: Iterable[str]) -> str:
    """Things one after the other, with the comma of a list: "3 critical, 2 high"."""
    comma: str = catalogue(language).usage["list"]
    return comma.join(items)


def call(language: str, name: str) -> str:
    """What a level, direction, reason of noise, kind of change or event is called: `rolling_date` is "rolling date"."""
    return catalogue(language).names.get(name, name.replace("_", " "))


def title(language: str, code: str, otherwise: str) -> str:
    """What the kind of a marker is called in a margin."""
    return catalogue(language).titles.get(code, otherwise)


def told(language: str, code: str, otherwise: str = "") -> str:
    """What a problem or notice is about, by its code; `otherwise` where the catalogue does not know it."""
    return catalogue(language).told.get(code, otherwise)


def chosen(asked: str | None, accepted: Iterable[str]) -> str:
    """The language that is asked for, or else the first of the accepted ones that there is, or else English."""
    tags = (tag.lower().replace("_", "-").partition("-")[0] for tag in (asked or "", *accepted))
    return next((tag for tag in tags if tag in LANGUAGES), "en")
