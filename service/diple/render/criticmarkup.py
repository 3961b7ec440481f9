r"""A comparison as CriticMarkup: the new text with every change marked, and the markers as comments.

A mark that stands in a text itself gets a backslash in its midst, and a backslash another before it: `{\++`, `+\+}`,
`~\>`, `\\`. So a tool that knows nothing of backslashes sees no mark, and taking one backslash away from each gives the
text again. A lone surrogate is `\ud800`. Comments stand after the change that they speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from diple.model import Marker
from diple.render import PLAIN, Look
from diple.render.collation import Passage, collation, kept, spoken_of
from diple.render.notes import heading, rationale
from diple.render.shown import named
from diple.result import Comparison

_MARK = re.compile(r"\\|\{(?=\+\+|--|~~|>>|==)|(?:\+(?=\+\})|-(?=-\})|~(?=~\})|<(?=<\})|=(?==\}))|~(?=>)")


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """Both texts in full, every change and all markers, whatever the look."""
    return "".join(_written(comparison, collation(comparison)))


def _written(comparison: Comparison, passages: Sequence[Passage]) -> Iterator[str]:
    markers = _by_place(comparison, passages)
    for same, group in groupby(passages, lambda passage: kept(comparison, passage)):
        if same:
            yield _escaped("".join(_sides(comparison, passage)[1] for passage in group))
            continue
        for passage in group:
            yield _mark(*map(_escaped, _sides(comparison, passage)))
            if passage.half and not passage.change:
                yield _comment("moved from here" if passage.half == "old" else "moved to here")
            yield from map(_remark, markers.get(passage.id, ()))
    yield from map(_remark, markers.get("", ()))


def _sides(comparison: Comparison, passage: Passage) -> tuple[str, str]:
    return comparison.old.text[slice(*passage.old)], comparison.new.text[slice(*passage.new)]


def _escaped(text: str) -> str:
    return _MARK.sub(lambda found: "\\\\" if found[0] == "\\" else f"{found[0]}\\", text)


def _mark(old: str, new: str) -> str:
    if old and new:
        return f"{{~~{old}~>{new}~~}}"
    return f"{{--{old}--}}" if old else f"{{++{new}++}}"


def _comment(text: str) -> str:
    return f"{{>>{_escaped(' '.join(str(named(text)).split()))}<<}}"


def _remark(marker: Marker) -> str:
    sense = f"{marker.direction}, with regard to {marker.referent}"
    head = f"{marker.id} {marker.code} {heading(marker)} ({marker.level}, {marker.score})"
    return _comment(f"{head}: {sense}. {rationale(marker)}")


def _by_place(comparison: Comparison, passages: Sequence[Passage]) -> dict[str, list[Marker]]:
    """The markers by the id of the passage after which each is told: the first that it speaks of, or none."""
    places = spoken_of(comparison, passages)
    found: dict[str, list[Marker]] = {}
    for marker in comparison.markers:
        found.setdefault(next((passage.id for passage in places[marker.id]), ""), []).append(marker)
    return found
