"""Which markers a reader asked to see, and what there is to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diple.model import Change, Marker
from diple.render.markers.naming import heading
from diple.result import LEVELS

PALETTES = {"default": "Blue and red", "legal": "Legal", "contrast": "High contrast"}
"""The palettes of the page, and what they are called."""
MOST_LISTED = 2000
"""So many changes that do not count are listed; the others are in the text alone."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of markers is narrowed to; empty parts narrow nothing.

    `levels` are levels, `kind` a code of the taxonomy, `direction` and `favours` as a marker has them. `reason` is the
    reason why a change does not count: it narrows the list of those changes, not of markers.
    """

    levels: tuple[str, ...] = ()
    kind: str = ""
    direction: str = ""
    favours: str = ""
    reason: str = ""

    @property
    def chosen(self) -> bool:
        """Whether anything but levels is asked for: then what narrows the list is open."""
        return bool(self.kind or self.direction or self.favours or self.reason)

    @property
    def narrow(self) -> bool:
        """Whether the list of markers is narrowed at all."""
        return bool(self.levels or self.kind or self.direction or self.favours)

    def lists(self, marker: Marker) -> bool:
        """Whether a marker is among those asked for."""
        return (
            (not self.levels or marker.level in self.levels)
            and self.kind in ("", marker.code)
            and self.direction in ("", marker.direction)
            and self.favours in ("", *favoured(marker))
        )


def favoured(marker: Marker) -> tuple[str, ...]:
    """The parties whom a marker favours, each by itself."""
    return tuple(party.strip() for party in (marker.favours or "").split(",") if party.strip())


class Choice(NamedTuple):
    """One value to choose, what it is called, and how many it would list."""

    value: str
    words: str
    found: int


@dataclass(frozen=True, slots=True)
class Choices:
    """All that one comparison's markers and changes can be narrowed to."""

    levels: list[Choice]
    kinds: list[Choice]
    directions: list[Choice]
    parties: list[Choice]
    reasons: list[Choice]

    def among(self, asked: Filters) -> Filters:
        """The filters without what no marker or change here has: a list is not narrowed to nothing unasked."""

        def known(value: str, options: Sequence[Choice]) -> str:
            return value if any(choice.value == value for choice in options) else ""

        return Filters(
            tuple(level for level in asked.levels if known(level, self.levels)),
            known(asked.kind, self.kinds),
            known(asked.direction, self.directions),
            known(asked.favours, self.parties),
            known(asked.reason, self.reasons),
        )


def choices(markers: Sequence[Marker], changes: Iterable[Change]) -> Choices:
    """What there is to choose from: only values that some marker or change has."""
    levels = Counter(marker.level for marker in markers)
    names = {marker.code: heading(marker) for marker in markers}
    return Choices(
        levels=[Choice(level, level, levels[level]) for level in LEVELS if levels[level]],
        kinds=_named(Counter(marker.code for marker in markers), names),
        directions=_named(Counter(marker.direction for marker in markers)),
        parties=_named(Counter(party for marker in markers for party in favoured(marker))),
        reasons=_named(Counter(change.noise for change in changes if change.noise)),
    )


def _named(counts: Mapping[str, int], names: Mapping[str, str] | None = None) -> list[Choice]:
    known = names or {}
    made = [Choice(value, known.get(value, value.replace("_", " ")), count) for value, count in counts.items()]
    return sorted(made, key=lambda choice: (choice.words.casefold(), choice.value))
