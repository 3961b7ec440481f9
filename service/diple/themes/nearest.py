"""Which sentence of the other text is nearest in matter to one that nothing answers: a hint for readers, and no link.

A sentence that is gone or new may have a partner that the engine does not link, since too little proves it. Inside one
theme a lower chance is enough to set both beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.align.agreement import Chances, Judged, chances
from diple.model import Segment, Span, Statement, Theme
from diple.themes.sentences import Row, linked_sentences, sentences_of

# Chance of repeating a sentence of the same theme from which it is set beside it. On evaluation/links.tsv, of 33 such
# pairs that were read 9 are the same thing, 22 near it and 2 other; on links_held.tsv of 9 pairs 4, 4 and 1. From .2
# on evaluation/links.tsv 12, 28 and 8.
MATTER = 0.3


class Near(NamedTuple):
    """Two sentences, one of each text, that may be of one matter; at least one of them has nothing to answer it."""

    old: Span
    new: Span


def nearest_of(old: Statement, new: Statement, segments: Sequence[Segment], themes: Sequence[Theme]) -> list[Near]:
    """The sentences that are gone or new, each with the nearest of its theme in the other text, in the old order."""
    if not themes or old.language != new.language:
        return []
    row = sentences_of(old, new)
    free = set(range(len(row.sentences))).difference(*(left + right for left, right in linked_sentences(row, segments)))
    texts = [_said(statement, row, side) for side, statement in enumerate((old, new))]
    rated = chances(Judged.of(texts[0], texts[1], spaced=old.language != "zh"))
    themed = {(side, span): theme.id for theme in themes for side, spans in _spans(theme) for span in spans}
    found = {pair for side in (0, 1) for pair in _pairs(rated, row, side, free, themed)}
    return sorted(found)


def _spans(theme: Theme) -> Iterator[tuple[int, tuple[Span, ...]]]:
    yield 0, theme.old
    yield 1, theme.new


def _said(statement: Statement, row: Row, side: int) -> list[str]:
    return [statement.text[slice(*sentence.span)] for sentence in row.sentences if sentence.side == side]


def _pairs(rated: Chances, row: Row, side: int, free: set[int], themed: dict[tuple[int, Span], str]) -> Iterator[Near]:
    """Each free sentence of a side that is under a theme and no heading, with the likeliest of the other side there."""
    best: dict[int, tuple[float, int]] = {}
    for i, chances_of in enumerate((rated.old_restated, rated.new_restated)[side]):
        for j, chance in chances_of.items():
            number, across = (i, row.first_new + j) if side == 0 else (row.first_new + j, i)
            mine, other = row.sentences[number], row.sentences[across]
            theme = themed.get((side, mine.span))
            may = theme and number in free and theme == themed.get((1 - side, other.span))
            if may and chance >= MATTER and not (mine.heading or other.heading):
                best[number] = max(best.get(number, (0.0, 0)), (chance, -across))
    for number, (_, across) in best.items():
        old, new = sorted((number, -across))
        yield Near(row.sentences[old].span, row.sentences[new].span)
