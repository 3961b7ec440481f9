"""Where versions say different things, and which of them says otherwise than the others.

Each comparison of two versions has markers of its own. Markers of one rule in one row that quote the same words of a
version are one divergence. Its versions are the corners of a graph, its markers the edges: where the corners fall into
two camps without an edge inside either, the smaller camp says otherwise than the larger.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from diple.model import Marker, Selector, Statement
from diple.parallel.table import Divergence, MarkerOf, Quoted, TableRow, Version
from diple.result import Comparison

ABSENT = "divergence.absent"
"""The kind of a sentence that some versions have and others lack."""
MISSING_SENTENCE = "divergence.sentences"
"""The rule of markers that say the same of two versions."""


class Found(NamedTuple):
    """A marker of the comparison of two versions, by their numbers."""

    versions: tuple[int, int]
    marker: Marker

    @property
    def evidence(self) -> dict[int, Sequence[Selector]]:
        """Its quotes by version."""
        return dict(zip(self.versions, (self.marker.old, self.marker.new), strict=True))


def divergences_of(
    rows: Sequence[TableRow], versions: Sequence[Version], found: Mapping[tuple[int, int], Comparison]
) -> list[Divergence]:
    """All divergences in the order of the rows, in a row by falling score."""
    keys = [version.key for version in versions]
    beside = _beside_rows(rows, versions, found)
    made: list[Divergence] = []
    for row in rows:
        groups = list(_groups(beside.get(row.id, ())))
        drafts = [*_absent(row, keys, groups), *(_contradiction(row, keys, each) for each in groups if each)]
        for draft in sorted(drafts, key=lambda each: -each.score):
            made.append(_numbered(draft, len(made) + 1))
    return made


def _beside_rows(
    rows: Sequence[TableRow], versions: Sequence[Version], found: Mapping[tuple[int, int], Comparison]
) -> dict[str, list[Found]]:
    """The markers of all comparisons by the row in which they are shown."""
    places = Places(rows, versions)
    beside: dict[str, list[Found]] = defaultdict(list)
    for pair, comparison in found.items():
        for marker in comparison.markers:
            each = Found(pair, marker)
            if home := places.home(each):
                beside[home].append(each)
    return beside


class Places:
    """Finds the row of a quote."""

    def __init__(self, rows: Sequence[TableRow], versions: Sequence[Version]) -> None:
        self._rows = {row.id: row for row in rows}
        self._keys = [version.key for version in versions]
        self._starts = [_starts(version.statement) for version in versions]
        self._held: dict[tuple[str, int], list[str]] = defaultdict(list)
        for row in rows:
            for cell in row.cells:
                for number in cell.sentences:
                    self._held[cell.version, number].append(row.id)

    def home(self, found: Found) -> str:
        """The row of a marker: one that both versions' quotes are in, or that one of the versions lacks; "" for none.

        A marker on a sentence that one version lacks quotes a neighbour of it on the other side.
        """
        quoted = [self._of(version, selectors) for version, selectors in found.evidence.items()]
        pair = [self._keys[version] for version in found.versions]
        candidates = [row for rows in quoted for row in rows]
        lacking = [row for row in candidates if not all(self._rows[row].cell(key) for key in pair)]
        common = [row for row in quoted[0] if row in quoted[1]]
        return next(iter([*lacking, *common, *candidates]), "")

    def _of(self, version: int, selectors: Sequence[Selector]) -> list[str]:
        """The rows that hold the first quote."""
        if not selectors:
            return []
        number = max(0, bisect_right(self._starts[version], selectors[0].start) - 1)
        return self._held[self._keys[version], number]


def _starts(statement: Statement) -> list[int]:
    return [span.start for span in statement.sentences]


def _groups(found: Iterable[Found]) -> Iterator[list[Found]]:
    """The markers of a row, those together that are of one rule and quote the same words of a version."""
    groups: list[list[Found]] = []
    for each in found:
        joined = [group for group in groups if any(_is_same(each, other) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(one for group in joined for one in group), each])
    yield from groups


def _is_same(one: Found, other: Found) -> bool:
    if one.marker.rule.id != other.marker.rule.id:
        return False
    mine, theirs = one.evidence, other.evidence
    return any(_overlap(mine[version], theirs[version]) for version in mine.keys() & theirs.keys())


def _overlap(one: Sequence[Selector], other: Sequence[Selector]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)


def _absent(row: TableRow, keys: Sequence[str], groups: list[list[Found]]) -> Iterator[Divergence]:
    """The divergence of a row that some versions lack; the markers that say so are taken out of the groups."""
    present = [key for key in keys if row.cell(key)]
    lacking = [key for key in keys if key not in present]
    if not lacking:
        return
    told: list[Found] = []
    for group in groups:
        if group[0].marker.rule.id == MISSING_SENTENCE:
            told += group
            group.clear()
    odd, decided = _minority(present, lacking)
    heaviest = _heaviest(told)
    yield Divergence(
        id="",
        row=row.id,
        kind=ABSENT,
        referent="a sentence that not all versions have",
        score=heaviest.score if heaviest else 0,
        level=heaviest.level if heaviest else "minor",
        odd=odd,
        decided=decided,
        rationale=f"In this row {_listed(lacking)} {'has' if len(lacking) == 1 else 'have'} no sentence, "
        f"{_listed(present)} {'has' if len(present) == 1 else 'have'} one.",
        markers=_named(told, keys),
    )


def _contradiction(row: TableRow, keys: Sequence[str], group: Sequence[Found]) -> Divergence:
    heaviest = _heaviest(group)
    assert heaviest is not None
    odd, decided = _odd([each.versions for each in group])
    quotes: dict[int, dict[tuple[int, int], Selector]] = defaultdict(dict)
    for each in group:
        for version, selectors in each.evidence.items():
            quotes[version].update({(one.start, one.end): one for one in selectors})
    return Divergence(
        id="",
        row=row.id,
        kind=heaviest.rule.id,
        referent=heaviest.referent,
        score=heaviest.score,
        level=heaviest.level,
        odd=tuple(keys[version] for version in odd),
        decided=decided,
        rationale=" ".join(dict.fromkeys(each.marker.rationale for each in group)),
        quotes=tuple(
            Quoted(keys[version], tuple(selectors[at] for at in sorted(selectors)))
            for version, selectors in sorted(quotes.items())
        ),
        markers=_named(group, keys),
    )


def _odd(edges: Sequence[tuple[int, int]]) -> tuple[list[int], bool]:
    """The versions of the smaller camp, and whether there is one; else all versions of the edges."""
    everyone = sorted({version for edge in edges for version in edge})
    camps = _camps(edges)
    if camps is None:
        return everyone, False
    small, large = sorted(camps, key=len)
    return (sorted(small), True) if len(small) < len(large) else (everyone, False)


def _camps(edges: Sequence[tuple[int, int]]) -> tuple[set[int], set[int]] | None:
    """Two camps with no edge inside either; None where there are none, as among three that all differ."""
    camp = {edges[0][0]: 0}
    left = list(edges)
    while left:
        reached = next((edge for edge in left if camp.keys() & set(edge)), None)
        if reached is None:
            return None
        left.remove(reached)
        a, b = reached if reached[0] in camp else reached[::-1]
        if camp.setdefault(b, 1 - camp[a]) == camp[a]:
            return None
    return {each for each in camp if camp[each] == 0}, {each for each in camp if camp[each] == 1}


def _minority(present: Sequence[str], lacking: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The fewer of those that have a sentence and those that lack it; all where they are as many."""
    if len(present) == len(lacking):
        return (*present, *lacking), False
    return tuple(present if len(present) < len(lacking) else lacking), True


def _heaviest(group: Sequence[Found]) -> Marker | None:
    return max((each.marker for each in group), key=lambda marker: marker.score, default=None)


def _named(group: Iterable[Found], keys: Sequence[str]) -> tuple[MarkerOf, ...]:
    return tuple(MarkerOf(keys[each.versions[0]], keys[each.versions[1]], each.marker.id) for each in group)


def _listed(keys: Sequence[str]) -> str:
    return keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} and {keys[-1]}"


def _numbered(draft: Divergence, number: int) -> Divergence:
    return replace(draft, id=f"d{number}")
