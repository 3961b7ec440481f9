"""Holds a comparison against a sample's markers.toml, as samples/README.md says it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from diple import Comparison, Marker
from diple.model import Selector

LEVELS = ("noise", "minor", "notable", "high", "critical")
SIDES = ("old", "new")
Entry = dict[str, Any]


def described(folder: Path) -> dict[str, Any]:
    """What the sample says is to be found in it."""
    return tomllib.loads((folder / "markers.toml").read_text(encoding="utf-8"))


def place(quote: str, text: str) -> tuple[int, int]:
    """Where the quotation stands, whatever the white space between its words."""
    found = re.search(r"\s+".join(re.escape(word) for word in quote.split()), text)
    assert found, quote
    return found.span()


def touches(selectors: tuple[Selector, ...], quote: str, text: str) -> bool:
    """Whether evidence overlaps the quotation."""
    start, end = place(quote, text)
    return any(selector.start < end and start < selector.end for selector in selectors)


def hits(marker: Marker, entry: Entry, comparison: Comparison) -> list[bool]:
    """For each side with a quotation and with evidence, whether the evidence overlaps the quotation."""
    return [
        touches(getattr(marker, side), entry[f"{side}_quote"], getattr(comparison, side).text)
        for side in SIDES
        if f"{side}_quote" in entry and getattr(marker, side)
    ]


def speaks_of(marker: Marker, keywords: list[str]) -> bool:
    """Whether the marker says or quotes one of the words."""
    said = [marker.referent, marker.rationale, *(s.exact for s in (*marker.old, *marker.new))]
    return any(word.lower() in " ".join(said).lower() for word in keywords)


def answers(marker: Marker, entry: Entry, comparison: Comparison) -> bool:
    """Whether a marker is the one that an entry expects."""
    spots = hits(marker, entry, comparison)
    return (
        marker.code in (entry["code"], *entry.get("also", ()))
        and entry.get("direction", marker.direction) == marker.direction
        and LEVELS.index(marker.level) >= LEVELS.index(entry["level"])
        and speaks_of(marker, entry["referent_keywords"])
        and bool(spots)
        and all(spots)
    )


def missed(comparison: Comparison, about: dict[str, Any]) -> list[Entry]:
    """The expected markers that no marker answers."""
    return [
        entry
        for entry in about.get("expect", ())
        if not any(answers(marker, entry, comparison) for marker in comparison.markers)
    ]


def trespasses(comparison: Comparison, about: dict[str, Any]) -> list[tuple[Entry, Marker]]:
    """Pairs of a forbidding entry and a marker that should not be there."""
    return [
        (entry, marker)
        for entry in about.get("forbid", ())
        for marker in comparison.markers
        if marker.code in entry.get("codes", (marker.code,))
        and (not {"old_quote", "new_quote"} & entry.keys() or any(hits(marker, entry, comparison)))
    ]
