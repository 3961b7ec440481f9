"""The samples as acceptance test: what an expert would mark is found, what he would not is left alone."""

import tomllib
from pathlib import Path

import pytest

from evaluation.samples import missed, trespasses, unquoted
from sampled import sample

SAMPLES = Path(__file__).parents[2] / "samples"
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


def described(name):
    return tomllib.loads((SAMPLES / name / "markers.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FLOORS)
def test_mode_is_chosen(name):
    assert sample(name).mode == described(name)["mode"]


@pytest.mark.parametrize("name", FLOORS)
def test_expected_markers_are_found(name):
    about = described(name)
    lost = missed(sample(name), about)
    assert len(about.get("expect", ())) - len(lost) >= FLOORS[name]["found"], lost


@pytest.mark.parametrize("name", FLOORS)
def test_expected_changes_are_quoted(name):
    about = described(name)
    lost = unquoted(sample(name), about)
    assert len(about.get("expect", ())) - len(lost) >= FLOORS[name]["quoted"], lost


@pytest.mark.parametrize("name", FLOORS)
def test_forbidden_markers_are_absent(name):
    found = trespasses(sample(name), described(name))
    assert len(found) <= FLOORS[name]["trespasses"], found


def test_nothing_is_marked_where_nothing_changed():
    assert [marker for marker in sample("alternat-only").markers if marker.level != "minor"] == []
