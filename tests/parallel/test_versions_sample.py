"""The sample in three languages: its planted divergences are in the texts, and found, each with its version."""

import tomllib

import pytest

import diple
from drawings import ROOT

FOLDER = ROOT / "samples" / "versions" / "strait-of-veld"
ABOUT = tomllib.loads((FOLDER / "versions.toml").read_text(encoding="utf-8"))
TEXTS = {language: (FOLDER / f"{language}.txt").read_text(encoding="utf-8") for language in ABOUT["languages"]}


@pytest.fixture(scope="module")
def table():
    return diple.compare_versions([FOLDER / name for name in ABOUT["texts"]])


def test_folder_is_complete():
    assert {path.name for path in FOLDER.iterdir()} == {*ABOUT["texts"], "versions.toml"}
    assert set(ABOUT["in"]) == {"ru", "zh", "fr"}
    assert len(ABOUT["planted"]) == 6


@pytest.mark.parametrize("planted", ABOUT["planted"], ids=lambda planted: planted["kind"])
def test_planted_quotes_are_found_exactly_once(planted):
    quotes = {language: planted[language] for language in TEXTS if language in planted}
    assert {language: TEXTS[language].count(quote) for language, quote in quotes.items()} == dict.fromkeys(quotes, 1)


@pytest.mark.parametrize("planted", ABOUT["planted"], ids=lambda planted: planted["kind"])
def test_each_planted_divergence_is_found_with_its_version(table, planted):
    language = next(key for key in TEXTS if key in planted)
    at = TEXTS[language].index(planted[language])
    row = next(
        row for row in table.rows if (cell := row.cell(language)) and any(s.start <= at < s.end for s in cell.spans)
    )
    assert ((planted["odd"],), True) in {(each.odd, each.decided) for each in table.divergences_in(row.id)}


def test_nothing_else_is_loud(table):
    kinds = [each.kind for each in table.divergences if each.level != "minor"]
    assert sorted(kinds) == [
        f"divergence.{kind}" for kind in ("absent", "figures", "modality", "names", "negation", "scope")
    ]
