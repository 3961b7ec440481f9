"""The wording of both texts as one stream of passages: what stays, what changed, and where each is in both texts.

Every written form reads this stream: `rows` keeps it sentence by sentence, `collation` puts it in the order of both
texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, zip_longest
from typing import Literal, NamedTuple

from diple.model import Change, Segment, Span
from diple.result import Comparison

_NOWHERE = Span(0, 0)
_Places = Iterator[tuple[Span, Span]]


class Passage(NamedTuple):
    """A stretch of the old text and what represents it in the new one; either may be empty.

    `name` is the id of its change, or else made from the segment's ("s3.1"), and is nowhere else. `half` says, of a
    passage that is elsewhere in the other text, which of its two places this is; the other place has the same name.
    """

    name: str
    old: Span
    new: Span
    segment: Segment
    change: Change | None = None
    half: Literal["old", "new"] | None = None

    @property
    def id(self) -> str:
        """Its name and which of its places it is: no other passage has it."""
        return f"{self.name}-{self.half}" if self.half else self.name


def passages(comparison: Comparison) -> Iterator[tuple[Segment, list[Passage]]]:
    """Each segment with its passages: cut where a change begins or ends, and where a side continues elsewhere."""
    changes = {change.id: change for change in comparison.changes}
    for segment in comparison.segments:
        own = [changes[name] for name in segment.changes]
        yield segment, list(_named(segment, _cut(comparison, segment, own)))


def wordings(comparison: Comparison, passage: Passage) -> tuple[str, str]:
    """The old and the new wording of a passage."""
    return comparison.old.text[slice(*passage.old)], comparison.new.text[slice(*passage.new)]


def kept(comparison: Comparison, passage: Passage) -> bool:
    """Whether both texts have it, in the same words and at the same place."""
    old, new = wordings(comparison, passage)
    return old == new and passage.half is None


def is_there(span: Span) -> bool:
    """Whether a side of a passage has wording."""
    return span.end > span.start


def _named(segment: Segment, found: Iterator[tuple[Change | None, Span, Span]]) -> Iterator[Passage]:
    """The passages with their names: the first one of a change has its id."""
    names = count(1)
    last = None
    for change, old, new in found:
        name = change.id if change and change is not last else f"{segment.id}.{next(names)}"
        yield Passage(name, old, new, segment, change)
        last = change


def _cut(
    comparison: Comparison, segment: Segment, changes: Sequence[Change]
) -> Iterator[tuple[Change | None, Span, Span]]:
    """The places of a segment's wording: before each change what both sides share, then both sides of the change."""
    old, new = _Side(comparison.old.text, segment.old), _Side(comparison.new.text, segment.new)
    for change in changes:
        yield from ((None, *places) for places in _shared(old, new, _before(change, old, new)))
        lengths = (side.upto(quote.end) if quote else 0 for side, quote in ((old, change.old), (new, change.new)))
        yield from ((change, *places) for places in _apart(old, new, *lengths))
    rest = old.rest(), new.rest()
    same = rest[0] == rest[1]
    places = _shared(old, new, len(rest[0])) if same else _apart(old, new, *map(len, rest))
    yield from ((None, *each) for each in places)


def _before(change: Change, old: _Side, new: _Side) -> int:
    """How many characters both sides share up to a change."""
    if change.old:
        return old.upto(change.old.start)
    return new.upto(change.new.start) if change.new else 0


def _shared(old: _Side, new: _Side, length: int) -> _Places:
    """The places of wording that both sides share, cut where one of them continues elsewhere."""
    while length:
        part = min(length, old.room, new.room)
        yield old.take(part), new.take(part)
        length -= part


def _apart(old: _Side, new: _Side, lost: int, gained: int) -> _Places:
    """The places of wording that differs, each side cut where it continues elsewhere."""
    return zip_longest(old.runs(lost), new.runs(gained), fillvalue=_NOWHERE)


class _Side:
    """One side of a segment, read from left to right; spans that touch are one run."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._runs: list[Span] = []
        for span in spans:
            if self._runs and self._runs[-1].end == span.start:
                self._runs[-1] = Span(self._runs[-1].start, span.end)
            elif is_there(span):
                self._runs.append(span)

    @property
    def room(self) -> int:
        """Characters up to the end of the run."""
        return self._runs[0].end - self._runs[0].start

    def upto(self, offset: int) -> int:
        """How many characters that were not read yet are before a code point of the text."""
        passed = 0
        for start, end in self._runs:
            if start <= offset <= end:
                return passed + offset - start
            passed += end - start
        return 0

    def take(self, length: int) -> Span:
        """The next `length` characters, within the run."""
        start, end = self._runs[0]
        if start + length == end:
            del self._runs[0]
        else:
            self._runs[0] = Span(start + length, end)
        return Span(start, start + length)

    def runs(self, length: int) -> Iterator[Span]:
        """The next `length` characters, a span for each run."""
        while length:
            part = min(length, self.room)
            yield self.take(part)
            length -= part

    def rest(self) -> str:
        """The wording that was not read yet."""
        return "".join(self._text[start:end] for start, end in self._runs)
