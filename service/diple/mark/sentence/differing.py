"""What two answering clauses differ in: phrases of one kind that give way, go or come."""

from __future__ import annotations

from typing import NamedTuple

from diple.lexicon.vocabulary import Hit
from diple.mark.sentence.facings import Facing
from diple.mark.sentence.frames import Frame
from diple.mark.sentence.hits import unmatched
from diple.mark.sentence.pair import Edited, Swap

CLEAR_LIKENESS = 0.5  # share of content words from which nothing outside two clauses answers what is in them
UNCUT = 0.75  # share of a clause's words that occur in one of the other side: it was only not cut there


class Differing(NamedTuple):
    """What two answering clauses differ in, of one kind: swaps, and what only one has."""

    facing: Facing
    swaps: list[Swap]
    lost: list[Hit]
    gained: list[Hit]


def differing(pair: Edited, kind: str) -> list[Differing]:
    """What answering clauses differ in, of one kind. What one clause loses and another gains alike has only moved."""
    if not (kind in pair.old.by_kind or kind in pair.new.by_kind):
        return []
    if kind not in pair.unlike and len({hit.value for hit in pair.old.by_kind[kind]}) == 1:
        return []  # the same phrase as often on either side: wherever it stands, no clause differs in it
    found = [difference(pair, facing, kind) for facing in pair.facings]
    if len(found) == 1:
        return found
    settle(found)
    return found


def difference(pair: Edited, facing: Facing, kind: str) -> Differing:
    """What two clauses differ in; phrases that answer one another in order are swaps where one stands changed."""
    olds = facing.old.of(kind) if facing.old else []
    news = facing.new.of(kind) if facing.new else []
    lost = unmatched(pair.old, olds, news) if olds else []
    gained = unmatched(pair.new, news, olds) if news else []
    both = min(len(lost), len(gained))
    swaps = [(a, b) for a, b in zip(lost, gained, strict=False) if pair.stands_changed(a, b)]
    return Differing(facing, swaps, lost[both:], gained[both:])


def settle(found: list[Differing]) -> None:
    """Takes out what only moved from clause to clause, then lets the rest answer across clauses that are not clear."""
    for one in found:
        for other in found:
            for hit in list(one.lost):
                same = next((h for h in other.gained if h.value == hit.value), None)
                if same:
                    one.lost.remove(hit)
                    other.gained.remove(same)
    for one in found:
        for other in found:
            while one is not other and one.lost and other.gained and may_answer(one.facing, other.facing):
                other.swaps.append((one.lost.pop(0), other.gained.pop(0)))


def may_answer(one: Facing, other: Facing) -> bool:
    """Whether phrases of two places may answer one another.

    So it is where neither is clear, where one is said within the other, or where a clause was not cut on one side.
    """
    if one.likeness < CLEAR_LIKENESS and other.likeness < CLEAR_LIKENESS:
        return True
    within = any(frame and frame.opening == "complementisers" for frame in (one.old, one.new, other.old, other.new))
    if within and min(one.likeness, other.likeness) < CLEAR_LIKENESS:
        return True
    return uncut(one.old, other.new) if one.new is None else other.old is None and uncut(other.new, one.old)


def uncut(alone: Frame | None, whole: Frame | None) -> bool:
    """Whether most words of a clause that found no partner stand in a clause of the other side."""
    if alone is None or whole is None or not alone.stems:
        return False
    return len(alone.stems & whole.stems) >= UNCUT * len(alone.stems)


def swaps(pair: Edited, kind: str) -> list[Swap]:
    """Phrases of one kind that answer one another, clause by clause; at least one stands in changed wording."""
    if kind not in pair.old.by_kind or kind not in pair.new.by_kind:
        return []
    if len(pair.old.by_kind[kind]) == 1 == len(pair.new.by_kind[kind]):
        return pair.swaps(kind)
    if kind not in pair.touched_kinds:
        return []
    return [(a, b) for one in differing(pair, kind) for a, b in one.swaps if pair.stands_changed(a, b)]
