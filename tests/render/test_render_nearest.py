"""The nearest wording to what nothing answers, as each form writes it."""

import re

import pytest

from diple.render import Look, render
from diple.render.redline.nearest import Nearest
from diple.render.redline.side import Side
from sampled import sample


@pytest.fixture(scope="module")
def succession():
    return sample("word-to-deed")


def nearest(comparison):
    return Nearest(comparison, (Side(comparison.old, "en"), Side(comparison.new, "en")))


@pytest.mark.parametrize("form", ["text", "markdown", "brief", "brief-html"])
def test_a_form_names_the_nearest_wording_and_how_sure_it_is(succession, form):
    gone = next(marker for marker in succession.markers if marker.old and not marker.new)
    hint = nearest(succession).of_marker(gone)
    shown = " ".join(re.sub("<[^>]+>", "", render(succession, form, Look()).decode()).split())
    assert hint.told == "likely the same subject"
    assert f"nearest wording, {hint.told}: " in shown
    assert hint.short in shown


def test_a_marker_with_evidence_in_both_texts_has_no_nearest_wording(succession):
    both = [marker for marker in succession.markers if marker.old and marker.new]
    assert both
    assert {nearest(succession).of_marker(marker) for marker in both} == {None}


def test_a_doubtful_wording_is_that_of_no_marker(succession):
    doubtful = nearest(succession).doubtful
    assert doubtful
    hints = filter(None, map(nearest(succession).of_marker, succession.markers))
    assert "doubtful" not in {hint.sure for hint in hints}
