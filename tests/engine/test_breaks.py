"""What paragraphs make of a text, and no word: breaks that moved, rules, signatures below two hyphens."""

from __future__ import annotations

import pytest
from rebuilding import assert_sound

import diple

BODY = "The Parties agree to complete the repair of the dam before the end of the year. They meet again in Orrin."
SIGNED = "--\nAna Morel\nExecutive Secretary\n"


def counted(old: str, new: str) -> list[tuple[str, str]]:
    """The wordings of the changes that count."""
    comparison = diple.compare(old, new, markers=False)
    assert_sound(comparison)
    changes = [change for change in comparison.changes if change.noise is None]
    return [(change.old.quote if change.old else "", change.new.quote if change.new else "") for change in changes]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Measures agreed upon\n\nby both Ministers are these.",
            "Measures agreed\n\nupon by both Ministers are these.",
        ),
        ("The Parties repair the upper\n\ndam before winter.", "The Parties repair the\n\nupper dam before winter."),
        ("ARTICLE II The\n\nParties repair the dam.", "ARTICLE II\n\nThe Parties repair the dam."),
        ("双方同意完成修复\n\n工程并再次会晤。", "双方同意完成\n\n修复工程并再次会晤。"),
    ],
)
def test_a_word_before_and_behind_a_break_is_one_word(old, new):
    before, after = f"{old}\n\n{BODY}", f"{new}\n\n{BODY}"
    assert counted(before, after) == counted(after, before) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Measures agreed upon\n\nby both Ministers are these.", "Measures agreed\n\non by both Ministers are these."),
        ("The Parties repair the upper\n\ndam in winter.", "The Parties repair the\n\ndam upper in winter."),
    ],
)
def test_another_word_or_another_place_counts(old, new):
    assert counted(f"{old}\n\n{BODY}", f"{new}\n\n{BODY}")


@pytest.mark.parametrize("new", ["", SIGNED.replace("Ana Morel", "Berta Lind"), SIGNED.replace("--", "-- ")])
def test_what_is_below_two_hyphens_at_the_end_is_a_signature(new):
    assert counted(f"{BODY}\n\n{SIGNED}", f"{BODY}\n\n{new}") == []


@pytest.mark.parametrize(
    "tail",
    [
        "Ana Morel\nExecutive Secretary\n",
        "--\nThe sanctions on Kessel are lifted.\n",
        "--\nAna Morel\n" + "One more line of names and no end\n" * 9,
    ],
)
def test_what_is_no_signature_counts(tail):
    assert counted(f"{BODY}\n\n{tail}", BODY)


@pytest.mark.parametrize("mark", ["1 / 1", "1/1", "--", "* * *", "_______"])
def test_marks_of_pages_and_rules_do_not_count(mark):
    assert counted(f"{BODY}\n\n{mark}\n", BODY) == []


def test_presentation_forms_of_arabic_letters_are_their_letters():
    old, new = "بيان بشأن الأربعة لأسر الضحايا في أورلن.", "ﺑﻴﺎن ﺑﺸﺄن اﻷرﺑﻌﺔ ﻷﺳﺮ اﻟﻀﺤﺎﻳﺎ ﻓﻲ أورﻟﻦ."
    assert counted(old, new) == []
