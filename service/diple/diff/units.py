"""A unit: stretches of the old text and those of the new that answer them, about to become one segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diple.align.links import Link, LinkKind
from diple.model import Span, Statement


@dataclass(frozen=True, slots=True)
class Unit:
    """What becomes one segment. Spans tile the texts: each runs to the start of the next sentence."""

    kind: LinkKind
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    moved: bool = False

    @property
    def mirrored(self) -> Unit:
        """The same unit with its sides exchanged."""
        kind: LinkKind = {"dropped": "added", "added": "dropped"}.get(self.kind, self.kind)  # type: ignore[assignment]
        return replace(self, kind=kind, old=self.new, new=self.old)


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
    return "".join([text[start:end] for start, end in spans])
