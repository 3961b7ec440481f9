"""The themes of groups of sentences: their spans, words, markers, weight and status, the weightiest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from diple.model import Marker, Span, Statement, Theme, ThemeStatus
from diple.result import count_words
from diple.themes.sentences import Row
from diple.themes.terms import Terms


def themes_in_order(
    old: Statement,
    new: Statement,
    row: Row,
    groups: Sequence[tuple[Sequence[int], str, Terms]],
    markers: Sequence[Marker],
    places: Sequence[Counter[int]],
) -> tuple[Theme, ...]:
    """The themes, named t1, t2 … by falling weight; of equal ones the longer is first.

    Each of `groups` has the numbers of its sentences, the name and the terms of its theme.
    `places` are the sentences that each marker has evidence in, with the code points of it.
    """
    held = _markers_of([group for group, _, _ in groups], markers, places)
    made = [_theme(old, new, row, *group, mine) for group, mine in zip(groups, held, strict=True)]
    made.sort(key=lambda theme: (-theme.weight, -theme.words_old - theme.words_new, theme.new, theme.old))
    return tuple(replace(theme, id=f"t{number}") for number, theme in enumerate(made, 1))


def _theme(
    old: Statement, new: Statement, row: Row, group: Sequence[int], name: str, terms: Terms, markers: Sequence[Marker]
) -> Theme:
    spans = [row.sentences[number] for number in group]
    left = tuple(sentence.span for sentence in spans if sentence.side == 0)
    right = tuple(sentence.span for sentence in spans if sentence.side == 1)
    return Theme(
        id="",
        name=name,
        status=_status(left, right),
        weight=markers[0].score if markers else 0,
        old=left,
        new=right,
        words_old=_words(old, left),
        words_new=_words(new, right),
        markers=tuple(marker.id for marker in markers),
        went=terms.went,
        came=terms.came,
    )


def _status(old: Sequence[Span], new: Sequence[Span]) -> ThemeStatus:
    if not new:
        return "gone"
    return "kept" if old else "new"


def _words(statement: Statement, spans: Sequence[Span]) -> int:
    return sum(count_words(statement.text[start:end]) for start, end in spans)


def _markers_of(
    groups: Sequence[Sequence[int]], markers: Sequence[Marker], places: Sequence[Counter[int]]
) -> list[list[Marker]]:
    """The markers of each group, in their order, which is by falling score: those that have most evidence in it."""
    holder = {number: at for at, group in enumerate(groups) for number in group}
    found: list[list[Marker]] = [[] for _ in groups]
    for marker, place in zip(markers, places, strict=True):
        room: Counter[int] = Counter()
        for number, shared in place.items():
            if number in holder:
                room[holder[number]] += shared
        if room:
            found[min(room, key=lambda at: (-room[at], at))].append(marker)
    return found
