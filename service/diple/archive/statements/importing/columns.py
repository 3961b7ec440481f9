"""The names that a manifest may use for columns and tables, and what becomes of other names.

A name that is nearly one of them is a mistake, and is refused; any other is a column of somebody else, and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

COLUMNS = (
    *("path", "date", "title", "parties", "level", "kind", "language", "status", "series", "place", "source"),
    "version_of",
)
"""The columns of a TSV that is written."""
SEALED = ("sha256", "text_sha256", "reading")
"""Columns that an export writes, so that an import needs not read again."""
KNOWN = (*COLUMNS, *SEALED)
TABLES = ("series", "statement")
OF_SERIES = ("title", "parties", "level", "kind", "covers", "gaps")
"""What is known of a series, as a TOML names it."""
_OF_SAMPLES = ("in",)
"""Keys of the sample series that the start page reads."""
_NEAR = 0.75
"""The ratio of `difflib` from which a name is nearly another: "titel", "dtae" and "langauge" have .75 and more."""


def foreign(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are no columns. Raises ValueError where one is nearly a column that is not there."""
    found = tuple(dict.fromkeys(name for name in names if name))
    others = tuple(name for name in found if name not in KNOWN)
    missing = [name for name in KNOWN if name not in found]
    for name in others:
        if near := meant(name, missing):
            raise ValueError(f"it has the column {name!r}, which is perhaps {near!r}; those read are {listed(COLUMNS)}")
    return others


def meant(name: str, missing: Sequence[str]) -> str:
    """The column that a name nearly is; "" for none, also where the name has it as one word of several: source_url."""
    small = name.lower()
    near = get_close_matches(small, missing, 1, _NEAR)
    return near[0] if near and (small == near[0] or near[0] not in re.split(r"[\W_]+", small)) else ""


def check_tables(tables: Mapping[str, object]) -> None:
    """Raises ValueError where a TOML has a table that is not read."""
    for name in tables:
        if name not in TABLES:
            raise ValueError(f"it has {name!r}, and its tables are [[statement]] and [series.NAME]")


def check_series(name: str, table: Mapping[str, object]) -> None:
    """Raises ValueError where a series has a key that is not read."""
    for key in table:
        if key not in (*OF_SERIES, *_OF_SAMPLES):
            raise ValueError(f"the series {name} has the key {key!r}, and those read are {listed(OF_SERIES)}")


def listed(names: Iterable[str]) -> str:
    """Names in a sentence."""
    return ", ".join(names)
