"""The English table of equal wordings: what one wording says, another of its group says too, and nothing else does."""

import re
from pathlib import Path

import pytest

from diple import compare
from diple.lexicon import Lexicon
from diple.mark.events import events_of
from diple.mark.weigh.features import Pair, features_of

CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("equal_wordings.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
LEAST = {"equal": 120, "different": 60}


def reworded(picture):
    """Whether no event between the two texts of a drawn sentence, as they are compared, replaces a word of content."""
    old, new = (f"Salt is sold.\n\n{CHOICE.sub(side, picture)}\n\nTin is mined." for side in (r"\1", r"\2"))
    one = compare(old, new, mode="revision", markers=False)
    pair = Pair(one.old, one.new, Lexicon.default(), one.mode)
    events = events_of(one.old, one.new, one.segments, one.changes, one.mode)
    return all(features_of(event, pair)["reworded"] for event in events)


@pytest.mark.parametrize(("verdict", "picture"), ROWS)
def test_equal_wordings_replace_nothing_and_others_do(verdict, picture):
    assert reworded(picture) is (verdict == "equal")


def test_there_are_enough_rows_of_each_verdict():
    assert all(sum(row[0] == verdict for row in ROWS) >= least for verdict, least in LEAST.items())
