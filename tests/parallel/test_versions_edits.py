"""Edits that are made in two languages, or in one alone: of the open half of one edit in six languages."""

from bisect import bisect_right
from functools import cache

import pytest

import diple
from evaluation import corpora
from evaluation.translation.parallel import edit

CASES = [case for case in corpora.cases(corpora.CORPORA["parallel"] / "edits.jsonl") if not case["sealed"]]
IN_BOTH = set(range(0, len(CASES), 2))
# Of 16 edits in both languages and 15 in English alone, when they were counted first: 13 to 15, and 12 to 14.
CONFIRMED, ALONE = 13, 12


def pair(language, edited):
    """All sentences of a language, a paragraph each, before and after the edits of some numbers."""
    made = [edit(case["texts"][language]) for case in CASES]
    old = [each.old for each in made]
    new = [each.new if at in edited else each.old for at, each in enumerate(made)]
    return tuple(diple.read("\n\n".join(side), language=language) for side in (old, new))


@cache
def english():
    return diple.compare(*pair("en", range(len(CASES))), mode="revision")


def number_of(marker, comparison):
    """The number of the edit that a marker is on."""
    statement, quotes = (comparison.old, marker.old) if marker.old else (comparison.new, marker.new)
    return bisect_right([block.start for block in statement.blocks], quotes[0].start) - 1


@pytest.mark.parametrize("language", ["ru", "zh", "fr", "es"])
def test_what_both_languages_change_is_confirmed_and_what_one_changes_is_named(language):
    found = diple.compare_across(english(), *pair(language, IN_BOTH))
    confirmed = {
        number_of(marker, found) for marker in found.markers if any(term.name == "confirmed" for term in marker.terms)
    }
    alone = {number_of(marker, found) for marker in found.markers if marker.rule.id == "across.one_language"}
    assert confirmed <= IN_BOTH
    assert not alone & IN_BOTH
    assert len(confirmed) >= CONFIRMED
    assert len(alone) >= ALONE
