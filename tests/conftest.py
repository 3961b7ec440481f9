import os

import pytest
from hypothesis import settings

from drawings import ROOT

# A rule that fails is left out and reported; in the suite it is an error. Set before any test starts a process.
os.environ["DIPLE_RAISE_FAULTS"] = "1"

# The first comparison of a process loads the lexicon and the rules: no verdict depends on the clock.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden outputs anew, to be reviewed")


@pytest.fixture
def golden(request):
    """Compares a text with a golden file; `--update-golden` writes the file instead."""

    def compare(path, text):
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def samples():
    return ROOT / "samples"
