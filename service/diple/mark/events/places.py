"""A changed place as weights see it: one segment with its counting changes, and the words lost and gained in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from diple.mark.events.clauses import windows
from diple.mark.events.words import Word, words_of
from diple.model import Change, Segment, SegmentStatus, Span, Statement


@dataclass(eq=False)
class Side:
    """One side of a changed place: its spans without outer white space, all words, and those that changed."""

    spans: tuple[Span, ...]
    words: list[Word]
    changed: list[Word]
    block: int  # the number of the block that the first span begins in

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all its words."""
        return frozenset([word.key for word in self.words])


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
    counting: dict[str, list[Change]] = {}
    for change in changes:
        if change.noise is None:
            counting.setdefault(change.segment, []).append(change)
    starts = [[block.start for block in statement.blocks] for statement in (old, new)]
    for segment in segments:
        if segment.id not in counting:
            continue
        for mine, before, after in windows(old.text, new.text, segment, counting[segment.id]):
            gone = [Span(c.old.start, c.old.end) for c in mine if c.old]
            come = [Span(c.new.start, c.new.end) for c in mine if c.new]
            left = side_of(old, before, sorted(gone), starts[0]) if before else None
            right = side_of(new, after, sorted(come), starts[1]) if after else None
            yield Place(segment.status, mine, left, right)


def side_of(statement: Statement, spans: Sequence[Span], changed: Sequence[Span], starts: Sequence[int]) -> Side:
    """One side of a segment, `changed` being the stretches of it that counting changes touch."""
    trimmed = tuple(span for span in (_trimmed(statement.text, span) for span in spans) if span.start < span.end)
    trimmed = trimmed or tuple(spans)
    words = [word for span in trimmed for word in words_of(statement.text, span.start, span.end, statement.language)]
    touched = list(words_within(words, changed))
    return Side(trimmed, words, touched, max(0, bisect_right(starts, trimmed[0].start) - 1))


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


def _trimmed(text: str, span: Span) -> Span:
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, max(start, span.end - len(inner) + len(inner.rstrip())))
