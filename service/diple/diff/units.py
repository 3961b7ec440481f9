"""A unit: stretches of the old text and those of the new that answer them, about to become one segment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.align.links import Link, LinkKind
from diple.model import Span, Statement
from diple.segment.sentences import span


class Unit(NamedTuple):
    """What becomes one segment, or as many as there are sentences where all are the same.

    Spans tile the texts: each runs to the start of the next sentence.
    """

    kind: LinkKind
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    moved: bool = False
    confidence: int | None = None

    @property
    def mirrored(self) -> Unit:
        """The same unit with its sides exchanged."""
        return Unit(_MIRRORED.get(self.kind, self.kind), self.new, self.old, self.moved, self.confidence)


_MIRRORED: dict[LinkKind, LinkKind] = {"dropped": "added", "added": "dropped"}


def tiles(statement: Statement) -> list[Span]:
    """One span a sentence that together are the whole text: white space belongs to the sentence before it."""
    if not statement.sentences:
        return []
    starts = [0, *[start for start, _ in statement.sentences[1:]]]
    return list(map(span, zip(starts, [*starts[1:], len(statement.text)], strict=True)))


def units(old: Statement, new: Statement, links: Sequence[Link], swapped: bool = False) -> list[Unit]:
    """The links as units, in their order, with their sides exchanged where `swapped`.

    A stretch of equal sentences is one unit, unless its white space differs.
    """
    if swapped:
        return units(new, old, [link.mirrored for link in links])
    old_tiles, new_tiles = tiles(old), tiles(new)
    made: list[Unit] = []
    for numbers, answers, kind, moved, confidence in links:
        left, right = _tiles_of(old_tiles, numbers), _tiles_of(new_tiles, answers)
        if kind == "same" and len(left) > 1 and not _same_letters(old.text, left, new.text, right):
            made += [Unit(kind, (one,), (other,), moved) for one, other in zip(left, right, strict=True)]
        else:
            made.append(Unit(kind, left, right, moved, confidence))
    return made


def _tiles_of(all_tiles: Sequence[Span], numbers: Sequence[int]) -> tuple[Span, ...]:
    if isinstance(numbers, range):
        return tuple(all_tiles[numbers.start : numbers.stop])
    return tuple([all_tiles[number] for number in numbers])


def _same_letters(old: str, left: Sequence[Span], new: str, right: Sequence[Span]) -> bool:
    return old[left[0].start : left[-1].end] == new[right[0].start : right[-1].end]


def letters(text: str, spans: Sequence[Span]) -> str:
    """The characters of several spans."""
    if len(spans) == 1:
        return text[spans[0][0] : spans[0][1]]
    return "".join([text[start:end] for start, end in spans])
