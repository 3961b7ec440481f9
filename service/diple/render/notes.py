"""Markers in words: the news in one line, the kind and what it bears on, further kinds, and the score as a sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diple.explanation import Explanation, signed
from diple.model import Direction, Further, Marker, Term
from diple.render.redline.differing import Quoted
from diple.render.words.interface import title

MOVED: tuple[Direction, ...] = ("strengthened", "softened")
"""The directions that a reader is shown; where it is neither, or both, the wording speaks for itself."""
LARGEST = 4  # terms of a sum that are shown where it is shortened
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
    """A marker as the page shows it.

    `label` is the news in one line, `direction` is empty where it is neither stronger nor softer. `paragraph` is where
    it occurs, in words that fit a list. `beyond` is true where it is none of the highest, `listed` where the reader's
    filters let it through. `bars` are its sum, `quotes` its evidence of either text in
    parts, `why` is all that its score and its kind rest on.
    """

    marker: Marker
    label: str
    title: str
    direction: str
    rationale: str
    paragraph: str
    beyond: bool
    bars: tuple[Bar, ...]
    quotes: tuple[list[Quoted], list[Quoted]]
    why: Explanation | None
    listed: bool = True


def note(
    marker: Marker,
    old: int | None,
    new: int | None,
    quotes: tuple[list[Quoted], list[Quoted]],
    *,
    beyond: bool,
    why: Explanation | None,
    listed: bool = True,
) -> Note:
    """The note of a marker with these quotes, whose evidence begins in these paragraphs of the old and the new text."""
    return Note(
        marker=marker,
        label=label(marker),
        title=heading(marker),
        direction=marker.direction if marker.direction in MOVED else "",
        rationale=rationale(marker),
        beyond=beyond,
        bars=tuple(bars(marker)),
        quotes=quotes,
        why=why,
        listed=listed,
        paragraph=f"¶ {new}" if new else f"old ¶ {old}" if old else "whole text",
    )


def as_title(name: str) -> str:
    """A name of the taxonomy as a reader writes it: `formula_dropped` is "Formula dropped"."""
    words = name.replace("_", " ").replace("/", " or ")
    return words[:1].upper() + words[1:]


def rationale(marker: Marker) -> str:
    """Why, for a reader: without the ids of concepts."""
    return without_ids(marker.rationale, marker)


def without_ids(said: str, marker: Marker) -> str:
    """A reason without the ids of the concepts that the marker rests on."""
    for concept in marker.concepts:
        said = said.replace(f" ({concept})", "")
    return said


def bars(marker: Marker) -> Iterator[Bar]:
    """The largest terms of the sum as bars that begin where the one before them ends, on a scale of 0 to 100."""
    total = 0
    for at, term in enumerate(largest_terms(marker)):
        begin, total = total, total + term.value
        low, high = (min(max(edge, 0), 100) for edge in sorted((begin, total)))
        yield Bar(signed(term.value) if at else str(term.value), term.reason, low, high - low, term.value < 0)


def sum_in_words(marker: Marker) -> str:
    """The score as a sum with its reasons: "80 = 100 (an event with average features) − 20 (names)"."""
    if len(marker.terms) == 1:
        return f"{marker.score}: {marker.terms[0].reason}"
    return f"{marker.score} = {summed(marker.terms)}"


def short_sum(marker: Marker) -> str:
    """The same with its largest terms, the others summed up: "… + 3 (5 smaller terms)"."""
    terms = largest_terms(marker)
    return sum_in_words(marker) if len(terms) == 1 else f"{marker.score} = {summed(terms)}"


def largest_terms(marker: Marker) -> Sequence[Term]:
    """The first term, to which the others are added, the largest of these, and the rest as one term; few stay all."""
    if len(marker.terms) <= LARGEST + 1:
        return marker.terms
    first, *others = marker.terms
    largest = sorted(others, key=lambda term: -abs(term.value))[: LARGEST - 1]
    rest = [term for term in others if term not in largest]
    kept = [term for term in others if term in largest]
    return [first, *kept, Term("rest", sum(term.value for term in rest), f"{len(rest)} smaller terms")]


def summed(terms: Iterable[Term]) -> str:
    """Terms as a sum, each with its reason."""
    said = " ".join(f"{'−' if t.value < 0 else '+'} {abs(t.value)} ({t.reason})" for t in terms)
    return said.removeprefix("+ ")


def label(marker: Marker) -> str:
    """The news of a marker in one line: "old wording → new wording"; its heading where it has no label."""
    return marker.label or heading(marker)


def heading(kind: Marker | Further) -> str:
    """What a kind is called where it heads an entry: "Formula dropped"."""
    return title("en", kind.code, as_title(kind.name))


def headline(kind: Marker | Further) -> str:
    """The kind in words, the direction where there is one, and what it bears on.

    "Verb of censure, softened: the censure of the air strikes"; "Passage dropped: the ports of the north".
    """
    towards = f", {kind.direction}" if kind.direction in MOVED else ""
    return f"{heading(kind)}{towards}: {kind.referent}"


def further(marker: Marker) -> list[str]:
    """The further kinds of a marker, each in one line; those with equal words once."""
    return list(dict.fromkeys(f"{headline(kind)} ({kind.code})" for kind in marker.also))


def words_before(prefix: str) -> str:
    """What comes before a quote, from its first whole word on where it was cut."""
    return prefix if len(prefix) < AROUND else f"…{prefix.partition(' ')[2] or prefix}"


def words_after(suffix: str) -> str:
    """What comes after a quote, up to its last whole word where it was cut."""
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
