"""Of which fields of affairs a sentence speaks."""

from __future__ import annotations

import pytest

from diple.align.fields import UNKNOWN, agreement, fields_of, surroundings, weighed

SEA, GRAIN, FEVER, NOTHING = ["vessels", "strait"], ["wheat", "harvest", "crops"], ["fever", "vaccine"], ["they", "met"]


@pytest.mark.parametrize(
    ("word", "language", "fields"),
    [
        ("vaccines", "en", ("health",)),
        ("lng", "en", ("energy",)),
        ("cyber-attacks", "en", ("cyber",)),
        ("maritime-security", "en", ("sea",)),
        ("gasp", "en", ()),
        ("vaccins", "fr", ("health",)),
        ("buques", "es", ("sea",)),
        ("вакцины", "ru", ("health",)),
        ("vaccines", "und", ()),
    ],
)
def test_the_fields_of_a_word(word, language, fields):
    assert fields_of(word, language) == fields


def placed(*sentences):
    return surroundings(weighed(sentences, "en"))


def test_sentences_of_one_field_agree_and_of_two_do_not():
    ships, boats, grain = (placed(SEA)[0], placed(["ships", "ports"])[0], placed(GRAIN)[0])
    assert (round(agreement(ships, boats), 6), agreement(ships, grain)) == (1.0, 0.0)


def test_what_speaks_of_no_field_is_neither_near_nor_far():
    assert agreement(placed(NOTHING)[0], placed(SEA)[0]) == UNKNOWN


def test_the_sentences_around_count_less_with_distance():
    ships = placed(SEA)[0]
    beside, farther, beyond = (agreement(placed(*[GRAIN] * steps, SEA)[0], ships) for steps in (1, 2, 3))
    assert beside > farther > beyond == 0
