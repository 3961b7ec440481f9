"""Comparisons as pictures: `one [two|twi] three` is an old text, a new text, and the change between them.

`[a|]` is a deletion, `[|b]` an insertion, `{a|b}` a change that is noise. A picture is parsed into the two texts and a
result is drawn as a picture again, so that a case is one line.
"""

from __future__ import annotations

import re

from rebuilding import laid_out

import diple
from diple.model import Change, Segment
from diple.result import Comparison

_CHANGE = re.compile(r"([\[{])([^\[\]{}|]*)\|([^\[\]{}|]*)[\]}]")


def texts_of(picture: str) -> tuple[str, str]:
    """The old and the new text of a picture."""
    return _CHANGE.sub(r"\2", picture), _CHANGE.sub(r"\3", picture)


def drawn(comparison: Comparison) -> str:
    """The comparison as a picture, segment after segment in the order of the new text."""
    changes = {change.id: change for change in comparison.changes}
    return "".join(_segment(comparison, segment, changes) for segment in comparison.segments)


def _segment(comparison: Comparison, segment: Segment, changes: dict[str, Change]) -> str:
    laid = "".join(comparison.old.text[start:end] for start, end in segment.old)
    picture, old_at, new_at = "", 0, 0
    for change in (changes[name] for name in segment.changes):
        equal = (
            laid_out(segment.old, change.old.start) - old_at
            if change.old
            else laid_out(segment.new, change.new.start) - new_at
        )
        old, new = (side.quote if side else "" for side in (change.old, change.new))
        picture += laid[old_at : old_at + equal] + (f"{{{old}|{new}}}" if change.noise else f"[{old}|{new}]")
        old_at += equal + len(old)
        new_at += equal + len(new)
    return picture + laid[old_at:]


def compared(picture: str, **options: object) -> str:
    """What Diple makes of the two texts of a picture, as a picture."""
    return drawn(diple.compare(*texts_of(picture), markers=False, **options))
