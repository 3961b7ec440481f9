"""The folders of the languages: whole by their schema, one rank a phrase, and the same when compiled."""

import shutil
from types import SimpleNamespace

import pytest

import campaign
from diple.lexicon import Lexicon, compiled, compiling
from diple.lexicon.index import file
from diple.lexicon.language_check import conflict, language_problems, two_ranks, unknown_ladders
from diple.lexicon.tables import FOLDERS, NEUTRAL, UNKNOWN, language_table, languages, merged, parsed, sources
from drawings import ROOT

DECISIONS = ROOT / "docs" / "rank-decisions.tsv"
WELL_FORMED = """
language = "xx"
cased = ["May"]
[[entry]]
kind = "modality"
rank = 10
means = "an obligation"
forms = ["{shall|must} meet"]
"""


@pytest.mark.parametrize("language", [*languages(), UNKNOWN])
def test_a_language_is_well_formed(language):
    assert [f"{found.file}: {found.key}: {found.message}" for found in language_problems(language)] == []


@pytest.fixture
def folder(tmp_path):
    """A language of one's own: the boundaries and noise words of English, and a few classes."""
    for name in ("boundaries.toml", "noise.toml"):
        (tmp_path / "xx").mkdir(exist_ok=True)
        shutil.copy(FOLDERS / "en" / name, tmp_path / "xx" / name)
    (tmp_path / "xx" / "classes.toml").write_text(WELL_FORMED, encoding="utf-8")
    return tmp_path


def messages(folder):
    return [f"{found.key} {found.message}" for found in language_problems("xx", folder)]


def test_a_folder_of_ones_own_is_well_formed(folder):
    assert messages(folder) == []


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('colour = ["red"]\n' + WELL_FORMED, "colour is not a known key."),
        (WELL_FORMED.replace('["May"]', '"May"'), "cased is no words."),
        (WELL_FORMED.replace('["May"]', '["May", "May"]'), "cased holds twice: May."),
        (
            WELL_FORMED.replace("rank = 10", 'rank = "high"'),
            "entry modality an obligation rank is unknown, or no number.",
        ),
        (WELL_FORMED.replace("means =", "meaning ="), "entry modality meaning is unknown, or no None."),
        (WELL_FORMED.replace('kind = "modality"\n', ""), "entry None an obligation kind is missing."),
        (
            WELL_FORMED + '[[entry]]\nkind = "modality"\nrank = 6\nmeans = "advice"\nforms = ["must meet"]\n',
            "modality 6 'must meet' has rank 10 too.",
        ),
    ],
)
def test_what_is_wrong_is_reported(folder, written, message):
    (folder / "xx" / "classes.toml").write_text(written, encoding="utf-8")
    assert messages(folder) == [message]


def test_an_unknown_and_a_missing_table_are_reported(folder):
    (folder / "xx" / "noise.toml").rename(folder / "xx" / "nose.toml")
    found = messages(folder)
    assert found[0].startswith("nose is not a known table")
    assert found[1:] == ["noise is missing."]


def test_a_rank_other_than_the_concepts_is_reported():
    must = Lexicon.default().concept("mod.must")
    row = {"kind": "modality", "rank": 10, "forms": ["is obliged to"]}
    path = FOLDERS / "en" / "classes"
    assert [found.message for found in conflict(row, "is obliged to", [must], path)] == [
        "'is obliged to' has rank 10 here and 9.5 as mod.must."
    ]
    assert list(conflict({**row, "rank": 9.5}, "is obliged to", [must], path)) == []
    assert list(conflict({**row, "kind": "hedge"}, "is obliged to", [must], path)) == []
    shall = Lexicon.default().concept("mod.shall")
    assert (
        list(conflict({**row, "rank": 3}, "is obliged to", [must, shall], path)) == []
    )  # a collision: no rank is read


def test_equal_ranks_are_no_conflict(tmp_path):
    rows = [{"kind": "hedge", "rank": 3, "forms": ["perhaps"]}, {"kind": "hedge", "rank": 3, "forms": ["perhaps"]}]
    assert list(two_ranks([(tmp_path, row) for row in rows])) == []


def test_every_key_of_the_schema_is_read_by_code():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "service" / "diple").rglob("*.py"))
    tables = parsed(NEUTRAL / "schema.toml")["tables"]
    unread = [
        f"{name}.{key}"
        for name in ("articles", "classes", "favours", "figures", "parties")
        for key in tables[name]
        if f'"{key}"' not in code and f"'{key}'" not in code
    ]
    assert unread == []


def test_the_decisions_on_ranks_hold():
    rows = [line.split("\t") for line in DECISIONS.read_text(encoding="utf-8").splitlines() if line[0] != "#"][1:]
    assert len(rows) > 100
    for language, _, classes, elsewhere, decided, why, phrases in rows:
        assert why
        if decided == "packs":
            concept, rank = elsewhere.split()
            assert abs(Lexicon.default().concept(concept).rank) == float(rank) != float(classes), phrases
        if decided == "packs" or (decided == "classes" and language == "ru"):
            known = {
                form.text.casefold().replace("ё", "е")
                for form in Lexicon.default().forms(elsewhere.split()[0], language)
            }
            for phrase in phrases.split("; "):
                assert (phrase.casefold().replace("ё", "е") in known) == (decided == "packs"), phrase


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A folder with all tables, compiled anew, and how many were written."""
    folder = tmp_path_factory.mktemp("compiled")
    return folder, compiling.write(folder)


@pytest.mark.campaign
def test_compiled_tables_hold_what_the_toml_holds(written, monkeypatch):
    folder, count = written
    monkeypatch.setattr(compiled, "COMPILED", folder)
    assert count > 60
    assert compiling.write(folder) == 0  # the same bytes again
    for language in campaign.cases(("zh",), languages()):
        for name in ("noise", "classes", "senses"):
            paths = sources(FOLDERS / language, name)
            assert compiled.fresh(paths) == merged(map(parsed, paths))
    assert compiled.fresh(sources(FOLDERS / "en", "classes"), "vocabulary") is not None


def test_a_compiled_index_is_that_of_the_very_same_phrases(written, monkeypatch):
    monkeypatch.setattr(compiled, "COMPILED", written[0])
    phrases = Lexicon.default().phrases("fr")
    assert compiled.fresh_index(phrases, "fr") == file(phrases)
    assert compiled.fresh_index([*phrases, "une phrase de plus"], "fr") is None
    assert compiled.fresh_index(phrases, "xx") is None


def test_an_edited_file_is_never_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "COMPILED", tmp_path / "compiled")
    monkeypatch.setattr(compiled, "HOME", tmp_path)
    (tmp_path / "compiled").mkdir()
    path = tmp_path / "words.toml"
    path.write_text('kept = ["one"]\n', encoding="utf-8")
    monkeypatch.setattr(compiled, "code", lambda: b"code")
    (tmp_path / "compiled" / compiled.name_of([path])).write_bytes(compiled.packed(parsed(path), [path]))
    assert compiled.fresh([path]) == {"kept": ["one"]}
    path.write_text('kept = ["two"]\n', encoding="utf-8")
    assert compiled.fresh([path]) is None
    path.write_text('kept = ["one"]\n', encoding="utf-8")
    monkeypatch.setattr(compiled, "code", lambda: b"other code")
    assert compiled.fresh([path]) is None


def test_what_no_one_wrote_is_an_empty_table():
    assert language_table("xx", "noise") == {}
    assert language_table("../en", "noise") == {}


def test_a_stance_without_a_ladder_is_reported():
    packs = Lexicon.default()
    known = {name: packs.ladders[name] for name in packs.ladders if name != "directive_power"}
    few = SimpleNamespace(concepts=packs.concepts, ladders=known)
    assert [found.key for found in unknown_ladders(few)] == ["stance.directive_power"]
