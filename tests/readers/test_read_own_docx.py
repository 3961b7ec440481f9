"""The Word documents that Diple writes are read back: both texts, line by line."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import assert_contract

import diple
import invented
from campaign import count
from diple.readers import read_versions
from diple.render import render
from sampled import SAMPLES, compared

WORDS = [*invented.WORDS, "5 < 6"]
ENDS = [". ", ".\n", ".\n\n", "; ", ".\r\n", "\t", " ", "。", ".\n\n\n", " \n", "\r", "\n \n", "\n\t"]
SENTENCES = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), st.sampled_from(ENDS)).map(
        "".join
    ),
    min_size=1,
    max_size=7,
)
OPENINGS = st.sampled_from(["", "# On the port\n", "ON THE PORT\n\n", "1. First\n2. Second\n\n3. Third\n", "\n"])


def normal(text):
    """A text as docs/formats.md says that it comes back: blanks beside line ends and empty lines beyond one are gone."""
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", text)]
    last = "\n" if len(lines) > 1 and lines[-2] and not lines[-1] else ""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip()) + last


def read_back(comparison):
    versions = read_versions(render(comparison, "docx"))
    for document in versions:
        assert_contract(document)
    return versions


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_samples(folder):
    comparison = compared(folder, markers=False)
    original, final = read_back(comparison)
    assert original.text == normal(comparison.old.text)
    assert final.text == normal(comparison.new.text)


@pytest.mark.parametrize(
    "text",
    ["One.\nTwo.", "One.\n\nTwo.", "One.\nTwo.\n", "On the port\nOne is here.\n\n1. Two.\n2. Three.\n\n3. Four."],
)
def test_one_line_end_stays_one_and_two_stay_two(text):
    original, final = read_back(diple.compare(text, text.replace("One", "None"), mode="revision", markers=False))
    assert (original.text, final.text) == (text, text.replace("One", "None"))


@settings(deadline=None, derandomize=True, max_examples=count(50, 1_500), suppress_health_check=[HealthCheck.too_slow])
@given(OPENINGS, SENTENCES, SENTENCES)
def test_generated_pairs(opening, old, new):
    kept = [each for at, each in enumerate(old) if at % 3]
    pair = opening + "".join(old), "".join([*kept, opening, *new])
    comparison = diple.compare(*pair, mode="revision", markers=False)
    if not comparison.changes:
        return
    original, final = read_back(comparison)
    assert original.text == normal(comparison.old.text)
    assert final.text == normal(comparison.new.text)
