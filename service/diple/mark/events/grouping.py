"""Changed places joined into events: what an analyst would call one thing.

Three steps. Sentences that stand side by side in one paragraph of one text and have no counterpart are one event while
they speak of one subject. A changed sentence takes in such neighbours. A passage lost here and one gained there that
speak of the same thing in other words are one event with both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from diple.mark.events.cohesion import Subject, cohesion
from diple.mark.events.places import Place, Side
from diple.mark.events.words import Word

MOST_SENTENCES = 6
MOST_WORDS = 120  # words of one side of an event
NEIGHBOURS = 0.05  # cohesion from which neighbours without counterpart are one event
REWORDED = 0.18  # cohesion under which linked sentences are read as one dropped and one added
ELSEWHERE = 0.35  # cohesion from which a passage lost and one gained are one event


@dataclass(eq=False)
class Group:
    """One or more places of one event, in order."""

    places: list[Place]

    def sides(self, name: str) -> list[Side]:
        """The old or the new sides of its places."""
        return [side for place in self.places if (side := getattr(place, name)) is not None]

    def words(self, name: str) -> list[Word]:
        """All words of one side."""
        return [word for side in self.sides(name) for word in side.words]

    @cached_property
    def old(self) -> Subject:
        """What its old side speaks of."""
        return Subject(self.words("old"))

    @cached_property
    def new(self) -> Subject:
        """What its new side speaks of."""
        return Subject(self.words("new"))

    @property
    def sentences(self) -> int:
        """Sentences of its longer side."""
        return max(sum(len(side.spans) for side in self.sides(name)) for name in ("old", "new"))

    @property
    def length(self) -> int:
        """Words of its longer side."""
        return max(len(self.words("old")), len(self.words("new")))


def groups_of(places: Iterable[Place], between: Sequence[Sequence[int]] = ()) -> list[Group]:
    """The events of a comparison, in the order of their first places."""
    units = [Group([part]) for place in places for part in parts_of(place)]
    joined = [*side_by_side(units, "old"), *side_by_side(units, "new")]
    both = [unit for unit in units if unit.places[0].old and unit.places[0].new]
    return linked([*joined, *both])


def parts_of(place: Place) -> tuple[Place, ...]:
    """A place, or where its sides have next to nothing in common, a dropped and an added one."""
    if place.status != "reworded" or not (place.old and place.new):
        return (place,)
    if cohesion(Subject(place.old.words), Subject(place.new.words)) >= REWORDED:
        return (place,)
    gone = tuple(change for change in place.changes if change.old)
    come = tuple(change for change in place.changes if change.new)
    return Place("dropped", gone, place.old, None), Place("added", come, None, place.new)


def side_by_side(units: Sequence[Group], name: str) -> list[Group]:
    """The units of one side only, neighbours of one paragraph and one subject joined."""
    alone = [unit for unit in units if bool(unit.places[0].old) != bool(unit.places[0].new) and unit.sides(name)]
    alone.sort(key=lambda unit: unit.sides(name)[0].spans[0].start)
    joined: list[Group] = []
    for unit in alone:
        if joined and is_one(joined[-1], unit, name):
            joined[-1] = Group([*joined[-1].places, *unit.places])
        else:
            joined.append(unit)
    return joined


def is_one(run: Group, unit: Group, name: str) -> bool:
    """Whether a unit continues the run before it."""
    last, first = run.sides(name)[-1], unit.sides(name)[0]
    if last.block != first.block or first.spans[0].start - last.spans[-1].end > 3:
        return False
    if run.sentences + unit.sentences > MOST_SENTENCES or run.length + unit.length > MOST_WORDS:
        return False
    return cohesion(getattr(run, name), getattr(unit, name)) >= NEIGHBOURS


def linked(groups: Sequence[Group]) -> list[Group]:
    """The groups, each dropped one joined with the added one that says the same in other words."""
    gone = [group for group in groups if not group.sides("new")]
    come = [group for group in groups if not group.sides("old")]
    likely = sorted(
        ((cohesion(a.old, b.new), i, j) for i, a in enumerate(gone) for j, b in enumerate(come)), reverse=True
    )
    partner: dict[int, int] = {}
    for value, i, j in likely:
        if value < ELSEWHERE:
            break
        if i not in partner and j not in partner.values():
            partner[i] = j
    taken = set(partner.values())
    pairs = [Group([*gone[i].places, *come[j].places]) for i, j in partner.items()]
    rest = [g for i, g in enumerate(gone) if i not in partner] + [g for j, g in enumerate(come) if j not in taken]
    return [*(g for g in groups if g.sides("old") and g.sides("new")), *pairs, *rest]
