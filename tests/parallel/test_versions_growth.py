"""Twice the lines take at most 2.5 times the calls, where the changes of two languages are held against one another.

Counted are the calls within a folder: no verdict depends on the clock, and what the comparison of two texts does has
tests of its own (tests/engine).
"""

import cProfile
from pathlib import Path

import pytest

import diple

PACKAGE = Path(diple.__file__).parent
FEW, MANY = 40, 80
MOST = 2.5


def calls(folder, ask):
    """How many calls of functions in a folder of the package it takes."""
    profile = cProfile.Profile()
    profile.runcall(ask)
    files = ((each.code.co_filename, each.callcount) for each in profile.getstats() if not isinstance(each.code, str))
    return sum(count for file, count in files if file.startswith(str(PACKAGE / folder)))


def lines(words, count):
    return "".join(f"{words} {at}.\n" for at in range(count))


def beside_other_years(count):
    """A change in each line, which the other language has too."""
    softened = diple.compare(lines("The sides condemn it", count), lines("The sides regret it", count))
    return lambda: diple.compare_across(softened, lines("双方谴责此事", count), lines("双方对此表示遗憾", count))


def only_in_one(count):
    """A change in each line, which the other language has not."""
    softened = diple.compare(lines("The sides condemn it", count), lines("The sides regret it", count))
    return lambda: diple.compare_across(softened, lines("双方谴责此事", count), lines("双方谴责此事", count))


@pytest.mark.parametrize("years", [beside_other_years, only_in_one])
def test_changes_of_other_years(years):
    few, many = (calls("parallel", years(count)) for count in (FEW, MANY))
    assert many <= MOST * few
