"""The rows of a table of versions: which sentences of the others render each sentence of the pivot."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from diple.model import Span, Statement
from diple.parallel.table import Cell, TableRow, Version
from diple.result import Comparison

Place = tuple[int, int]
"""A sentence: the number of its version and its own number there."""


class Link(NamedTuple):
    """Sentences of one version and those of another that render them."""

    here: tuple[int, ...]
    there: tuple[int, ...]
    moved: bool


@dataclass(slots=True)
class _Draft:
    """A row that is made: for each version its sentences, whether they moved, and through which other version."""

    sentences: dict[int, tuple[int, ...]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    through: dict[int, int] = field(default_factory=dict)


class Links:
    """The links of each two versions, from either side."""

    def __init__(self, statements: Sequence[Statement], found: Mapping[tuple[int, int], Comparison]) -> None:
        self._by_sentence: dict[tuple[int, int], dict[int, Link]] = {}
        starts = [[span.start for span in statement.sentences] for statement in statements]
        for (a, b), comparison in found.items():
            here: dict[int, Link] = {}
            there: dict[int, Link] = {}
            for segment in comparison.segments:
                old, new = _numbers(segment.old, starts[a]), _numbers(segment.new, starts[b])
                if old and new:
                    here.update(dict.fromkeys(old, Link(old, new, segment.moved)))
                    there.update(dict.fromkeys(new, Link(new, old, segment.moved)))
            self._by_sentence[a, b], self._by_sentence[b, a] = here, there

    def of(self, here: Place, other: int) -> Link | None:
        """The link of a sentence with another version."""
        return self._by_sentence[here[0], other].get(here[1])

    def confirm(self, here: int, sentences: Sequence[int], there: int, others: Sequence[int]) -> bool:
        """Whether two versions have a link between some of these sentences."""
        links = (self.of((here, sentence), there) for sentence in sentences)
        known = frozenset(others)
        return any(link is not None and not known.isdisjoint(link.there) for link in links)


def rows_of(versions: Sequence[Version], pivot: int, found: Mapping[tuple[int, int], Comparison]) -> list[TableRow]:
    """All rows: one for each sentence of the pivot, and those that only other versions have, in their place.

    Each sentence of each version is in one row at least.
    """
    statements = [version.statement for version in versions]
    links = Links(statements, found)
    rows = _of_pivot(statements, pivot, links)
    lone = _found_through(statements, pivot, links, rows)
    return _finished(_in_place(rows, _lone_rows(lone, links)), versions, pivot, links)


def _numbers(spans: Sequence[Span], starts: Sequence[int]) -> tuple[int, ...]:
    """The numbers of the sentences that begin in the spans."""
    return tuple(
        number for start, end in spans for number in range(bisect_left(starts, start), bisect_left(starts, end))
    )


def _of_pivot(statements: Sequence[Statement], pivot: int, links: Links) -> list[_Draft]:
    """A row for each sentence of the pivot, with what its comparisons link."""
    rows = []
    for number in range(len(statements[pivot].sentences)):
        row = _Draft({pivot: (number,)})
        for other in range(len(statements)):
            link = links.of((pivot, number), other) if other != pivot else None
            if link:
                row.sentences[other] = link.there
                row.moved |= {other} if link.moved else set()
        rows.append(row)
    return rows


def _found_through(statements: Sequence[Statement], pivot: int, links: Links, rows: Sequence[_Draft]) -> list[Place]:
    """The sentences of other versions in no row; what a third version leads to a row without any is put there."""
    holders = _holders(rows)
    lone = []
    for version in range(len(statements)):
        for number in range(len(statements[version].sentences)):
            place = version, number
            if version == pivot or place in holders:
                continue
            if not _led(place, links, rows, holders, [w for w in range(len(statements)) if w not in (version, pivot)]):
                lone.append(place)
    return lone


def _led(
    place: Place, links: Links, rows: Sequence[_Draft], holders: Mapping[Place, list[int]], others: Sequence[int]
) -> bool:
    """Whether a third version leads a sentence to a row in which its own version has none but what was led there."""
    version, number = place
    for other in others:
        link = links.of(place, other)
        for at in (row for sentence in (link.there if link else ()) for row in holders.get((other, sentence), ())):
            row = rows[at]
            if version not in row.sentences or row.through.get(version) == other:
                row.sentences[version] = (*row.sentences.get(version, ()), number)
                row.through[version] = other
                return True
    return False


def _holders(rows: Sequence[_Draft]) -> dict[Place, list[int]]:
    """The rows that hold each sentence."""
    found: dict[Place, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for version, sentences in row.sentences.items():
            for number in sentences:
                found[version, number].append(at)
    return dict(found)


def _lone_rows(lone: Sequence[Place], links: Links) -> list[_Draft]:
    """The rows of sentences that the pivot lacks: those of several versions that render one another are one row."""
    left = dict.fromkeys(lone)
    versions = sorted({version for version, _ in lone})
    rows = []
    for place in lone:
        if place not in left:
            continue
        row = _Draft({place[0]: (place[1],)})
        del left[place]
        for other in versions:
            link = links.of(place, other) if other != place[0] else None
            taken = tuple(number for number in (link.there if link else ()) if (other, number) in left)
            if taken:
                row.sentences[other] = taken
                for number in taken:
                    del left[other, number]
        rows.append(row)
    return rows


def _in_place(rows: Sequence[_Draft], lone: Sequence[_Draft]) -> list[_Draft]:
    """All rows in order: one of lone sentences behind the last row that holds the sentence before them."""
    holders = _holders(rows)
    held = sorted(holders)
    behind: dict[int, list[tuple[Place, _Draft]]] = defaultdict(list)
    for row in lone:
        version, numbers = min(row.sentences.items())
        place = version, numbers[0]
        at = bisect_left(held, place)
        before = held[at - 1] if at and held[at - 1][0] == version else None
        behind[holders[before][-1] if before else -1].append((place, row))
    ordered = [row for _, row in behind[-1]]
    for at, row in enumerate(rows):
        ordered += [row, *(each for _, each in behind.get(at, ()))]
    return ordered


def _finished(rows: Sequence[_Draft], versions: Sequence[Version], pivot: int, links: Links) -> list[TableRow]:
    """The rows with their ids, and their cells in the order of the versions."""
    holders = _holders(rows)
    spans = [tiled(version.statement) for version in versions]
    made = []
    for at, row in enumerate(rows):
        cells = (
            _placed(at, version, _cell(row, version, versions, pivot, links), holders, spans[version])
            for version in sorted(row.sentences)
        )
        made.append(TableRow(f"r{at + 1}", tuple(cells)))
    return made


def _cell(row: _Draft, version: int, versions: Sequence[Version], pivot: int, links: Links) -> Cell:
    """A cell of a row, and how many comparisons with the other versions confirm it."""
    sentences = row.sentences[version]
    others = [other for other in row.sentences if other not in (version, pivot)] if version != pivot else []
    through = row.through.get(version)
    return Cell(
        version=versions[version].key,
        sentences=sentences,
        moved=version in row.moved,
        through="" if through is None else versions[through].key,
        confirmed=sum(links.confirm(version, sentences, other, row.sentences[other]) for other in others),
        asked=len(others),
    )


def _placed(at: int, version: int, cell: Cell, holders: Mapping[Place, list[int]], spans: Sequence[Span]) -> Cell:
    """The cell with its spans, and with the other rows that have its sentences."""
    also = sorted({row for number in cell.sentences for row in holders[version, number]} - {at})
    return cell._replace(
        spans=tuple(spans[number] for number in cell.sentences), rows=tuple(f"r{row + 1}" for row in also)
    )


def tiled(statement: Statement) -> list[Span]:
    """The sentences, each up to the start of the next: together they hold every character of the text."""
    starts = [0, *(span.start for span in statement.sentences[1:]), len(statement.text)]
    return [Span(start, end) for start, end in pairwise(starts)]
