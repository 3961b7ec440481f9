"""Capitals of a heading that was run into a sentence name nobody; capitals of an actor do."""

from __future__ import annotations

import pytest

import diple

SENTENCE = "The Union condemned the shelling of the town by {} soldiers and called for a ceasefire."


def codes(old: str, new: str) -> set[str]:
    """The kinds of all that was marked, further kinds included."""
    markers = diple.compare(diple.read(old, language="en"), diple.read(new, language="en")).markers
    return {kind for marker in markers for kind in (marker.code, *(also.code for also in marker.also))}


@pytest.mark.parametrize("heading", ["GENERAL PROVISIONS", "CHAPTER II GENERAL PROVISIONS", "PROTECTION OF WELLS"])
def test_a_heading_is_no_actor(heading):
    without, run_in = SENTENCE.replace("{} ", ""), SENTENCE.format(heading)
    assert codes(without, run_in).isdisjoint({"A1", "S2"})
    assert codes(run_in, without).isdisjoint({"A1", "S2"})


@pytest.mark.parametrize("actor", ["Sarvian", "SARVIAN", "SARVIAN and ORSKIAN"])
def test_an_actor_in_capitals_is_one(actor):
    assert "A1" in codes(SENTENCE.replace("{} ", ""), SENTENCE.format(actor))
