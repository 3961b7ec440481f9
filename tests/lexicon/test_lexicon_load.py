"""Loading packs of one's own: what they may change, and what an error says."""

import re
import tomllib
from pathlib import Path

import pytest
from lexicon_pictures import concept, pack

from diple.cli import main
from diple.errors import LexiconError
from diple.lexicon import Lexicon, check
from diple.lexicon.validate import shapes
from diple.mark.sentence.concepts import roles
from drawings import ROOT

BROKEN = Path(__file__).parent / "broken"
GUIDE = ROOT / "docs" / "packs.md"


def test_a_pack_adds_a_concept(tmp_path):
    lexicon = Lexicon.load([pack(tmp_path, concept("trial.lighthouse", en=["spirit of the lighthouse"]))])
    found = [m.concept for m in lexicon.matches("the spirit of the lighthouse", "en")]
    assert found == ["trial.lighthouse"]
    assert "trial.lighthouse" not in Lexicon.default().concepts


def test_a_pack_adds_forms_and_overrides_values_of_a_known_concept(tmp_path):
    body = '[[concept]]\nid = "neg.condemn"\nweight = 1\nforms.en = ["reprobates"]\n[weights.marker]\nF1 = 12\n'
    lexicon = Lexicon.load([pack(tmp_path, body)])
    known = Lexicon.default().concepts["neg.condemn"]
    assert lexicon.concepts["neg.condemn"].weight == 1
    assert lexicon.concepts["neg.condemn"].rank == known.rank
    assert [m.concept for m in lexicon.matches("Belmora reprobates it", "en")] == ["neg.condemn"]
    assert "condemn" in {form.text for form in lexicon.forms("neg.condemn", "en")}
    assert lexicon.weights["marker.F1"] == 12
    assert Lexicon.default().weights["marker.F1"] == 100


def test_companion_files_are_read(tmp_path):
    path = pack(tmp_path, concept("trial.bridge"))
    forms = 'pack = "trial"\nlanguage = "fr"\n[forms]\n"trial.bridge" = ["pont de Delm"]\n'
    (tmp_path / "trial.fr.toml").write_text(forms, encoding="utf-8")
    examples = '[[example]]\nconcept = "trial.bridge"\nlanguage = "fr"\nfor = "Le pont de Delm est ouvert."\n'
    (tmp_path / "trial.examples.toml").write_text(examples, encoding="utf-8")
    assert [m.concept for m in Lexicon.load([path], base=Lexicon([])).matches("le pont de Delm", "fr")] == [
        "trial.bridge"
    ]
    assert check.check(path) == check.test(path) == []


def expected(path):
    """The first line of a broken pack shows the error: `# CODE key: words of the message and remedy`."""
    return re.match(r"# (\w+) (\S*): (.*)", path.read_text(encoding="utf-8")).groups()


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.toml")), ids=lambda path: path.stem)
def test_an_error_names_file_key_and_remedy(path):
    code, key, words = expected(path)
    with pytest.raises(LexiconError) as raised:
        Lexicon.load([path])
    error = raised.value
    assert (error.code, error.data.get("key", "")) == (code, key)
    assert path.name in error.message
    assert words in str(error)
    assert error.remedy
    assert (code, key) in [(each.code, each.key) for each in check.check(path)]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xef\xbb\xbf[pack]\n", "byte order mark"),
        (b"a = " + 20_000 * b"[" + 20_000 * b"]", "nested too deeply"),
    ],
    ids=["byte order mark", "nested"],
)
def test_what_is_no_toml_is_told_in_plain_words(tmp_path, raw, words):
    path = tmp_path / "trial.toml"
    path.write_bytes(raw)
    with pytest.raises(LexiconError, match=words) as raised:
        Lexicon.load([path])
    assert raised.value.code == "PACK_SYNTAX"
    assert [each.code for each in check.check(path)] == ["PACK_SYNTAX"]


def test_a_broken_companion_keeps_a_pack_from_being_loaded(tmp_path):
    path = pack(tmp_path, concept("trial.bridge"))
    (tmp_path / "trial.xx.toml").write_text('pack = "trial"\nlanguage = "xx"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="not a language that Diple knows"):
        Lexicon.load([path])


def test_a_missing_pack_is_told(tmp_path):
    with pytest.raises(LexiconError) as raised:
        Lexicon.load([tmp_path / "none.toml"])
    assert raised.value.code == "PACK_NOT_FOUND"
    assert [each.code for each in check.check(tmp_path / "none.toml")] == ["PACK_NOT_FOUND"]


def test_a_finding_names_the_line_of_its_entry(tmp_path):
    path = pack(tmp_path, concept("trial.a") + concept("trial.b") + "wieght = 3\n")
    found = check.check(path)
    assert [(each.key, each.line, each.remedy) for each in found] == [("concept[1].wieght", 9, "Did you mean weight?")]


def test_forms_of_a_concept_that_no_pack_has_are_refused(tmp_path):
    path = pack(tmp_path, concept("trial.a"))
    forms = 'pack = "trial"\nlanguage = "en"\n[field]\n"trial.z" = ["zed"]\n'
    (tmp_path / "trial.en.toml").write_text(forms, encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        Lexicon.load([path]).matches("zed", "en")
    assert (raised.value.code, raised.value.data["key"]) == ("UNKNOWN_CONCEPT", "field.trial.z")
    assert [each.code for each in check.check(path)] == ["UNKNOWN_CONCEPT"]


def test_an_unknown_concept_is_told_with_a_likely_one():
    with pytest.raises(LexiconError) as raised:
        Lexicon.default().occurrences("neg.condem", "text", "en")
    assert raised.value.code == "UNKNOWN_CONCEPT"
    assert "neg.condemn" in raised.value.remedy


WRONG = ["3", '""', "true", "[1]", "[[1]]", "{ a = 1 }", '{ en = "x" }', "[{ a = 1 }]", "2020-01-01", '{ en = [""] }']
PLACES = [
    (name, key) for name, (keys, _) in shapes().items() if name in ("concept", "ladder", "marker") for key in keys
]


@pytest.mark.parametrize(("table", "key"), PLACES)
def test_no_value_of_any_key_breaks_the_checker(tmp_path, table, key):
    """Whatever is in a pack, the checker answers with findings, and a clean pack can be loaded and searched."""
    whole = {
        "concept": {"id": '"trial.a"', "category": '"trial"', "weight": "1", "forms": '{ en = ["zed"] }'},
        "ladder": {"name": '"l"', "higher_means": '"more"', "direction": '"strengthened"'},
        "marker": {"code": '"Q1"', "name": '"q"', "definition": '"q"', "weight": "1", "direction": '"x"'},
    }[table]
    for value in WRONG:
        lines = {**whole, key: value}
        path = pack(tmp_path, f"[[{table}]]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items()))
        findings = check.check(path) + check.test(path)
        if any(each.severity == "error" for each in findings):
            assert all(each.message and each.remedy and each.file for each in findings)
        else:
            Lexicon.load([path]).matches("zed", "en")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)


def test_the_guides_pack_holds(tmp_path):
    path = tmp_path / "harbour.toml"
    path.write_text(blocks("toml")[0], encoding="utf-8")
    assert check.check(path) == check.test(path) == []
    examples, bare = check.tried(path)
    assert examples > 3
    assert bare == []


def test_the_guides_notes_are_what_check_tells(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("harbour.toml").write_text(blocks("toml")[0], encoding="utf-8")
    assert main(["lexicon", "check", "harbour.toml"]) == 0
    assert capsys.readouterr().out in GUIDE.read_text(encoding="utf-8")


def test_the_guides_commands_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("harbour.toml").write_text(blocks("toml")[0], encoding="utf-8")
    Path("old.txt").write_text("Belmora guarantees free and unhindered passage to all ships.", encoding="utf-8")
    Path("new.txt").write_text("Belmora guarantees passage to all ships.", encoding="utf-8")
    commands = [line.removeprefix("$ diple ").split() for line in blocks("console")[0].splitlines()]
    assert [main(command) for command in commands] == [0, 0, 1]
    assert "passage through the Delm Strait" in capsys.readouterr().out


def test_the_guide_lists_the_categories():
    text = GUIDE.read_text(encoding="utf-8")
    rows = {cells[1].strip().split(",")[0]: set(re.findall(r"`(\w+)`", cells[2]))
            for cells in (line.split("|") for line in text.splitlines() if line.startswith(("| formula,", "| by its ladder")))}  # fmt: skip
    known = {concept.category for concept in Lexicon.default().concepts.values()}
    assert rows["formula"] == known & roles().sets["formula_categories"]
    assert rows["by its ladder"] == known - roles().sets["formula_categories"]


def test_the_guides_toml_is_toml():
    assert all(tomllib.loads(block) for block in blocks("toml"))


def test_the_guides_python_runs(tmp_path, monkeypatch):
    (tmp_path / "harbour.toml").write_text(blocks("toml")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for block in blocks("python"):
        exec(compile(block, str(GUIDE), "exec"), {})


def test_the_guide_names_every_key():
    text = GUIDE.read_text(encoding="utf-8")
    missing = {key for keys, _ in shapes().values() for key in keys if f"`{key}`" not in text}
    assert missing == set()
