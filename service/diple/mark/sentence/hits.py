"""Hits beside hits: which of them say the same, and which give way where several know one stretch of wording."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import Protocol

from diple.lexicon.vocabulary import Hit
from diple.mark.places.stretch import touches

hit_start = attrgetter("start")
hit_place = itemgetter(2, 3, 0)  # start, end, kind


class HasHits(Protocol):
    """A side whose phrases are known by kind."""

    @property
    def by_kind(self) -> dict[str, list[Hit]]:
        """The phrases by kind, each list in order."""

    def touched(self, start: int, end: int) -> bool:
        """Whether a counting change overlaps `[start, end)`."""


def missing(here: HasHits | None, there: HasHits | None) -> dict[str, list[Hit]]:
    """The hits of one side that the other has not, as multisets of values, by kind and in order.

    Where some of several equal hits are missing, it is those in changed wording.
    """
    if here is None:
        return {}
    others = there.by_kind if there else {}
    found = {}
    for kind, hits in here.by_kind.items():
        theirs = others.get(kind)
        rest = unmatched(here, hits, theirs) if theirs else hits
        if rest:
            found[kind] = rest
    return found


def unmatched(here: HasHits, hits: list[Hit], theirs: list[Hit]) -> list[Hit]:
    """The hits that find no equal among the others', each of which answers one."""
    have = [hit.value for hit in theirs]
    if len(hits) > 1:
        hits = sorted(hits, key=lambda hit: here.touched(hit.start, hit.end))
    rest = []
    for hit in hits:
        if hit.value in have:
            have.remove(hit.value)
        else:
            rest.append(hit)
    return sorted(rest, key=hit_start) if len(rest) > 1 else rest


def as_listed(known: Sequence[Hit], words: Sequence[Hit], own: Container[str]) -> list[Hit]:
    """The lexicon's hits, named as the closed classes name the same phrase; in the kinds of `own` ranked as there."""
    listed = {(hit.kind, hit.start, hit.end): hit for hit in words if hit.rank is not None}
    found = []
    for hit in known:
        same = listed.get((hit.kind, hit.start, hit.end))
        if same is not None:
            rank = same.rank if hit.kind in own else hit.rank
            hit = Hit(hit.kind, rank, hit.start, hit.end, hit.form, same.means, hit.head, hit.concept)
        found.append(hit)
    return found


def longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Drops hits that lie inside, or start inside, a longer hit of the same kind; in order of the text."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.kind in by_kind:
            by_kind[hit.kind].append(hit)
        else:
            by_kind[hit.kind] = [hit]
    found: list[Hit] = []
    for same in by_kind.values():
        found += same if len(same) == 1 else longest_of_kind(same)
    yield from sorted(found, key=hit_place)


def longest_of_kind(hits: list[Hit]) -> list[Hit]:
    """The longest of hits that overlap; of two equal ones that of the lexicon."""
    in_order = sorted(hits, key=hit_start)
    if all(before.end <= after.start for before, after in pairwise(in_order)):
        return hits
    taken: list[Hit] = []
    apart: list[Hit] = []  # the same in order: of these, the last that begins before the end of another may touch it
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.concept is None)):
        at = bisect_left(apart, hit.end, key=hit_start)
        if not (at and touches(apart[at - 1], hit)):
            apart.insert(at, hit)
            taken.append(hit)
    return taken


def within_any(hit: Hit, spans: Sequence[Hit]) -> bool:
    """Whether a hit lies inside one of `spans`."""
    return any(span.start <= hit.start and hit.end <= span.end for span in spans)


def hits_at(hits: Iterable[Hit], at: int) -> list[Hit]:
    """The hits in which a place lies."""
    return [hit for hit in hits if hit.start <= at < hit.end]
