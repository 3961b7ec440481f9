"""Facts of two language versions, each of its own word: what is dropped, put or exchanged in one of them is loud."""

from pathlib import Path

import pytest

import diple

HOME = Path(__file__).parent / "cases"
NOTABLE = ("notable", "high", "critical")
CASES = [
    [cell.strip() for cell in row.split(" | ")]
    for row in (HOME / "version_facts.txt").read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]


def loud_rules(one, other):
    sides = (diple.read(text, language=language) for language, text in (one, other))
    markers = diple.compare(*sides, mode="translation").markers
    return {marker.rule.id.rpartition(".")[2] for marker in markers if marker.level in NOTABLE}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[4]}: {case[1][:40]} {case[2]}")
def test_a_fact_of_one_version_is_loud(case):
    expected = set() if case[4] == "-" else {case[4]}
    assert loud_rules(case[:2], case[2:4]) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[4]}: {case[2]} {case[3][:40]}")
def test_exchanging_the_versions_keeps_it(case):
    assert loud_rules(case[2:4], case[:2]) == loud_rules(case[:2], case[2:4])
