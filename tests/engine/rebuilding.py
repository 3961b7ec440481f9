"""Rebuilding one text from the other and the changes, as any user of a result could; and accounting for every token."""

from __future__ import annotations

from itertools import pairwise

from diple.model import Change, Segment
from diple.result import Comparison


def rebuilt_new(comparison: Comparison) -> str:
    """The new text from the old one, the segments and the changes' new quotes alone."""
    changes = {change.id: change for change in comparison.changes}
    pieces = []
    for segment in sorted((s for s in comparison.segments if s.new), key=lambda s: s.new):
        mine = [changes[name] for name in segment.changes]
        pieces += _cut(segment, _applied(comparison.old.text, segment.old, segment.new, mine, "old", "new"), "new")
    return "".join(text for _, text in sorted(pieces))


def rebuilt_old(comparison: Comparison) -> str:
    """The old text from the new one, likewise."""
    changes = {change.id: change for change in comparison.changes}
    pieces = []
    for segment in (s for s in comparison.segments if s.old):
        mine = [changes[name] for name in segment.changes]
        pieces += _cut(segment, _applied(comparison.new.text, segment.new, segment.old, mine, "new", "old"), "old")
    return "".join(text for _, text in sorted(pieces))


def _applied(text, source_spans, target_spans, changes: list[Change], source: str, target: str) -> str:
    """A segment's target side: equal characters taken from the source side, changed ones from the quotes.

    Works on the source spans laid end to end: a change's place is where its source quote is, or, for one with no
    source side, where its target side says that the equal characters before it end.
    """
    laid = "".join(text[span.start : span.end] for span in source_spans)
    made, at = "", 0
    for change in changes:
        here, there = getattr(change, source), getattr(change, target)
        if here is None:
            equal = laid_out(target_spans, there.start) - len(made)
        else:
            equal = laid_out(source_spans, here.start) - at
        assert equal >= 0, change
        made += laid[at : at + equal]
        at += equal
        if here:
            assert laid[at : at + len(here.quote)] == here.quote, change
            at += len(here.quote)
        made += there.quote if there else ""
    return made + laid[at:]


def laid_out(spans, place: int) -> int:
    """Where `place` of the text comes to lie when the spans are laid end to end."""
    passed = 0
    for span in spans:
        if span.start <= place <= span.end and not (place == span.end and span is not spans[-1]):
            return passed + place - span.start
        passed += span.end - span.start
    raise AssertionError(f"{place} is outside {spans}")


def _cut(segment: Segment, laid: str, side: str) -> list[tuple[int, str]]:
    """The laid text cut into the segment's spans again, each with its place."""
    pieces, at = [], 0
    for span in getattr(segment, side):
        pieces.append((span.start, laid[at : at + span.end - span.start]))
        at += span.end - span.start
    assert at == len(laid), (segment, laid)
    return pieces


def assert_sound(comparison: Comparison) -> None:
    """All that must hold of any comparison of one language, whatever the texts."""
    old, new = comparison.old.text, comparison.new.text
    assert rebuilt_new(comparison) == new
    assert rebuilt_old(comparison) == old
    for side, text in (("old", old), ("new", new)):
        spans = sorted(span for segment in comparison.segments for span in getattr(segment, side))
        assert "".join(text[start:end] for start, end in spans) == text
        assert all(left.end == right.start for left, right in pairwise(spans))
    assert [name for segment in comparison.segments for name in segment.changes] == [c.id for c in comparison.changes]
    for change in comparison.changes:
        assert change.old or change.new
        for quote, text in ((change.old, old), (change.new, new)):
            if quote:
                assert quote.quote
                assert text[quote.start : quote.end] == quote.quote
                assert not _cuts_word(text, quote.start), change
                assert not _cuts_word(text, quote.end), change
        assert change.old is None or change.new is None or change.old.quote != change.new.quote


def _cuts_word(text: str, place: int) -> bool:
    """Whether a place lies between two letters or digits of a spaced script."""
    if not 0 < place < len(text):
        return False
    left, right = text[place - 1], text[place]
    return left.isalnum() and right.isalnum() and not any("\u2e80" <= c <= "\U0003ffff" for c in (left, right))
