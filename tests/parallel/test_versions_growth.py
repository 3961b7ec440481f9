"""Twice the lines take at most 2.5 times the calls, where versions are side by side or held against another language.

Counted are the calls within a folder: no verdict depends on the clock, and what the comparison of two texts does has
tests of its own (tests/engine).
"""

import cProfile
from functools import cache, partial
from pathlib import Path

import pytest

import diple
from diple.render import VERSIONS_FORMS, render_versions

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


@cache
def beside_one(count):
    """Versions of many lines, of which the first has one."""
    return diple.compare_versions(["The Parties shall meet.", lines("Мы были там", count), lines("我们去了", count)])


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


def test_sentences_that_the_pivot_lacks():
    few, many = (calls("parallel", partial(beside_one.__wrapped__, count)) for count in (FEW, MANY))
    assert many <= MOST * few


@pytest.mark.parametrize("form", VERSIONS_FORMS)
def test_a_table_in_each_form(form):
    tables = [beside_one(count) for count in (FEW, MANY)]
    assert len(tables[1].divergences) > FEW
    few, many = (calls("", partial(render_versions, table, form)) for table in tables)
    assert many <= MOST * few
