"""The sample series tells what its README says."""

from pathlib import Path

import pytest

from diple.archive import Place
from diple.archive.statements import open_statements
from diple.archive.statements.contract import Scope
from diple.archive.statements.importing.sources import Reader, planned

SERIES = Path(__file__).parents[2] / "samples" / "series" / "iren-sound"
SCOPE = Scope(series="iren-sound")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    opened = open_statements(Place(tmp_path_factory.mktemp("archive")))
    plan = planned([SERIES])
    for series in plan.series:
        opened.describe(series)
    assert [kept.outcome for kept in opened.add(Reader().all(plan.files))] == ["added"] * 8
    return opened


def test_each_answer_says_what_is_missing(archive):
    assert str(archive.coverage(SCOPE)) == "in the 8 statements held, 2018 to 2026; 2022 is missing"


@pytest.mark.parametrize(
    ("what", "events"),
    [
        ("a Sound open to all flags", [("restored", "2026")]),
        ("rel.strategic", [("restored", "2026")]),
        ("freedom of navigation", [("first_mention", "2021")]),
        ("joint inspection", [("first_mention", "2024")]),
        ("status quo", [("dropped", "2026"), ("first_mention", "2023")]),
        ("Iren Agreement", []),
    ],
)
def test_the_lives_of_its_formulas(archive, what, events):
    assert [(event.kind, event.date[:4]) for event in archive.mentions(what, SCOPE).events] == events


def test_its_subjects_are_mined(archive):
    found = {life.what for life in archive.phrases("iren-sound")}
    assert {"change of the status quo", "lighthouse on the Skerry Bank", "inspection of cables and pipelines"} <= found
    assert {life.what for life in archive.lives(SCOPE)} >= {"mar.fon", "rel.strategic", "cnp.serious_concern"}


def test_the_last_statement_is_novel_in_one_passage(archive):
    last = archive.entries()[-1]
    found = archive.novelty(archive.get(last.id).statement, SCOPE)
    assert [event.new.sentence[-73:] for event in found.events] == [
        "no artificial intelligence shall decide on the use of force in the Sound."
    ]
