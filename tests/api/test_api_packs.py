"""Lexicon packs that a request brings: they override and add, they are named in the result, hostile ones are refused."""

import io
import json

import pytest

import diple

URL = "/api/v1/comparisons"
OLD = "The Parties keep the spirit of the lighthouse. Grain is sold."
NEW = "Grain is sold."
TOML = """
[pack]
name = "trial"
version = "1"
license = "CC0-1.0"

[[concept]]
id = "trial.lighthouse"
category = "formula"
weight = 5
referent = "the tie of the two ports"
forms.en = ["spirit of the lighthouse"]

[weights.marker]
F1 = 61
"""
TABLES = {
    "pack": {"name": "trial", "version": "1", "license": "CC0-1.0"},
    "concept": [
        {
            "id": "trial.lighthouse",
            "category": "formula",
            "weight": 5,
            "referent": "the tie of the two ports",
            "forms": {"en": ["spirit of the lighthouse"]},
        }
    ],
    "weights": {"marker": {"F1": 61}},
}
HEAD = '[pack]\nname = "trial"\nversion = "1"\nlicense = "CC0-1.0"\n'


def compared(client, *packs, **more):
    return client.post(URL, json={"old": OLD, "new": NEW, "packs": list(packs), **more})


@pytest.mark.parametrize("pack", [TOML, TABLES], ids=["TOML", "object"])
def test_a_pack_adds_a_concept_and_overrides_a_weight(client, pack):
    found = compared(client, pack, mode="revision").get_json()
    marker = next(each for each in found["markers"] if each["code"] == "F1")
    assert marker["concepts"] == ["trial.lighthouse"]
    weight = sum(term["value"] for term in marker["terms"] if term["name"] != "kind")
    assert marker["score"] - weight == round((100 - weight) * 0.5 * 0.61)
    assert found["engine"]["packs"][-1]["name"] == "trial"
    assert found["glossary"]["concepts"][0]["pack"] == "trial 1"


def test_a_pack_may_come_as_a_file(client):
    fields = {"old": OLD, "new": NEW, "packs": (io.BytesIO(TOML.encode()), "trial.toml")}
    found = client.post(URL, data=fields).get_json()
    assert found == compared(client, TOML).get_json() | {"old": found["old"], "new": found["new"], "id": found["id"]}


def test_the_same_pack_gives_the_same_id_and_another_pack_another(client):
    ids = [compared(client, *packs).get_json()["id"] for packs in ((TOML,), (TOML,), (), (TOML.replace("61", "62"),))]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_levels_are_overridden_too(client):
    pack = HEAD + "[weights.level]\ncritical = 99\n"
    found = client.post(URL, json={"old": "They shall meet.", "new": "They may meet.", "packs": [pack]}).get_json()
    assert {"level": "critical", "least": 99} in found["glossary"]["levels"]


def test_what_one_request_brings_is_gone_with_it(client):
    compared(client, TOML)
    assert "trial" not in [pack["name"] for pack in compared(client).get_json()["engine"]["packs"]]
    assert "trial.lighthouse" not in diple.Lexicon.default().concepts


def deep(depth):
    return json.loads("[" * depth + "]" * depth)


HOSTILE = {
    "no TOML": ("[pack", "PACK_SYNTAX"),
    "no head": ("", "PACK_INVALID"),
    "a path": ("/etc/passwd", "PACK_SYNTAX"),
    "a byte order mark": ("\ufeff" + HEAD, "PACK_SYNTAX"),
    "deep TOML": (HEAD + "x = " + "[" * 5000 + "]" * 5000, "PACK_SYNTAX"),
    "deep keys": (HEAD + "[" + ".".join("a" * 5000) + "]", "PACK_INVALID"),
    "a deep object": ({**TABLES, "concept": [{**TABLES["concept"][0], "forms": {"en": [deep(200)]}}]}, "PACK_INVALID"),
    "an endless number": (HEAD + "x = " + "9" * 20_000, "PACK_SYNTAX"),
    "no number": (HEAD + '[[concept]]\nid = "a"\ncategory = "b"\nweight = nan\n', "PACK_INVALID"),
    "an endless rank": (
        HEAD + '[[concept]]\nid = "neg.condemn"\nladder = "tone_negative"\nrank = inf\n',
        "PACK_INVALID",
    ),
    "a taken name": (HEAD.replace("trial", "stance"), "PACK_INVALID"),
    "a weight out of range": (HEAD + "[weights.marker]\nF1 = 101\n", "PACK_INVALID"),
    "an unknown term": (HEAD + "[weights.term]\nno_such = 1\n", "PACK_INVALID"),
    "an unknown concept": (HEAD + '[[concept]]\nid = "no.such"\n', "UNKNOWN_CONCEPT"),
    "a long form": ({**TABLES, "concept": [{**TABLES["concept"][0], "forms": {"en": ["a" * 301]}}]}, "PACK_INVALID"),
    "many gaps": (
        {**TABLES, "concept": [{**TABLES["concept"][0], "forms": {"en": ["a … b … c … d"]}}]},
        "PACK_INVALID",
    ),
    "many forms with a gap": (
        {**TABLES, "concept": [{**TABLES["concept"][0], "forms": {"en": [f"a … b{n}" for n in range(51)]}}]},
        "PACK_INVALID",
    ),
    "more gaps than a stranger needs": (
        {**TABLES, "concept": [{**TABLES["concept"][0], "forms": {"en": [f"a … b{n}" for n in range(21)]}}]},
        "PACK_INVALID",
    ),
    "many words near": (
        {**TABLES, "concept": [{**TABLES["concept"][0], "near": {"en": {"the": [f"w{n}" for n in range(51)]}}}]},
        "PACK_INVALID",
    ),
    "a long key": ({**TABLES, "x" * 50_000: 1}, "PACK_INVALID"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pack_is_refused_in_plain_words(client, problem, name):
    pack, code = HOSTILE[name]
    found = problem(compared(client, pack), 422, code)
    assert "packs[0]" in found["detail"]
    assert len(found["detail"]) < 600


def test_a_pattern_is_only_text(client):
    pack = TOML.replace("spirit of the lighthouse", "spirit .* (a+)+ lighthouse")
    found = compared(client, pack).get_json()
    assert not [each for each in found["markers"] if "trial.lighthouse" in each["concepts"]]


def test_a_pack_that_is_too_large_is_refused(client, problem):
    problem(compared(client, HEAD + "#" * 300_000), 413, "TOO_LARGE")


def test_too_many_packs_are_refused(client, problem):
    problem(compared(client, *[TOML] * 9), 413, "TOO_MANY_PACKS")


def test_a_file_that_is_no_text_is_refused(client, problem):
    fields = {"old": OLD, "new": NEW, "packs": (io.BytesIO(b"\xff\xfe\x00"), "trial.toml")}
    problem(client.post(URL, data=fields), 422, "PACK_SYNTAX")
