"""How much the long tests do: enough in the suite to fail where something is wrong, and more in `make campaign`."""

import os

import pytest

IS_ON = os.environ.get("SUITE_CAMPAIGN") == "1"


def count(usual, campaign):
    """How many examples, copies or steps a test takes: in the suite, and in a campaign."""
    return cases(usual, campaign)


def cases(usual, campaign):
    """What a test tries: in the suite, and in a campaign. A test that asks has the mark `campaign`."""
    return campaign if IS_ON else usual


def alone(test):
    """A test of a campaign alone: the suite has another one of its kind, which the comment above it names."""
    return pytest.mark.campaign(test) if IS_ON else None
