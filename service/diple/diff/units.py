"""A unit: stretches of the old text and those of the new that answer them, about to become one segment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.align.links import Link, LinkKind
from diple.model import Span, Statement


class Unit(NamedTuple):
    """What becomes one segment. Spans tile the texts: each runs to the start of the next sentence."""

    kind: LinkKind
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    moved: bool = False

    @property
    def mirrored(self) -> Unit:
        """The same unit with its sides exchanged."""
        return Unit(_MIRRORED.get(self.kind, self.kind), self.new, self.old, self.moved)


_MIRRORED: dict[LinkKind, LinkKind] = {"dropped": "added", "added": "dropped"}


def tiles(statement: Statement) -> list[Span]:
    """One span a sentence that together are the whole text: white space belongs to the sentence before it."""
    if not statement.sentences:
        return []
    starts = [0, *(sentence.start for sentence in statement.sentences[1:])]
    return list(map(Span, starts, [*starts[1:], len(statement.text)]))


def units(old: Statement, new: Statement, links: Sequence[Link]) -> list[Unit]:
    """The links as units, in their order."""
    old_tiles, new_tiles = tiles(old), tiles(new)
    return [
        Unit(
            link.kind,
            tuple([old_tiles[at] for at in link.old]),
            tuple([new_tiles[at] for at in link.new]),
            link.moved,
        )
        for link in links
    ]


def letters(text: str, spans: Sequence[Span]) -> str:
    """The characters of several spans."""
    if len(spans) == 1:
        return text[spans[0][0] : spans[0][1]]
    return "".join([text[start:end] for start, end in spans])
