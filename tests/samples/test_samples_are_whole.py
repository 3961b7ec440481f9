"""Every sample is complete, and what it claims about its own texts is true."""

import re
import tomllib
from pathlib import Path

import pytest

import diple
from diple.lexicon import packs

SAMPLES = Path(__file__).parents[2] / "samples"
HERE = Path(__file__).parent
NAMES = sorted(each.parent.name for each in SAMPLES.glob("*/markers.toml"))
LEVELS = ("minor", "notable", "high", "critical")
DIRECTIONS = ("strengthened", "softened", "neutral", "mixed")
NOISE = {
    "alternat", "typography", "spelling", "courtesy", "renumbering",
    "rolling_date", "name_form", "script", "synonym", "whitespace",
}  # fmt: skip
EXPECT_KEYS = {
    "code", "also", "name", "direction", "referent_keywords", "old_quote", "new_quote", "level", "why",
}  # fmt: skip


def described(name):
    return tomllib.loads((SAMPLES / name / "markers.toml").read_text(encoding="utf-8"))


def texts(name):
    about = described(name)
    return {side: diple.read(SAMPLES / name / about[side]).text for side in ("old", "new")}


def folded(text):
    return " ".join(text.split())


def length(text, language):
    return len(re.findall(r"[\u3400-\u9fff]", text)) if language == "zh" else len(text.split())


@pytest.fixture(scope="module")
def taxonomy():
    pack = tomllib.loads((Path(packs.__path__[0]) / "markers.toml").read_text(encoding="utf-8"))
    return {marker["code"]: marker["name"] for marker in pack["marker"]}


def real_countries():
    lines = (HERE / "countries.txt").read_text(encoding="utf-8").splitlines()
    return [name for line in lines if not line.startswith("#") for name in line.split("|")]


def spoken_of(country, text):
    """English names are whole words, Russian ones the stems of words, Chinese ones are anywhere."""
    if re.match("[一-鿿]", country):
        return country in text
    end = "" if re.match("[А-Я]", country) else r"\b"
    return re.search(rf"\b{country}{end}", text) is not None


def test_there_are_eleven_pairs_and_three_of_them_long():
    assert len(NAMES) == 11
    assert sum(described(name)["words"] >= 3000 for name in NAMES) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_folder_is_complete(name):
    about = described(name)
    held = {path.name for path in (SAMPLES / name).iterdir()}
    assert held == {"markers.toml", about["old"], about["new"]}
    assert about["title"] and len(about["description"].split()) >= 30
    assert set(about["in"]) == {"ru", "zh", "fr"}
    assert all(told["title"] and len(told["description"]) >= 80 for told in about["in"].values())
    assert len(about["languages"]) == 2
    assert about["mode"] in ("revision", "succession", "translation")
    assert set(about["quiet"]) <= NOISE


@pytest.mark.parametrize("name", NAMES)
def test_texts_have_their_length(name):
    about = described(name)
    for text, language in zip(texts(name).values(), about["languages"], strict=True):
        assert length(text, language) >= about["words"]


@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_found_exactly_once(name):
    about, held = described(name), texts(name)
    for entry in (*about.get("expect", ()), *about.get("forbid", ())):
        for side in ("old", "new"):
            if quote := entry.get(f"{side}_quote"):
                assert folded(held[side]).count(folded(quote)) == 1, (side, quote)


@pytest.mark.parametrize("name", NAMES)
def test_expected_markers_are_of_the_taxonomy(name, taxonomy):
    for entry in described(name).get("expect", ()):
        assert set(entry) <= EXPECT_KEYS
        assert taxonomy[entry["code"]] == entry["name"]
        assert set(entry.get("also", ())) <= set(taxonomy)
        assert entry.get("direction", "neutral") in DIRECTIONS
        assert entry["level"] in LEVELS
        assert entry["referent_keywords"] and entry["why"]
        assert "old_quote" in entry or "new_quote" in entry


@pytest.mark.parametrize("name", NAMES)
def test_forbidden_markers_are_of_the_taxonomy(name, taxonomy):
    for entry in described(name).get("forbid", ()):
        assert set(entry) <= {"codes", "old_quote", "new_quote", "why"}
        assert set(entry.get("codes", ())) <= set(taxonomy)
        assert entry["why"]


@pytest.mark.parametrize("name", NAMES)
def test_expected_change_is_a_change(name):
    held = {side: folded(text) for side, text in texts(name).items()}
    for entry in described(name).get("expect", ()):
        old, new = entry.get("old_quote"), entry.get("new_quote")
        stays = old and old in held["new"] and (new is None or new == old)
        stood = new and new in held["old"] and old is None
        assert not stays and not stood, entry


@pytest.mark.parametrize("name", NAMES)
def test_states_are_invented(name):
    about = described(name)
    held = "\n".join(texts(name).values())
    assert [state for state in about["states"] if state not in held] == []
    assert [country for country in real_countries() if spoken_of(country, held)] == []


def test_real_countries_would_be_found():
    assert spoken_of("Chad", "the lake of Chad, which") and not spoken_of("Oman", "a Roman or an Omani road")
    assert spoken_of("Росси", "войска России") and spoken_of("中国", "与中国建交")
