import gc
import os

import pytest
from hypothesis import settings

from drawings import ROOT

# A rule that fails is left out and reported; in the suite it is an error. Set before any test starts a process.
os.environ["DIPLE_RAISE_FAULTS"] = "1"
# No balancer has to learn that a service of the suite stops.
os.environ["DIPLE_DRAIN_SECONDS"] = "0"

# The first comparison of a process loads the lexicon and the rules: no verdict depends on the clock.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


# Objects made between two looks of the garbage collector, and how many looks make one at older ones: 2,000, 10 and 10 by
# default. What a comparison loads stays in a worker. Measured: 9 % less processor time for the tests of marked versions.
LOOKS = (50_000, 20, 100)

# Where the longest tests are. Each worker begins with those of one folder, so that none has them all at the end.
LONGEST = ("tests/browser/", "tests/evaluation/", "tests/packaging/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One worker more than there are processors: most of the time one of them waits for a browser or a service."""
    return len(os.sched_getaffinity(0)) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Collecting makes a million objects that stay: nobody looks among them for dropped ones, now or in any test.

    Measured: 4.8 s of processor time to collect, and 7.1 s with the looks.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(*LOOKS)
        gc.enable()


def pytest_collection_modifyitems(items):
    """Puts the longest folders at the head of equal parts of the suite: each worker is given one part at first."""
    folders = [[item for item in items if item.nodeid.startswith(folder)] for folder in LONGEST]
    others = [item for item in items if not item.nodeid.startswith(LONGEST)]
    share = -(-len(items) // len(folders))
    found = []
    for folder in folders:
        room = max(0, share - len(folder))
        found += [*folder, *others[:room]]
        others = others[room:]
    items[:] = [*found, *others]


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
