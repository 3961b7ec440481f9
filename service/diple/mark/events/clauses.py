"""A very long sentence is read clause by clause around what changed: changes far apart in it are several events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diple.model import Change, Segment, Span

LONG = 700  # code points of a sentence above which only the clauses around its changes are read, about 110 words
APART = 200  # code points between two changes of a long sentence from which they are two events
REACH = 160  # code points beside a change within which its clause is looked for
MARK = re.compile(r"[;:,，；：、]\s*")

Window = tuple[tuple[Change, ...], tuple[Span, ...], tuple[Span, ...]]


def windows(old: str, new: str, segment: Segment, changes: Sequence[Change]) -> Iterator[Window]:
    """The changes of a segment with the spans to read them in: the whole sentences, or clauses of one that is long."""
    whole = len(segment.old) == len(segment.new) == 1 and segment.status == "changed"
    if not whole or max(span.end - span.start for span in (*segment.old, *segment.new)) <= LONG:
        yield tuple(changes), segment.old, segment.new
        return
    group: list[tuple[Change, Span, Span]] = []
    for change, left, right in located(segment, changes):
        if group and left.start - group[-1][1].end > APART and right.start - group[-1][2].end > APART:
            yield window(old, new, segment, group)
            group = []
        group.append((change, left, right))
    yield window(old, new, segment, group)


def located(segment: Segment, changes: Sequence[Change]) -> Iterator[tuple[Change, Span, Span]]:
    """Each change with its place on either side; equal words before it give the place on a side without words."""
    old_end, new_end = segment.old[0].start, segment.new[0].start
    for change in changes:
        kept = change.old.start - old_end if change.old else change.new.start - new_end if change.new else 0
        left = Span(old_end + kept, change.old.end if change.old else old_end + kept)
        right = Span(new_end + kept, change.new.end if change.new else new_end + kept)
        old_end, new_end = left.end, right.end
        yield change, left, right


def window(old: str, new: str, segment: Segment, group: Sequence[tuple[Change, Span, Span]]) -> Window:
    """Some changes with the clauses around them on both sides."""
    left = around(old, segment.old[0], Span(group[0][1].start, group[-1][1].end))
    right = around(new, segment.new[0], Span(group[0][2].start, group[-1][2].end))
    return tuple(change for change, _, _ in group), (left,), (right,)


def around(text: str, whole: Span, span: Span) -> Span:
    """A stretch widened to the marks of its clause, or to white space where no mark is near."""
    first, last = max(whole.start, span.start - REACH), min(whole.end, span.end + REACH)
    if first > whole.start:
        marks = [found.end() for found in MARK.finditer(text, first, span.start)]
        first = marks[0] if marks else text.find(" ", first, span.start) + 1 or first
    if last < whole.end:
        marks = [found.start() for found in MARK.finditer(text, span.end, last)]
        blank = text.rfind(" ", span.end, last)
        last = marks[-1] if marks else blank if blank >= 0 else last
    return Span(first, last)
