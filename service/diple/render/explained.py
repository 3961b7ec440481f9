"""Why markers stand, as text: each sum line by line, then the evidence, the rule and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.explanation import Explanation
from diple.render import Look
from diple.render.notes import heading, rationale, sum_in_words
from diple.render.phrases import Line
from diple.render.wrap import Run, painted, wrapped

_LABEL = 11
_STYLES = {
    "old": "deleted",
    "new": "inserted",
    "rule": "quiet",
    "means": "quiet",
    "but not": "quiet",
    "concept": "quiet",
}


def render(explanations: Sequence[Explanation], look: Look, *, short: bool = False) -> str:
    """The explanations in lines of at most `look.width` columns; `short` gives the sum of each alone."""
    lines: list[Line] = []
    for at, each in enumerate(explanations):
        lines += [[]] if at else []
        lines += _short(each, look.width) if short else _full(each, look.width)
    return "".join(f"{painted(line, look.color)}\n" for line in lines)


def _short(each: Explanation, width: int) -> Iterator[Line]:
    yield from _head(each, width)
    yield from wrapped([Run(sum_in_words(each.marker))], width, "      ", Run("      "))


def _head(each: Explanation, width: int) -> Iterator[Line]:
    marker = each.marker
    lead = Run(f"> {marker.score:<3} ", marker.level)
    yield from wrapped(
        [Run(f"{marker.level}  {marker.code} {heading(marker)}  {marker.id}", marker.level)], width, "      ", lead
    )


def _full(each: Explanation, width: int) -> Iterator[Line]:
    marker, indent = each.marker, " " * 6
    yield from _head(each, width)
    yield from wrapped(
        [Run(f"{marker.direction}, with regard to {marker.referent}", "strong")], width, indent, Run(indent)
    )
    yield []
    for points, reason in each.summands():
        yield from wrapped([Run(reason)], width, " " * _LABEL, Run(points.rjust(_LABEL - 2) + "  "))
    total = Run(f"{marker.score}".rjust(_LABEL - 2) + "  ", marker.level)
    yield [Run(" " * (_LABEL - 6) + "────", "quiet")]
    yield from wrapped([Run(each.verdict(), marker.level)], width, " " * _LABEL, total)
    yield []
    for label, words in each.parts():
        lead = Run(label.ljust(_LABEL), "quiet")
        said = rationale(marker) if label == "why" else words
        yield from wrapped([Run(said, _STYLES.get(label, ""))], width, " " * _LABEL, lead)
