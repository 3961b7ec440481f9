"""The overview strip: the whole text as one tall drawing, its changes as bars and its markers as dots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

HEIGHT = 600
_BAR = 3


class Tick(NamedTuple):
    """A bar, dot or section: its kind, what it links to, its place and height from 0 to `HEIGHT`, and its name."""

    kind: str
    target: str
    y: int
    height: int
    name: str = ""


class Stretch(NamedTuple):
    """A row: its length in characters, what happened in it, the element to go to, and the section that it opens."""

    length: int
    kinds: tuple[str, ...]
    target: str
    section: str = ""


def heights(lengths: Sequence[int]) -> list[int]:
    """Where each stretch of so many characters begins, on a scale from 0 to `HEIGHT`."""
    whole = sum(lengths) or 1
    return [round(passed * HEIGHT / whole) for passed in accumulate(lengths[:-1], initial=0)]


def ticks(stretches: Iterable[Stretch]) -> list[Tick]:
    """One tick a kind and place: what falls together is drawn once, so that the strip stays small."""
    stretches = list(stretches)
    places = [*heights([stretch.length for stretch in stretches]), HEIGHT]
    drawn: dict[tuple[str, int], Tick] = {}
    for stretch, begin, end in zip(stretches, places, places[1:], strict=False):
        y, height = min(begin, HEIGHT - _BAR), max(_BAR, end - begin)
        for kind in stretch.kinds:
            drawn.setdefault((kind, y // 2), Tick(kind, stretch.target, y, height))
        if stretch.section:
            drawn[stretch.target, y] = Tick("section", stretch.target, y, 1, stretch.section)
    return list(drawn.values())
