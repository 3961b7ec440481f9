"""What stands in the margin: each marker in words, its evidence, and its score as a sum."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from diple.explanation import Explanation, signed
from diple.model import Marker

_TOWARDS = {
    "strengthened": "Strengthened",
    "softened": "Softened",
    "neutral": "Neither stronger nor softer",
    "mixed": "Mixed",
}
AROUND = 32  # characters that a selector keeps before and after its quote, where there are as many
_KINDS = {"insert": "inserted", "delete": "deleted", "replace": "replaced"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One summand of a score as a bar: where it begins and how wide it is, of 100; `down` where it takes away."""

    points: str
    reason: str
    start: int
    width: int
    down: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A marker as the page tells it.

    `paragraph` is where it stands, in words that fit a list; `beyond` is true where it is none of the highest, `listed`
    where the reader's filters let it through; `bars` are its sum, `why` tells all that stands behind it.
    """

    marker: Marker
    title: str
    direction: str
    rationale: str
    paragraph: str
    beyond: bool
    bars: tuple[Bar, ...]
    why: Explanation | None
    listed: bool = True


def note(
    marker: Marker, old: int | None, new: int | None, *, beyond: bool, why: Explanation | None, listed: bool = True
) -> Note:
    """The note of a marker whose evidence begins in these paragraphs of the old and the new text."""
    return Note(
        marker=marker,
        title=heading(marker),
        direction=_TOWARDS[marker.direction],
        rationale=rationale(marker),
        beyond=beyond,
        bars=tuple(bars(marker)),
        why=why,
        listed=listed,
        paragraph=f"¶ {new}" if new else f"old ¶ {old}" if old else "whole text",
    )


@cache
def _titles() -> dict[str, str]:
    """What each code of the taxonomy is called in a margin."""
    source = Path(__file__).with_name("titles.toml").read_text(encoding="utf-8")
    return {code: str(title) for code, title in tomllib.loads(source)["titles"].items()}


def in_words(name: str) -> str:
    """A name of the taxonomy as a reader writes it: `formula_dropped` is "Formula dropped"."""
    words = name.replace("_", " ").replace("/", " or ")
    return words[:1].upper() + words[1:]


def rationale(marker: Marker) -> str:
    """Why, as a reader is told it: without the ids of concepts."""
    said = marker.rationale
    for concept in marker.concepts:
        said = said.replace(f" ({concept})", "")
    return said


def bars(marker: Marker) -> Iterator[Bar]:
    """The sum as bars that begin where the one before them ends, on a scale of 0 to 100."""
    total = 0
    for at, term in enumerate(marker.terms):
        begin, total = total, total + term.value
        low, high = (min(max(edge, 0), 100) for edge in sorted((begin, total)))
        yield Bar(signed(term.value) if at else str(term.value), term.reason, low, high - low, term.value < 0)


def sum_in_words(marker: Marker) -> str:
    """The score as a sum with its reasons: "80 = 100 (the kind's own weight) − 20 (neighbours on their ladder)"."""
    if len(marker.terms) == 1:
        return f"{marker.score}: {marker.terms[0].reason}"
    terms = [f"{'−' if t.value < 0 else '+'} {abs(t.value)} ({t.reason})" for t in marker.terms]
    return f"{marker.score} = {' '.join(terms).removeprefix('+ ')}"


def heading(marker: Marker) -> str:
    """What the kind of a marker is called where it heads an entry: "Formula dropped"."""
    return _titles().get(marker.code, in_words(marker.name))


def words_before(prefix: str) -> str:
    """What stands before a quote, from its first whole word on where it was cut."""
    return prefix if len(prefix) < AROUND else f"…{prefix.partition(' ')[2] or prefix}"


def words_after(suffix: str) -> str:
    """What stands after a quote, up to its last whole word where it was cut."""
    return suffix if len(suffix) < AROUND else f"{suffix.rpartition(' ')[0] or suffix}…"


def noise_reasons(reasons: Iterable[str]) -> str:
    """Reasons of noise in the order of their first place, with counts above one: "alternat, typography × 3"."""
    counts = Counter(reasons)
    return ", ".join(name.replace("_", " ") + (f" × {count}" if count > 1 else "") for name, count in counts.items())


def counts_in_words(counts: dict[str, int]) -> str:
    """Counts with their names, the largest first: "39 replaced, 14 deleted"."""
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return ", ".join(f"{count} {_KINDS.get(name, name).replace('_', ' ')}" for name, count in ordered)


def level_counts(counts: dict[str, int]) -> str:
    """Counts of markers in the order of their levels: "2 critical, 3 high"."""
    return ", ".join(f"{count} {level}" for level, count in counts.items())


def percent(ratio: float) -> str:
    """A share of 0 to 1 in per cent; never 100 or 0 unless it is all or nothing."""
    whole = round(ratio * 100)
    if whole == 100 and ratio < 1:
        return "over 99"
    return "under 1" if whole == 0 and ratio > 0 else str(whole)
