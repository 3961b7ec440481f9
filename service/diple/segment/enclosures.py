"""Which quotation and bracket opens where and closes where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

OPENING = "“„«‹‘([{（［【「『《〈〔"
CLOSING = "”»›’)]}）］】」』》〉〕"
EITHER = "\"'"
BRACKETS = ")]}）］】〕"
_OPENED_BY = dict(zip(")]}）］】」』》〉〕»›’", "([{（［【「『《〈〔«‹‘", strict=True))

# Longer than this, a quotation is a text of its own, whose sentences are read apart.
_LONGEST = 1_500


class Enclosures:
    """The closed quotations and brackets of one block, from its marks in order.

    A mark whose partner is missing encloses nothing: a quotation over several paragraphs is opened in each
    and closed in the last.
    """

    def __init__(self, text: str, marks: Iterable[int], start: int, end: int) -> None:
        self.opener: dict[int, int] = {}
        waiting: dict[str, list[int]] = {}
        for at in marks:
            self._take(text, at, start, end, waiting)
        self._outer_starts: list[int] = []
        self._outer_ends: list[int] = []
        for closing, opening in sorted(self.opener.items(), key=lambda pair: pair[1]):
            if closing - opening > _LONGEST:
                continue
            if not self._outer_ends or opening > self._outer_ends[-1]:
                self._outer_starts.append(opening)
                self._outer_ends.append(closing)
            elif closing > self._outer_ends[-1]:
                self._outer_ends[-1] = closing

    def holds(self, at: int, after: int) -> bool:
        """Whether some enclosure opens before `at` and closes at `after` or later."""
        place = bisect_right(self._outer_starts, at) - 1
        return place >= 0 and self._outer_ends[place] >= after

    def _take(self, text: str, at: int, start: int, end: int, waiting: dict[str, list[int]]) -> None:
        mark = text[at]
        if mark in EITHER:
            opens = _opens(text, at, start, end)
            key = mark
            closes = not opens and bool(waiting.get(mark))
        elif mark in "“”":
            key = "„" if waiting.get("„") else "“"
            opens = mark == "“" and key == "“"
            closes = not opens
        else:
            opens = mark in OPENING
            key = mark if opens else _OPENED_BY[mark]
            closes = not opens
        if opens:
            waiting.setdefault(key, []).append(at)
        elif closes and waiting.get(key) and (mark not in "'’" or _closes_single(text, at, start, end)):
            self.opener[at] = waiting[key].pop()


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """A straight mark opens after a blank, a bracket or a dash, where a word follows."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    free = before.isspace() or before in "([{—–-" or before in OPENING or before in EITHER
    return free and not after.isspace() and after not in ".,;:!?"


def _closes_single(text: str, at: int, start: int, end: int) -> bool:
    """A single mark closes at the end of a clause; elsewhere it is an apostrophe ("the States’ ")."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before in ".,!?…" or after in ".,;:!?)" or at + 1 == end
