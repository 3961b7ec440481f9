"""The table of language versions: rows of sentences, and the divergences in them. Frozen, without behaviour."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from diple.model import Level, Notice, Selector, Span, Statement
from diple.result import Comparison
from diple.segment.language import LANGUAGE_NAMES, name_of


class Version(NamedTuple):
    """A language version and the key that names it: its language, with a number for a further one of a language."""

    key: str
    statement: Statement

    @property
    def called(self) -> str:
        """The name of its language, with the number of a further one: "Russian 2"; of one not judged, if recognised."""
        number = self.key.partition("-")[2]
        return " ".join(filter(None, (self._language, number)))

    @property
    def _language(self) -> str:
        if self.statement.language != "und":
            return LANGUAGE_NAMES[self.statement.language]
        notices = (each.data for each in self.statement.warnings if each.code == "unknown_language")
        tag = next((str(found["language"]) for found in notices if "language" in found), "")
        return name_of(tag) if tag else "Language unknown"


class Cell(NamedTuple):
    """The sentences of one version in a row.

    `sentences` are their numbers, `spans` their places; each span runs to the start of the next sentence, so that the
    spans of a version hold every character of its text. `moved` says that they are in another place than in the pivot.
    `through` is the key of the version by which they were found, empty where the pivot itself is linked with them.
    Of the `asked` comparisons with the other versions of the row, `confirmed` link them as well. `rows` are the ids of
    other rows with the same sentences: one sentence may render several.
    """

    version: str
    sentences: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    moved: bool = False
    through: str = ""
    confirmed: int = 0
    asked: int = 0
    rows: tuple[str, ...] = ()


class TableRow(NamedTuple):
    """A sentence of the pivot with what renders it, or sentences that only other versions have."""

    id: str
    cells: tuple[Cell, ...]

    def cell(self, version: str) -> Cell | None:
        """The cell of a version; None where it has nothing in this row."""
        return next((cell for cell in self.cells if cell.version == version), None)


class Quoted(NamedTuple):
    """The evidence for a divergence in one version."""

    version: str
    selectors: tuple[Selector, ...]


class MarkerOf(NamedTuple):
    """A marker of the comparison of two versions."""

    old: str
    new: str
    id: str


@dataclass(frozen=True, slots=True)
class Divergence:
    """One place where versions say different things.

    `kind` is the rule that found it ("divergence.figures"), or "divergence.absent" for a sentence that versions lack.
    `odd` are the keys of the versions that say otherwise than the others. Where it cannot be said which do, `odd` holds
    all that differ, and `decided` is false. `score` and `level` are those of the weightiest of its `markers`; without a
    marker it is minor.
    """

    id: str
    row: str
    kind: str
    referent: str
    score: int
    level: Level
    odd: tuple[str, ...]
    decided: bool
    rationale: str
    quotes: tuple[Quoted, ...] = ()
    markers: tuple[MarkerOf, ...] = ()


class Pair(NamedTuple):
    """The comparison of two versions, by their keys."""

    old: str
    new: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class ParallelText:
    """The result of `diple.compare_versions`.

    `rows` are in the order of the pivot, those that only other versions have in their place. `divergences` are in the
    order of the rows, in a row by falling score. `pairs` are the comparisons of each two versions.
    """

    versions: tuple[Version, ...]
    pivot: str
    rows: tuple[TableRow, ...]
    divergences: tuple[Divergence, ...]
    pairs: tuple[Pair, ...]
    degraded: tuple[Notice, ...] = ()
    warnings: tuple[Notice, ...] = ()

    @property
    def id(self) -> str:
        """Derived from the comparisons and the pivot: 32 hexadecimal digits."""
        parts = [self.pivot, *(pair.comparison.id for pair in self.pairs)]
        return sha256("\n".join(parts).encode()).hexdigest()[:32]

    def version(self, key: str) -> Version:
        """The version of a key."""
        return next(version for version in self.versions if version.key == key)

    def divergences_in(self, row: str) -> tuple[Divergence, ...]:
        """The divergences of a row, by falling score."""
        first, last = (at(self.divergences, _number(row), key=_number_of_row) for at in (bisect_left, bisect_right))
        return self.divergences[first:last]

    def words(self, cell: Cell) -> str:
        """The text of a cell, exactly; what is between two sentences belongs to the first."""
        text = self.version(cell.version).statement.text
        return "".join(text[start:end] for start, end in cell.spans)

    @property
    def units(self) -> list[list[TableRow]]:
        """The rows, those together that share a sentence: each sentence of each version is in one unit."""
        units: dict[str, list[TableRow]] = {}
        for row in self.rows:
            shared = [units[other] for cell in row.cells for other in cell.rows if other in units]
            unit = shared[0] if shared else []
            for other in shared[1:]:
                unit += [each for each in other if each not in unit]
            unit.append(row)
            units.update(dict.fromkeys((each.id for each in unit), unit))
        return list({id(unit): unit for unit in units.values()}.values())

    def spans_in(self, unit: Sequence[TableRow], version: str) -> list[Span]:
        """The spans of a version in a unit, each once, in the order of its text."""
        return sorted({span for row in unit for cell in row.cells if cell.version == version for span in cell.spans})

    def to_dict(self) -> dict[str, Any]:
        """The wire form, `diple.versions/1`, as published in schemas/versions.v1.json."""
        from diple.schemas.versions import dump_versions

        return dump_versions(self)

    def to_json(self) -> str:
        """The same as JSON text, byte for byte what the command line and the service print."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"


def _number(row: str) -> int:
    """The place of a row, from its id."""
    return int(row[1:])


def _number_of_row(divergence: Divergence) -> int:
    return _number(divergence.row)
