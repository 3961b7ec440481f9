"""The words of pages and of the component in the languages of their interface, from the catalogues in `words/`.

A phrase is looked up by its English wording. What a catalogue does not know is said in English. Rationales, reasons of
scores and definitions come from the engine and the packs, and are English in every interface.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

LANGUAGES = {"en": "English", "ru": "Русский", "zh": "中文", "fr": "Français"}
"""Languages of the interface, by their tags, as they call themselves."""

_HERE = Path(__file__).parent


class Catalogue(NamedTuple):
    """One language: phrases by their English wording, names of the wire form, titles of markers by code."""

    phrases: Mapping[str, str]
    names: Mapping[str, str]
    titles: Mapping[str, str]


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of one of `LANGUAGES`. English has titles only: it is what phrases and names are written in."""
    name = "titles.toml" if language == "en" else f"words/{language}.toml"
    told = tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
    return Catalogue(told.get("phrases", {}), told.get("names", {}), told["titles"])


def say(language: str, phrase: str, **values: object) -> str:
    """A phrase in a language, its `{places}` filled; in English where the catalogue lacks it."""
    said = catalogue(language).phrases.get(phrase, phrase)
    for name, value in values.items():
        said = said.replace(f"{{{name}}}", str(value))
    return said


def call(language: str, name: str) -> str:
    """What a level, direction, reason of noise or kind of change is called: `rolling_date` is "rolling date"."""
    return catalogue(language).names.get(name, name.replace("_", " "))


def title(language: str, code: str, otherwise: str) -> str:
    """What the kind of a marker is called in a margin."""
    return catalogue(language).titles.get(code, otherwise)


def chosen(asked: str | None, accepted: Iterable[str]) -> str:
    """The language that is asked for, or else the first of the accepted ones that there is, or else English."""
    tags = (tag.lower().replace("_", "-").partition("-")[0] for tag in (asked or "", *accepted))
    return next((tag for tag in tags if tag in LANGUAGES), "en")
