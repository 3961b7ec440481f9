"""Which sentence of the other text is nearest in matter to one that nothing answers: a hint for readers, and no link.

A sentence that is gone or new may have a partner that the engine does not link, since too little proves it, or since
the partner answers another sentence. So that nobody has to search, each is shown with the nearest wording there is, and
with how sure it is that both are of the same matter. The sentence still counts as gone or new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.align.agreement import Judged, same_matter
from diple.model import Near, Segment, Span, Statement, Sureness, Theme
from diple.themes.sentences import Row, linked_sentences, sentences_of

# Whether two sentences are of one theme, as the regression sees it: of one, of two, or one of them of none.
SAME_THEME, OTHER_THEME, NO_THEME = 1.0, 0.0, 0.3
# Chance of being of the same matter from which it is likely, and from which it may be. Of the nearest wordings of 175
# free sentences that were read (`python -m evaluation.free`), 17 of the likely ones say the same, 16 are near it and 5
# are of another matter; of those that may be, 9, 35 and 25; of the doubtful ones, 6, 18 and 45.
LIKELY = 0.55
PERHAPS = 0.3


def nearest_of(
    old: Statement, new: Statement, segments: Sequence[Segment], themes: Sequence[Theme]
) -> tuple[Near, ...]:
    """The sentences that are gone or new, each with the nearest of the other text, in the old order.

    A sentence that shares nothing with any of the other text has none.
    """
    if not themes or old.language != new.language:
        return ()
    row = sentences_of(old, new)
    free = _free(row, segments)
    best: dict[int, tuple[float, int, int]] = {}
    for one, other, chances in _rated(old, new, row, free, themes):
        for number, chance in zip((one, other), chances, strict=True):
            if number in free:
                best[number] = max(best.get(number, (0.0, 0, 0)), (chance, -one, -other))
    surest: dict[tuple[int, int], float] = {}
    for chance, one, other in best.values():
        surest[-one, -other] = max(chance, surest.get((-one, -other), 0.0))
    said = row.sentences
    return tuple(Near(said[one].span, said[other].span, _sure(surest[one, other])) for one, other in sorted(surest))


def _free(row: Row, segments: Sequence[Segment]) -> set[int]:
    """The numbers of the sentences that no link holds, headings apart."""
    linked = {number for pair in linked_sentences(row, segments) for side in pair for number in side}
    return {number for number, each in enumerate(row.sentences) if not each.heading} - linked


def _rated(
    old: Statement, new: Statement, row: Row, free: set[int], themes: Sequence[Theme]
) -> Iterator[tuple[int, int, tuple[float, float]]]:
    """Pairs of sentences, one of them free or both, with the chances that each is of the matter of the other."""
    texts = [_said(statement, row, side) for side, statement in enumerate((old, new))]
    judged = Judged.of(texts[0], texts[1], spaced=old.language != "zh")
    theme_of = themes_of_sentences(row, themes)
    for one, other in _pairs(judged, row, free):
        theme = one_theme(theme_of[one], theme_of[other])
        yield one, other, same_matter(judged, one, other - row.first_new, theme)


def themes_of_sentences(row: Row, themes: Sequence[Theme]) -> list[str]:
    """The id of the theme of each sentence; "" for a heading, and for what is in none."""
    themed = {(side, span): theme.id for theme in themes for side, spans in _spans(theme) for span in spans}
    return ["" if each.heading else themed.get((each.side, each.span), "") for each in row.sentences]


def one_theme(old: str, new: str) -> float:
    """Whether two sentences with these themes are of one, 0 to 1."""
    if not old or not new:
        return NO_THEME
    return SAME_THEME if old == new else OTHER_THEME


def _pairs(judged: Judged, row: Row, free: set[int]) -> Iterator[tuple[int, int]]:
    """The sentences with something in common of which one is free or both; no headings."""
    for one, cosines in enumerate(judged.cosines):
        for j in () if row.sentences[one].heading else cosines:
            other = row.first_new + j
            if (one in free or other in free) and not row.sentences[other].heading:
                yield one, other


def _sure(chance: float) -> Sureness:
    if chance >= LIKELY:
        return "likely"
    return "perhaps" if chance >= PERHAPS else "doubtful"


def _spans(theme: Theme) -> Iterator[tuple[int, tuple[Span, ...]]]:
    yield 0, theme.old
    yield 1, theme.new


def _said(statement: Statement, row: Row, side: int) -> list[str]:
    return [statement.text[slice(*sentence.span)] for sentence in row.sentences if sentence.side == side]
