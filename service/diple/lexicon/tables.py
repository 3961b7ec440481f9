"""The tables of the lexicon: one folder for each language, and one for what holds in every language.

    language_table("en", "noise")    # languages/en/noise.toml
    language_table("en", "classes")  # languages/en/classes/*.toml, merged
    neutral_table("roles")           # neutral/roles.toml

A table is one TOML file, or a folder of parts by name. What nothing is written of is an empty table. Callers must not
change a table, which is read once a process: from its compiled form where that is fresh, otherwise from TOML.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from diple.lexicon.compiled import fresh

HOME = Path(__file__).parent
FOLDERS = HOME / "languages"
NEUTRAL = HOME / "neutral"
UNKNOWN = "und"  # the folder for a language that has none

Table = dict[str, Any]


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder, by name; "und" is none."""
    names = (path.name for path in FOLDERS.iterdir() if path.is_dir())
    return tuple(sorted(name for name in names if name.isalpha() and name != UNKNOWN))


@cache
def language_table(language: str, name: str) -> Table:
    """A table of one language, {} where the language has none of that name."""
    return read(sources(FOLDERS / language, name)) if language.isalpha() else {}


@cache
def neutral_table(name: str) -> Table:
    """A table that holds in every language."""
    return read(sources(NEUTRAL, name))


@cache
def lines(language: str, name: str) -> tuple[str, ...]:
    """The lines of a text file of one language, or of all (""), without blank lines and comments; () without a file."""
    if language and not language.isalpha():
        return ()
    path = (FOLDERS / language if language else NEUTRAL) / name
    if not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def sources(folder: Path, name: str) -> list[Path]:
    """The TOML files of a table, in the order of their names."""
    one, parts = folder / f"{name}.toml", folder / name
    if one.is_file():
        return [one]
    return sorted(parts.glob("*.toml")) if parts.is_dir() else []


def read(paths: list[Path]) -> Table:
    """A table from its files, compiled where that is fresh."""
    if not paths:
        return {}
    known = fresh(paths)
    return merged(parsed(path) for path in paths) if known is None else known


def parsed(path: Path) -> Table:
    """The tables of one TOML file."""
    import tomllib

    return tomllib.loads(path.read_text(encoding="utf-8"))


def merged(parts: Iterable[Table]) -> Table:
    """Several parts as one table: lists of tables one after another, tables key by key, of other values the last."""
    whole: Table = {}
    for part in parts:
        for name, value in part.items():
            known = whole.get(name)
            if isinstance(value, list) and isinstance(known, list) and all(isinstance(row, dict) for row in value):
                whole[name] = known + value
            elif isinstance(value, dict) and isinstance(known, dict):
                whole[name] = known | value
            else:
                whole[name] = value
    return whole
