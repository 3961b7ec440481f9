"""A comparison as an editor that tracks changes holds it: wording that stays, goes, comes, or is carried elsewhere.

The strokes, read from first to last, without those that came give the old text, without those that went the new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from diple.model import Change, Span
from diple.render.collation import Passage, collation
from diple.result import Comparison

State = Literal["kept", "deleted", "inserted", "moved_from", "moved_to"]
WENT = ("deleted", "moved_from")
CAME = ("inserted", "moved_to")


class Stroke(NamedTuple):
    """A stretch of wording in one state, and where it stands in each text that has it.

    Kept wording stands in both; where a change that does not count is passed over in silence, the two differ and the
    new one holds for both. `move` is the number of the move that the stroke is part of, 0 where there is none.
    """

    state: State
    old: Span | None
    new: Span | None
    move: int = 0

    @property
    def span(self) -> Span:
        """Where its wording is taken from: the new text, if it stands there."""
        found = self.new if self.new is not None else self.old
        assert found is not None, "a stroke stands in a text"
        return found

    @property
    def length(self) -> int:
        """Its characters."""
        return self.span.end - self.span.start


class _Move(NamedTuple):
    """Both places of a passage that stands elsewhere in the other text, each with the run of passages around it."""

    old: Passage
    new: Passage
    runs: tuple[int, int]


def strokes(comparison: Comparison, *, noise: bool) -> list[Stroke]:
    """The strokes of a comparison, in the order of the new text, with what went at its old place.

    With `noise` every change is tracked; without it those that do not count are taken over in silence, except blanks
    that alone keep two words apart on one side, and one-sided changes inside what moved. Sentences of two languages
    are each a deletion and an insertion.
    """
    return list(_Tracked(comparison, noise).strokes())


class _Tracked:
    """One way through the passages of a comparison."""

    def __init__(self, comparison: Comparison, noise: bool) -> None:
        self._texts = comparison.old.text, comparison.new.text
        self._passages = collation(comparison)
        self._runs = _runs(self._passages)
        counting = (c.id for c in comparison.changes if not c.noise or noise or self._parts_words(c))
        self._silent = {c.id for c in comparison.changes} - set(counting)
        self._moves = {move.old.name: move for move in self._moved()}
        self._numbers = self._numbered()

    def _parts_words(self, change: Change) -> bool:
        """Whether a change takes or gives the only blank between two words."""
        quote = change.old or change.new
        if quote is None or (change.old and change.new) or quote.quote.strip():
            return False
        text = self._texts[0 if change.old else 1]
        before, after = text[max(quote.start - 1, 0) : quote.start], text[quote.end : quote.end + 1]
        return bool(before.strip() and after.strip())

    def _moved(self) -> Iterator[_Move]:
        places: dict[str, list[tuple[int, Passage]]] = defaultdict(list)
        for run, passage in zip(self._runs, self._passages, strict=True):
            if passage.half:
                places[passage.name].append((run, passage))
        for both in places.values():
            (old_run, old), (new_run, new) = sorted(both, key=lambda place: place[1].half == "new")
            if self._same(old.old, new.new) or self._is_silent(old):
                yield _Move(old, new, (old_run, new_run))

    def _same(self, old: Span, new: Span) -> bool:
        return self._texts[0][old.start : old.end] == self._texts[1][new.start : new.end]

    def _is_silent(self, passage: Passage) -> bool:
        return passage.change is not None and passage.change.id in self._silent

    def _numbered(self) -> dict[tuple[int, int], int]:
        """The moves that carry a word, numbered: each from one run of passages to another."""
        telling = {m.runs: None for m in self._moves.values() if self._texts[1][slice(*m.new.new)].strip()}
        return {runs: number for number, runs in enumerate(telling, 1)}

    def strokes(self) -> Iterator[Stroke]:
        """The strokes in order."""
        last = (-1, 0)
        for run, passage in zip(self._runs, self._passages, strict=True):
            move = self._moves.get(passage.name) if passage.half else None
            number = self._numbers.get(move.runs, 0) if move else last[1] if run == last[0] else 0
            last = (run, number)
            if move and number:
                yield self._carried(passage, move, number)
            elif self._is_silent(passage) and not passage.half and not passage.segment.moved:
                if _long(passage.new):
                    yield Stroke("kept", passage.old if _long(passage.old) else None, passage.new)
            elif _long(passage.old) and _long(passage.new) and self._same(passage.old, passage.new):
                yield Stroke("kept", passage.old, passage.new)
            else:
                yield from _exchanged(passage, number)

    def _carried(self, passage: Passage, move: _Move, number: int) -> Stroke:
        if passage.half == "new":
            return Stroke("moved_to", None, move.new.new, number)
        return Stroke("moved_from", move.old.old, move.new.new if self._is_silent(passage) else None, number)


def _exchanged(passage: Passage, number: int) -> Iterator[Stroke]:
    if _long(passage.old):
        yield Stroke("deleted", passage.old, None, number)
    if _long(passage.new):
        yield Stroke("inserted", None, passage.new, number)


def _long(span: Span) -> bool:
    return span.end > span.start


def _runs(passages: Sequence[Passage]) -> list[int]:
    """For each passage the number of its run: neighbours of one segment that stand on the same side alone."""
    made: list[int] = []
    last = None
    for passage in passages:
        sides = (_long(passage.old), _long(passage.new))
        here = (passage.segment.id, sides)
        made.append((made[-1] if made else 0) + (here != last))
        last = here
    return made
