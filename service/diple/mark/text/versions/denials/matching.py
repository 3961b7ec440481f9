"""Which denials of two versions render one another.

Those come first that are the same word, or are of the same word and deny for sure; then a word that denies by its
meaning and one that denies for sure, where they are of the same word (without discrimination, 不受歧视); then what
denies for sure, in order; last what denies in other ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from diple.mark.text.versions.denials.half import WIDE, Half
from diple.mark.text.versions.denials.reading import Denial

NEAR = 3  # words between the denied words of denials that render one another
NEXT = 1  # words before the denied word of a denial of another kind
SAME_DENIAL, SAME_WORD, MIXED, NEAR_WORD, OTHER_KIND = 0, 1, 2, 3, 4  # how late denials are matched
ORDERS = ((OTHER_KIND, 1), (SAME_WORD, 0))  # of other denials of one word, and of two that deny by their meaning
Likely = tuple[int, int, int, int]


def match(halves: tuple[Half, Half]) -> None:
    """Takes from both versions the denials that render one another."""
    found = sorted(likely(*halves))
    join(halves, ((at, to) for order, _, at, to in found if order <= NEAR_WORD))
    join(halves, in_order(*halves))
    join(halves, ((at, to) for order, _, at, to in found if order > NEAR_WORD))


def join(halves: tuple[Half, Half], pairs: Iterable[tuple[int, int]]) -> None:
    """Makes partners of pairs of denials in order, each where both are still free."""
    for at, to in pairs:
        if at in halves[0].free and to in halves[1].free:
            for half, own, other in ((halves[0], at, to), (halves[1], to, at)):
                half.free.discard(own)
                half.partners[own] = other


def in_order(one: Half, other: Half) -> Iterator[tuple[int, int]]:
    """The free denials of both versions that deny for sure, in order, but for those of words that are far apart."""
    rest = other.sure
    for at in one.sure:
        to = next((to for to in rest if may_render(one, other, at, to) and may_render(other, one, to, at)), None)
        if to is not None:
            rest.remove(to)
            yield at, to


def may_render(here: Half, there: Half, at: int, to: int) -> bool:
    """Whether a denial of the other version is near the rendering of what one denies, as far as that is known."""
    if here.is_single(at) and there.is_single(to):
        return True
    words = [word for word in here.denials[at].targets[:1] if here.is_rendered(word)]
    return all(there.clauses.is_within(there.denials[to].mention, here.answers[word], WIDE) for word in words)


def likely(one: Half, other: Half) -> Iterator[Likely]:
    """Which denials may render one another, the likeliest having the lowest numbers: how late, how far, which."""
    for at, to in product(range(len(one.denials)), range(len(other.denials))):
        here, there = one.denials[at], other.denials[to]
        if is_same(one, other, at, to):
            yield SAME_DENIAL if here.kind == there.kind else OTHER_KIND, 0, at, to
        elif names(one, other, at, to) or names(other, one, to, at):
            yield MIXED, 0, at, to
        elif order := order_of({here.kind, there.kind}, *distance(one, here, there)):
            yield *order, at, to


def is_same(one: Half, other: Half, at: int, to: int) -> bool:
    """Whether a denial renders the other as a word, or both name what they deny by."""
    here, there = one.denials[at], other.denials[to]
    if not set(one.rendered(here.own)).isdisjoint(there.own):
        return True
    return "sure" not in (here.kind, there.kind) and one.senses[at].is_like(other.senses[to])


def names(one: Half, other: Half, at: int, to: int) -> bool:
    """Whether a phrase that denies by its meaning has what the other version denies for sure: not expand until."""
    here, there = one.denials[at], other.denials[to]
    is_phrase = here.kind == "lexical" and len(here.own) > 1 and there.kind == "sure"
    return is_phrase and not set(one.rendered(here.own)).isdisjoint(there.targets[:1])


def order_of(kinds: set[str], apart: int, late: int) -> tuple[int, int] | None:
    """How late two denials are matched, and how far apart what they deny is; None where they may not be."""
    if kinds == {"sure"} and apart <= NEAR:
        return (NEAR_WORD if apart else SAME_WORD), apart + late
    if kinds == {"sure", "lexical"} and apart == 0:
        return (MIXED, late) if late <= NEXT else (OTHER_KIND, 0)
    is_one = "sure" not in kinds and apart == late == 0
    return ORDERS[kinds == {"lexical"}] if is_one else None


def distance(one: Half, here: Denial, there: Denial) -> tuple[int, int]:
    """How many words are between what two denials deny, and how many words before that they deny too."""
    aims = [(at, one.answers[word]) for at, word in enumerate(here.targets) if word in one.answers]
    found = ((abs(x - y), i + j) for (i, x), (j, y) in product(aims, enumerate(there.targets)))
    return min(found, default=(NEAR + 1, 0))
