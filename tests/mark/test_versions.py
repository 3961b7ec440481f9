"""Sentences of treaties and statements as they are translated, and each with one word of one version put otherwise."""

import json
from itertools import combinations
from pathlib import Path

import pytest

import campaign
import diple

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "versions.jsonl").read_text(encoding="utf-8").splitlines()
]
LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")
NOTABLE = ("notable", "high", "critical")
PAIRS = list(combinations(LANGUAGES, 2))
# Of the suite: each language beside two others.
SOME = [("en", "ru"), ("en", "zh"), ("ru", "es"), ("zh", "fr"), ("fr", "ar"), ("es", "ar")]


def told(texts, pair):
    one, other = (diple.read(texts[language], language=language) for language in pair)
    return [m for m in diple.compare(one, other, mode="translation").markers if m.code == "L1"]


@pytest.mark.campaign
@pytest.mark.parametrize("pair", campaign.cases(SOME, PAIRS), ids="-".join)
def test_versions_that_say_the_same_are_left_alone(pair):
    """All sentences of two languages in one test: a test each would take pytest as long as the comparison takes."""
    both = [case["texts"] for case in CASES if {*pair} <= case["texts"].keys()]
    assert [(m.rationale, texts) for texts in both for m in told(texts, pair) if m.level in NOTABLE] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["texts"]["en"][:50])
def test_what_one_version_puts_otherwise_is_told(case):
    missed = []
    for change in case["changes"]:
        language = change["in"]
        changed = {**case["texts"], language: case["texts"][language].replace(change["for"], change["put"])}
        for other in change["told"]:
            directions = {marker.direction for marker in told(changed, (language, other))}
            missed += [(change, other, directions)] if directions != {"neutral"} else []
    assert missed == []


def test_there_are_enough_versions_for_each_two_languages():
    assert all(sum({*pair} <= case["texts"].keys() for case in CASES) >= 25 for pair in combinations(LANGUAGES, 2))
