r"""A comparison as CriticMarkup: the new text with every change marked, and the markers as comments.

A mark that is in a text itself gets a backslash in its midst, and a backslash another before it: `{\++`, `+\+}`,
`~\>`, `\\`. So a tool that knows nothing of backslashes sees no mark, and taking one backslash away from each gives the
text again. A lone surrogate is `\ud800`. Comments are after the change that they speak of. Line ends in
which the old and the new wording of one place both end are written once, behind the marks; those that went or came
alone have a mark of their own after that of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from diple.model import Marker
from diple.render.language.shown import named
from diple.render.look import PLAIN, Look
from diple.render.markers.naming import headline, rationale
from diple.render.redline.collation import collation, spoken_of
from diple.render.redline.passages import Passage, kept, wordings
from diple.result import Comparison

_MARK = re.compile(r"\\|\{(?=\+\+|--|~~|>>|==)|(?:\+(?=\+\})|-(?=-\})|~(?=~\})|<(?=<\})|=(?==\}))|~(?=>)")


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """Both texts in full, every change and all markers, whatever the look."""
    return "".join(_written(comparison, collation(comparison)))


def _written(comparison: Comparison, passages: Sequence[Passage]) -> Iterator[str]:
    markers = _by_place(comparison, passages)
    for same, group in groupby(passages, lambda passage: kept(comparison, passage)):
        if same:
            yield _escaped("".join(wordings(comparison, passage)[1] for passage in group))
            continue
        changed = list(group)
        shown, ends = _without_ends([wordings(comparison, passage) for passage in changed])
        for passage, (old, new), end in zip(changed, shown, ends, strict=True):
            if old or new:
                yield _mark(_escaped(old), _escaped(new))
            if passage.half and not passage.change:
                yield _comment("moved from here" if passage.half == "old" else "moved to here")
            yield from map(_remark, markers.get(passage.id, ()))
            yield end
    yield from map(_remark, markers.get("", ()))


def _without_ends(sides: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[str]]:
    """Both wordings of each passage without the line ends in which they end, and what is behind them for these.

    A deletion and an insertion beside it are one place, like a replacement: line ends in which both end are there as
    text. Those that went or came alone have a mark of their own.
    """
    shown, ends = list(sides), [""] * len(sides)
    for at, (old, new) in enumerate(sides):
        before = shown[at - 1] if at and not ends[at - 1] else ("", "")
        if old and new:
            ends[at] = _common_end(old, new)
            shown[at] = _shortened((old, new), ends[at])
        elif not all(before) and bool("".join(before)) and bool(before[0]) != bool(old):
            ends[at] = _common_end("".join(before), old + new)
            shown[at - 1], shown[at] = _shortened(before, ends[at]), _shortened((old, new), ends[at])
    for at, (old, new) in enumerate(shown):
        end = _common_end(old + new, old + new) if not (old and new) and not ends[at] else ""
        if end and (old + new).strip():
            shown[at] = _shortened((old, new), end)
            ends[at] = _mark(end if old else "", end if new else "")
    return shown, ends


def _shortened(sides: tuple[str, str], end: str) -> tuple[str, str]:
    old, new = (side[: len(side) - len(end)] if side else "" for side in sides)
    return old, new


def _common_end(old: str, new: str) -> str:
    """The white space in which both end, where it holds a line end."""
    length = 0
    while length < min(len(old), len(new)) and old[-length - 1] == new[-length - 1] and old[-length - 1].isspace():
        length += 1
    end = old[len(old) - length :]
    return end if "\n" in end else ""


def _escaped(text: str) -> str:
    return _MARK.sub(lambda found: "\\\\" if found[0] == "\\" else f"{found[0]}\\", text)


def _mark(old: str, new: str) -> str:
    if old and new:
        return f"{{~~{old}~>{new}~~}}"
    return f"{{--{old}--}}" if old else f"{{++{new}++}}"


def _comment(text: str) -> str:
    return f"{{>>{_escaped(' '.join(str(named(text)).split()))}<<}}"


def _remark(marker: Marker) -> str:
    kinds = "; also: ".join(headline(kind) for kind in marker.kinds)
    return _comment(f"{marker.id} {marker.code} {kinds} ({marker.level}, {marker.score}). {rationale(marker)}")


def _by_place(comparison: Comparison, passages: Sequence[Passage]) -> dict[str, list[Marker]]:
    """The markers by the id of the passage after which each is reported: the first that it speaks of, or none."""
    places = spoken_of(comparison, passages)
    found: dict[str, list[Marker]] = {}
    for marker in comparison.markers:
        found.setdefault(next((passage.id for passage in places[marker.id]), ""), []).append(marker)
    return found
