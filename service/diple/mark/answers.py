"""Dropped and added sentences that judge the same act: a censure written afresh is still a change of censure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.mark.evidence import HEAD, Pair, Side
from diple.mark.names import names

CENSURE = "tone_negative"
GRAVE = 5.0  # rank from which a censure is one


def answering_pairs(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Pairs of a dropped and an added sentence which both open with a censure and share a name, each in one pair.

    Both must hold one censure only, and there must be no second candidate as good: else nothing answers for certain.
    """
    gone = [pair for pair in pairs if pair.old and not pair.new and censures(pair.old)]
    come = [pair for pair in pairs if pair.new and not pair.old and censures(pair.new)] if gone else []
    taken: set[int] = set()
    for old in gone:
        ranked = sorted(((kinship(old.old, new.new), -i) for i, new in enumerate(come) if i not in taken), reverse=True)
        if ranked and ranked[0][0] > 0 and (len(ranked) < 2 or ranked[0][0] > ranked[1][0]):
            new = come[-ranked[0][1]]
            taken.add(-ranked[0][1])
            yield Pair(old.segment, (*old.changes, *new.changes), old.old, new.new, answering=True)


def censures(side: Side) -> bool:
    """Whether a sentence opens with a verb of censure."""
    return any(hit.kind == CENSURE for hit in (*side.head, *side.concepts) if hit.end <= side.start + HEAD)


def kinship(old: Side | None, new: Side | None) -> int:
    """How much two sentences speak of the same: shared names count, and shared words where a name is shared."""
    if old is None or new is None:
        return 0
    shared = names_judged(old) & names_judged(new) if judges(old) or judges(new) else set()
    return 10 * len(shared) + len(old.stems & new.stems) if shared else 0


def judges(side: Side) -> bool:
    """Whether the censure is more than a note or a regret."""
    return any((hit.rank or 0) >= GRAVE for hit in side.of([CENSURE]))


def names_judged(side: Side) -> set[str]:
    """The names that stand after the verb of censure: whom and what it is about, not who speaks."""
    verb = next((hit.end for hit in side.of([CENSURE])), side.end)
    return {name.key for name in names(side) if name.start >= verb}
