"""The heaviest matching: as heavy as the best of all that can be tried, and the same whatever the order of pairs."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from diple.align.assignment import heaviest_matching


def weight(worths, matching):
    return sum(worths[i][j] for i, j in matching.items())


def heaviest(worths, news):
    """The weight of the best matching, by trying all."""
    places = [*range(news), *[None] * len(worths)]
    return max(
        sum(row.get(j, 0) for row, j in zip(worths, order, strict=True)) for order in permutations(places, len(worths))
    )


@pytest.mark.parametrize(
    ("worths", "matching"),
    [
        ([], {}),
        ([{}], {}),
        ([{0: 5}], {0: 0}),
        # The best first would take 9 and leave 1; together 8 and 7 are more.
        ([{0: 9, 1: 8}, {0: 7}], {0: 1, 1: 0}),
        # One strong pair is worth more than two weak ones.
        ([{0: 9, 1: 2}, {0: 3}], {0: 0}),
        # A chain of three exchanges.
        ([{0: 5}, {0: 6, 1: 5}, {1: 6, 2: 5}], {0: 0, 1: 1, 2: 2}),
    ],
)
def test_the_sum_counts_and_not_the_first(worths, matching):
    assert heaviest_matching(worths) == matching


@pytest.mark.parametrize("seed", range(60))
def test_no_other_matching_is_heavier(seed):
    chance = Random(seed)
    olds, news = chance.randint(1, 4), chance.randint(1, 4)
    worths = [{j: chance.randint(1, 9) for j in range(news) if chance.random() < 0.6} for _ in range(olds)]
    matching = heaviest_matching(worths)
    assert len(set(matching.values())) == len(matching)
    assert weight(worths, matching) == heaviest(worths, news)


def test_the_order_in_which_pairs_are_given_does_not_matter():
    worths = [{0: 4, 1: 4, 2: 3}, {0: 4, 1: 4}, {1: 4, 2: 4}]
    assert heaviest_matching(worths) == heaviest_matching([dict(reversed(row.items())) for row in worths])
