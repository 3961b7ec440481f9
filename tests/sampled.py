"""The sample pairs, and their comparisons: each is made once in a process, for all tests that read it."""

from functools import cache

from diple import compare
from diple.web.comparing.samples import compared as compared_by_service
from diple.web.comparing.samples import samples
from drawings import ROOT

SAMPLES = sorted((path.parent for path in (ROOT / "samples").glob("*/markers.toml")), key=str)


def sides(folder):
    """The old and the new text of a sample."""
    return next(folder.glob("old.*")), next(folder.glob("new.*"))


@cache
def compared(folder, *, markers=True):
    """The comparison of a sample; with its markers it is that which a service in this process shows."""
    if not markers:
        return compare(*sides(folder), markers=False)
    return compared_by_service(samples(folder.parent)[folder.name])


def sample(name):
    """The comparison of the sample of this name."""
    return compared(ROOT / "samples" / name)
