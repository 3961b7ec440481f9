"""Sentences of treaties and statements as they are translated, and each with one word of one version put otherwise."""

import json
from itertools import combinations
from pathlib import Path

import pytest

import diple

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "versions.jsonl").read_text(encoding="utf-8").splitlines()
]
LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")
NOTABLE = ("notable", "high", "critical")
PAIRS = [
    pytest.param(case["texts"], pair, id=f"{'-'.join(pair)}: {case['texts']['en'][:50]}")
    for case in CASES
    for pair in combinations([language for language in LANGUAGES if language in case["texts"]], 2)
]
CHANGES = [
    pytest.param(case["texts"], change, id=f"{change['in']}: {change['for']} -> {change['put'] or 'nothing'}")
    for case in CASES
    for change in case["changes"]
]


def told(texts, pair):
    one, other = (diple.read(texts[language], language=language) for language in pair)
    return [m for m in diple.compare(one, other, mode="translation").markers if m.code == "L1"]


@pytest.mark.parametrize(("texts", "pair"), PAIRS)
def test_versions_that_say_the_same_are_left_alone(texts, pair):
    assert not [marker.rationale for marker in told(texts, pair) if marker.level in NOTABLE]


@pytest.mark.parametrize(("texts", "change"), CHANGES)
def test_what_one_version_puts_otherwise_is_told(texts, change):
    language, before, after = change["in"], change["for"], change["put"]
    changed = {**texts, language: texts[language].replace(before, after)}
    for other in change["told"]:
        found = told(changed, (language, other))
        assert found, other
        assert {marker.direction for marker in found} == {"neutral"}


def test_there_are_enough_versions_for_each_two_languages():
    assert all(sum({*pair} <= case["texts"].keys() for case in CASES) >= 25 for pair in combinations(LANGUAGES, 2))
