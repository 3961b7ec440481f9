"""The links that alignment makes, and how alike two sentences are."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from typing import Literal, NamedTuple

from diple.sequences import common_head, common_tail

LinkKind = Literal["same", "changed", "reworded", "dropped", "added", "aligned", "unaligned"]


class Link(NamedTuple):
    """Which sentences (by number) answer which.

    `same` means equal, character by character, each to each: as many on both sides. `changed` are alike enough to be
    diffed; `reworded`, possibly the same thought; there, more than one number on a side is a split or a merge.
    `moved` links left the common order. Numbers rise, and follow on one another except in `reworded` and `changed`
    links of a succession, where one sentence may restate two that are far apart. `confidence`, 0 to 100, is how likely
    an `aligned` one is right; None where it is not known.
    """

    old: Sequence[int]
    new: Sequence[int]
    kind: LinkKind
    moved: bool = False
    confidence: int | None = None

    @property
    def mirrored(self) -> Link:
        """The same link with the sides exchanged."""
        kind: LinkKind = {"dropped": "added", "added": "dropped"}.get(self.kind, self.kind)  # type: ignore[assignment]
        return Link(self.new, self.old, kind, self.moved, self.confidence)


class Bag(NamedTuple):
    """A sentence as a set of words (of pairs of characters where words are not spaced) and their total length."""

    words: frozenset[str]
    weight: int


def bag(folded: str, spaced: bool) -> Bag:
    """The bag of a folded sentence. Words weigh their length: long ones say more than `of` and `the`."""
    words = frozenset(folded.split() if spaced else map(add, folded, folded[1:]))
    return Bag(words, sum(map(len, words)))


def likeness(old: Bag, new: Bag) -> float:
    """Twice what both have over what each has (S. Dice, 1945), by weight: 0 to 1."""
    both = sum(map(len, old.words & new.words))
    return 2 * both / ((old.weight + new.weight) or 1)


def edge_likeness(old: str, new: str) -> float:
    """The share of both sentences that is an equal head or an equal tail, 0 to 1: cheap, and never too high."""
    head = common_head(old, new)
    return 2 * (head + common_tail(old[head:], new[head:])) / ((len(old) + len(new)) or 1)


def union(bags: Sequence[Bag]) -> Bag:
    """The bag of several sentences together."""
    words = frozenset().union(*(one.words for one in bags))
    return Bag(words, sum(map(len, words)))


def shingles(folded: str, spaced: bool) -> set[tuple[str, ...]]:
    """Runs of three words, or of four characters where words are not spaced: rare, so good to find by."""
    words = folded.split() if spaced else folded
    if len(words) < 3:
        return {tuple(words)}
    if spaced:
        return set(zip(words, words[1:], words[2:], strict=False))
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))
