"""The Word documents that Diple writes are read back: both texts, word by word."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import assert_contract

import diple
from diple.readers import read_versions
from diple.render import render
from drawings import ROOT

SAMPLES = sorted(path.parent for path in (ROOT / "samples").glob("*/markers.toml"))
WORDS = [
    "The",
    "Parties",
    "shall",
    "should",
    "meet",
    "colour",
    "color",
    "“peace”",
    '"peace"',
    "границы",
    "双方",
    "5 < 6",
]
ENDS = [". ", ".\n", ".\n\n", "; ", ".\r\n", "\t", " ", "。", ".\n\n\n"]
SENTENCES = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), st.sampled_from(ENDS)).map(
        "".join
    ),
    min_size=1,
    max_size=7,
)


def read_back(comparison):
    versions = read_versions(render(comparison, "docx"))
    for document in versions:
        assert_contract(document)
    return versions


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_samples(folder):
    comparison = diple.compare(next(folder.glob("old.*")), next(folder.glob("new.*")), markers=False)
    original, final = read_back(comparison)
    assert original.text.split() == comparison.old.text.split()
    assert final.text.split() == comparison.new.text.split()


@settings(deadline=None, derandomize=True, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(SENTENCES, SENTENCES)
def test_generated_pairs(old, new):
    kept = [each for at, each in enumerate(old) if at % 3]
    comparison = diple.compare("".join(old), "".join([*kept, *new]), mode="revision", markers=False)
    if not comparison.changes:
        return
    original, final = read_back(comparison)
    assert original.text.split() == comparison.old.text.split()
    assert final.text.split() == comparison.new.text.split()
