"""`diple lexicon check` and `test` in plain words, and `--pack` in a comparison."""

import json
from pathlib import Path

import pytest

HEAD = '[pack]\nname = "{name}"\nversion = "1"\nlicense = "CC0-1.0"\n'
CONCEPT = '[[concept]]\nid = "{name}.passage"\ncategory = "maritime"\nweight = 5\nforms.en = ["passage"]\n'
FOR = 'examples.for = [{ language = "en", text = "The passage is free." }]\n'
HOLDS = 'examples.against = [{ language = "en", text = "The passenger is free.", why = "a longer word" }]\n'
FAILS = 'examples.against = [{ language = "en", text = "With the passage of time.", why = "an idiom" }]\n'


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(name, *body):
        Path(f"{name}.toml").write_text(HEAD.format(name=name) + "".join(body).format(name=name), encoding="utf-8")
        return f"{name}.toml"

    return write


def braced(text):
    return text.replace("{ ", "{{ ").replace(" }", " }}")


def test_examples_that_hold_are_counted(pack, run):
    name = pack("good", CONCEPT, braced(FOR), braced(HOLDS))
    note = "good.toml: note: good.passage: formula (F1, F2, F4)\n"
    assert run("lexicon", "check", name) == (0, f"{note}good.toml: well formed\n", "")
    assert run("lexicon", "test", name) == (0, "good.toml: 2 examples tried, all as they should be\n", "")


def test_an_example_that_does_not_hold_is_quoted_with_the_remedy(pack, run):
    code, out, _ = run("lexicon", "test", pack("bad", CONCEPT, braced(FAILS)))
    assert code == 1
    assert "bad.passage: error: must not be found in “With the passage of time.”, but is: “passage”." in out
    assert "an idiom" in out
    assert out.endswith("bad.toml: 1 error\n")


def test_a_concept_without_examples_is_named(pack, run):
    code, out, _ = run("lexicon", "test", pack("bare", CONCEPT))
    assert code == 0
    assert "no example to try; 1 concept without an example for and one against: bare.passage" in out


READ_AS = {
    '[[concept]]\nid = "own.a"\ncategory = "deterrence"\nweight = 3\n': "own.a: formula (F1, F2, F4)",
    '[[concept]]\nid = "own.a"\ncategory = "deterrence"\nweight = 2\n': "own.a: found, not marked: a weight under 3",
    '[[concept]]\nid = "own.a"\ncategory = "modality"\nweight = 5\n': "own.a: modal without a rank (found, not compared)",
    '[[concept]]\nid = "own.a"\ncategory = "structural"\nweight = 5\n': "own.a: event of structure (found, not marked)",
    '[[concept]]\nid = "own.a"\ncategory = "stance"\nladder = "directive"\nrank = 4\nweight = 5\n': "own.a: verb of command (V2)",
    '[[concept]]\nid = "own.a"\ncategory = "x"\nladder = "own"\nrank = 4\nweight = 2\n'
    '[[ladder]]\nname = "own"\nhigher_means = "more"\ndirection = "softened"\n': "own.a: on a ladder of your own, compared",
    '[[concept]]\nid = "neg.condemn"\nweight = 5\n': "neg.condemn: verb of censure (V1, its degrees H3)",
}  # fmt: skip


@pytest.mark.parametrize("concept", READ_AS)
def test_check_tells_how_a_concept_is_read(pack, run, concept):
    code, out, _ = run("lexicon", "check", pack("own", concept))
    assert code == 0
    assert f"note: {READ_AS[concept]}" in out


def test_a_pack_with_an_error_has_no_notes(pack, run):
    code, out, _ = run("lexicon", "check", pack("own", CONCEPT, "[weights.level]\ncritical = 10\n"))
    assert code == 1
    assert "note" not in out
    assert "critical begins at 10, and high at " in out


def test_every_file_is_looked_at_and_the_worst_decides(pack, run):
    files = pack("bad", CONCEPT, braced(FAILS)), pack("good", CONCEPT, braced(FOR), braced(HOLDS))
    code, out, _ = run("lexicon", "test", *files)
    assert code == 1
    assert "bad.toml: 1 error" in out
    assert "good.toml: 2 examples tried" in out


def test_a_pack_overrides_levels_and_is_named_in_the_result(pack, run):
    Path("old.txt").write_text("The Parties shall meet.", encoding="utf-8")
    Path("new.txt").write_text("The Parties may meet.", encoding="utf-8")
    compared = "compare", "old.txt", "new.txt", "-f", "json"
    name = pack("strict", "[weights.level]\ncritical = 99\nhigh = 98\n")
    plain, strict = (json.loads(run(*each)[1]) for each in (compared, (*compared, "--pack", name)))
    assert strict["engine"]["packs"][-1]["name"] == "strict"
    assert plain["id"] != strict["id"]
    assert strict["markers"][0]["level"] == "notable"
    assert strict["glossary"]["levels"][0] == {"level": "critical", "least": 99}
