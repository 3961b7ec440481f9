"""One passage in six languages: versions that agree are quiet, and one wording that says otherwise is loud."""

import re
from itertools import combinations
from pathlib import Path

import pytest

import diple

LOUD = ("notable", "high", "critical")
BRACKET = re.compile(r"\[(\w+): ([^|\]]*)\|([^\]]*)\]")
ROWS = (Path(__file__).parent / "cases" / "six_versions.txt").read_text(encoding="utf-8")
BLOCKS = [
    dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith("#"))
    for block in ROWS.strip().split("\n\n")
]
PAIRS = [(at, *pair) for at, block in enumerate(BLOCKS) for pair in combinations(block, 2)]
PLANTED = [
    (at, here, number, there)
    for at, block in enumerate(BLOCKS)
    for here, drawn in block.items()
    for number in range(len(BRACKET.findall(drawn)))
    for there in block
    if there != here
]


def agreeing(drawn):
    return BRACKET.sub(r"\2", drawn)


def differing(drawn, number):
    """A version with one wording exchanged, and the rule that is expected to say so."""
    place = list(BRACKET.finditer(drawn))[number]
    text = drawn[: place.start()] + place[3] + drawn[place.end() :]
    return agreeing(text), place[1]


def loud_rules(one, other):
    sides = (diple.read(text, language=language) for language, text in (one, other))
    markers = diple.compare(*sides, mode="translation").markers
    return {marker.rule.id.rpartition(".")[2] for marker in markers if marker.level in LOUD}


@pytest.mark.parametrize(("at", "one", "other"), PAIRS)
def test_versions_that_agree_are_quiet(at, one, other):
    assert loud_rules((one, agreeing(BLOCKS[at][one])), (other, agreeing(BLOCKS[at][other]))) == set()


@pytest.mark.parametrize(("at", "here", "number", "there"), PLANTED)
def test_one_wording_that_says_otherwise_is_loud(at, here, number, there):
    text, rule = differing(BLOCKS[at][here], number)
    assert rule in loud_rules((here, text), (there, agreeing(BLOCKS[at][there])))
