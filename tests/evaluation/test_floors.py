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


def marked(corpus, measure):
    beside = corpora.ROOT not in corpora.CORPORA[corpus].parents
    name = f"{corpus}-{measure.__module__.rpartition('.')[2]}"
    return pytest.param(corpus, measure, marks=[pytest.mark.shared] if beside else [], id=name)


@pytest.mark.parametrize(
    ("corpus", "measure"), [marked(corpus, measure) for corpus, all_ in MEASURES.items() for measure in all_]
)
def test_no_floor_falls(corpus, measure):
    """One test for each measure, that two workers can share those of a corpus."""
    if not corpora.is_here(corpus):
        pytest.skip("these texts do not lie beside the project")
    comparer = Comparer()
    figures = measure(comparer).figures
    if corpora.digest(corpus) == FLOORS.corpora[corpus]:
        assert FLOORS.fallen(figures) == []
    else:
        warnings.warn(f"The floors of {corpus} were pinned on other texts: `make eval ARGS=--raise`.", stacklevel=1)
    assert comparer.errors == []
    assert comparer.wrong_quotes == 0


def test_own_cases_are_those_that_the_floors_were_pinned_on():
    assert corpora.digest("own_cases") == FLOORS.corpora["own_cases"], "pin them: make eval ARGS=--raise"
