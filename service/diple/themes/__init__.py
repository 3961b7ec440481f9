"""Which sentences of two statements speak of one subject: the themes of a comparison, each with a name from the texts.

    themes = themes_of(old, new, segments, markers)

The steps, each a module: `sentences` (the sentences of both texts in one row), `words`
(their words), `evidence` (where markers lie), `sections` (those under one heading),
`ties` (what speaks for two sentences being of one subject), `gathering` (groups of sentences that ties hold together),
`naming` (the words that tell a group from the others), `terms` (those that one text alone has), `made` (the themes with
their words and markers).
"""

from __future__ import annotations

from collections.abc import Sequence

from diple.model import Marker, Segment, Statement, Theme
from diple.themes.evidence import places_of, weights_of
from diple.themes.gathering import gathered
from diple.themes.made import themes_in_order
from diple.themes.matters import Matters
from diple.themes.naming import names_of
from diple.themes.sections import sections_of, under_headings
from diple.themes.sentences import sentences_of
from diple.themes.terms import terms_of
from diple.themes.ties import ties_between
from diple.themes.words import Texts


def themes_of(
    old: Statement, new: Statement, segments: Sequence[Segment], markers: Sequence[Marker]
) -> tuple[Theme, ...]:
    """The themes of two statements, the weightiest first; each sentence is in one at most."""
    row = sentences_of(old, new)
    texts = Texts(old, new, row)
    places = places_of(row, markers)
    sections = sections_of(old, new, row, segments)
    sectioned = frozenset(number for section in sections for number in section)
    matters = Matters(texts)
    ties = ties_between(texts, segments, sectioned, matters.akin(sectioned))
    weights = weights_of(places, markers)
    groups = gathered(ties, row, [*sections, *matters.sentences(weights, sectioned)], weights)
    names = names_of(texts, matters, groups, under_headings(old, new, row), weights)
    terms = terms_of(texts, groups)
    return themes_in_order(old, new, row, list(zip(groups, names, terms, strict=True)), markers, places)


__all__ = ["themes_of"]
