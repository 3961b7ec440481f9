"""One statement as text, HTML, DOCX, ODT and PDFs of three programs: no change between any two of them counts."""

from __future__ import annotations

from itertools import combinations

import pytest

import diple
from evaluation.documents.forms import counting, forms
from evaluation.documents.statements import statement

NAMES = ("fisheries", "railway", "water")  # with a signature, in Chinese, from right to left


@pytest.fixture(scope="module")
def made():
    return forms([statement(name) for name in NAMES])


@pytest.mark.parametrize("name", NAMES)
def test_no_change_between_two_forms_counts(made, name):
    endings = {ending for ending, _ in made[name]}
    assert {"statement.txt", "statement.html", "serif.pdf", "processor.docx", "processor.odt", "browser.pdf"} <= endings
    read = [diple.read(content, name=ending) for ending, content in made[name]]
    assert [counting(old, new) for old, new in combinations(read, 2)] == [0] * (len(read) * (len(read) - 1) // 2)
