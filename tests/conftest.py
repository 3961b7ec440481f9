import os

import pytest
from hypothesis import settings

from drawings import ROOT

# A rule that fails is left out and reported; in the suite it is an error. Set before any test starts a process.
os.environ["DIPLE_RAISE_FAULTS"] = "1"

# The first comparison of a process loads the lexicon and the rules: no verdict depends on the clock.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


# Where the longest tests are: begun first, they do not keep one worker busy when all else is done.
LONGEST = ("tests/evaluation/", "tests/packaging/", "tests/browser/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One worker more than there are processors: most of the time one of them waits for a browser or a service."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: [not item.nodeid.startswith(folder) for folder in LONGEST])


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
