"""No figure of the evaluation is worse than its floor in evaluation/floors.toml.

Where a change lowers one for a good reason, the floor is lowered in the same change and says why.
"""

import warnings

import pytest

from evaluation import corpora
from evaluation.comparing import Comparer
from evaluation.evaluate import MEASURES
from evaluation.figures import floors

FLOORS = floors()


def marked(corpus):
    beside = corpora.ROOT not in corpora.CORPORA[corpus].parents
    return pytest.param(corpus, marks=[pytest.mark.shared] if beside else [])


@pytest.mark.parametrize("corpus", [marked(corpus) for corpus in MEASURES])
def test_no_floor_falls(corpus):
    if not corpora.is_here(corpus):
        pytest.skip("these texts do not lie beside the project")
    comparer = Comparer()
    parts = [measure(comparer) for measure in MEASURES[corpus]]
    figures = {name: figure for part in parts for name, figure in part.figures.items()}
    if corpora.digest(corpus) == FLOORS.corpora[corpus]:
        assert FLOORS.fallen(figures) == []
    else:
        warnings.warn(f"The floors of {corpus} were pinned on other texts: `make eval ARGS=--raise`.", stacklevel=1)
    assert comparer.errors == []
    assert comparer.wrong_quotes == 0


def test_own_cases_are_those_that_the_floors_were_pinned_on():
    assert corpora.digest("own_cases") == FLOORS.corpora["own_cases"], "pin them: make eval ARGS=--raise"
