"""Each rule on sentences written for it: what it must find, and what it must leave alone."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import diple
from diple.lexicon.vocabulary import vocabulary

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


@cache
def compared(language, mode, *texts):
    """The markers of a new text, an old one and the earlier ones; some pairs are cases of several rules."""
    new, old, *earlier = (diple.read(text, language=language) for text in texts)
    return diple.compare(old, new, mode=mode, earlier=earlier).markers


def markers(case):
    texts = case["new"], case["old"], *case.get("earlier", ())
    return compared(case["lang"], case.get("mode", "revision"), *texts)


def kinds(case):
    """All kinds that are claimed of a case, those beside the first of an event too."""
    return [kind for marker in markers(case) for kind in marker.kinds]


def torn(case):
    """The referents in the markers of a case that are empty or torn, or begin with a joint: in English there is none."""
    if case["lang"] != "en":
        return []
    words = vocabulary("en")
    joints, loose = words.words("openers_only"), words.words("dangling")
    return [marker.referent for marker in markers(case) if is_torn(marker.referent, joints, loose)]


def is_torn(referent, joints, loose):
    said = referent.casefold().split(" ")
    unpaired = any(referent.count(one) != referent.count(other) for one, other in ("“”", "()"))
    return not referent.strip() or "  " in referent or said[0] in joints or said[-1] in loose or unpaired


def words(marker):
    return f"{marker.referent} {marker.rationale}".casefold()


@pytest.mark.parametrize("case", parametrized(FOR), ids=lambda c: f"{c['expect'][0]}: {c['new'][:60]}")
def test_found(case):
    code, direction, keyword = case["expect"]
    found = kinds(case)
    assert torn(case) == []
    assert any(m.code == code and m.direction == direction and keyword.casefold() in words(m) for m in found), [
        (m.code, m.direction, m.referent) for m in found
    ]


@pytest.mark.parametrize("case", parametrized(AGAINST), ids=lambda c: f"no {c['must_not'][0]}: {c['new'][:60]}")
def test_left_alone(case):
    assert torn(case) == []
    assert not [kind.rationale for kind in kinds(case) if kind.code in case["must_not"]]


@pytest.mark.parametrize(
    ("referent", "is_wrong"),
    [
        ("the port", False),
        ("", True),
        ("the  port", True),
        ("and the port", True),
        ("the port of", True),
        ("(the port", True),
    ],
)
def test_a_torn_referent_is_seen(referent, is_wrong):
    words = vocabulary("en")
    assert is_torn(referent, words.words("openers_only"), words.words("dangling")) == is_wrong


@pytest.mark.parametrize("case", [case for case in CASES if "known_failure" in case], ids=lambda case: case["new"][:60])
def test_no_referent_is_torn_where_a_case_is_not_yet_met(case):
    assert torn(case) == []


def test_five_for_and_five_against_each_code():
    found = Counter(case["expect"][0] for case in FOR)
    left = Counter(code for case in AGAINST for code in case["must_not"])
    assert {code for code in found | left if found[code] < 5 or left[code] < 5} == set()
