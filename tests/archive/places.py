"""In which of the databases a test is run."""

import pytest

import campaign


def whatever_keeps(test):
    """A test of what no database decides: it is run with a file alone, and in a campaign with PostgreSQL as well."""
    kept_in = campaign.cases(["sqlite"], ["sqlite", "postgresql"])
    return pytest.mark.campaign(pytest.mark.parametrize("database", kept_in, indirect=True)(test))
