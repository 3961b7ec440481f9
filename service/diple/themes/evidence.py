"""In which sentences the evidence of each marker lies."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from diple.model import Marker, Selector
from diple.themes.sentences import Row


def places_of(row: Row, markers: Sequence[Marker]) -> list[Counter[int]]:
    """For each marker the numbers of the sentences that its evidence lies in, with the code points of it in each."""
    return [_place(row, marker) for marker in markers]


def weights_of(places: Sequence[Counter[int]], markers: Sequence[Marker]) -> dict[int, int]:
    """The highest score of the markers that have evidence in a sentence, by its number."""
    found: dict[int, int] = {}
    for place, marker in zip(places, markers, strict=True):
        for number in place:
            found[number] = max(found.get(number, 0), marker.score)
    return found


def _place(row: Row, marker: Marker) -> Counter[int]:
    found: Counter[int] = Counter()
    for number, shared in (*_shared(row, 0, marker.old), *_shared(row, 1, marker.new)):
        found[number] += shared
    return found


def _shared(row: Row, side: int, selectors: Sequence[Selector]) -> Iterator[tuple[int, int]]:
    first, last = (0, row.first_new) if side == 0 else (row.first_new, len(row.sentences))
    for selector in selectors:
        at = bisect_right(row.sentences, selector.start, first, last, key=lambda sentence: sentence.span.end)
        while at < last and row.sentences[at].span.start < selector.end:
            start, end = row.sentences[at].span
            yield at, max(0, min(end, selector.end) - max(start, selector.start))
            at += 1
