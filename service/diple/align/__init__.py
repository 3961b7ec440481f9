"""Which sentence of the new text answers which of the old.

Equal sentences in common order come first, then equal ones out of order, then alike ones in the same gap, then
strongly alike ones anywhere, then splits and merges, and last the faint likenesses of one gap. What remains is
dropped or added. A sentence counts as moved and edited on strong agreement only: a drop is never hidden.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diple.align.links import Bag, Link, LinkKind, bag, edge_likeness, likeness, shingles, union
from diple.normalise import fold_text
from diple.sequences import Run, common_runs, heaviest_increasing

# Likeness from which two sentences of one gap are diffed.
ALIKE = 0.5
# From this share of equal heads and tails on, nothing else needs to be counted.
CLEARLY_ALIKE = 0.75
# Far apart it takes more: the share of common runs of three words, or a lower share where a neighbour moved along.
# Measured on 1,300 generated pairs: true moves with two edits share .59 and more, strangers of one mould up to .65.
RUNS_FAR = 0.66
RUNS_FAR_BESIDE = 0.4
# Likeness from which a drop and an addition in one gap are linked as possibly reworded.
FAINT = 0.25
# How much likeness a neighbour must add to be taken into a split or a merge, and how much of it must be found.
GAIN = 0.06
CONTAINED = 0.6
# All pairs of a gap are tried up to this many; in larger gaps, those that share a rare run of words.
PAIRS_IN_GAP = 2_500
# A run of words that stands in more sentences than this finds nobody.
COMMON_SHINGLE = 12
# Far apart, sentences shorter than this (in characters, folded) are too small to be strongly alike.
SMALL = 24

__all__ = ["Link", "align", "in_order", "realign"]


class _Candidate(NamedTuple):
    """Two sentences that may answer one another; sorts best first, then by place."""

    unlike: float
    far: bool
    old: int
    new: int


class _Gap(NamedTuple):
    """Sentences on both sides between two neighbouring equal ones, not yet answered."""

    old: list[int]
    new: list[int]


class Matching:
    """Who answers whom so far, and lazily the bags of the sentences still looked at."""

    def __init__(self, old: Sequence[str], new: Sequence[str], spaced: bool) -> None:
        self.texts = (old, new)
        self.spaced = spaced
        self.runs: list[Run] = []
        self.kinds: dict[tuple[int, int], LinkKind] = {}
        self.of_old: dict[int, int] = {}
        self.of_new: dict[int, int] = {}
        self._folded: tuple[dict[int, str], dict[int, str]] = ({}, {})
        self._bags: tuple[dict[int, Bag], dict[int, Bag]] = ({}, {})

    def link_run(self, run: Run) -> None:
        """Links a stretch of equal sentences, which no later step looks at again."""
        old, new = range(run.old, run.old + run.length), range(run.new, run.new + run.length)
        self.runs.append(run)
        self.of_old.update(zip(old, new, strict=True))
        self.of_new.update(zip(new, old, strict=True))

    def link(self, i: int, j: int, kind: LinkKind) -> None:
        self.of_old[i] = j
        self.of_new[j] = i
        self.kinds[i, j] = kind

    def free_old(self) -> list[int]:
        return [i for i in range(len(self.texts[0])) if i not in self.of_old]

    def free_new(self) -> list[int]:
        return [j for j in range(len(self.texts[1])) if j not in self.of_new]

    def folded(self, side: int, at: int) -> str:
        made = self._folded[side].get(at)
        if made is None:
            made = self._folded[side][at] = fold_text(self.texts[side][at])
        return made

    def bag(self, side: int, at: int) -> Bag:
        made = self._bags[side].get(at)
        if made is None:
            text = self.texts[side][at]
            made = self._bags[side][at] = bag(text.casefold() if text.isascii() else fold_text(text), self.spaced)
        return made

    def likeness(self, i: int, j: int) -> float:
        edges = edge_likeness(self.texts[0][i], self.texts[1][j])
        return edges if edges >= CLEARLY_ALIKE else likeness(self.bag(0, i), self.bag(1, j))


def align(old: Sequence[str], new: Sequence[str], *, spaced: bool = True) -> list[Link]:
    """Links over the sentences of both texts, each sentence in one link, in the order of the new text.

    `old` and `new` are the sentences' exact words; `spaced` says whether the script sets spaces between words.
    The pair is worked on in one order whichever way it is asked, so that exchanging the texts mirrors the links.
    """
    swapped = list(new) < list(old)
    matching = Matching(*((new, old) if swapped else (old, new)), spaced)
    gaps = _link_equal_in_order(matching)
    _link_equal_out_of_order(matching)
    _link_alike(matching, gaps)
    joined = _splits_and_merges(matching)
    _link_faint(matching, gaps)
    found = [Link(range(i, i + length), range(j, j + length), "same") for i, j, length in matching.runs]
    found += [joined.get(pair) or Link((pair[0],), (pair[1],), kind) for pair, kind in matching.kinds.items()]
    found = _with_moves(found, matching.texts[0])
    return in_order([link.mirrored for link in found] if swapped else found, old, new)


def realign(found: Iterable[Link], old: Sequence[str], new: Sequence[str]) -> list[Link]:
    """Links that a later step made, with moves told anew, in the order of the new text."""
    bare = [link._replace(moved=False) for link in found]
    if list(new) < list(old):
        moved = [link.mirrored for link in _with_moves([link.mirrored for link in bare], new)]
    else:
        moved = _with_moves(bare, old)
    return in_order(moved, old, new)


def _link_equal_in_order(matching: Matching) -> list[_Gap]:
    old, new = matching.texts
    gaps = []
    i = j = 0
    for run in [*common_runs(old, new).runs, Run(len(old), len(new), 0)]:
        if i < run.old and j < run.new:
            gaps.append(_Gap(list(range(i, run.old)), list(range(j, run.new))))
        i, j = run.old + run.length, run.new + run.length
        if run.length:
            matching.link_run(run)
    return gaps


def _link_equal_out_of_order(matching: Matching) -> None:
    places: dict[str, deque[int]] = defaultdict(deque)
    for j in matching.free_new():
        places[matching.texts[1][j]].append(j)
    for i in matching.free_old():
        waiting = places.get(matching.texts[0][i])
        if waiting:
            matching.link(i, waiting.popleft(), "same")


def _link_alike(matching: Matching, gaps: Iterable[_Gap]) -> None:
    _take_best(matching, _near(matching, gaps), "changed")
    far = sorted(_far(matching))
    _take_best(matching, [found for found in far if 1 - found.unlike >= RUNS_FAR], "changed")
    for found in far:
        if _beside_a_link(matching, found.old, found.new):
            _take_best(matching, [found], "changed")


def _beside_a_link(matching: Matching, i: int, j: int) -> bool:
    """Whether a neighbouring sentence went the same way."""
    return matching.of_old.get(i - 1) == j - 1 or matching.of_old.get(i + 1) == j + 1


def _take_best(matching: Matching, candidates: Iterable[_Candidate], kind: LinkKind) -> None:
    for candidate in sorted(candidates):
        if candidate.old not in matching.of_old and candidate.new not in matching.of_new:
            matching.link(candidate.old, candidate.new, kind)


def _free(matching: Matching, gap: _Gap) -> _Gap:
    return _Gap([i for i in gap.old if i not in matching.of_old], [j for j in gap.new if j not in matching.of_new])


def _near(matching: Matching, gaps: Iterable[_Gap], least: float = ALIKE) -> Iterator[_Candidate]:
    """The alike pairs of each gap that is small enough to try them all."""
    for gap in gaps:
        old, new = _free(matching, gap)
        if len(old) * len(new) > PAIRS_IN_GAP:
            continue
        for i in old:
            for j in new:
                like = matching.likeness(i, j)
                if like >= least:
                    yield _Candidate(round(1 - like, 3), False, i, j)


def _far(matching: Matching) -> Iterator[_Candidate]:
    """Pairs that share rare runs of words, wherever they stand."""
    runs = {j: shingles(matching.folded(1, j), matching.spaced) for j in matching.free_new()}
    finds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, held in runs.items():
        for run in held:
            finds[run].append(j)
    for i in matching.free_old():
        if len(matching.folded(0, i)) < SMALL:
            continue
        mine = shingles(matching.folded(0, i), matching.spaced)
        found = {j for run in mine if len(finds.get(run, ())) <= COMMON_SHINGLE for j in finds.get(run, ())}
        for j in found:
            shared = 2 * len(mine & runs[j]) / (len(mine) + len(runs[j]))
            if shared >= RUNS_FAR_BESIDE:
                yield _Candidate(round(1 - shared, 3), True, i, j)


def _splits_and_merges(matching: Matching) -> dict[tuple[int, int], Link]:
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


def _link_faint(matching: Matching, gaps: Iterable[_Gap]) -> None:
    _take_best(matching, _near(matching, gaps, FAINT), "reworded")


def in_order(found: Iterable[Link], old: Sequence[str], new: Sequence[str]) -> list[Link]:
    """All links in the order of the new text, what was dropped at its old place.

    `found` are the links that have both sides; sentences that they leave out are dropped or added.
    """
    paired = list(found)
    held_old = {i for link in paired for i in link.old}
    held_new = {j for link in paired for j in link.new}
    links = [*paired, *(Link((), (j,), "added") for j in range(len(new)) if j not in held_new)]
    links.sort(key=lambda link: link.new[0])
    return _with_dropped(links, [i for i in range(len(old)) if i not in held_old])


def _with_moves(paired: list[Link], old: Sequence[str]) -> list[Link]:
    """The links in old order, those outside the heaviest chain in common order marked as moved."""
    paired.sort(key=lambda link: link.old[0])
    by_new = sorted(range(len(paired)), key=lambda at: paired[at].new[0])
    if by_new == list(range(len(paired))):
        return paired
    rank = [0] * len(paired)
    for place, at in enumerate(by_new):
        rank[at] = place
    weights = [1 if link.kind == "reworded" else 1 + sum(len(old[i]) for i in link.old) for link in paired]
    kept = set(heaviest_increasing(rank, weights))
    return [link if at in kept else link._replace(moved=True) for at, link in enumerate(paired)]


def _with_dropped(links: list[Link], dropped: Sequence[int]) -> list[Link]:
    """Sets each dropped sentence behind the link in order that holds the nearest old sentence before it."""
    after: dict[int, list[Link]] = defaultdict(list)
    holders = {i: at for at, link in enumerate(links) if not link.moved for i in link.old}
    held = sorted(holders)
    for i in dropped:
        before = bisect_left(held, i) - 1
        after[holders[held[before]] if before >= 0 else -1].append(Link((i,), (), "dropped"))
    ordered = after[-1]
    for at, link in enumerate(links):
        ordered.append(link)
        ordered += after.get(at, ())
    return ordered
