"""No figure of the evaluation is worse than its floor in evaluation/floors.toml.

Where a change lowers one for a good reason, the floor is lowered in the same change and says why.
"""

import warnings
from functools import partial

import pytest

import campaign
from evaluation import corpora
from evaluation.comparing import Comparer
from evaluation.documents import forms, papers, typewriter, unreadable
from evaluation.evaluate import MEASURES, NEVER_PINNED, SAMPLE, SAMPLED, of_sample
from evaluation.figures import floors
from evaluation.translation import alignment

FLOORS = floors()
# What tests of the suite hold already, document by document: tests/readers/test_read_pdf_papers.py, _typewriter.py and
# _letters.py, and tests/office/test_office_forms.py. Of the alignment with the extra, which takes 80 s of processor
# time, no figure is pinned: what it measures has tests in tests/engine/test_semantic.py.
HELD_ELSEWHERE = (
    papers.measured,
    typewriter.measured,
    unreadable.measured,
    forms.measured,
    alignment.with_extra,
)
TAKEN = [(corpus, measure) for corpus, all_ in MEASURES.items() for measure in all_]


def marked(corpus, measure):
    beside = corpora.ROOT not in corpora.places(corpus)[0].parents
    name = f"{corpus}-{measure.__module__.rpartition('.')[2]}"
    return pytest.param(corpus, taken(corpus, measure), marks=[pytest.mark.shared] if beside else [], id=name)


def without_floor(figures):
    """The figures that hold to no floor, though there is something to count."""
    pinned = {*FLOORS.least, *FLOORS.most}
    held = [name for name, figure in figures.items() if figure.of and name.removesuffix(SAMPLE) not in NEVER_PINNED]
    return [name for name in held if name not in pinned]


def taken(corpus, measure):
    """What the suite measures: of the measures that compare most a sample, in a campaign all."""
    return campaign.cases(partial(of_sample, measure), measure) if measure in SAMPLED.get(corpus, ()) else measure


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("corpus", "measure"),
    [marked(*each) for each in TAKEN if each[1] not in campaign.cases(HELD_ELSEWHERE, ())],
)
def test_no_floor_falls(corpus, measure):
    """One test for each measure, that two workers can share those of a corpus."""
    if not corpora.is_here(corpus):
        pytest.skip("these texts do not lie beside the project")
    comparer = Comparer()
    figures = measure(comparer).figures
    if corpora.digest(corpus) == FLOORS.corpora[corpus]:
        assert FLOORS.fallen(figures) == []
        assert without_floor(figures) == []
    else:
        warnings.warn(f"The floors of {corpus} were pinned on other texts: `make eval ARGS=--raise`.", stacklevel=1)
    assert comparer.errors == []
    assert comparer.wrong_quotes == 0


def test_own_cases_are_those_that_the_floors_were_pinned_on():
    assert corpora.digest("own_cases") == FLOORS.corpora["own_cases"], "pin them: make eval ARGS=--raise"


def test_what_is_measured_with_the_extra_has_no_floor():
    assert {*alignment.OF_EXTRA} <= {*NEVER_PINNED}
