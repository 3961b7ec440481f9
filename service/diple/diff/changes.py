"""From edits of tokens to changes of characters, so that both texts can be rebuilt exactly.

Tokens leave white space between them. Every gap and every pair of equal tokens is compared too, so that outside
the changes of a unit its two sides are equal, character by character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from diple.model import NoiseReason, Span
from diple.noise import LabelledEdit, gap_noise, surface_noise
from diple.segment.tokens import Tokens

# How many tokens before and behind a word tell whether a line is in capitals.
_AROUND = 6


class RawChange(NamedTuple):
    """Characters `old` of the old text become `new` of the new one; an empty side is None."""

    old: Span | None
    new: Span | None
    noise: NoiseReason | None

    @property
    def mirrored(self) -> RawChange:
        """The same change with its sides exchanged."""
        return RawChange(self.new, self.old, self.noise)


class Side:
    """The tokens of one side of a unit and the gaps between: gap `i` is before token `i`, the last behind all."""

    def __init__(self, tokens: Tokens, spans: Sequence[Span]) -> None:
        self.tokens = tokens
        self.text = tokens.text
        self.gap_starts = [spans[0].start, *tokens.ends]
        self.gap_ends = [*tokens.starts, spans[-1].end]
        self.holes = _holes(tokens, spans) if len(spans) > 1 else frozenset()
        for at in self.holes:
            self.gap_ends[at] = next(span.end for span in spans if span.end >= self.gap_starts[at])

    def gap(self, at: int) -> str:
        return self.text[self.gap_starts[at] : self.gap_ends[at]]


def _holes(tokens: Tokens, spans: Sequence[Span]) -> frozenset[int]:
    """The tokens that begin a span which does not follow on the span before it."""
    begins = {span.start for before, span in pairwise(spans) if before.end != span.start}
    return frozenset(at for at, start in enumerate(tokens.starts) if start in begins)


def raw_changes(old: Side, new: Side, edits: Sequence[LabelledEdit], language: str) -> list[RawChange]:
    """All changes of one unit, in order: those of the edits, and what gaps and equal tokens differ by."""
    changes: list[RawChange] = []
    i = j = 0
    open_gap = True
    ends = LabelledEdit(len(old.tokens), len(old.tokens), len(new.tokens), len(new.tokens), None)
    for edit in _apart_at_holes(edits, old.holes, new.holes):
        _compare_equal(changes, old, new, i, j, edit.old_start - i, open_gap, language)
        open_gap = _add_edit(changes, old, new, edit, open_gap or edit.old_start > i)
        i, j = edit.old_end, edit.new_end
    _compare_equal(changes, old, new, i, j, ends.old_start - i, open_gap, language)
    if open_gap or ends.old_start > i:
        _compare_gap(changes, old, new, ends.old_start, ends.new_start)
    return changes


def _apart_at_holes(
    edits: Sequence[LabelledEdit], old_holes: frozenset[int], new_holes: frozenset[int]
) -> Iterable[LabelledEdit]:
    """The edits, those that reach over a hole cut there: a change is one stretch of characters."""
    if not old_holes and not new_holes:
        return edits
    pieces: list[LabelledEdit] = []
    for edit in edits:
        for cut in sorted(old_holes):
            if edit.old_start < cut < edit.old_end:
                pieces.append(edit._replace(old_end=cut, new_end=edit.new_start))
                edit = edit._replace(old_start=cut)
        for cut in sorted(new_holes):
            if edit.new_start < cut < edit.new_end:
                pieces.append(edit._replace(new_end=cut, old_end=edit.old_start))
                edit = edit._replace(new_start=cut)
        pieces.append(edit)
    return pieces


def _compare_equal(
    changes: list[RawChange], old: Side, new: Side, i: int, j: int, length: int, open_gap: bool, language: str
) -> None:
    """Compares `length` equal tokens and the gap before each, the first gap only where it is `open_gap`."""
    if not length:
        return
    first = (old.gap_starts, new.gap_starts) if open_gap else (old.tokens.starts, new.tokens.starts)
    last = i + length - 1
    if not old.holes and not new.holes:
        left = old.text[first[0][i] : old.tokens.ends[last]]
        if left == new.text[first[1][j] : new.tokens.ends[j + length - 1]]:
            return
    for at in range(length):
        if at or open_gap:
            _compare_gap(changes, old, new, i + at, j + at)
        _compare_token(changes, old, new, i + at, j + at, language)


def _compare_token(changes: list[RawChange], old: Side, new: Side, i: int, j: int, language: str) -> None:
    left, right = old.tokens.surface(i, i + 1), new.tokens.surface(j, j + 1)
    if left != right:
        here = Span(old.tokens.starts[i], old.tokens.ends[i])
        there = Span(new.tokens.starts[j], new.tokens.ends[j])
        noise = surface_noise(left, right, language)
        if noise is None and any(_all_in_capitals(side.tokens, at) for side, at in ((old, i), (new, j))):
            noise = "typography"
        changes.append(RawChange(here, there, noise))


def _all_in_capitals(tokens: Tokens, at: int) -> bool:
    """Whether the words around a token are in capitals, most of them: there, capitals make no other word of it."""
    around = [*range(max(0, at - _AROUND), at), *range(at + 1, min(len(tokens), at + _AROUND + 1))]
    words = [word for word in (tokens.surface(near, near + 1) for near in around) if word.isalpha()]
    return 2 * sum(word.isupper() for word in words) > len(words)


def _compare_gap(changes: list[RawChange], old: Side, new: Side, i: int, j: int) -> None:
    if old.gap(i) != new.gap(j):
        left, right = Span(old.gap_starts[i], old.gap_ends[i]), Span(new.gap_starts[j], new.gap_ends[j])
        changes.append(RawChange(_or_none(left), _or_none(right), gap_noise()))


def _or_none(span: Span) -> Span | None:
    return span if span.start < span.end else None


def _add_edit(changes: list[RawChange], old: Side, new: Side, edit: LabelledEdit, open_gap: bool) -> bool:
    """Adds the change of one edit; answers whether the gap behind it is still to be compared."""
    old_start, old_end, new_start, new_end, noise = edit
    if old_start < old_end and new_start < new_end:
        if open_gap:
            _compare_gap(changes, old, new, old_start, new_start)
        spans = (_stretch(old.tokens, old_start, old_end), _stretch(new.tokens, new_start, new_end))
        changes.append(RawChange(*spans, noise))
        return True
    if new_start < new_end:
        return _add_alone(changes, old, new, (old_start, new_start, new_end), noise, open_gap, mirrored=False)
    return _add_alone(changes, new, old, (new_start, old_start, old_end), noise, open_gap, mirrored=True)


def _stretch(tokens: Tokens, start: int, end: int) -> Span:
    return Span(tokens.starts[start], tokens.ends[end - 1])


def _add_alone(
    changes: list[RawChange],
    without: Side,
    having: Side,
    place: tuple[int, int, int],
    noise: NoiseReason | None,
    open_gap: bool,
    *,
    mirrored: bool,
) -> bool:
    """Adds tokens that are on one side only, with the white space before or behind them that came along."""
    at, start, end = place
    span = _stretch(having.tokens, start, end)
    gap_behind_left = False
    if not open_gap or without.gap(at) == having.gap(start):
        span = Span(span.start, having.gap_ends[end])
    elif without.gap(at) == having.gap(end) and end not in having.holes and start not in having.holes:
        span = Span(having.gap_starts[start], span.end)
    else:
        old, new, i, j = (having, without, start, at) if mirrored else (without, having, at, start)
        _compare_gap(changes, old, new, i, j)
        span = Span(span.start, having.gap_ends[end])
    change = RawChange(None, span, noise)
    changes.append(change.mirrored if mirrored else change)
    return gap_behind_left
