"""Rarity, forms of a word, names and states."""

import pytest

from diple.mark.events.rarity import COMMONEST, UNLISTED, rarities
from diple.mark.events.words import TextWords, is_form_of, words_of
from diple.mark.weigh.states import states_in


@pytest.mark.parametrize("language", ["en", "ru", "zh", "fr", "es", "ar"])
def test_each_language_has_a_table(language):
    table = rarities(language)
    assert len(table) >= 25_000
    assert min(table.values()) >= 0
    assert max(table.values()) < UNLISTED < COMMONEST


def test_a_language_without_a_table_has_none():
    assert rarities("und") == {}


def test_common_words_carry_less():
    table = rarities("en")
    assert table["the"] < table["region"] < table["missile"] < table["abhorrent"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("coordinate", "coordination", True),
        ("condemn", "condemnation", True),
        ("стороны", "сторон", True),
        ("nation", "native", False),
        ("can", "candid", False),
        ("internal", "interest", False),
    ],
)
def test_forms_of_a_word(one, other, same):
    assert is_form_of(one, other) is same
    assert is_form_of(other, one) is same


def keys(text, language="en"):
    return [word.key for word in words_of(text, 0, len(text), language)]


def test_spellings_share_a_key():
    assert keys("pre-conditions recognize the Union’s") == ["preconditions", "recognise", "the", "union"]


def test_chinese_is_cut_into_listed_words():
    assert keys("双方谴责袭击", "zh") == ["双方", "谴责", "袭击"]


def test_numbers_keep_their_marks():
    assert keys("40.5 million or 3%") == ["40.5", "million", "or", "3%"]


def test_a_text_has_a_word_in_any_form_and_counts_it_in_one():
    text = TextWords("They condemn raids. We condemned a raid, a raid.", "en")
    assert text.hold("condemnation")
    assert not text.hold("missile")
    assert text.count("raid") == 2


def test_states_are_known_by_their_forms():
    text = "We met Ukrainian, Russian and Japan's envoys in Selmouth, and Turkey the bird."
    assert states_in(words_of(text, 0, len(text), "en"), "en") >= {"ukraine", "russia", "japan"}
