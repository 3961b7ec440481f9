"""Planted divergences: one change in one version of a faithful pair, reported at level notable or above."""

from __future__ import annotations

import re
from collections import defaultdict
from random import Random
from typing import NamedTuple

from diple import Marker
from diple.model import Selector, Span
from evaluation.comparing import Comparer, statement
from evaluation.comparing import touches as touched
from evaluation.figures import Figure, Part, Table
from evaluation.judging import loud
from evaluation.translation.alignment import laid_pair
from evaluation.translation.paragraphing import OF_ARTICLES, OF_SENTENCES, Laid, cuts
from evaluation.translation.planting import KINDS, Planted, around, planted, tables
from evaluation.translation.texts import Pair

MOST = 60  # of a kind, where not all are asked for
MOST_OF_SAMPLE = 4
Said = tuple[str, tuple[str, ...], tuple[str, ...]]


class Place(NamedTuple):
    """Where the changed version was changed, in code points, what was there, and where the other version has it."""

    side: int
    start: int
    end: int
    old: str
    answers: tuple[Span, ...]

    def is_in(self, selector: Selector) -> bool:
        """Whether a quotation of the changed version has the change in it, or the place of words that are gone."""
        if self.start < self.end:
            return selector.start < self.end and self.start < selector.end
        return selector.start <= self.start + 1 and self.start - 1 <= selector.end

    def before(self, selector: Selector) -> str:
        """What a quotation said before the change."""
        if self.start < selector.start or selector.end < self.end:
            return selector.exact
        start, end = self.start - selector.start, self.end - selector.start
        return selector.exact[:start] + self.old + selector.exact[end:]


class Verdict(NamedTuple):
    """Whether a planted change is reported loud at its place, and by a rule of its kind."""

    loud: bool
    kind: bool


def compared(comparer: Comparer, pair: Pair, name: str) -> tuple[tuple[Marker, ...], tuple[Laid, Laid]]:
    """The markers of a pair, both versions paragraphed alike, and the texts."""
    paragraphing = (OF_SENTENCES if pair.corpus == "sentences" else OF_ARTICLES)[0]
    texts = laid_pair(pair, paragraphing, cuts(len(pair.units[0]), Random(pair.name)))
    old, new = (statement(text.text, language) for text, language in zip(texts, pair.languages, strict=True))
    return comparer.markers(old, new, name, mode="translation"), texts


def said(marker: Marker, place: Place) -> Said:
    """The rule of a marker and what it quotes of either version, as it was before the change."""
    sides = (marker.old, marker.new)
    changed = tuple(place.before(selector) for selector in sides[place.side])
    return marker.rule.id, changed, tuple(selector.exact for selector in sides[1 - place.side])


def verdict(comparer: Comparer, plant: Planted) -> Verdict:
    """Compares the pair before and after the change: what is loud in both with the same words counts for nothing."""
    short = around(plant)
    name = f"{plant.exchange.kind} {plant.pair.name} {plant.unit.id}"
    before, _ = compared(comparer, short.pair, name)
    after, texts = compared(comparer, short.changed, name)
    start = texts[plant.side].places[short.at][1] + plant.exchange.place.start
    answers = tuple(Span(*where) for name, *where in texts[1 - plant.side].places if name == plant.unit.id)
    place = Place(plant.side, start, start + len(plant.exchange.wording), old_wording(plant), answers)
    known = {said(marker, Place(plant.side, -1, -1, "", ())) for marker in loud(before)}
    at_place = tuple(m for m in loud(after) if touches(m, place) and said(m, place) not in known)
    rules = tables()["rules"][plant.exchange.kind]
    of_kind = any(re.search(rules, kind.rule.id.rpartition(".")[2]) for m in at_place for kind in m.kinds)
    return Verdict(bool(at_place), of_kind)


def old_wording(plant: Planted) -> str:
    """What was in the unit before the change."""
    return plant.unit.text[plant.exchange.place.start : plant.exchange.place.end]


def touches(marker: Marker, place: Place) -> bool:
    """Whether a marker quotes the change, or quotes the other version alone, where it has what is gone."""
    changed, other = (marker.old, marker.new)[place.side], (marker.old, marker.new)[1 - place.side]
    if changed:
        return any(place.is_in(selector) for selector in changed)
    return any(touched(other, answer.start, answer.end) for answer in place.answers)


def measured(comparer: Comparer, *, sample: bool = False, whole: bool = False, sealed: bool = False) -> Part:
    """Planted changes that are loud, and those reported as what they are, by kind."""
    part = Part("translations", f"Divergences planted in faithful versions{', sealed half' if sealed else ''}")
    half = "sealed " if sealed else ""
    rows: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for kind, plants in planted(sealed=sealed).items():
        chosen = plants if whole else plants[: MOST_OF_SAMPLE if sample else MOST]
        verdicts = [verdict(comparer, plant) for plant in chosen]
        part.figures[f"{half}planted {kind} loud"] = Figure(sum(each.loud for each in verdicts), len(verdicts))
        part.figures[f"{half}planted {kind} as such"] = Figure(sum(each.kind for each in verdicts), len(verdicts))
        for plant, each in zip(chosen, verdicts, strict=True):
            rows[kind, plant.pair.languages[plant.side]].append(each)
            if not each.loud and not sealed:
                part.failures.append(failure(plant))
    part.tables.append(by_language(rows))
    return part


def whole(comparer: Comparer) -> Part:
    """The same of all texts of the open half."""
    return measured(comparer, whole=True)


def sealed_half(comparer: Comparer) -> Part:
    """The same of all texts of the sealed half, of which only sums are printed: once, at the end."""
    return measured(comparer, whole=True, sealed=True)


def failure(plant: Planted) -> str:
    """A line for a planted change that is not loud."""
    place = f"{plant.pair.name} {plant.unit.id} {plant.pair.languages[plant.side]}"
    return f"{plant.exchange.kind}: {place} “{old_wording(plant)}” → “{plant.exchange.wording}”"


def by_language(rows: dict[tuple[str, str], list[Verdict]]) -> Table:
    """Loud by kind and by the language of the version that was changed."""
    languages = sorted({language for _, language in rows})
    cells = [
        (kind, *(str(Figure(sum(v.loud for v in rows[kind, spoken]), len(rows[kind, spoken]))) for spoken in languages))
        for kind in KINDS
    ]
    return Table("Planted changes that are loud, by the language that was changed.", ("kind", *languages), cells)
