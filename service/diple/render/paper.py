"""The sheet of paper of a Word file: which there are, and which is usual where a reader lives."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

SHEETS = ("a4", "letter")
"""The sheets that can be asked for; the first holds where nothing is asked."""


def size(sheet: str) -> Mapping[str, int]:
    """The width `w` and the height `h` of a sheet in twentieths of a point."""
    found: Mapping[str, int] = _told()["sheets"][sheet]
    return found


def usual(tags: Sequence[str]) -> str:
    """The sheet that is usual in the region of the first tag of a language (RFC 5646), such as en-US."""
    region = (tags[0] if tags else "").rpartition("-")[2].upper()
    return "letter" if region in _told()["regions"]["letter"] else SHEETS[0]


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(files("diple.render").joinpath("paper.toml").read_text(encoding="utf-8"))
