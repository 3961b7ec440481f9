"""Real texts: pages edited after publication, and a series of statements in which formulas left at known dates."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from diple import Comparison, Marker, Statement
from evaluation import corpora
from evaluation.comparing import Comparer, statement
from evaluation.figures import Figure, Part, Table
from evaluation.judging import heaviest, in_a_line, loud
from evaluation.ranking import auc

# The formulas of guidance, and the statements from which each had gone. The first left the guidance in August
# and was named once more, in a dissent, which was gone in September.
LEFT = (
    ("extended period", ("2011-08-09", "2011-09-21")),
    ("considerable time", ("2015-01-28",)),
    ("patient", ("2015-03-18",)),
    ("patient", ("2019-06-19",)),
)
YEARS = ("2006", "2019")
ROLLING = re.compile(r"since (?:the (?:Federal Open Market )?Committee met|its meeting|its last meeting) in \w+")
STATEMENT = "fomc-statement.txt"


def versions(comparer: Comparer) -> Part:
    """Substantive edits before edits of noise, and no marker on these; the strength of an edit is its best marker."""
    part = Part("versions", "Pages edited after publication")
    folder = corpora.CORPORA["versions"]
    rows, strengths = [], []
    weights, notable = defaultdict[str, list[float]](list), defaultdict[str, list[bool]](list)
    for edit in json.loads((folder / "EDITS.json").read_text(encoding="utf-8")):
        old, new = ((folder / edit["dir"] / name).read_text(encoding="utf-8") for name in ("v1.txt", "v2.txt"))
        comparison = comparer.compare(statement(old, "en"), statement(new, "en"), edit["dir"])
        markers = comparison.markers if comparison else ()
        counting = sum(change.noise is None for change in comparison.changes) if comparison else 0
        score = max((marker.score for marker in markers), default=0)
        strengths.append((edit["label"], score, counting))
        weights[edit["label"]].append(heaviest(comparison))
        notable[edit["label"]].append(bool(loud(markers)))
        rows.append(
            (edit["dir"].rpartition("__")[0], edit["label"], str(counting), kind(markers[0]) if markers else "")
        )
        if edit["label"] == "noise" and markers:
            part.failures.append(f"{edit['dir']}: noise, but {in_a_line(markers[0])}")
    noise = [(score, counting > 0) for label, score, counting in strengths if label == "noise"]
    substantive = [(score, counting > 0) for label, score, counting in strengths if label == "substantive"]
    ahead = sum(each > max(noise) for each in substantive)
    part.figures["versions substantive ahead"] = Figure(ahead, len(substantive))
    part.figures["versions substantive marked"] = Figure(sum(score > 0 for score, _ in substantive), len(substantive))
    part.figures["versions noise marked"] = Figure(sum(score > 0 for score, _ in noise), len(noise))
    parted = auc(weights["substantive"], weights["noise"])
    part.figures["versions auc"] = Figure(round(parted, 4), 1, plain=True)
    missing = [not each for each in notable["substantive"]]
    part.figures["versions substantive not notable"] = Figure(sum(missing), len(missing))
    rows.sort(key=lambda row: (("substantive", "minor", "noise").index(row[1]), row[0]))
    heads = ("page", "edit", "changes that count", "best marker")
    part.tables.append(Table("What was edited, by the label of those who found it.", heads, rows))
    return part


def kind(marker: Marker) -> str:
    """Kind, direction and score, without a word of the texts."""
    return f"{marker.code} {marker.direction} {marker.score}"


def series() -> list[Path]:
    """The regular statements of the years, in order."""
    files = sorted(corpora.CORPORA["fomc"].glob(f"*-{STATEMENT}"))
    return [path for path in files if YEARS[0] <= path.name[:4] <= YEARS[1]]


def fomc(comparer: Comparer, *, sample: bool = False) -> Part:
    """No marker on the rolling date, and each formula found where it left, with and without the earlier statements.

    A sample looks for the rolling date in the years in which a formula left.
    """
    part = Part("fomc", "A central bank's statements, each beside the one before")
    texts = [(path.name[:10], statement(path.read_text(encoding="utf-8"), "en")) for path in series()]
    rolling = marked = 0
    years = {day[:4] for _, left in LEFT for day in left}
    for (_, old), (day, new) in pairwise(texts):
        if sample and day[:4] not in years:
            continue
        comparison = comparer.compare(old, new, f"fomc {day}")
        if comparison is not None:
            found, troubled = on_rolling(comparison)
            rolling += found
            marked += bool(troubled)
            part.failures += [f"{day}: on the rolling date: {in_a_line(marker)}" for marker in troubled]
    part.figures["fomc rolling date marked"] = Figure(marked, rolling)
    formulas(comparer, texts, part)
    return part


def formulas(comparer: Comparer, texts: Sequence[tuple[str, Statement]], part: Part) -> None:
    """Whether each formula is found at a date where it left, by the two statements alone and with all before."""
    rows = []
    found = {False: 0, True: 0}
    days = [day for day, _ in texts]
    for formula, left in LEFT:
        found_at: dict[bool, list[str]] = {False: [], True: []}
        for at in (days.index(day) for day in left):
            (_, old), (day, new) = texts[at - 1], texts[at]
            for remembered in (False, True):
                earlier = [text for _, text in texts[: at - 1]] if remembered else []
                place = place_of(comparer.markers(old, new, f"fomc {day}", earlier=earlier), formula)
                found_at[remembered] += [f"{day}: {place}"] if place else []
        for remembered, places in found_at.items():
            found[remembered] += bool(places)
            if not places:
                part.failures.append(f"“{formula}”, {left[0]}: missed{' with earlier' if remembered else ''}")
        rows.append((formula, ", ".join(left), *("; ".join(places) or "missed" for places in found_at.values())))
    part.figures["fomc formulas found"] = Figure(found[False], len(LEFT))
    part.figures["fomc formulas found with earlier"] = Figure(found[True], len(LEFT))
    heads = ("formula", "left", "the two statements alone", "with all statements before")
    part.tables.append(Table("Rank, kind and score of the first marker that quotes the formula.", heads, rows))


def on_rolling(comparison: Comparison) -> tuple[bool, list[Marker]]:
    """Whether both texts have the rolling date, and the markers whose evidence on a side is nothing else."""
    spans = [[match.span() for match in ROLLING.finditer(side.text)] for side in (comparison.old, comparison.new)]
    troubled = [
        marker
        for marker in comparison.markers
        if any(
            selectors and all(inside(selector.start, selector.end, here) for selector in selectors)
            for selectors, here in zip((marker.old, marker.new), spans, strict=True)
        )
    ]
    return bool(spans[0] and spans[1]), troubled


def inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch lies within one of the spans."""
    return any(first <= start and end <= last for first, last in spans)


def place_of(markers: Sequence[Marker], formula: str) -> str | None:
    """Rank, kind and score of the first marker that quotes the formula as what the old text had."""
    for rank, marker in enumerate(markers, 1):
        if any(formula in selector.exact for selector in marker.old):
            return f"{rank}. {kind(marker)}"
    return None
