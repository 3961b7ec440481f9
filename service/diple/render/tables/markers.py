"""The markers as a table: one row a marker, with its quotes, its sum and its rule."""

from __future__ import annotations

from collections.abc import Sequence

from diple.model import Marker, Selector
from diple.render.look import PLAIN, Look
from diple.render.markers.naming import further, heading, rationale, sum_in_words
from diple.render.tables.csv import table
from diple.result import Comparison

_HEAD = (
    *("id", "level", "score", "code", "name", "heading", "direction", "referent", "rationale", "old", "new"),
    *("contested", "counter_reading", "favours", "sum", "rule", "pack", "concepts", "changes"),
    *("old_places", "new_places", "label", "also"),
)


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """All markers by falling score, whatever the look; several quotes or further kinds are on lines of their own."""
    return table(_HEAD, map(_row, comparison.markers))


def _row(marker: Marker) -> tuple[object, ...]:
    return (
        *(marker.id, marker.level, marker.score, marker.code, marker.name, heading(marker)),
        *(marker.direction, marker.referent, rationale(marker)),
        *("\n".join(selector.exact for selector in side) for side in (marker.old, marker.new)),
        *(marker.contested, marker.counter_reading, marker.favours, sum_in_words(marker)),
        *(marker.rule.id, f"{marker.rule.pack} {marker.rule.version}"),
        *(" ".join(marker.concepts), " ".join(marker.changes), _places(marker.old), _places(marker.new)),
        *(marker.label, "\n".join(further(marker))),
    )


def _places(selectors: Sequence[Selector]) -> str:
    """The places of the quotes: "12–34 56–78"; no hyphen, which a spreadsheet may read as a date."""
    return " ".join(f"{selector.start}–{selector.end}" for selector in selectors)
