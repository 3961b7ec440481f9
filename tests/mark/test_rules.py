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
CODES = sorted({code for case in CASES for code in (*case.get("expect", ())[:1], *case.get("must_not", ()))})


def by_code(cases, codes):
    """The cases of each code: a test of its own for each case would take pytest longer than most cases take."""
    found = {code: [case for case in cases if code in codes(case)] for code in CODES}
    return [pytest.param(each, id=code) for code, each in found.items() if each]


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


def is_found(case):
    code, direction, keyword = case["expect"]
    return any(m.code == code and m.direction == direction and keyword.casefold() in words(m) for m in kinds(case))


def seen(case):
    """What a failure shows of a case: its new text, and what was claimed of it."""
    return case["new"][:80], [(kind.code, kind.direction, kind.referent) for kind in kinds(case)]


def is_left_alone(case):
    return {kind.code for kind in kinds(case)}.isdisjoint(case["must_not"])


def otherwise(cases, is_met):
    """Cases that are not met, cases of a known failure that are, and cases with a torn referent."""
    return [seen(case) for case in cases if is_met(case) == ("known_failure" in case) or torn(case)]


@pytest.mark.parametrize("cases", by_code(FOR, lambda case: case["expect"][:1]))
def test_found(cases):
    assert otherwise(cases, is_found) == []


@pytest.mark.parametrize("cases", by_code(AGAINST, lambda case: case["must_not"][:1]))
def test_left_alone(cases):
    assert otherwise(cases, is_left_alone) == []


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


def test_five_for_and_five_against_each_code():
    found = Counter(case["expect"][0] for case in FOR)
    left = Counter(code for case in AGAINST for code in case["must_not"])
    assert {code for code in found | left if found[code] < 5 or left[code] < 5} == set()
