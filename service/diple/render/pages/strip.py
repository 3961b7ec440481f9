"""The overview strip: the whole text as one tall drawing, its changes as bars and its markers as dots."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

HEIGHT = 600
_BAR = 3


class Tick(NamedTuple):
    """A bar or dot: its kind, what it links to, and its place and height on a scale from 0 to `HEIGHT`."""

    kind: str
    target: str
    y: int
    height: int


class Stretch(NamedTuple):
    """A row of the text: its length in characters, what happened in it, and the element to go to."""

    length: int
    kinds: tuple[str, ...]
    target: str


def ticks(stretches: Iterable[Stretch]) -> list[Tick]:
    """One tick a kind and place: what falls together is drawn once, so that the strip stays small."""
    stretches = list(stretches)
    whole = sum(stretch.length for stretch in stretches) or 1
    drawn: dict[tuple[str, int], Tick] = {}
    passed = 0
    for stretch in stretches:
        y = round(passed * (HEIGHT - _BAR) / whole)
        height = max(_BAR, round(stretch.length * HEIGHT / whole))
        for kind in stretch.kinds:
            drawn.setdefault((kind, y // 2), Tick(kind, stretch.target, y, height))
        passed += stretch.length
    return list(drawn.values())
