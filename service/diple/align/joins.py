"""Splits and merges: one sentence that answers several which follow on one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diple.align.links import Link, likeness, union
from diple.align.matching import Gap, Matching

# How much likeness a neighbour must add to be taken into a split or merge, and how much of it must be found.
GAIN = 0.06
CONTAINED = 0.6
# A whole run of sentences is one other where each is found in it so far, and all together are so alike to it.
FOUND = 0.75
WHOLE = 0.75
# All pairs of a gap are tried up to this many.
PAIRS_IN_GAP = 2_500


def link_whole_runs(matching: Matching, gaps: Iterable[Gap]) -> None:
    """Links a sentence with the two or more that it was cut into, or that it was made of."""
    for gap in gaps:
        if len(gap.old) * len(gap.new) > PAIRS_IN_GAP or len(gap.old) + len(gap.new) < 3:
            continue
        for side in (0, 1):
            for at in gap[side]:
                for run in _contained_runs(matching, side, at, gap[1 - side]):
                    if _is_whole(matching, side, at, run):
                        matching.link_joined(Link((at,), run, "changed") if side == 0 else Link(run, (at,), "changed"))
                        break


def _contained_runs(matching: Matching, side: int, at: int, others: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Runs of two or more sentences across that follow on one another and are found in sentence `at`."""
    if at in (matching.of_old, matching.of_new)[side]:
        return
    taken = (matching.of_new, matching.of_old)[side]
    whole = matching.bag(side, at)
    run: list[int] = []
    for other in [*others, -1]:
        piece = matching.bag(1 - side, other) if other >= 0 and other not in taken else None
        found = piece is not None and sum(map(len, piece.words & whole.words)) >= FOUND * piece.weight
        if not found or (run and other != run[-1] + 1):
            run = _without_idle_ends(run, [matching.bag(1 - side, each).words & whole.words for each in run])
            if len(run) > 1:
                yield tuple(run)
            run = []
        if found:
            run.append(other)


def _without_idle_ends(run: list[int], found: list[frozenset[str]]) -> list[int]:
    """The run without sentences at its ends of which all that was `found` is in the others, too: the next heading."""
    for end in (-1, 0):
        while len(run) > 1 and found[end] <= frozenset().union(*(found[:-1] if end else found[1:])):
            del run[end], found[end]
    return run


def _is_whole(matching: Matching, side: int, at: int, run: Sequence[int]) -> bool:
    """Whether the sentences together are sentence `at`, and no one of them nearly is it alone."""
    whole = matching.bag(side, at)
    pieces = [matching.bag(1 - side, other) for other in run]
    together = likeness(union(pieces), whole)
    return together >= WHOLE and together >= max(likeness(piece, whole) for piece in pieces) + GAIN


def splits_and_merges(matching: Matching) -> dict[tuple[int, int], Link]:
    """Links that take in a free neighbour: `{(i, j): the wider link}` for each pair widened."""
    wider: dict[tuple[int, int], Link] = {}
    for side in (0, 1):
        partners = (matching.of_old, matching.of_new)[side]
        for at in (matching.free_old, matching.free_new)[side]():
            for neighbour in (at - 1, at + 1):
                across = partners.get(neighbour)
                if across is not None and at not in partners and _joins(matching, side, at, neighbour, across):
                    _widen(matching, wider, side, at, neighbour, across)
    return wider


def _joins(matching: Matching, side: int, at: int, neighbour: int, across: int) -> bool:
    """Whether sentence `at` is, with its neighbour, what one sentence across says."""
    pair = (neighbour, across) if side == 0 else (across, neighbour)
    if matching.kinds.get(pair) != "changed":
        return False
    alone, beside, whole = (
        matching.bag(side, at),
        matching.bag(side, neighbour),
        matching.bag(1 - side, across),
    )
    fresh = (alone.words & whole.words) - beside.words
    found = sum(map(len, fresh)) / (sum(map(len, alone.words - beside.words)) or 1)
    return found >= CONTAINED and likeness(union([alone, beside]), whole) >= likeness(beside, whole) + GAIN


def _widen(
    matching: Matching, wider: dict[tuple[int, int], Link], side: int, at: int, neighbour: int, across: int
) -> None:
    pair = (neighbour, across) if side == 0 else (across, neighbour)
    link = wider.get(pair, Link((pair[0],), (pair[1],), "changed"))
    if len((link.old, link.new)[1 - side]) > 1:
        return
    numbers = tuple(sorted({*(link.old, link.new)[side], at}))
    wider[pair] = link._replace(old=numbers) if side == 0 else link._replace(new=numbers)
    (matching.of_old, matching.of_new)[side][at] = across
