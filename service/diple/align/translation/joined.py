"""The steps of pieces as steps of the sentences that they are cut from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from diple.align.translation.path import Step


def of_sentences(steps: Sequence[Step], sentences: tuple[Sequence[int], Sequence[int]]) -> list[Step]:
    """The steps of sentences: those of pieces of one sentence are one step.

    A piece that nothing renders goes with the rest of its sentence. `sentences` gives the sentence of each piece.
    """
    joined: list[Step] = []
    ends = [0, 0]  # of what the steps so far took whole
    for step in (_wide(step, sentences) for step in steps if step.taken and step.given):
        if joined and (step.old < ends[0] or step.new < ends[1]):
            step = _both(joined.pop(), step)
        joined.append(step)
        ends = [step.old + step.taken, step.new + step.given]
    totals = [side[-1] + 1 if side else 0 for side in sentences]
    return list(_with_lone(joined, totals))


def _wide(step: Step, sentences: tuple[Sequence[int], Sequence[int]]) -> Step:
    """A step of pieces as one of their whole sentences."""
    olds, news = sentences
    old, new = olds[step.old], news[step.new]
    return Step(old, new, olds[step.old + step.taken - 1] + 1 - old, news[step.new + step.given - 1] + 1 - new)


def _both(one: Step, other: Step) -> Step:
    """Two steps that have a sentence in common as one."""
    return Step(one.old, one.new, other.old + other.taken - one.old, other.new + other.given - one.new)


def _with_lone(joined: Sequence[Step], totals: Sequence[int]) -> list[Step]:
    """The steps with the sentences between them, each alone, the old ones first."""
    steps: list[Step] = []
    old = new = 0
    for step in [*joined, Step(totals[0], totals[1], 0, 0)]:
        steps += [Step(at, new, 1, 0) for at in range(old, step.old)]
        steps += [Step(step.old, at, 0, 1) for at in range(new, step.new)]
        if step.taken:
            steps.append(step)
        old, new = step.old + step.taken, step.new + step.given
    return steps


def places_of_pieces(sentences: Sequence[int]) -> list[tuple[int, int]]:
    """The number of the first piece of each sentence, and how many pieces it has."""
    places = []
    at = 0
    for _, pieces in groupby(sentences):
        count = len(list(pieces))
        places.append((at, count))
        at += count
    return places


def span_of_pieces(places: Sequence[tuple[int, int]], sentences: Sequence[int]) -> tuple[int, int]:
    """The first piece of neighbouring sentences, and how many pieces they have; `places` has those of each sentence."""
    first = places[sentences[0]][0]
    return first, sum(places[sentences[-1]]) - first
