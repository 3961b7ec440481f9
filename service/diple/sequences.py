"""What two sequences have in common, in order: the one algorithm under alignment and diff.

Equal heads and tails are taken off, then runs that occur exactly once on both sides serve as anchors (patience
diff: B. Cohen, 2005), the longest increasing chain of them is kept, and the gaps between are treated alike.
Small gaps without anchors go to the exact differ of diff-match-patch, one code point an element. Larger gaps
without a common run are given up as wholly different, and counted, so that no input takes quadratic time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from operator import lt
from typing import NamedTuple

# An exact diff of m by n elements costs about (m + n) * d steps; beyond this product we ask for anchors first.
EXACT_FIRST = 6_000
EXACT_AT_ALL = 60_000
# The same for a diff by rows of bits, which take an eighth of so many bytes at once.
BITS_AT_ALL = 4_000_000
# Lengths of the runs tried as anchors, in turn.
RUN_LENGTHS = (1, 3, 6, 16)
_SURROGATES = 0xD800, 0x800


class Run(NamedTuple):
    """`length` elements from `old` on equal as many from `new` on."""

    old: int
    new: int
    length: int


class Common(NamedTuple):
    """Runs in common, in order and not overlapping; and how many gaps were given up as wholly different."""

    runs: list[Run]
    given_up: int


def common_runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Common:
    """The runs that `old` and `new` have in common, in order: a common subsequence, the longest where small."""
    runs: list[Run] = []
    given_up = 0
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        old_start, old_end, new_start, new_end = gaps.pop()
        old_start, new_start = _take_head(old, old_end, new, new_end, old_start, new_start, runs)
        old_end, new_end = _take_tail(old, old_start, new, new_start, old_end, new_end, runs)
        if old_start == old_end or new_start == new_end:
            continue
        size = (old_end - old_start) * (new_end - new_start)
        here, there = old[old_start:old_end], new[new_start:new_end]
        if set(here).isdisjoint(there):
            continue
        if size <= EXACT_FIRST:
            runs += _exact(here, there, old_start, new_start)
            continue
        anchors = _anchors(here, there, old_start, new_start)
        if anchors:
            gaps += _between(anchors, old_start, old_end, new_start, new_end)
            runs += anchors
        elif size <= EXACT_AT_ALL:
            runs += _exact(here, there, old_start, new_start)
        else:
            given_up += 1
    runs.sort()
    return Common(_joined(runs), given_up)


def _take_head(
    old: Sequence[Hashable],
    old_end: int,
    new: Sequence[Hashable],
    new_end: int,
    i: int,
    j: int,
    runs: list[Run],
) -> tuple[int, int]:
    start = i
    for left, right in zip(old[i:old_end], new[j:new_end], strict=False):
        if left != right:
            break
        i += 1
    if i > start:
        runs.append(Run(start, j, i - start))
    return i, j + i - start


def _take_tail(
    old: Sequence[Hashable],
    old_start: int,
    new: Sequence[Hashable],
    new_start: int,
    i: int,
    j: int,
    runs: list[Run],
) -> tuple[int, int]:
    end = i
    while i > old_start and j > new_start and old[i - 1] == new[j - 1]:
        i -= 1
        j -= 1
    if i < end:
        runs.append(Run(i, j, end - i))
    return i, j


def _exact(old: Sequence[Hashable], new: Sequence[Hashable], old_at: int, new_at: int) -> list[Run]:
    """A shortest edit script by diff-match-patch, each distinct element written as one code point."""
    letters: dict[Hashable, str] = {}
    left = "".join([letters.setdefault(x, _letter(len(letters))) for x in old])
    right = "".join([letters.setdefault(x, _letter(len(letters))) for x in new])
    runs = []
    for operation, piece in _differ().diff_main(left, right, False):
        if operation == 0:
            runs.append(Run(old_at, new_at, len(piece)))
        old_at += len(piece) if operation <= 0 else 0
        new_at += len(piece) if operation >= 0 else 0
    return runs


def longest_common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """The runs of a longest common subsequence; of more than `BITS_AT_ALL` pairs of elements those of `common_runs`.

    One bit for each element of `old`, one row of them for each of `new` (H. Hyyrö, 2004), read from the end. On 135
    pairs of wordings that have little in common it takes a twelfth of the time of `common_runs`.
    """
    if len(old) * len(new) > BITS_AT_ALL:
        return common_runs(old, new).runs
    runs: list[Run] = []
    first = _take_head(old, len(old), new, len(new), 0, 0, runs)
    last = _take_tail(old, first[0], new, first[1], len(old), len(new), runs)
    runs += _by_bits(old[first[0] : last[0]], new[first[1] : last[1]], *first)
    return _joined(sorted(runs))


def _by_bits(old: Sequence[Hashable], new: Sequence[Hashable], old_at: int, new_at: int) -> Iterator[Run]:
    """The elements of a longest common subsequence, the last first."""
    rows = _bit_rows(old, new)
    i, j = len(old) - 1, len(new) - 1
    while i >= 0 and j >= 0:
        if rows[j] >> i & 1:
            i -= 1
        elif j and not rows[j - 1] >> i & 1:
            j -= 1
        else:
            yield Run(i + old_at, j + new_at, 1)
            i, j = i - 1, j - 1


def _bit_rows(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """For each element of `new` the elements of `old`, as bits that are 0 where a common subsequence up to it grows."""
    places: dict[Hashable, int] = {}
    for at, element in enumerate(old):
        places[element] = places.get(element, 0) | 1 << at
    every = row = (1 << len(old)) - 1
    rows = []
    for element in new:
        if matched := row & places.get(element, 0):
            row = (row + matched | row - matched) & every
        rows.append(row)
    return rows


def _letter(number: int) -> str:
    first, count = _SURROGATES
    return chr(number + 1 if number + 1 < first else number + 1 + count)


_DIFFER: list[_Differ] = []


def _differ() -> _Differ:
    if not _DIFFER:
        from diff_match_patch import diff_match_patch

        differ = diff_match_patch()
        differ.Diff_Timeout = 0  # never a clock: the same input gives the same diff at any load
        _DIFFER.append(differ)
    return _DIFFER[0]


class _Differ:
    """The part of diff-match-patch that we use, for the type checker."""

    Diff_Timeout: float

    def diff_main(self, left: str, right: str, checklines: bool) -> list[tuple[int, str]]:
        raise NotImplementedError


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], old_at: int, new_at: int) -> list[Run]:
    """The longest increasing chain of runs that occur once on both sides, shortest run length first."""
    for length in RUN_LENGTHS:
        places = _once(old, length)
        there = _once(new, length)
        matched = sorted((i, there[run]) for run, i in places.items() if run in there)
        if matched:
            chain = increasing([j for _, j in matched])
            return _disjoint([matched[at] for at in chain], length, old_at, new_at)
    return []


def _once(sequence: Sequence[Hashable], length: int) -> dict[Hashable, int]:
    """The runs of `length` elements that occur exactly once, with their place."""
    runs: Sequence[Hashable] = sequence
    if length > 1:
        runs = list(zip(*(sequence[at:] for at in range(length)), strict=False))
    last = {run: at for at, run in enumerate(runs)}
    if len(last) == len(runs):
        return last
    first = {run: at for at, run in zip(range(len(runs) - 1, -1, -1), reversed(runs), strict=True)}
    return {run: at for run, at in last.items() if first[run] == at}


def _disjoint(pairs: list[tuple[int, int]], length: int, old_at: int, new_at: int) -> list[Run]:
    """Runs from places in order, those that overlap an earlier one left out, those that touch made one."""
    runs: list[Run] = []
    old_start, new_start = pairs[0]
    old_free, new_free = old_start + length, new_start + length
    for i, j in pairs[1:]:
        if i == old_free and j == new_free:
            old_free, new_free = i + length, j + length
        elif i >= old_free and j >= new_free:
            runs.append(Run(old_start + old_at, new_start + new_at, old_free - old_start))
            old_start, new_start = i, j
            old_free, new_free = i + length, j + length
    runs.append(Run(old_start + old_at, new_start + new_at, old_free - old_start))
    return runs


def _between(
    anchors: list[Run], old_start: int, old_end: int, new_start: int, new_end: int
) -> list[tuple[int, int, int, int]]:
    """The gaps before, between and after the anchors."""
    gaps = []
    for old, new, length in anchors:
        if old_start < old and new_start < new:
            gaps.append((old_start, old, new_start, new))
        old_start, new_start = old + length, new + length
    gaps.append((old_start, old_end, new_start, new_end))
    return gaps


def _joined(runs: list[Run]) -> list[Run]:
    """Runs that touch on both sides made one."""
    joined: list[Run] = []
    for run in runs:
        if joined:
            old, new, length = joined[-1]
            if old + length == run.old and new + length == run.new:
                joined[-1] = Run(old, new, length + run.length)
                continue
        joined.append(run)
    return joined


def common_head(old: str, new: str) -> int:
    """How many characters both begin with: found by halving, for slices compare in C."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if old[low:middle] == new[low:middle] else (low, middle - 1)
    return low


def common_tail(old: str, new: str) -> int:
    """How many characters both end with, likewise."""
    low, high = 0, min(len(old), len(new))
    old_size, new_size = len(old), len(new)
    while low < high:
        middle = (low + high + 1) // 2
        same = old[old_size - middle : old_size - low] == new[new_size - middle : new_size - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def increasing(values: Sequence[int]) -> list[int]:
    """The places of a longest strictly increasing subsequence (patience sorting, n log n)."""
    if all(map(lt, values, values[1:])):
        return list(range(len(values)))
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        pile = bisect_left(tails, value)
        before.append(ends[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [value]
        ends[pile : pile + 1] = [at]
    return _trace(ends[-1] if ends else -1, before)


def heaviest_increasing(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The places of a strictly increasing subsequence of greatest weight; `values` are distinct, 0 to n - 1.

    A Fenwick tree keeps, for each prefix of values, the heaviest chain that ends there: n log n.
    """
    size = len(values)
    best: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    before = [-1] * size
    for at, value in enumerate(values):
        weight, last = _heaviest_below(best, value)
        before[at] = last
        _raise(best, value + 1, (weight + weights[at], at))
    return _trace(_heaviest_below(best, size)[1], before)


def _heaviest_below(best: list[tuple[int, int]], value: int) -> tuple[int, int]:
    found = (0, -1)
    while value:
        if best[value][0] > found[0]:
            found = best[value]
        value &= value - 1
    return found


def _raise(best: list[tuple[int, int]], place: int, chain: tuple[int, int]) -> None:
    while place < len(best):
        if chain[0] > best[place][0]:
            best[place] = chain
        place += place & -place


def _trace(last: int, before: Sequence[int]) -> list[int]:
    chain = []
    while last >= 0:
        chain.append(last)
        last = before[last]
    return chain[::-1]
