"""The edits that turn the tokens of one stretch into those of another, and the same made readable.

Finding them and making them readable are two passes. The first is a true diff. The second only chooses among
equally true ones: it slides insertions and deletions to where a phrase begins or ends, and takes a lone small
token between two large edits into them, since nobody reads a sentence in shreds.
"""

from __future__ import annotations

from collections.abc import Sequence

from diple.segment.tokens import Edit, Tokens
from diple.sequences import Run, common_runs

# A single equal token of at most this many characters, between two edits, belongs to them ...
SMALL_TOKEN = 3
# ... where each of them has at least this many tokens.
LARGE_EDIT = 3
_BRACKETS = {"[": "]", "(": ")"}


def edits(old: Sequence[str], new: Sequence[str], head: int = 0, tail: int = 0) -> tuple[list[Edit], int]:
    """The edits from `old` keys to `new` keys, in order; and how many gaps were too large for an exact diff.

    `head` and `tail` keys are known to be equal at the beginning and the end.
    """
    here, there = old[head : len(old) - tail], new[head : len(new) - tail]
    if here == there:
        return [], 0
    common = common_runs(here, there)
    return between(common.runs, len(here), len(there), head), common.given_up


def between(runs: Sequence[Run], olds: int, news: int, head: int = 0) -> list[Edit]:
    """The edits between runs in common of so many old and new keys, behind a head that is equal."""
    found = []
    i = j = 0
    for run_old, run_new, length in [*runs, (olds, news, 0)]:
        if i < run_old or j < run_new:
            found.append(Edit(i + head, run_old + head, j + head, run_new + head))
        i, j = run_old + length, run_new + length
    return found


def readable(found: Sequence[Edit], old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """The edits set on phrase boundaries; applying them still gives `new` from `old`."""
    joined = _joined(found, old) if len(found) > 1 else list(found)
    for at, edit in enumerate(joined):
        if edit.old_start == edit.old_end:
            free = _room(joined, at, len(new))
            shift = _best_shift(new, edit.new_start, edit.new_end, *free)
        elif edit.new_start == edit.new_end:
            free = _room(joined, at, len(old))
            shift = _best_shift(old, edit.old_start, edit.old_end, *free)
        else:
            continue
        joined[at] = Edit(*(place + shift for place in edit))
    return joined


def _room(joined: Sequence[Edit], at: int, size: int) -> tuple[int, int]:
    """How many equal tokens are free before and behind an edit; a neighbour keeps one for itself."""
    edit = joined[at]
    before = edit.old_start - joined[at - 1].old_end - 1 if at else edit.old_start
    behind = joined[at + 1].old_start - edit.old_end - 1 if at + 1 < len(joined) else size - 1
    return max(before, 0), max(behind, 0)


def _best_shift(keys: Sequence[str], start: int, end: int, before: int, behind: int) -> int:
    """By how much to slide `keys[start:end]`, which is alone on its side, to begin or end a phrase."""
    shifts = [0]
    left = 0
    while left < before and start - left > 0 and keys[start - left - 1] == keys[end - left - 1]:
        left += 1
        shifts.append(-left)
    right = 0
    while right < behind and end + right < len(keys) and keys[start + right] == keys[end + right]:
        right += 1
        shifts.append(right)
    if len(shifts) == 1:
        return 0
    return max(shifts, key=lambda shift: (_phrasal(keys, start + shift, end + shift), -shift))


def _phrasal(keys: Sequence[str], start: int, end: int) -> int:
    """How much `keys[start:end]` looks like a phrase: by the marks that open, close or enclose it, 0 to 4."""
    opened = start == 0 or not keys[start - 1][0].isalnum()
    closed = end == len(keys) or not keys[end][0].isalnum()
    leads = not keys[start][0].isalnum()
    trails = not keys[end - 1][0].isalnum()
    if leads and trails:
        return 4 if end - start > 2 and _BRACKETS.get(keys[start]) == keys[end - 1] else 0
    if (opened and trails) or (leads and closed):
        return 3
    return 2 if opened and closed else 1 if trails or leads or opened or closed else 0


def _joined(found: Sequence[Edit], old: Sequence[str]) -> list[Edit]:
    joined: list[Edit] = []
    for edit in found:
        if joined and _shredded(joined[-1], edit, old):
            edit = joined.pop()._replace(old_end=edit.old_end, new_end=edit.new_end)
        joined.append(edit)
    return joined


def _shredded(left: Edit, right: Edit, old: Sequence[str]) -> bool:
    between = old[left.old_end : right.old_start]
    return (
        len(between) == 1
        and len(between[0]) <= SMALL_TOKEN
        and not between[0].isdecimal()
        and all(max(e.old_end - e.old_start, e.new_end - e.new_start) >= LARGE_EDIT for e in (left, right))
    )


def equal_share(found: Sequence[Edit], old: Tokens, new: Tokens) -> float:
    """The share of both sides' tokens that the edits leave alone, 0 to 1."""
    touched = sum(e.old_end - e.old_start + e.new_end - e.new_start for e in found)
    return 1 - touched / ((len(old) + len(new)) or 1)
