"""Each rule on sentences written for it: what it must find, and what it must leave alone."""

import json
from collections import Counter
from pathlib import Path

import pytest

import diple

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
FOR = [case for case in CASES if "expect" in case]
AGAINST = [case for case in CASES if "must_not" in case]


def parametrized(cases):
    """The cases, those of a known failure marked as such: where one passes, the suite says so."""
    known = pytest.mark.xfail(strict=True)
    return [pytest.param(case, marks=known) if "known_failure" in case else case for case in cases]


def markers(case):
    old, new = (diple.read(case[side], language=case["lang"]) for side in ("old", "new"))
    earlier = [diple.read(text, language=case["lang"]) for text in case.get("earlier", ())]
    return diple.compare(old, new, mode=case.get("mode", "revision"), earlier=earlier).markers


def kinds(case):
    """All kinds that are claimed of a case, those beside the first of an event too."""
    return [kind for marker in markers(case) for kind in marker.kinds]


def words(marker):
    return f"{marker.referent} {marker.rationale}".casefold()


@pytest.mark.parametrize("case", parametrized(FOR), ids=lambda c: f"{c['expect'][0]}: {c['new'][:60]}")
def test_found(case):
    code, direction, keyword = case["expect"]
    found = kinds(case)
    assert any(m.code == code and m.direction == direction and keyword.casefold() in words(m) for m in found), [
        (m.code, m.direction, m.referent) for m in found
    ]


@pytest.mark.parametrize("case", parametrized(AGAINST), ids=lambda c: f"no {c['must_not'][0]}: {c['new'][:60]}")
def test_left_alone(case):
    assert not [kind.rationale for kind in kinds(case) if kind.code in case["must_not"]]


def test_five_for_and_five_against_each_code():
    found = Counter(case["expect"][0] for case in FOR)
    left = Counter(code for case in AGAINST for code in case["must_not"])
    assert {code for code in found | left if found[code] < 5 or left[code] < 5} == set()
