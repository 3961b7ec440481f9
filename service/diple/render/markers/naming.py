"""Markers in words: the news in one line, the kind and what it bears on, further kinds, and the score as a sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diple.model import Direction, Further, Marker, Term
from diple.render.language.interface import call, say, title
from diple.render.own_markers import OwnMarker
from diple.render.redline.differing import Part

MOVED: tuple[Direction, ...] = ("strengthened", "softened")
"""The directions that a reader is shown; where it is neither, or both, the wording speaks for itself."""
LARGEST = 4  # terms of a sum that are shown where it is shortened


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


def label_parts(marker: Marker) -> list[Part]:
    """The news of a marker in one line, in parts: the words that changed, and those around them."""
    said, at, parts = label(marker), 0, []
    for span in marker.set_off:
        parts += [Part(said[at : span.start]), Part(said[span.start : span.end], True)]
        at = span.end
    return [part for part in (*parts, Part(said[at:])) if part.text]


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


def kinds_of(own: OwnMarker, language: str) -> list[str]:
    """The kind of a passage that an analyst marked, then its direction, where it has one."""
    towards = [call(language, own.direction)] if own.direction != "neutral" else []
    return [title(language, own.kind, own.kind), *towards]


def marked_by(name: str, language: str) -> str:
    """Who marked a passage: never said of what Diple has found."""
    return say(language, "marked by {name}", name=name)
