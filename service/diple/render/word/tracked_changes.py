"""A comparison as an editor that tracks changes holds it: wording that stays, goes, comes, or is carried elsewhere.

The strokes, read from first to last, without those that came give the old text, without those that went the new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from diple.model import Span
from diple.render.redline.collation import collation
from diple.render.redline.passages import Passage, is_there, kept, wordings
from diple.result import Comparison

State = Literal["kept", "deleted", "inserted", "moved_from", "moved_to"]
WENT = ("deleted", "moved_from")
CAME = ("inserted", "moved_to")


class Stroke(NamedTuple):
    """A stretch of wording in one state, and where it is in each text that has it.

    Kept wording is in both; where a change that does not count is passed over in silence, the two differ and the
    new one holds for both. `move` is the number of the move that the stroke is part of, 0 where there is none;
    `formal` is true for what is tracked though it does not count.
    """

    state: State
    old: Span | None
    new: Span | None
    move: int = 0
    formal: bool = False

    @property
    def span(self) -> Span:
        """Where its wording is taken from: the new text, if it is there."""
        found = self.new if self.new is not None else self.old
        assert found is not None, "a stroke is in a text"
        return found

    @property
    def length(self) -> int:
        """Its characters."""
        return self.span.end - self.span.start


class _Move(NamedTuple):
    """Both places of a passage that is elsewhere in the other text, each with the run of passages around it."""

    old: Passage
    new: Passage
    runs: tuple[int, int]


def strokes(comparison: Comparison) -> list[Stroke]:
    """The strokes of a comparison, in the order of the new text, with what went at its old place.

    Every change is tracked, those that do not count as well, so that either text can be had back. Sentences of two
    languages are each a deletion and an insertion.
    """
    return list(_Tracked(comparison).strokes())


class _Tracked:
    """One way through the passages of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._counting = {change.segment for change in comparison.counting}
        self._passages = collation(comparison)
        self._runs = _runs(self._passages)
        self._moves = {move.old.name: move for move in self._moved()}
        self._numbers = self._numbered()

    def _moved(self) -> Iterator[_Move]:
        places: dict[str, list[tuple[int, Passage]]] = defaultdict(list)
        for run, passage in zip(self._runs, self._passages, strict=True):
            if passage.half:
                places[passage.name].append((run, passage))
        for both in places.values():
            (old_run, old), (new_run, new) = sorted(both, key=lambda place: place[1].half == "new")
            if self._wording(old) == self._wording(new):
                yield _Move(old, new, (old_run, new_run))

    def _wording(self, passage: Passage) -> str:
        return "".join(wordings(self._comparison, passage))

    def _numbered(self) -> dict[tuple[int, int], int]:
        """The moves that carry a word, numbered: each from one run of passages to another."""
        telling = {m.runs: None for m in self._moves.values() if self._wording(m.new).strip()}
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
            elif kept(self._comparison, passage):
                yield Stroke("kept", passage.old, passage.new)
            else:
                yield from _exchanged(passage, number, formal=self._formal(passage))

    def _formal(self, passage: Passage) -> bool:
        """Whether what changes here does not count; blanks that no change names go with their segment."""
        if passage.change:
            return passage.change.noise is not None
        segment = passage.segment
        return not (segment.moved or segment.status == "unaligned" or segment.id in self._counting)

    def _carried(self, passage: Passage, move: _Move, number: int) -> Stroke:
        if passage.half == "new":
            return Stroke("moved_to", None, move.new.new, number)
        return Stroke("moved_from", move.old.old, None, number)


def _exchanged(passage: Passage, number: int, *, formal: bool) -> Iterator[Stroke]:
    if is_there(passage.old):
        yield Stroke("deleted", passage.old, None, number, formal)
    if is_there(passage.new):
        yield Stroke("inserted", None, passage.new, number, formal)


def _runs(passages: Sequence[Passage]) -> list[int]:
    """For each passage the number of its run: neighbours of one segment that are on the same side alone."""
    made: list[int] = []
    last = None
    for passage in passages:
        sides = (is_there(passage.old), is_there(passage.new))
        here = (passage.segment.id, sides)
        made.append((made[-1] if made else 0) + (here != last))
        last = here
    return made
