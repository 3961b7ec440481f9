"""Compares the markers of a sample with its markers.toml, as samples/README.md describes it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from diple import Comparison, Marker
from diple.model import Further, Selector

SIDES = ("old", "new")
GENERAL = {"G1", "G2", "G3"}
Entry = dict[str, Any]


def described(folder: Path) -> dict[str, Any]:
    """What the sample says is to be found in it."""
    return tomllib.loads((folder / "markers.toml").read_text(encoding="utf-8"))


def place(quote: str, text: str) -> tuple[int, int]:
    """Where the quotation is, whatever the white space between its words."""
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


def speaks_of(kind: Further, marker: Marker, keywords: list[str]) -> bool:
    """Whether a kind of a marker, or its quotes, have one of the words."""
    said = [kind.referent, kind.rationale, *(s.exact for s in (*marker.old, *marker.new))]
    return any(word.lower() in " ".join(said).lower() for word in keywords)


def quotes(marker: Marker, entry: Entry, comparison: Comparison) -> bool:
    """Whether a marker quotes the change that an entry expects, on each side where both have a quotation."""
    spots = hits(marker, entry, comparison)
    return bool(spots) and all(spots)


def claims(marker: Marker, entry: Entry) -> bool:
    """Whether one of the kinds of a marker is what an entry expects: the code, the direction and the subject."""
    codes = (entry["code"], *entry.get("also", ()))
    return any(
        kind.code in codes
        and entry.get("direction", kind.direction) == kind.direction
        and speaks_of(kind, marker, entry["referent_keywords"])
        for kind in marker.kinds
    )


def answers(marker: Marker, entry: Entry, comparison: Comparison) -> bool:
    """Whether a marker is the one that an entry expects: it quotes the change, and one kind of it is right."""
    return quotes(marker, entry, comparison) and claims(marker, entry)


def missed(comparison: Comparison, about: dict[str, Any]) -> list[Entry]:
    """The expected markers that no marker answers."""
    return [
        entry
        for entry in about.get("expect", ())
        if not any(answers(marker, entry, comparison) for marker in comparison.markers)
    ]


def unquoted(comparison: Comparison, about: dict[str, Any]) -> list[Entry]:
    """The expected markers whose change no marker quotes, whatever its kind."""
    return [
        entry
        for entry in about.get("expect", ())
        if not any(quotes(marker, entry, comparison) for marker in comparison.markers)
    ]


def trespasses(comparison: Comparison, about: dict[str, Any]) -> list[tuple[Entry, Marker]]:
    """Pairs of a forbidding entry and a marker that should not be there.

    A minor marker without a special kind is none: every change that counts has a marker.
    """
    return [
        (entry, marker)
        for entry in about.get("forbid", ())
        for marker in comparison.markers
        if claims_forbidden(marker, entry)
        and (not {"old_quote", "new_quote"} & entry.keys() or any(hits(marker, entry, comparison)))
    ]


def claims_forbidden(marker: Marker, entry: Entry) -> bool:
    """Whether a marker has a kind that an entry forbids, and is more than minor or of a special kind."""
    codes = {kind.code for kind in marker.kinds}
    quiet = marker.level in ("minor", "noise") and codes <= GENERAL
    return not quiet and ("codes" not in entry or bool(codes & set(entry["codes"])))
