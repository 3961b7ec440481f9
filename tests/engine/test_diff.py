"""Phrase-level changes, as pictures of what is found."""

from pathlib import Path

import pytest
from rebuilding import assert_sound
from redlines import compared, texts_of

import diple

CASES = [
    line
    for line in Path(__file__).with_name("cases").joinpath("pictures.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("picture", CASES)
def test_the_change_is_found_as_drawn(picture):
    assert compared(picture) == picture


@pytest.mark.parametrize("picture", CASES)
def test_whatever_is_found_both_texts_can_be_rebuilt(picture):
    assert_sound(diple.compare(*texts_of(picture), markers=False))


PARAGRAPHS = """\
The Heads of State met in Selmouth and reviewed the whole range of relations.

Trade in timber grew by a tenth, and both sides will keep the northern crossing open all year.

The joint commission on rivers shall report to both Governments every spring.
"""


def changed_statuses(old: str, new: str) -> list[str]:
    comparison = diple.compare(old, new, markers=False)
    assert_sound(comparison)
    return [("~" if s.moved else "") + s.status for s in comparison.segments if s.status != "equal"]


def test_a_moved_paragraph_is_moved_not_dropped_and_added():
    first, second, third = PARAGRAPHS.rstrip("\n").split("\n\n")
    moved = "\n\n".join([second, third, first]) + "\n"
    comparison = diple.compare(PARAGRAPHS, moved, markers=False)
    assert_sound(comparison)
    assert [segment.moved for segment in comparison.segments].count(True) == 1
    assert comparison.counting == ()


def test_merged_paragraphs_differ_in_white_space_alone():
    comparison = diple.compare(PARAGRAPHS, PARAGRAPHS.replace(".\n\nT", ". T"), markers=False)
    assert {change.noise for change in comparison.changes} == {"whitespace"}


def test_a_dropped_sentence_is_one_segment_and_one_deletion():
    comparison = diple.compare(
        PARAGRAPHS,
        PARAGRAPHS.replace("The joint commission on rivers shall report to both Governments every spring.\n", ""),
        markers=False,
    )
    assert_sound(comparison)
    dropped = [segment for segment in comparison.segments if segment.status == "dropped"]
    assert len(dropped) == 1
    deletions = [change for change in comparison.counting if change.segment == dropped[0].id]
    assert [change.kind for change in deletions] == ["delete"]
    assert (deletions[0].old.start, deletions[0].old.end) == dropped[0].old[0]


def test_a_clause_that_moved_to_another_sentence_is_no_drop():
    clause = "in the spirit of the agreement reached at Maren Gap and without prejudice to the rights of fishermen "
    old = (
        f"The Governments will {clause}draw the line between their waters before the end of the coming year. "
        "The commission will publish charts of the coast and of the shoals that lie off the northern harbours."
    )
    new = (
        "The Governments will draw the line between their waters before the end of the coming year. "
        f"The commission will {clause}publish charts of the coast and of the shoals that lie off the northern harbours."
    )
    comparison = diple.compare(old, new, markers=False)
    assert_sound(comparison)
    assert comparison.counting == ()
    assert [old[s.old[0].start : s.old[0].end] for s in comparison.segments if s.moved] == [clause]


def test_a_sentence_with_little_in_common_is_told_as_dropped_and_added():
    old = "The Parties condemn the shelling of Orrin and call for an immediate end to it."
    new = "Observers from the Maritime Union will take up their posts in the spring."
    assert changed_statuses(old, new) in (["dropped", "added"], ["reworded"])
    assert changed_statuses(f"Peace.\n\n{old}", f"Peace.\n\n{new}") in (["dropped", "added"], ["reworded"])


def test_long_sentences_without_a_stop_are_diffed_too():
    words = [f"word{number % 97}x{number % 89}" for number in range(4_000)]
    changed = [*words[:1_000], "otherwise", *words[1_001:]]
    comparison = diple.compare(" ".join(words), " ".join(changed), markers=False)
    assert_sound(comparison)
    assert [(c.old.quote, c.new.quote) for c in comparison.counting] == [(words[1_000], "otherwise")]


def test_the_mark_of_a_note_comes_and_goes_whole():
    with_two, with_one = "They convene a commission.[1][2][i]", "They convene a commission.[1][i]"
    for old, new in ((with_two, with_one), (with_one, with_two)):
        (change,) = diple.compare(old, new).changes
        assert (change.old or change.new).quote == "[2]"
