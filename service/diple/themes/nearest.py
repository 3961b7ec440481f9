"""Which sentence of the other text is nearest in matter to one that nothing answers: a hint for readers, and no link.

A sentence that is gone or new may have a partner that the engine does not link, since too little proves it, or since
the partner answers another sentence. A lower chance is enough to set both beside each other, and inside one theme a
still lower one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.align.agreement import Judged, restated
from diple.model import Segment, Span, Statement, Theme
from diple.themes.sentences import Row, linked_sentences, sentences_of

# Chance of repeating a sentence of the same theme, and one of another theme that shares enough to be linked, from which
# a sentence is set beside it. On evaluation/links.tsv and links_held.tsv together, of 44 and 15 free sentences with a
# partner 21 and 10 are beside a sentence of the other text, and of 100 pairs that were read 34 are the same thing, 49
# near it and 17 other. From .3 and in the same theme alone, with proof, 9 and 4; from .1, 25 and 11, and of 118 pairs
# 22 are other.
MATTER = 0.2
ELSEWHERE = 0.3


class Near(NamedTuple):
    """Two sentences, one of each text, that may be of one matter; at least one of them has nothing to answer it."""

    old: Span
    new: Span


def nearest_of(old: Statement, new: Statement, segments: Sequence[Segment], themes: Sequence[Theme]) -> list[Near]:
    """The sentences that are gone or new, each with the nearest of the other text, in the old order."""
    if not themes or old.language != new.language:
        return []
    row = sentences_of(old, new)
    free = set(range(len(row.sentences))).difference(*(left + right for left, right in linked_sentences(row, segments)))
    best: dict[int, tuple[float, int, int]] = {}
    for one, other, chances in _rated(old, new, row, free, themes):
        for number, chance in zip((one, other), chances, strict=True):
            if number in free and chance:
                best[number] = max(best.get(number, (0.0, 0, 0)), (chance, -one, -other))
    sentences = row.sentences
    return sorted({Near(sentences[-one].span, sentences[-other].span) for _, one, other in best.values()})


def _rated(
    old: Statement, new: Statement, row: Row, free: set[int], themes: Sequence[Theme]
) -> Iterator[tuple[int, int, tuple[float, float]]]:
    """Pairs of sentences, one of them free or both, with the chances that each is repeated; 0 where that is too low."""
    texts = [_said(statement, row, side) for side, statement in enumerate((old, new))]
    judged = Judged.of(texts[0], texts[1], spaced=old.language != "zh")
    theme_of = _themes_of(row, themes)
    for one, other, cosine in _pairs(judged, row, free):
        if theme_of[one] and theme_of[other]:
            j, here = other - row.first_new, theme_of[one] == theme_of[other]
            if here or judged.trusts(one, j, cosine):
                yield one, other, _enough(restated(judged, one, j), MATTER if here else ELSEWHERE)


def _themes_of(row: Row, themes: Sequence[Theme]) -> list[str]:
    """The theme of each sentence; "" for a heading, and for what is in none."""
    themed = {(side, span): theme.id for theme in themes for side, spans in _spans(theme) for span in spans}
    return ["" if each.heading else themed.get((each.side, each.span), "") for each in row.sentences]


def _pairs(judged: Judged, row: Row, free: set[int]) -> Iterator[tuple[int, int, float]]:
    """The sentences with something in common of which one is free or both, with their cosine."""
    for one, cosines in enumerate(judged.cosines):
        for j, cosine in cosines.items():
            if one in free or row.first_new + j in free:
                yield one, row.first_new + j, cosine


def _enough(chances: tuple[float, float], least: float) -> tuple[float, float]:
    old, new = chances
    return old if old >= least else 0.0, new if new >= least else 0.0


def _spans(theme: Theme) -> Iterator[tuple[int, tuple[Span, ...]]]:
    yield 0, theme.old
    yield 1, theme.new


def _said(statement: Statement, row: Row, side: int) -> list[str]:
    return [statement.text[slice(*sentence.span)] for sentence in row.sentences if sentence.side == side]
