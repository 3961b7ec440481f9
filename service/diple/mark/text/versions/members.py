"""Members of lists that one version has more than the other.

Two lists render one another where their members do, in one order. What one has more between two members that the other
has side by side is a member of that version alone, unless a word of the other version may render it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

from diple.mark.text.versions.clauses import Clauses
from diple.mark.text.versions.lists import Member, lists
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.wording import Word
from diple.mark.text.versions.wording import product as likeness
from diple.model import Span

FEWEST = 3  # members of a list, and members that two lists render for one another
LIKE = 0.45  # how alike in meaning an unlinked word of the other version may be that does not render a member
LIKE_OF_LIST = 0.75  # and a word of its list
BARE = 6  # code points from which a member without a word of known meaning is one
Pairs = tuple[tuple[int, int], ...]


class LoneMember(NamedTuple):
    """A member that one version has alone, and the members of the other that are side by side instead."""

    side: int
    place: Span
    beside: tuple[Span, Span]


def lone_members(passage: Passage) -> Iterator[LoneMember]:
    """The members that one version has more, list by list.

    Where each of two lists has one more, these may render one another.
    """
    if not passage.wording.links[0]:
        return
    old, new = (Clauses(passage, side) for side in (0, 1))
    theirs = list(lists(new, passage.other.language))
    ours = lists(old, passage.one.language) if theirs else ()
    for one in ours:
        pairs, other = max(((rendered(old, one, each), each) for each in theirs), key=lambda way: len(way[0]))
        if len(pairs) >= FEWEST:
            back = tuple((to, at) for at, to in pairs)
            more = (
                [*left_out(0, (old, new), (one, other), pairs)],
                [*left_out(1, (new, old), (other, one), back)],
            )
            yield from () if all(more) else (*more[0], *more[1])


def left_out(
    side: int, clauses: tuple[Clauses, Clauses], sides: tuple[list[Member], list[Member]], pairs: Pairs
) -> Iterator[LoneMember]:
    """The single members of a list between two whose renderings are side by side."""
    own, others = sides
    for (at, to), (following, next_to) in pairwise(pairs):
        if following - at == 2 and next_to - to == 1 and is_unrendered(own[at + 1], *clauses, others):
            yield LoneMember(side, own[at + 1].place, (others[to].place, others[next_to].place))


def is_unrendered(member: Member, here: Clauses, there: Clauses, others: Sequence[Member]) -> bool:
    """Whether no word of the other version may render a member."""
    words = here.words[member.first : member.end]
    if not words:
        return member.place.end - member.place.start >= BARE
    if any(at in here.links for at in range(member.first, member.end)):
        return False
    free = [word for at, word in enumerate(there.words) if at not in there.links]
    listed = there.words[others[0].first : others[-1].end]
    return nearest(words, free) <= LIKE and nearest(words, listed) <= LIKE_OF_LIST


def nearest(words: Sequence[Word], others: Sequence[Word]) -> float:
    """How alike in meaning some words and others are at most."""
    return max((likeness(one.meaning, other.meaning) for one, other in product(words, others)), default=0.0)


def rendered(clauses: Clauses, one: Sequence[Member], other: Sequence[Member]) -> Pairs:
    """The members of two lists that render one another in one order: those with most linked words."""

    @cache
    def best(at: int, to: int) -> tuple[int, Pairs]:
        if at == len(one) or to == len(other):
            return 0, ()
        found = max(best(at + 1, to), best(at, to + 1), key=lambda way: way[0])
        links = linked(clauses, one[at], other[to])
        count, pairs = best(at + 1, to + 1) if links else (0, ())
        return (count + links, ((at, to), *pairs)) if count + links > found[0] else found

    return best(0, 0)[1]


def linked(clauses: Clauses, one: Member, other: Member) -> int:
    """How many words of a member are linked with words of another."""
    return sum(other.first <= clauses.links.get(at, -1) < other.end for at in range(one.first, one.end))
