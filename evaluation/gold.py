"""The documented changes: pairs made of what the rows quote, and whether Diple reads them as the experts did."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from diple import Marker
from diple.model import Further
from evaluation import corpora
from evaluation.comparing import Comparer, statement
from evaluation.figures import Figure, Part, Table
from evaluation.judging import TOP, in_a_line

VERBATIM = ("both", "new", "old")  # what `wording_verified` says where one side at least is quoted word for word
WHOLE = "{1}."


@dataclass(frozen=True, slots=True)
class Documented:
    """A documented change as a pair of texts, with the kinds and directions that are right."""

    id: str
    old: str
    new: str
    languages: tuple[str, str]
    codes: tuple[str, ...]
    direction: str
    also: tuple[str, ...]
    referent: str
    verbatim: bool

    @property
    def bilingual(self) -> bool:
        """Whether the two sides are versions in two languages, of which no direction is claimed."""
        return self.languages[0] != self.languages[1]

    def is_kind(self, marker: Marker) -> bool:
        """Whether a marker names a kind that is right, as its own or as a further one of the event."""
        return marker.level != "noise" and any(kind.code in self.codes for kind in marker.kinds)

    def is_directed(self, marker: Marker) -> bool:
        """Whether a right kind of a marker claims the direction of the row, or the other one where that is right."""
        return any(self.is_directed_kind(kind) for kind in marker.kinds if kind.code in self.codes)

    def is_directed_kind(self, kind: Further) -> bool:
        """Whether a kind claims the direction of the row, or the other one of a referent for which it is right."""
        if self.bilingual:
            return kind.direction == "neutral"
        if kind.direction == self.direction:
            return True
        said = f"{kind.referent} {kind.rationale}".casefold()
        return bool(self.also) and kind.direction == self.also[0] and any(word in said for word in self.also[1:])


@cache
def readings() -> dict[str, dict[str, Any]]:
    """What gold.toml says of each row."""
    return tomllib.loads(Path(__file__).with_name("gold.toml").read_text(encoding="utf-8"))


def pieces(quoted: str, split: str = "") -> list[str]:
    """What a row really quotes: the pieces between ellipses, without the collector's notes in brackets."""
    parts = quoted.replace(split, "...").split("...") if split else quoted.split("...")
    return [part.strip(" ,") for part in parts if part.strip() and not part.strip().startswith("[")]


def sentence(template: str, quoted: list[str]) -> str:
    """The pieces in their sentence, which begins with a capital letter."""
    text = template
    for number, piece in enumerate(quoted, 1):
        text = text.replace(f"{{{number}}}", piece)
    return text[0].upper() + text[1:]


def documented() -> list[Documented]:
    """The rows of the file, each as a pair. Raises KeyError for a row of which gold.toml says nothing."""
    return [made(row, readings()[row["id"]]) for row in corpora.rows("gold")]


def made(row: dict[str, str], reading: dict[str, Any]) -> Documented:
    """One row as a pair of texts."""
    split = reading.get("split", "")
    old, new = (sentence(reading.get(side, WHOLE), pieces(row[side], split)) for side in ("old", "new"))
    first, second = reading.get("languages", ("en", "en"))
    return Documented(
        row["id"],
        old,
        new,
        (first, second),
        tuple(reading["codes"]),
        row["direction"],
        tuple(reading.get("also", ())),
        row["referent"],
        row["wording_verified"] in VERBATIM,
    )


def measured(comparer: Comparer) -> Part:
    """Kind, direction and rank of each documented change, standing alone."""
    part = Part("gold", "Documented changes, each alone")
    rows: list[tuple[str, ...]] = []
    found: list[tuple[Documented, list[Marker], list[Marker]]] = []
    for change in documented():
        old, new = (statement(t, lang) for t, lang in zip((change.old, change.new), change.languages, strict=True))
        markers = list(comparer.markers(old, new, change.id))
        right = [marker for marker in markers[:TOP] if change.is_kind(marker)]
        found.append((change, markers, right))
        rows.append(row_of(change, markers, right))
        if not any(map(change.is_directed, right)):
            said = "; ".join(map(in_a_line, markers[:TOP])) or "no marker"
            part.failures.append(f"{change.id}: asked {' or '.join(change.codes)} {change.direction}; found {said}")
    part.figures |= figures_of("gold verbatim", [each for each in found if each[0].verbatim])
    part.figures |= figures_of("gold all", found)
    heads = ("change", "wording", "right kinds", "first marker", "rank of the right kind", "direction")
    part.tables.append(Table("Each change alone; the rank is that of the first marker of a right kind.", heads, rows))
    return part


def figures_of(name: str, found: Iterable[tuple[Documented, list[Marker], list[Marker]]]) -> dict[str, Figure]:
    """The right kind among the top three; of those, the right direction."""
    found = list(found)
    right = [(change, markers) for change, _, markers in found if markers]
    directed = sum(any(map(change.is_directed, markers)) for change, markers in right)
    return {
        f"{name} kind": Figure(len(right), len(found)),
        f"{name} direction": Figure(directed, len(right)),
        f"{name} kind and direction": Figure(directed, len(found)),
    }


def row_of(change: Documented, markers: list[Marker], right: list[Marker]) -> tuple[str, ...]:
    """One change as a row of the table."""
    rank = next((str(at) for at, marker in enumerate(markers, 1) if change.is_kind(marker)), "none")
    direction = "right" if any(map(change.is_directed, right)) else "wrong" if right else ""
    first = f"{markers[0].code} {markers[0].direction} {markers[0].score}" if markers else "none"
    wording = "verbatim" if change.verbatim else "gist"
    return change.id, wording, " ".join(change.codes), first, rank, direction
