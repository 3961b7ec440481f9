"""A changed place as weights see it: one segment with its counting changes, and the words lost and gained in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diple.mark.events.cohesion import speakers_of
from diple.mark.events.words import Word, words_of
from diple.mark.places.changed import changed_segments, touched_spans
from diple.mark.places.stretch import trimmed
from diple.mark.places.windows import Size, Window, windows
from diple.model import Change, Segment, SegmentStatus, Span, Statement

# A sentence of more than 110 words is read clause by clause: changes far apart in it are several events.
CLAUSES = Size(longest=700, apart=200, reach=160)


@dataclass(eq=False)
class Side:
    """One side of a changed place: its spans without outer white space, all words, and those that changed.

    `speakers` are the stems of the names of those who speak, which say nothing of its subject.
    """

    spans: tuple[Span, ...]
    words: list[Word]
    changed: list[Word]
    block: int  # the number of the block that the first span begins in
    speakers: frozenset[str] = frozenset()


@dataclass(eq=False)
class Place:
    """A segment with changes that count; a side is None where the segment has none."""

    status: SegmentStatus
    changes: tuple[Change, ...]
    old: Side | None
    new: Side | None

    @property
    def start(self) -> tuple[int, int]:
        """Where it begins in the new text, then in the old; -1 where a text does not have it."""
        return tuple(side.spans[0].start if side else -1 for side in (self.new, self.old))  # type: ignore[return-value]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its changes."""
        return tuple(change.id for change in self.changes)


def places_of(
    old: Statement, new: Statement, segments: Sequence[Segment], changes: Sequence[Change]
) -> Iterator[Place]:
    """Each segment with at least one change that is not noise, in the order of the segments; a long one in parts."""
    starts = [[block.start for block in statement.blocks] for statement in (old, new)]
    changed = list(changed_segments(segments, changes))
    is_asked = any(is_free(segment) for segment, _ in changed)  # else no subject is asked for
    speakers = speakers_of(old) | speakers_of(new) if is_asked else frozenset()
    for segment, counting in changed:
        for mine, before, after in clauses(old.text, new.text, segment, counting):
            gone, come = touched_spans(mine)
            left = side_of(old, before, sorted(gone), starts[0], speakers) if before else None
            right = side_of(new, after, sorted(come), starts[1], speakers) if after else None
            yield Place(segment.status, mine, left, right)


def is_free(segment: Segment) -> bool:
    """Whether a segment is of one text only, or of two that may have nothing in common."""
    return segment.status == "reworded" or not (segment.old and segment.new)


def clauses(old: str, new: str, segment: Segment, changes: Sequence[Change]) -> Iterable[Window]:
    """The changes of a segment with its spans; of one long edited sentence, with the clauses around them."""
    if len(segment.old) == len(segment.new) == 1 and segment.status == "changed":
        return windows(old, new, segment, changes, CLAUSES)
    return ((tuple(changes), segment.old, segment.new),)


def side_of(
    statement: Statement,
    spans: Sequence[Span],
    changed: Sequence[Span],
    starts: Sequence[int],
    speakers: frozenset[str] = frozenset(),
) -> Side:
    """One side of a segment, `changed` being the stretches of it that counting changes touch."""
    inner = tuple(trimmed(statement.text, span) for span in spans)
    words = [word for span in inner for word in words_of(statement.text, span.start, span.end, statement.language)]
    touched = list(words_within(words, changed))
    return Side(inner, words, touched, max(0, bisect_right(starts, inner[0].start) - 1), speakers)


def words_within(words: Sequence[Word], spans: Sequence[Span]) -> Iterator[Word]:
    """The words that overlap a span; both in order."""
    at, last = 0, len(spans)
    for word in words:
        while at < last and spans[at].end <= word.start:
            at += 1
        if at == last:
            return
        if spans[at].start < word.end:
            yield word
