"""Very long sentences are read around their changes, and what is not read is reported."""

import diple

LONG = " ".join(f"clause{number} of the annex on the river" for number in range(1_200))


def test_a_change_in_a_sentence_of_many_pages_is_marked():
    old = f"{LONG} and the Parties shall meet every year in Selmouth and {LONG}"
    comparison = diple.compare(old, old.replace("shall", "should"))
    assert [(marker.code, marker.direction) for marker in comparison.markers] == [("M1", "softened")]
    assert comparison.degraded == ()


def test_two_changes_far_apart_are_two_markers():
    old = f"The Parties shall meet every year and {LONG} and the Parties shall report every month and {LONG}"
    comparison = diple.compare(old, old.replace("shall", "should"))
    assert [marker.code for marker in comparison.markers] == ["M1", "M1"]


def test_pages_exchanged_at_once_are_told_as_unread():
    other = " ".join(f"item{number} in a list about nothing" for number in range(1_200))
    comparison = diple.compare(f"The Parties agree. {LONG}", f"The Parties agree. {other}", mode="revision")
    assert "unread_places" in {notice.code for notice in comparison.degraded}
