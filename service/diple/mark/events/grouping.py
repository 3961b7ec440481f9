"""Changed places joined into events: what an analyst would call one thing.

Three steps. Neighbouring sentences without a counterpart are one event: those of one paragraph up to a bound, those of
two paragraphs or list items where they share their subject. A changed sentence takes in such neighbours where they
share its subject. A passage lost here and one gained there on one subject are one event with both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from diple.mark.events.cohesion import Subject, Subjects, are_of_one_subject, cohesion
from diple.mark.events.places import Place, Side
from diple.mark.events.words import Keys, Word
from diple.mark.places.changed import by_side
from diple.model import Span

# Measured on the open half of the briefs, each pair weighed by coefficients fitted without it, on seven settings around
# these: items in the ten highest .66 to .74, of importance 3 .70 to .86; longer events gain little, shorter ones lose.
MOST_SENTENCES = 6
MOST_WORDS = 180  # words of the longer side of an event
PARAGRAPHS = 0.2  # cohesion from which neighbours of two paragraphs or list items are one event
BESIDE = 0.1  # cohesion from which a changed sentence takes in a neighbour without counterpart
GAP = 4  # code points of white space between neighbours
REWORDED = 0.15  # cohesion under which linked sentences are read as one dropped and one added
ELSEWHERE = 0.35  # cohesion from which a passage lost and one gained are one event


class Group:
    """One or more places of one event, in order."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._sides: dict[str, list[Side]] = {
            "old": [place.old for place in self.places if place.old],
            "new": [place.new for place in self.places if place.new],
        }
        self._words: dict[str, list[Word]] = {}
        self._changed: dict[str, list[Word]] = {}
        self._keys: dict[str, Keys] = {}
        self.otherwise: dict[str, frozenset[int]] = {}  # by side, kept here by `weigh.otherwise`

    def sides(self, name: str) -> list[Side]:
        """The old or the new sides of its places."""
        return self._sides[name]

    def words(self, name: str) -> list[Word]:
        """All words of one side."""
        found = self._words.get(name)
        if found is None:
            found = self._words[name] = [word for side in self._sides[name] for word in side.words]
        return found

    def changed(self, name: str) -> list[Word]:
        """The words of one side that changed."""
        found = self._changed.get(name)
        if found is None:
            found = self._changed[name] = [word for side in self._sides[name] for word in side.changed]
        return found

    def keys(self, name: str) -> Keys:
        """The keys of all words of one side."""
        found = self._keys.get(name)
        if found is None:
            found = self._keys[name] = Keys(word.key for word in self.words(name))
        return found

    def spans(self, name: str) -> Iterator[Span]:
        """All spans of one side."""
        return chain.from_iterable(side.spans for side in self._sides[name])

    @cached_property
    def old(self) -> Subject:
        """What its old side speaks of."""
        return subject_of(self._sides["old"])

    @cached_property
    def new(self) -> Subject:
        """What its new side speaks of."""
        return subject_of(self._sides["new"])

    @cached_property
    def sentences(self) -> int:
        """Sentences of its longer side."""
        return max(sum([len(side.spans) for side in sides]) for sides in self._sides.values())

    @property
    def length(self) -> int:
        """Words of its longer side."""
        return max(len(self.words("old")), len(self.words("new")))


def subject_of(sides: Sequence[Side]) -> Subject:
    """What some sides of one text speak of."""
    return Subject(chain.from_iterable(side.words for side in sides), sides[0].speakers if sides else frozenset())


def groups_of(places: Iterable[Place]) -> list[Group]:
    """The events of a comparison, in the order of their first places."""
    units = [Group([part]) for place in places for part in parts_of(place)]
    joined = [*side_by_side(units, "old"), *side_by_side(units, "new")]
    both = [unit for unit in units if unit.places[0].old and unit.places[0].new]
    return linked(taken_in(joined, both))


def parts_of(place: Place) -> tuple[Place, ...]:
    """A place, or where its sides have next to nothing in common, a dropped and an added one."""
    if place.status != "reworded" or place.old is None or place.new is None:
        return (place,)
    if cohesion(Subject(place.old.words), Subject(place.new.words)) >= REWORDED:
        return (place,)
    gone, come = by_side(place.changes)
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
    if first.spans[0].start - last.spans[-1].end > GAP:
        return False
    if run.sentences + unit.sentences > MOST_SENTENCES or run.length + unit.length > MOST_WORDS:
        return False
    return last.block == first.block or are_of_one_subject(getattr(run, name), getattr(unit, name), PARAGRAPHS)


def taken_in(runs: Sequence[Group], both: Sequence[Group]) -> list[Group]:
    """The groups, a run of one side joined with a changed sentence beside it in its paragraph on the same subject."""
    joined = list(both)
    in_block = by_block(both)
    left = []
    for run in runs:
        name = "old" if run.sides("old") else "new"
        near = in_block.get((name, run.sides(name)[0].block), ())
        at = next((i for i in near if is_beside(run, joined[i], name)), None)
        if at is None:
            left.append(run)
        else:
            places = [*joined[at].places, *run.places]
            joined[at] = Group(sorted(places, key=lambda place: place.start))
    return [*left, *joined]


def by_block(groups: Sequence[Group]) -> dict[tuple[str, int], list[int]]:
    """The numbers of groups by each of their sides and the block in which it begins."""
    found: dict[tuple[str, int], list[int]] = {}
    for number, group in enumerate(groups):
        for name in ("old", "new"):
            found.setdefault((name, group.sides(name)[0].block), []).append(number)
    return found


def is_beside(run: Group, group: Group, name: str) -> bool:
    """Whether a run of one side is next to a changed group of its paragraph on that side, and on one subject."""
    ours, theirs = run.sides(name), group.sides(name)
    gaps = (ours[0].spans[0].start - theirs[-1].spans[-1].end, theirs[0].spans[0].start - ours[-1].spans[-1].end)
    if not any(0 <= gap <= GAP for gap in gaps):
        return False
    if run.sentences + group.sentences > MOST_SENTENCES or run.length + group.length > MOST_WORDS:
        return False
    return are_of_one_subject(getattr(run, name), getattr(group, name), BESIDE)


def linked(groups: Sequence[Group]) -> list[Group]:
    """The groups, each dropped one joined with the added one that says the same in other words."""
    gone = [group for group in groups if not group.sides("new")]
    come = [group for group in groups if not group.sides("old")]
    pairs: list[Group] = []
    taken: set[int] = set()
    for _, i, j in sorted(likely_pairs(gone, come), reverse=True):
        both = {id(gone[i]), id(come[j])}
        if taken.isdisjoint(both):
            taken |= both
            pairs.append(Group([*gone[i].places, *come[j].places]))
    return [*pairs, *(group for group in groups if id(group) not in taken)]


def likely_pairs(gone: Sequence[Group], come: Sequence[Group]) -> Iterator[tuple[float, int, int]]:
    """A dropped and an added group that share enough of their subject, by number, with how much they share."""
    subjects = Subjects(group.new for group in come)
    for i, group in enumerate(gone):
        for j, shared in subjects.sharing(group.old, i / len(gone)).items():
            other = come[j].new
            if shared >= ELSEWHERE**2 * group.old.mass and are_of_one_subject(group.old, other, ELSEWHERE):
                yield cohesion(group.old, other), i, j
