"""The packs that come with Diple: well formed, their examples hold, and the facts that rules rely on are there."""

import json
import tomllib

import jsonschema
import pytest

from diple.lexicon import Lexicon, check
from diple.lexicon.load import SHIPPED, examples_of, read_pack, shipped_paths
from diple.lexicon.tables import FOLDERS
from diple.lexicon.validate import LANGUAGES, shapes
from drawings import ROOT

PACKS = [path.stem for path in shipped_paths()]
FILES = sorted([*SHIPPED.glob("*.toml"), *FOLDERS.glob("*/forms/*.toml")])
EXAMPLES = {path.stem: examples_of(read_pack(path)) for path in shipped_paths()}
SCHEMA = json.loads((ROOT / "schemas" / "lexicon-pack.v1.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.default()


@pytest.mark.parametrize("name", PACKS)
def test_pack_is_well_formed(name):
    assert check.check(SHIPPED / f"{name}.toml") == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}-{path.name}")
def test_file_fits_the_published_schema(path):
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    kind = "companion" if path.parent != SHIPPED else "examples" if ".examples" in path.name else "pack"
    schema = {**SCHEMA, "$ref": f"#/$defs/{kind}"}
    del schema["anyOf"]
    jsonschema.Draft202012Validator(schema).validate(data)


def test_schema_and_loader_know_the_same_keys():
    tables = {"pack": "head", "top": "pack"}
    for name, (keys, required) in shapes().items():
        published = SCHEMA["$defs"][tables.get(name, name)]
        assert set(published["properties"]) == set(keys), name
        assert set(published.get("required", ())) == set(required), name


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_holds(lexicon, name):
    """All that have no known failure, and none of those that have."""
    assert [each for each in EXAMPLES[name] if holds(lexicon, each) == bool(each.known_failure)] == []


def holds(lexicon, example):
    found = {match.concept for match in lexicon.matches(example.text, example.language)}
    return (example.concept in found) == example.matches


def test_every_concept_has_an_example_for_and_one_against(lexicon):
    """Only what no wording shows, such as a paragraph that moved, has none."""
    all_ = [example for examples in EXAMPLES.values() for example in examples]
    seen = {(example.concept, example.matches) for example in all_ if not example.known_failure}
    worded = [id_ for id_ in lexicon.concepts if any(lexicon.forms(id_, language) for language in LANGUAGES)]
    assert [id_ for id_ in worded if (id_, True) not in seen] == []
    known = {(example.concept, example.matches) for example in all_}
    assert [id_ for id_ in worded if (id_, False) not in known] == []
    assert {id_.split(".")[0] for id_ in lexicon.concepts.keys() - set(worded)} == {"str"}


def test_every_ladder_has_an_order_and_every_concept_its_ladder(lexicon):
    for concept in lexicon.concepts.values():
        if concept.ladder is not None:
            ladder = lexicon.ladders[concept.ladder]
            assert concept.rank is None or ladder.ranked, concept.id


def test_ranks_are_not_compared_where_a_language_merges_them(lexicon):
    assert lexicon.ladders["tone_negative"].languages == ("en", "fr", "es")
    assert lexicon.collisions("ru")["нарушает"].advice == "never_rank"
    assert lexicon.collisions("en")["serious concern"].advice == "decide_by_object"
    assert lexicon.collisions("ru")["серьезную обеспокоенность"].advice == "never_rank"
    assert lexicon.collisions("fr")["le cas échéant"].advice == "neutral"


def test_threat_labels_are_inverted(lexicon):
    inverted = {concept.id for concept in lexicon.concepts.values() if concept.inverted}
    assert {"rel.threat_direct", "rel.competitor"} <= inverted


@pytest.mark.parametrize(
    ("language", "form"), [("en", "may"), ("en", "will"), ("en", "we"), ("en", "rights"), ("zh", "将"), ("zh", "可")]
)
def test_very_frequent_forms_count_in_clauses_only(lexicon, language, form):
    found = [match for match in lexicon.matches(form, language) if match.form == form]
    assert found
    assert all(match.clause_only for match in found)


def test_forms_say_whether_they_were_seen(lexicon):
    assert lexicon.status("neg.condemn", "en") == "attested"
    assert {form.status for form in lexicon.forms("neg.condemn_strongest", "es")} == {"attested", "field"}
    assert lexicon.status("str.para_added", "en") is None
    assert not any(pack.native_checked for pack in lexicon.packs)


def test_both_chinese_scripts_are_found(lexicon):
    for text in ("双方强烈谴责", "雙方強烈譴責"):
        assert "neg.condemn_strongly" in {match.concept for match in lexicon.matches(text, "zh")}


def test_every_marker_of_the_taxonomy_has_its_weight(lexicon):
    assert len(lexicon.markers) == 38
    for code, marker in lexicon.markers.items():
        assert lexicon.weights[f"marker.{code}"] == round(20 * marker.weight)
    assert lexicon.weights["level.critical"] > lexicon.weights["level.high"] > lexicon.weights["level.notable"]


def test_a_pack_is_known_by_its_digest(lexicon):
    digests = [pack.sha256 for pack in lexicon.packs]
    assert len(set(digests)) == len(digests)
    assert all(read_pack(pack.path).sha256 == pack.sha256 for pack in lexicon.packs)
