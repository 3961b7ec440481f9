"""A pack of an analyst's own, with categories and ladders that no shipped pack has: all of it is marked."""

import json
from pathlib import Path

import pytest

import diple
from diple.lexicon import Lexicon
from diple.mark.sentence.concepts import is_own, roles, shipped_names
from diple.mark.sentence.readings import table

FOLDER = Path(__file__).parent / "packed"
CASES = [json.loads(line) for line in (FOLDER / "lake.jsonl").read_text(encoding="utf-8").splitlines()]
LEXICON = Lexicon.load([FOLDER / "lake.toml"])


def markers(case):
    return diple.compare(
        case["old"], case["new"], earlier=case.get("earlier", ()), mode="revision", packs=LEXICON
    ).markers


@pytest.mark.parametrize("case", [case for case in CASES if "expect" in case], ids=lambda c: c["new"][:60])
def test_found(case):
    code, direction, keyword = case["expect"]
    best = markers(case)[0]
    assert (best.code, best.direction) == (code, direction), best
    assert keyword in f"{best.referent} {best.label}"


@pytest.mark.parametrize("case", [case for case in CASES if "must_not" in case], ids=lambda c: c["new"][:60])
def test_left_alone(case):
    assert not [kind.rationale for m in markers(case) for kind in m.kinds if kind.code in case["must_not"]]


def test_the_packs_weight_is_the_markers():
    old = "The masters recall {}. Rye is cheap."
    scores = [
        markers({"old": old.format(words), "new": "Rye is cheap."})[0].score
        for words in ("that no door at the lock is closed", "one lake, one bell")
    ]
    assert scores[0] > scores[1]


def test_no_category_of_an_own_pack_is_taken_for_a_class_of_words():
    own = [concept for concept in LEXICON.concepts.values() if is_own(concept)]
    assert {concept.category for concept in own}.isdisjoint(shipped_names())
    assert [concept.id for concept in own if not roles().is_formula(concept)] == ["lake.chatter"]


def test_every_ladder_and_category_that_is_no_formula_has_a_reading():
    shipped = Lexicon.default()
    formulas = roles().sets["formula_categories"]
    assert {concept.category for concept in shipped.concepts.values()} - formulas == set(table()["category"])
    assert set(table()["ladder"]) <= {*shipped.ladders, "wrapper", "caveat"}
