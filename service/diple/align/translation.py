"""Two language versions: which sentence renders which, by length, numbers and names.

After W. Gale and K. Church (1993): renderings are about as long as what they render, so the cheapest sequence of one
to one, two to one, one to two, and lone sentences is sought. Numbers and names written alike speak for a pair. It is an
alignment, not a diff: nothing is claimed about the wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import erfc, inf, log, sqrt
from typing import NamedTuple

from diple.align.links import Link
from diple.model import Block, Span, Statement

# The variance of a rendering's length per character rendered (Gale and Church found 6.8 for European languages).
VARIANCE = 6.8
# The cost of each kind of step: minus the logarithm of how often it occurs (after the same source), times ten.
STEPS = {(1, 1): 1.2, (1, 0): 46.0, (0, 1): 46.0, (2, 1): 24.0, (1, 2): 24.0}
# What a number or name in common takes off, and what one in one version alone adds.
AGREES = 8.0
DIFFERS = 6.0
# A heading renders a heading, a list item an item.
OTHER_KIND = 15.0
# How far from the diagonal a pair may stand, in sentences, beside a tenth of the text.
BAND = 40
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"\b[A-Z][A-Za-z]{2,}|\b[A-Z]{2,}\b")


class _Sentence(NamedTuple):
    """What is compared of a sentence: its length in characters, its numbers and Latin names, its block's kind."""

    length: int
    anchors: frozenset[str]
    kind: str


def align_translation(old: Statement, new: Statement) -> list[Link]:
    """Links of kind aligned, and unaligned for sentences that nothing renders, in the order of the new text."""
    left, right = _described(old), _described(new)
    both_latin = all(language in ("en", "fr", "es") for language in (old.language, new.language))
    if not both_latin:
        left, right = ([s._replace(anchors=_numbers(s.anchors)) for s in side] for side in (left, right))
    return [_link(step) for step in _cheapest(left, right)]


def _link(step: tuple[int, int, int, int]) -> Link:
    i, j, taken, given = step
    kind = "aligned" if taken and given else "unaligned"
    return Link(tuple(range(i, i + taken)), tuple(range(j, j + given)), kind)  # type: ignore[arg-type]


def _numbers(anchors: frozenset[str]) -> frozenset[str]:
    return frozenset(anchor for anchor in anchors if anchor.isdecimal())


def _described(statement: Statement) -> list[_Sentence]:
    kinds = _kinds(statement.blocks, statement.sentences)
    described = []
    for (start, end), kind in zip(statement.sentences, kinds, strict=True):
        words = statement.text[start:end]
        anchors = frozenset([*_NUMBER.findall(words), *_NAME.findall(words)])
        described.append(_Sentence(len(words), anchors, kind))
    return described


def _kinds(blocks: Sequence[Block], sentences: Sequence[Span]) -> Sequence[str]:
    """The kind of the block that holds each sentence."""
    kinds = []
    at = 0
    for sentence in sentences:
        while at + 1 < len(blocks) and blocks[at].end <= sentence.start:
            at += 1
        kinds.append(blocks[at].kind)
    return kinds


def _cheapest(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> list[tuple[int, int, int, int]]:
    """The cheapest steps through both texts, each as (old number, new number, old taken, new taken)."""
    ratio = sum(s.length for s in new) / (sum(s.length for s in old) or 1)
    slope = len(new) / (len(old) or 1)
    band = BAND + max(len(old), len(new)) // 10
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    steps: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(old) + 1):
        middle = int(i * slope)
        for j in range(max(0, middle - band), min(len(new), middle + band) + 1):
            _reach(i, j, old, new, ratio, best, steps)
    return _back(len(old), len(new), steps)


def _reach(
    i: int,
    j: int,
    old: Sequence[_Sentence],
    new: Sequence[_Sentence],
    ratio: float,
    best: dict[tuple[int, int], float],
    steps: dict[tuple[int, int], tuple[int, int]],
) -> None:
    """Tries every step that ends before old sentence `i` and new sentence `j`."""
    if i == j == 0:
        return
    cheapest = inf
    for (taken, given), cost in STEPS.items():
        before = best.get((i - taken, j - given))
        if before is None:
            continue
        total = before + cost + _unlikely(old[i - taken : i], new[j - given : j], ratio)
        if total < cheapest:
            cheapest = total
            steps[i, j] = (taken, given)
    if cheapest < inf:
        best[i, j] = cheapest


def _unlikely(old: Sequence[_Sentence], new: Sequence[_Sentence], ratio: float) -> float:
    """How unlikely it is that one renders the other: 0 for a perfect match, negative where anchors agree."""
    if not old or not new:
        return 0.0
    length, rendered = sum(s.length for s in old), sum(s.length for s in new)
    mean = (length + rendered / ratio) / 2 if ratio else length
    spread = abs(rendered - length * ratio) / sqrt(VARIANCE * max(mean, 1))
    cost = -10 * log(max(erfc(spread / sqrt(2)), 1e-9)) / 3
    left = frozenset().union(*(s.anchors for s in old))
    right = frozenset().union(*(s.anchors for s in new))
    cost += DIFFERS * len(left ^ right) / 2 - AGREES * len(left & right)
    return cost + (OTHER_KIND if old[0].kind != new[0].kind else 0.0)


def _back(i: int, j: int, steps: dict[tuple[int, int], tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    path = []
    while i or j:
        taken, given = steps[i, j]
        i, j = i - taken, j - given
        path.append((i, j, taken, given))
    return path[::-1]
