"""Which markers are on the brief, and in which section each is.

A marker that the analyst rejected is left out, and one that was accepted is in, whatever its level.
"""

from __future__ import annotations

from collections.abc import Sequence

from diple.model import Direction, Marker
from diple.render.markers.bearing import LOUD, bearing
from diple.render.markers.naming import MOVED
from diple.render.redline.differing import changes_of
from diple.render.redline.linking import Linking
from diple.render.verdicts import Verdicts
from diple.result import Comparison

MOST = 12
"""So many entries a brief has. Measured on the samples: twelve with both quotes take one A4 page, or a little more."""


def chosen(markers: Sequence[Marker], verdicts: Verdicts | None) -> list[Marker]:
    """The markers on the brief, in their order: accepted ones before others, then the heaviest; none rejected."""
    accepted = [each for each in markers if verdict_on(each, verdicts) == "accept"]
    others = [each for each in markers if each.level in LOUD and verdict_on(each, verdicts) is None]
    kept = {each.id for each in (accepted + others)[:MOST]}
    return [each for each in markers if each.id in kept]


def verdict_on(marker: Marker, verdicts: Verdicts | None) -> str | None:
    """What the analyst decided on a marker: accept, reject, or None."""
    said = verdicts.said.get(marker.id) if verdicts else None
    return said.verdict if said else None


def section_of(marker: Marker, comparison: Comparison, linking: Linking) -> str:
    """The section of a marker: from word to deed or back, what went, what came, the direction, or none of these.

    Across a weak link nothing has a direction, as in the table of themes.
    """
    if linking.is_weak(marker):
        return "other"
    shift = _shift(marker)
    if shift:
        return {"strengthened": "deed", "softened": "word"}[shift]
    bears = bearing(marker)
    return _one_sided(marker, comparison) if bears == "other" else bears


def _shift(marker: Marker) -> Direction | None:
    """Which way an act moved between plan and deed, where that does not contradict the marker's own direction."""
    own = (marker.direction,) if marker.direction in MOVED else MOVED
    return next((kind.direction for kind in marker.kinds if kind.code == "M3" and kind.direction in own), None)


def _one_sided(marker: Marker, comparison: Comparison) -> str:
    """Where all changes of a marker take words out it is gone, where all put words in it is new."""
    kinds = {change.kind for change in changes_of(marker, comparison)}
    if len(kinds) != 1:
        return "other"
    return {"delete": "gone", "insert": "new", "replace": "other"}[kinds.pop()]
