"""What two answering clauses differ in: phrases of one kind that give way, go or come."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit
from diple.mark.sentence.clause_pairs import ClausePair
from diple.mark.sentence.hits import unmatched
from diple.mark.sentence.pair import Edited, Swap


class Differing(NamedTuple):
    """What two answering clauses differ in, of one kind: swaps, and what only one has."""

    clauses: ClausePair
    swaps: list[Swap]
    lost: list[Hit]
    gained: list[Hit]


def differing(pair: Edited, kind: str) -> list[Differing]:
    """What answering clauses differ in, of one kind. What one clause loses and another gains alike has only moved."""
    if kind not in pair.unlike and len({hit.value for hit in pair.old.by_kind.get(kind, ())}) < 2:
        return []  # the same phrase as often on either side: wherever it is, no clause differs in it
    found = [difference(pair, clauses, kind) for clauses in pair.clause_pairs]
    if len(found) == 1:
        return found
    settle(found)
    return found


def difference(pair: Edited, clauses: ClausePair, kind: str) -> Differing:
    """What two clauses differ in; phrases that answer one another in order are swaps where one changed."""
    olds = clauses.old.of(kind) if clauses.old else []
    news = clauses.new.of(kind) if clauses.new else []
    lost = unmatched(pair.old, olds, news) if olds else []
    gained = unmatched(pair.new, news, olds) if news else []
    both = min(len(lost), len(gained))
    swaps = [(a, b) for a, b in zip(lost, gained, strict=False) if pair.stands_changed(a, b)]
    return Differing(clauses, swaps, lost[both:], gained[both:])


def settle(found: list[Differing]) -> None:
    """Takes out what only moved from clause to clause."""
    for one, other in product(found, found):
        for hit in list(one.lost):
            same = next((h for h in other.gained if h.value == hit.value), None)
            if same:
                one.lost.remove(hit)
                other.gained.remove(same)


def swaps(pair: Edited, kind: str) -> list[Swap]:
    """Phrases of one kind that answer one another, clause by clause; at least one of them changed."""
    if kind not in pair.old.by_kind or kind not in pair.new.by_kind:
        return []
    if len(pair.old.by_kind[kind]) == 1 == len(pair.new.by_kind[kind]):
        return pair.swaps(kind)
    if kind not in pair.touched_kinds:
        return []
    return [swap for one in differing(pair, kind) for swap in one.swaps]
