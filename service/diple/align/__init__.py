"""Which sentence of the new text answers which of the old.

Equal sentences in common order come first, then equal ones out of order, then alike ones in the same gap, then
strongly alike ones anywhere, then splits and merges, and last the faint likenesses of one gap. What remains is
dropped or added. A sentence counts as moved and edited on strong agreement only: a drop is never hidden.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from diple.align.joins import PAIRS_IN_GAP, link_whole_runs, splits_and_merges
from diple.align.links import Link, LinkKind, edge_likeness, shingles
from diple.align.matching import ALIKE, CLEARLY_ALIKE, Candidate, Gap, Matching
from diple.sequences import Run, common_runs, heaviest_increasing

# Far apart it takes more: the share of common runs of three words, or a lower share where a neighbour moved along.
# Measured on 1,300 generated pairs: true moves with two edits share .59 and more, strangers of one mould up to .65.
RUNS_FAR = 0.66
RUNS_FAR_BESIDE = 0.4
# Likeness from which a drop and an addition in one gap are linked as possibly reworded.
FAINT = 0.25
# In gaps too large to try all pairs, sentences are tried with those that are so near in the gap.
BAND = 3
# A run of words that is in more sentences than this finds nobody.
COMMON_SHINGLE = 12
# Far apart, sentences shorter than this (in characters, folded) are too small to be strongly alike.
SMALL = 24

__all__ = ["Link", "align", "in_order", "realign"]


def align(old: Sequence[str], new: Sequence[str], *, spaced: bool = True, language: str = "und") -> list[Link]:
    """Links over the sentences of both texts, each sentence in one link, in the order of the new text.

    `old` and `new` are the sentences' exact words; `spaced` says whether the script sets spaces between words,
    `language` whose spelling is folded.
    The pair is worked on in one order whichever way it is asked, so that exchanging the texts mirrors the links.
    """
    swapped = list(new) < list(old)
    matching = Matching(*((new, old) if swapped else (old, new)), spaced, language)
    gaps = _link_equal_in_order(matching)
    _link_equal_out_of_order(matching)
    link_whole_runs(matching, gaps)
    _link_alike(matching, gaps)
    joined = splits_and_merges(matching)
    _link_faint(matching, gaps)
    found = [Link(range(i, i + length), range(j, j + length), "same") for i, j, length in matching.runs]
    found += matching.joined
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


def _link_equal_in_order(matching: Matching) -> list[Gap]:
    old, new = matching.texts
    gaps = []
    i = j = 0
    for run in [*common_runs(old, new).runs, Run(len(old), len(new), 0)]:
        if i < run.old and j < run.new:
            gaps.append(Gap(list(range(i, run.old)), list(range(j, run.new))))
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


def _link_alike(matching: Matching, gaps: Iterable[Gap]) -> None:
    _take_best(matching, _near(matching, gaps), "changed")
    far = sorted(_far(matching))
    _take_best(matching, [found for found in far if 1 - found.unlike >= RUNS_FAR], "changed")
    for found in far:
        if _beside_a_link(matching, found.old, found.new):
            _take_best(matching, [found], "changed")


def _beside_a_link(matching: Matching, i: int, j: int) -> bool:
    """Whether a neighbouring sentence went the same way."""
    return matching.of_old.get(i - 1) == j - 1 or matching.of_old.get(i + 1) == j + 1


def _take_best(matching: Matching, candidates: Iterable[Candidate], kind: LinkKind) -> None:
    for candidate in sorted(candidates):
        if candidate.old not in matching.of_old and candidate.new not in matching.of_new:
            matching.link(candidate.old, candidate.new, kind)


def _free(matching: Matching, gap: Gap) -> Gap:
    return Gap([i for i in gap.old if i not in matching.of_old], [j for j in gap.new if j not in matching.of_new])


def _near(matching: Matching, gaps: Iterable[Gap], least: float = ALIKE) -> Iterator[Candidate]:
    """The alike pairs of each gap: of all pairs where they are few, else of those in like places."""
    for gap in gaps:
        old, new = _free(matching, gap)
        few = len(old) * len(new) <= PAIRS_IN_GAP
        for place, i in enumerate(old):
            for j in new if few else new[max(0, place - BAND) : place + BAND + 1]:
                like = matching.likeness(i, j)
                if like >= least:
                    yield Candidate(round(1 - like, 3), False, i, j)


def _far(matching: Matching) -> Iterator[Candidate]:
    """Pairs that share rare runs of words, wherever they are."""
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
            edges = edge_likeness(matching.texts[0][i], matching.texts[1][j])
            shared = max(shared, edges) if edges >= CLEARLY_ALIKE else shared
            if shared >= RUNS_FAR_BESIDE:
                yield Candidate(round(1 - shared, 3), True, i, j)


def _link_faint(matching: Matching, gaps: Iterable[Gap]) -> None:
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
