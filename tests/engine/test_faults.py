"""A rule that fails is reported by its name, and all else holds; in the suite it is an error."""

import pytest

import diple
from diple.mark.kinds import ASKED
from diple.mark.kinds.faults import RAISING

PAIR = (
    "The Parties shall meet by 1 May 2031. They trade in salt.",
    "The Parties should meet by 1 May 2032. They trade.",
)


def failing(pair, context):
    """A rule that fails wherever it is asked."""
    raise ValueError("no such clause")
    yield


@pytest.fixture
def with_failing_rule(monkeypatch):
    asked = type(ASKED).asked
    monkeypatch.setattr(type(ASKED), "asked", lambda self, pair, context: [failing, *asked(self, pair, context)])


def test_a_rule_that_fails_is_reported_and_all_else_holds(with_failing_rule, monkeypatch):
    monkeypatch.delenv(RAISING)
    found = diple.compare(*PAIR, mode="revision")
    monkeypatch.undo()
    whole = diple.compare(*PAIR, mode="revision")
    (notice,) = [notice for notice in found.degraded if notice.code == "rule_failed"]
    assert notice.data["rule"] == "test_faults.failing"
    assert "test_faults.failing failed at" in notice.message
    assert (found.markers, found.changes) == (whole.markers, whole.changes)
    assert found.markers


def test_a_rule_that_fails_is_an_error_in_the_suite(with_failing_rule):
    with pytest.raises(ValueError, match="no such clause"):
        diple.compare(*PAIR, mode="revision")
