"""Planted divergences: one change in one version of a faithful pair, reported at level notable or above."""

from __future__ import annotations

import re
from collections import defaultdict
from random import Random
from typing import NamedTuple

from diple import Marker
from evaluation.comparing import Comparer, statement
from evaluation.figures import Figure, Part, Table
from evaluation.judging import in_a_line, loud
from evaluation.translation.alignment import laid_pair
from evaluation.translation.paragraphing import OF_ARTICLES, OF_SENTENCES, Laid, cuts
from evaluation.translation.planting import KINDS, Planted, around, planted, tables
from evaluation.translation.texts import Pair

MOST = 60  # of a kind, where not all are asked for
MOST_OF_SAMPLE = 4
Said = tuple[str, tuple[str, ...]]


class Verdict(NamedTuple):
    """Whether a planted change is reported loud at its place, and by a rule of its kind."""

    loud: bool
    kind: bool
    markers: tuple[Marker, ...]


def compared(comparer: Comparer, pair: Pair, name: str) -> tuple[tuple[Marker, ...], tuple[Laid, Laid]]:
    """The markers of a pair, both versions paragraphed alike, and the texts."""
    paragraphing = (OF_SENTENCES if pair.corpus == "sentences" else OF_ARTICLES)[0]
    texts = laid_pair(pair, paragraphing, cuts(len(pair.units[0]), Random(pair.name)))
    old, new = (statement(text.text, language) for text, language in zip(texts, pair.languages, strict=True))
    return comparer.markers(old, new, name, mode="translation"), texts


def said(marker: Marker, side: int) -> Said:
    """The rule of a marker and what it quotes of the version that was not changed."""
    return marker.rule.id, tuple(selector.exact for selector in (marker.new, marker.old)[side])


def verdict(comparer: Comparer, plant: Planted) -> Verdict:
    """Compares the pair before and after the change: what was said before of the other version counts for nothing."""
    short = around(plant)
    name = f"{plant.exchange.kind} {plant.pair.name} {plant.unit.id}"
    before, _ = compared(comparer, short.pair, name)
    known = {said(marker, plant.side) for marker in before}
    after, texts = compared(comparer, short.changed, name)
    _, begin, _ = texts[plant.side].places[short.at]
    start = begin + plant.exchange.place.start
    end = start + len(plant.exchange.wording)
    at_place = tuple(
        marker
        for marker in loud(after)
        if said(marker, plant.side) not in known and touches(marker, plant.side, start, end)
    )
    rules = tables()["rules"][plant.exchange.kind]
    of_kind = any(re.search(rules, kind.rule.id.rpartition(".")[2]) for m in at_place for kind in m.kinds)
    return Verdict(bool(at_place), of_kind, at_place)


def touches(marker: Marker, side: int, start: int, end: int) -> bool:
    """Whether what a marker quotes of the changed version has the change in it; of words that are gone, their place."""
    selectors = (marker.old, marker.new)[side]
    return any(
        selector.start < end and start < selector.end
        if start < end
        else selector.start <= start + 1 and start - 1 <= selector.end
        for selector in selectors
    )


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
    old = plant.unit.text[plant.exchange.place.start : plant.exchange.place.end]
    place = f"{plant.pair.name} {plant.unit.id} {plant.pair.languages[plant.side]}"
    return f"{plant.exchange.kind}: {place} “{old}” → “{plant.exchange.wording}”"


def by_language(rows: dict[tuple[str, str], list[Verdict]]) -> Table:
    """Loud by kind and by the language of the version that was changed."""
    languages = sorted({language for _, language in rows})
    cells = [
        (kind, *(str(Figure(sum(v.loud for v in rows[kind, spoken]), len(rows[kind, spoken]))) for spoken in languages))
        for kind in KINDS
    ]
    return Table("Planted changes that are loud, by the language that was changed.", ("kind", *languages), cells)


def shown(verdicts: Verdict) -> str:
    """The markers at the place of a change in a line."""
    return "; ".join(map(in_a_line, verdicts.markers))
