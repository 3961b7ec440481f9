"""A changed place with both of its sides read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeGuard, TypeVar

from diple.lexicon.vocabulary import Hit, Vocabulary
from diple.mark.places.stretch import touches_any
from diple.mark.sentence.clause_pairs import ClausePair, clause_pairs_of
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import missing
from diple.model import Change, Quote, Segment, Span

SOME, MUCH = 0.3, 0.5  # share of a sentence's characters from which three changes or more, or two, rewrite it
AKIN = 0.75  # share of content words under which linked sentences of a series are only on one topic
ALIKE = 0.6  # share of content words from which reworded sentences are compared word by word
Swap = tuple[Hit, Hit]
Old_co = TypeVar("Old_co", bound="Side | None", covariant=True)
New_co = TypeVar("New_co", bound="Side | None", covariant=True)


@dataclass(eq=False)
class Read(Generic[Old_co, New_co]):
    """One segment that holds changes which count, both of its sides read; one is None where a sentence came or went.

    Rules name what they read: an `Edited` place has both sides, a `Removed` one the old, an `Added` one the new.

    `answering` pairs join a dropped and an added sentence of two segments that speak of the same act
    (answers.py); only a few rules read them. Of a place `beyond_doubt` no rule can speak (doubt.py).
    """

    segment: Segment
    changes: tuple[Change, ...]
    old: Old_co
    new: New_co
    answering: bool = False
    beyond_doubt: bool = False

    @property
    def reworded(self) -> bool:
        """Whether the two sides may not answer one another at all."""
        return self.answering or self.segment.status == "reworded"

    @property
    def doubtful(self) -> bool:
        """Whether the sides are reworded so much that a rule on single words would guess."""
        return self.reworded and self.common < ALIKE and not self.answering

    @cached_property
    def rewritten(self) -> bool:
        """Whether the sentence was written afresh: changed at several places and over a large share of its words.

        Then voice, order and construction changed too, and a word lost may only be elsewhere in another form.
        """
        if self.old is None or self.new is None or self.reworded or len(self.changes) < 2:
            return False
        share = max(changed_share(self.old), changed_share(self.new))
        return share >= (MUCH if len(self.changes) == 2 else SOME)

    @cached_property
    def common(self) -> float:
        """The share of the shorter side's content words that the other side has too, 0 to 1."""
        if self.old is None or self.new is None:
            return 0.0
        before, after = self.old.stems, self.new.stems
        return len(before & after) / max(1, min(len(before), len(after)))

    @cached_property
    def clause_pairs(self) -> tuple[ClausePair, ...]:
        """The clauses of both sides, each with the one it answers."""
        return clause_pairs_of(self.old, self.new)

    def lost(self, kind: str) -> list[Hit]:
        """Hits of one kind on the old side which the new side has not."""
        return self._lost.get(kind, [])

    def gained(self, kind: str) -> list[Hit]:
        """Hits of one kind on the new side which the old side had not."""
        return self._gained.get(kind, [])

    @cached_property
    def _lost(self) -> dict[str, list[Hit]]:
        return missing(self.old, self.new)

    @cached_property
    def _gained(self) -> dict[str, list[Hit]]:
        return missing(self.new, self.old)

    @property
    def sides(self) -> list[Side]:
        """The sides that there are, the old one first."""
        both: tuple[Side | None, Side | None] = (self.old, self.new)
        return [side for side in both if side is not None]

    @property
    def words(self) -> Vocabulary:
        """The closed classes of its language."""
        return self.sides[0].words

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of which either side has hits."""
        return frozenset([kind for side in self.sides for kind in side.by_kind])

    @cached_property
    def touched_kinds(self) -> frozenset[str]:
        """The kinds of which a hit is in changed wording."""
        return frozenset([hit.kind for side in self.sides for hit in side.hits if side.touched(hit.start, hit.end)])

    @cached_property
    def changed_keys(self) -> frozenset[str]:
        """The keys of the tokens in changed wording, of both sides."""
        return frozenset([token.key for side in self.sides for token in side.changed_tokens])

    @cached_property
    def unlike(self) -> frozenset[str]:
        """The kinds of which one side has hits that the other has not."""
        return frozenset((*self._lost, *self._gained))

    @cached_property
    def swapped_kinds(self) -> frozenset[str]:
        """The kinds of which both sides have hits that the other has not."""
        if self.old is None or self.new is None:
            return frozenset()
        return frozenset(self._lost) & frozenset(self._gained)

    def swaps(self, kind: str) -> list[Swap]:
        """Lost and gained hits that answer one another, in order; at least one is in changed wording."""
        if kind not in self.swapped_kinds:
            return []
        lost, gained = self.lost(kind), self.gained(kind)
        return [(a, b) for a, b in zip(lost, gained, strict=False) if self.stands_changed(a, b)]

    def stands_changed(self, old: Hit | None, new: Hit | None) -> bool:
        """Whether a counting change touches either hit."""
        pairs: tuple[tuple[Hit | None, Side | None], ...] = ((old, self.old), (new, self.new))
        return any(hit and side and side.touched(hit.start, hit.end) for hit, side in pairs)

    def touching(self, old: Iterable[Span], new: Iterable[Span]) -> tuple[str, ...]:
        """Ids of the changes that overlap the evidence, all of the segment's where none does."""
        old, new = tuple(old), tuple(new)
        ids = [change.id for change in self.changes if is_touched(change, old, new)]
        return tuple(ids or (change.id for change in self.changes))


Edited = Read[Side, Side]
Removed = Read[Side, None]
Added = Read[None, Side]
Alone = Removed | Added
Pair = Read[Side | None, Side | None]  # a place of which it does not matter which sides it has


def is_edited(pair: Pair) -> TypeGuard[Edited]:
    """Whether a place has both sides."""
    return pair.old is not None and pair.new is not None


def is_touched(change: Change, old: Iterable[Span], new: Iterable[Span]) -> bool:
    """Whether one of some spans of either text overlaps a change."""
    sides = ((change.old, old), (change.new, new))
    return any(quote is not None and touches_any(quote, spans) for quote, spans in sides)


def changed_share(side: Side) -> float:
    """The share of the characters of a side that counting changes touch, 0 to 1."""
    return sum(end - start for start, end in side.changed) / (side.end - side.start)


def other_side(pair: Edited, side: Side) -> Side:
    """The side of a place that answers one of its sides."""
    return pair.old if side is pair.new else pair.new


def seen_from(pair: Edited, side: Side, change: Change) -> tuple[Quote | None, Quote | None]:
    """The wording of a change on one side, and on the side that answers it."""
    return (change.new, change.old) if side is pair.new else (change.old, change.new)
