"""The markers as a table: one row a marker, with its quotes, its sum and its rule."""

from __future__ import annotations

from collections.abc import Sequence

from diple.model import Marker, Selector
from diple.render.language.interface import title
from diple.render.look import PLAIN, Look
from diple.render.markers.naming import further, heading, rationale, sum_in_words
from diple.render.own_markers import OwnMarker
from diple.render.tables.csv import table
from diple.render.verdicts import WORDS, Verdicts
from diple.result import Comparison

_HEAD = (
    *("id", "level", "score", "code", "name", "heading", "direction", "referent", "rationale", "old", "new"),
    *("contested", "counter_reading", "favours", "sum", "rule", "pack", "concepts", "changes"),
    *("old_places", "new_places", "label", "also"),
    *("marked_by", "marked_on", "verdict", "note", "verdict_by", "verdict_on"),
)


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """All markers by falling score, then those of an analyst; several quotes or kinds are on lines of their own."""
    judged = look.verdicts
    found = [(*_row(marker), "Diple", None, *_judged(marker, judged)) for marker in comparison.markers]
    owned = [_own(own, judged) for own in judged.own] if judged else []
    return table(_HEAD, [*found, *owned])


def _judged(marker: Marker, verdicts: Verdicts | None) -> tuple[str | None, ...]:
    """The verdict on a marker, its note, who gave it and when; empty cells where there is none."""
    said = verdicts.said.get(marker.id) if verdicts else None
    if verdicts is None or said is None:
        return None, None, None, None
    return said.verdict and WORDS[said.verdict], said.note, *verdicts.signature(said)


def _own(own: OwnMarker, verdicts: Verdicts) -> tuple[object, ...]:
    """A passage that an analyst marked: what only Diple says of a marker is empty."""
    known = {
        "id": own.id,
        "level": own.level,
        "heading": title("en", own.kind, own.kind),
        "direction": own.direction,
        "old": "\n".join(each.exact for each in own.old),
        "new": "\n".join(each.exact for each in own.new),
        "old_places": _places(own.old),
        "new_places": _places(own.new),
        "note": own.note,
        **dict(zip(("marked_by", "marked_on"), verdicts.signature(own), strict=True)),
    }
    return tuple(known.get(name) for name in _HEAD)


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
