"""Why there is a marker, as text: its sum line by line, then the evidence, the kinds, the rules and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.explanation import Explanation
from diple.render.look import Look
from diple.render.markers.naming import headline, label_parts, sum_in_words, without_ids
from diple.render.text.wrap import Line, Run, news, painted, wrapped

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
    level, name = Run(f"{marker.level}  ", marker.level), Run(f"  {marker.id}", "quiet")
    head = [level, *news(label_parts(marker)), name]
    yield from wrapped(head, width, "      ", lead)
    yield from wrapped([Run(f"{marker.code}  {headline(marker)}", "strong")], width, "      ", Run("      "))


def _full(each: Explanation, width: int) -> Iterator[Line]:
    marker = each.marker
    yield from _head(each, width)
    yield []
    for points, reason in each.summands():
        yield from wrapped([Run(reason)], width, " " * _LABEL, Run(points.rjust(_LABEL - 2) + "  "))
    total = Run(f"{marker.score}".rjust(_LABEL - 2) + "  ", marker.level)
    yield [Run(" " * (_LABEL - 6) + "────", "quiet")]
    yield from wrapped([Run(each.verdict(), marker.level)], width, " " * _LABEL, total)
    yield []
    for name, words in each.parts(headline):
        lead = Run(name.ljust(_LABEL), "quiet")
        said = without_ids(words, marker)
        yield from wrapped([Run(said, _STYLES.get(name, ""))], width, " " * _LABEL, lead)
