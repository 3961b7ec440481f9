"""The page of a table of language versions: what each cell shows, and what each divergence opens to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from diple.model import Marker, Selector, Span
from diple.parallel.table import Cell, Divergence, ParallelText, TableRow, Version
from diple.render.language.interface import call
from diple.render.language.phrases import called
from diple.render.language.shown import shown
from diple.render.language.tongue import Tongue

LOUD = ("critical", "high", "notable")
"""The levels of divergences that a reader is shown where he asks for the weighty ones."""
_MARK = Markup("<mark>{}</mark>")


class Column(NamedTuple):
    """A version: its number from 1, its key, name, title and language, and whether its sentences make the rows."""

    number: int
    key: str
    name: str
    title: str
    tongue: Tongue
    is_pivot: bool


class ShownCell(NamedTuple):
    """A version in a row. `odd` is "" where nothing differs, "odd" where it says otherwise, "differs" where it may.

    `link` says how sure the link is, `through` names the version by which it was found, `as_in` an earlier row.
    """

    column: Column
    words: Markup
    attributes: Markup
    odd: str
    link: Cell | None = None
    through: str = ""
    as_in: str = ""


class Evidence(NamedTuple):
    """What one version says of a divergence."""

    column: Column
    quotes: tuple[str, ...]


class Behind(NamedTuple):
    """A marker of the comparison of two versions, with its reasons."""

    old: Column
    new: Column
    marker: Marker
    rationale: str


class ShownDivergence(NamedTuple):
    """A divergence with the versions that say otherwise, what each version says, and the markers behind it."""

    divergence: Divergence
    odd: tuple[Column, ...]
    evidence: tuple[Evidence, ...]
    behind: tuple[Behind, ...]

    @property
    def referent(self) -> str:
        """What is at issue, in English."""
        return self.divergence.referent


class ShownRow(NamedTuple):
    """A row with its cells and divergences."""

    id: str
    cells: tuple[ShownCell, ...]
    divergences: tuple[ShownDivergence, ...]

    @property
    def is_loud(self) -> bool:
        """Whether a divergence is notable or above, or one version is known to say otherwise."""
        return any(each.divergence.level in LOUD or each.divergence.decided for each in self.divergences)


class VersionsPage:
    """The table in a language of the interface."""

    def __init__(self, table: ParallelText, language: str) -> None:
        self.table = table
        self._language = language
        self.columns = tuple(self._column(at, version) for at, version in enumerate(table.versions, 1))
        self._by_key = {column.key: column for column in self.columns}
        self._markers = {
            (pair.old, pair.new, marker.id): marker for pair in table.pairs for marker in pair.comparison.markers
        }

    @cached_property
    def rows(self) -> tuple[ShownRow, ...]:
        """All rows."""
        return tuple(map(self._row, self.table.rows))

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are, in how many versions differ, and in how many of these plainly."""
        divergent = [row for row in self.rows if row.divergences]
        return {"all": len(self.rows), "divergent": len(divergent), "loud": sum(row.is_loud for row in divergent)}

    def _row(self, row: TableRow) -> ShownRow:
        found = self.table.divergences_in(row.id)
        cells = tuple(self._cell(row, column, found) for column in self.columns)
        return ShownRow(row.id, cells, tuple(self._divergence(each) for each in found))

    def _column(self, number: int, version: Version) -> Column:
        language = version.statement.language
        further = version.key.partition("-")[2]
        name = " ".join(filter(None, (call(self._language, language), further)))
        tongue = Tongue(language, self._language)
        title = called(version.statement, "")
        return Column(number, version.key, name, title, tongue, version.key == self.table.pivot)

    def _cell(self, row: TableRow, column: Column, found: Sequence[Divergence]) -> ShownCell:
        cell = row.cell(column.key)
        mine = [each for each in found if column.key in each.odd]
        odd = "odd" if any(each.decided for each in mine) else "differs" if mine else ""
        if cell is None:
            return ShownCell(column, Markup(""), Markup(""), odd)
        earlier = [other for other in cell.rows if int(other[1:]) < int(row.id[1:])]
        text = self.table.words(cell)
        attributes = column.tongue.attributes_of(text)
        return ShownCell(
            column,
            self._words(cell, found),
            attributes,
            odd,
            cell,
            self._by_key[cell.through].name if cell.through else "",
            earlier[-1] if earlier else "",
        )

    def _words(self, cell: Cell, found: Sequence[Divergence]) -> Markup:
        """The text of a cell with the evidence of its divergences marked."""
        text = self.table.version(cell.version).statement.text
        quotes = [
            selector
            for each in found
            for quote in each.quotes
            if quote.version == cell.version
            for selector in quote[1]
        ]
        made: list[Markup] = []
        for first, end in _without_blanks(cell.spans, text):
            at = first
            for begins, ends in _apart(quotes, first, end):
                made += [shown(text[at:begins]), _MARK.format(shown(text[begins:ends]))]
                at = ends
            made.append(shown(text[at:end]))
        return Markup("").join(made)

    def _divergence(self, each: Divergence) -> ShownDivergence:
        behind = []
        for old, new, id_ in each.markers:
            marker = self._markers[old, new, id_]
            behind.append(Behind(self._by_key[old], self._by_key[new], marker, marker.rationale))
        return ShownDivergence(
            each,
            tuple(self._by_key[key] for key in each.odd),
            tuple(Evidence(self._by_key[key], tuple(one.exact for one in quotes)) for key, quotes in each.quotes),
            tuple(behind),
        )


def _without_blanks(spans: Sequence[Span], text: str) -> list[tuple[int, int]]:
    """The spans without the blanks before the first and after the last."""
    made = [(start, end) for start, end in spans]
    first, last = text[slice(*spans[0])], text[slice(*spans[-1])]
    made[0] = spans[0].start + len(first) - len(first.lstrip()), spans[0].end
    made[-1] = made[-1][0], spans[-1].end - (len(last) - len(last.rstrip()))
    return made


def _apart(quotes: Sequence[Selector], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of quotes between two places, in order, without overlaps."""
    found: list[tuple[int, int]] = []
    for quote in sorted(quotes, key=lambda one: (one.start, one.end)):
        begins = max(quote.start, start, found[-1][1] if found else start)
        ends = min(quote.end, end)
        if begins < ends:
            found.append((begins, ends))
    return found
