"""The orders of the list of markers: by weight, by place on the page, by theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from diple.render.pages.note import Note
from diple.result import Comparison

ORDERS = ("weight", "place", "theme")
"""How the list can be sorted, and the phrase for it; by theme, the last, only where there are themes."""


class Entry(NamedTuple):
    """An entry of the list: its note, its place in each of `ORDERS`, and the name of its theme, if it has one."""

    note: Note
    rank: Mapping[str, int]
    theme: str


def entries(comparison: Comparison, homes: Mapping[str, Sequence[Note]], order: str = "") -> list[Entry]:
    """The entries in an order of `ORDERS`, by weight in any other. `homes` are the notes of each segment.

    By place, a marker about no line is last; by theme, one of no theme is last.
    """
    notes = {note.marker.id: note for found in homes.values() for note in found}
    weights = [marker.id for marker in comparison.markers]
    themes = {name: theme.name for theme in comparison.themes for name in theme.markers}
    ranks = {"weight": weights, "place": _by_place(comparison, homes), "theme": _by_theme(comparison, weights)}
    places = {order: {name: at for at, name in enumerate(found)} for order, found in ranks.items()}
    made = [Entry(notes[name], {by: places[by][name] for by in ORDERS}, themes.get(name, "")) for name in weights]
    return sorted(made, key=lambda entry: entry.rank[order if order in ORDERS else "weight"])


def _by_place(comparison: Comparison, homes: Mapping[str, Sequence[Note]]) -> list[str]:
    lines = [segment.id for segment in comparison.segments]
    return [note.marker.id for line in (*lines, "") for note in homes.get(line, ())]


def _by_theme(comparison: Comparison, weights: Sequence[str]) -> list[str]:
    themed = [name for theme in comparison.themes for name in theme.markers]
    held = set(themed)
    return [*themed, *(name for name in weights if name not in held)]
