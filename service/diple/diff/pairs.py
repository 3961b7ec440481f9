"""Tokens of two stretches that are mostly equal, cut once where they are.

Tokenising costs more than anything else in a comparison. Between the equal head and tail is what differs;
where that has equal keys (a quotation mark, a spelling), no more is cut. Else the head and tail are cut on one side
and their tokens counted over to the other. The cuts are at white space, which no token crosses.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from diple.model import Span
from diple.segment.tokens import Tokens, tokenise
from diple.sequences import common_head, common_tail


class TokenPair(NamedTuple):
    """The tokens of both sides, the spans they were cut from, and how many equal ones lead and trail on both."""

    old: Tokens
    new: Tokens
    old_spans: Sequence[Span]
    new_spans: Sequence[Span]
    head: int = 0
    tail: int = 0


def token_pair(
    old_text: str, old_spans: Sequence[Span], new_text: str, new_spans: Sequence[Span], language: str
) -> TokenPair:
    """What `tokenise` gives for each side; or, where no key differs, the tokens of what differs alone."""
    if len(old_spans) > 1 or len(new_spans) > 1:
        old, new = tokenise(old_text, old_spans, language), tokenise(new_text, new_spans, language)
        return TokenPair(old, new, old_spans, new_spans)
    (old_start, old_end), (new_start, new_end) = old_spans[0], new_spans[0]
    left, right = old_text[old_start:old_end], new_text[new_start:new_end]
    head = _to_blank(left, right)
    tail = _from_blank(left[head:], right[head:])
    old_middle = [Span(old_start + head, old_end - tail)]
    new_middle = [Span(new_start + head, new_end - tail)]
    old, new = tokenise(old_text, old_middle, language), tokenise(new_text, new_middle, language)
    if old.keys == new.keys:
        return TokenPair(old, new, old_middle, new_middle)
    around = tokenise(old_text, [Span(old_start, old_start + head), Span(old_end - tail, old_end)], language)
    before = bisect_left(around.starts, old_start + head)
    return TokenPair(
        _joined(old_text, around, before, old, 0, 0),
        _joined(new_text, around, before, new, new_start - old_start, new_end - old_end),
        old_spans,
        new_spans,
        before,
        len(around) - before,
    )


def _joined(text: str, around: Tokens, before: int, middle: Tokens, head_shift: int, tail_shift: int) -> Tokens:
    """The tokens of `middle` between the first `before` and the last of `around`, these shifted to their places."""
    starts, ends, keys = around.starts, around.ends, around.keys
    return Tokens(
        text,
        [*_shifted(starts[:before], head_shift), *middle.starts, *_shifted(starts[before:], tail_shift)],
        [*_shifted(ends[:before], head_shift), *middle.ends, *_shifted(ends[before:], tail_shift)],
        [*keys[:before], *middle.keys, *keys[before:]],
    )


def _shifted(places: list[int], shift: int) -> list[int]:
    return [place + shift for place in places] if shift else places


def _to_blank(left: str, right: str) -> int:
    """How many characters both begin with, back to the last white space."""
    head = common_head(left, right)
    while head and not left[head - 1].isspace():
        head -= 1
    return head


def _from_blank(left: str, right: str) -> int:
    """How many characters both end with, from the first white space on."""
    tail = common_tail(left, right)
    while tail and not left[len(left) - tail].isspace():
        tail -= 1
    return tail
