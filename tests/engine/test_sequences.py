"""Common runs and increasing chains, against plain definitions."""

from hypothesis import given
from hypothesis import strategies as st

from diple.sequences import common_runs, heaviest_increasing, increasing, longest_common

words = st.lists(st.sampled_from("abcdef"), max_size=60)


def common(old: str, new: str) -> str:
    return "".join(old[run.old : run.old + run.length] for run in common_runs(old, new).runs)


def test_the_longest_common_subsequence_of_small_sequences():
    assert common("abcabba", "cbabac") in ("caba", "baba", "cbba")
    assert common("same", "same") == "same"
    assert common("abc", "xyz") == ""
    assert common("", "abc") == ""


@given(words, words)
def test_a_longest_common_subsequence_is_as_long_as_a_table_says(old, new):
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            table[i + 1][j + 1] = table[i][j] + 1 if one == other else max(table[i][j + 1], table[i + 1][j])
    found = longest_common(old, new)
    assert sum(run.length for run in found) == table[-1][-1]
    check_runs(found, old, new)


@given(words, words)
def test_runs_are_equal_in_order_and_apart(old, new):
    check_runs(common_runs(old, new).runs, old, new)


def check_runs(runs, old, new):
    old_free = new_free = 0
    for i, j, length in runs:
        assert i >= old_free
        assert j >= new_free
        assert old[i : i + length] == new[j : j + length]
        old_free, new_free = i + length, j + length


def test_runs_that_stand_once_anchor_long_sequences():
    old = [f"w{n % 9}" for n in range(40_000)]
    new = [*old[:20_000], "fresh", *old[20_000:]]
    common = common_runs(old, new)
    assert sum(run.length for run in common.runs) == len(old)
    assert common.given_up == 0


def test_equal_ends_belong_together():
    assert longest_common("ab.cd.", "x.") == [(5, 1, 1)]
    assert longest_common("a.b.c", "a.x") == [(0, 0, 2)]


def test_sequences_too_long_for_bits_are_diffed_by_anchors():
    old = [f"w{n % 9}" for n in range(40_000)]
    new = [*old[:20_000], "fresh", *old[20_000:]]
    assert longest_common(old, new) == common_runs(old, new).runs


def test_a_gap_too_large_for_an_exact_diff_is_counted():
    old, new = [*range(400)] * 2, [*reversed(range(400))] * 2
    assert common_runs(old, new).given_up >= 1


@given(st.permutations(range(12)))
def test_chains_increase_and_none_is_longer(values):
    chain = [values[at] for at in increasing(values)]
    heavy = [values[at] for at in heaviest_increasing(values, [1] * len(values))]
    assert chain == sorted(chain)
    assert heavy == sorted(heavy)
    assert len(chain) == len(heavy)


def test_weight_beats_length():
    assert heaviest_increasing([3, 0, 1, 2], [9, 1, 1, 1]) == [0]
