"""Very long sentences are read in windows around what changed, so that the cost stays proportional to the changes.

A list without a full stop, or a text whose points were lost, would otherwise be read whole for each of its changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.model import Change, Segment, Span

MARK = re.compile(r"[;:,，；：、]\s*")  # ends a clause


class Size(NamedTuple):
    """How a long segment is cut, in code points."""

    longest: int  # a segment with more on one side is cut
    apart: int  # changes farther apart on both sides lie in two windows
    reach: int  # a window extends so far beside its changes, at most


RULES = Size(4_000, 400, 400)

Window = tuple[tuple[Change, ...], tuple[Span, ...], tuple[Span, ...]]
Located = tuple[Change, tuple[Span, Span]]


def windows(old: str, new: str, segment: Segment, changes: Sequence[Change], size: Size = RULES) -> Iterator[Window]:
    """Changes with the spans to read them in: those of the segment, or of a long one those around each group."""
    if max(length(segment.old), length(segment.new)) <= size.longest or not (segment.old and segment.new):
        yield tuple(changes), segment.old, segment.new
        return
    group: list[Located] = []
    for change in located(segment, changes):
        if group and are_apart(segment, group[-1], change, size):
            yield window((old, new), segment, group, size)
            group = []
        group.append(change)
    yield window((old, new), segment, group, size)


def length(spans: Sequence[Span]) -> int:
    """The code points of some spans."""
    return sum([end - start for start, end in spans])


def are_apart(segment: Segment, before: Located, after: Located, size: Size) -> bool:
    """Whether two changes are too far from one another, or in two spans of one side."""
    sides = list(zip((segment.old, segment.new), before[1], after[1], strict=True))
    far = all(place.start - last.end > size.apart for _, last, place in sides)
    return far or any(span_at(spans, last) != span_at(spans, place) for spans, last, place in sides)


def span_at(spans: Sequence[Span], place: Span) -> Span:
    """The span that a place lies in."""
    return next((span for span in spans if span.start <= place.start <= span.end), spans[-1])


def located(segment: Segment, changes: Sequence[Change]) -> Iterator[Located]:
    """Each change with its place on either side; equal words before it give the place on a side without words."""
    ends = [segment.old[0].start, segment.new[0].start]
    for change in changes:
        sides = list(zip((change.old, change.new), ends, strict=True))
        kept = next((quote.start - end for quote, end in sides if quote), 0)
        old, new = (Span(quote.start, quote.end) if quote else Span(end + kept, end + kept) for quote, end in sides)
        ends = [old.end, new.end]
        yield change, (old, new)


def window(texts: tuple[str, str], segment: Segment, group: Sequence[Located], size: Size) -> Window:
    """Some changes with the stretches around them on both sides."""
    left, right = (
        (around(text, span_at(spans, first), Span(first.start, last.end), size.reach),)
        for text, spans, first, last in zip(texts, (segment.old, segment.new), group[0][1], group[-1][1], strict=True)
    )
    return tuple(change for change, _ in group), left, right


def around(text: str, whole: Span, span: Span, reach: int) -> Span:
    """A stretch widened to the marks of its clause, or to white space where no mark is near."""
    return Span(beginning(text, whole, span, reach), ending(text, whole, span, reach))


def beginning(text: str, whole: Span, span: Span, reach: int) -> int:
    """Where the clause of a stretch begins: behind the first mark within `reach`, else behind a blank."""
    first = max(whole.start, span.start - reach)
    if first == whole.start:
        return first
    mark = MARK.search(text, first, span.start)
    return mark.end() if mark else text.find(" ", first, span.start) + 1 or first


def ending(text: str, whole: Span, span: Span, reach: int) -> int:
    """Where the clause of a stretch ends: before the last mark within `reach`, else before a blank."""
    last = min(whole.end, span.end + reach)
    if last == whole.end:
        return last
    marks = [found.start() for found in MARK.finditer(text, span.end, last)]
    blank = text.rfind(" ", span.end, last)
    return marks[-1] if marks else blank if blank >= 0 else last
