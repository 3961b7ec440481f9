"""Numbers in words against numbers in figures, spelled at random from one to ten million in each language."""

from __future__ import annotations

from random import Random

import pytest
from pictures import tokens_of, verdicts
from spelt import SPELL

import diple
from diple.noise.numerals import value_of
from diple.noise.words import words_of

_FRAMES = {
    "en": "The fund pays for {} trees near Delm.",
    "ru": "Фонд платит, и дерево растёт: {} деревьев у Дельма.",
    "zh": "基金种植{}棵树。",
    "fr": "Le fonds plante plus de {} arbres près de Delm.",
    "es": "El fondo planta más de {} árboles cerca de Delm.",
    "ar": "يزرع الصندوق {} شجرة كل عام.",
}
_MOST = 10_000_000
_SEVERAL = 11  # the least that every language says in a word that is no article


def _drawn(random: Random) -> int:
    """A number of any size up to ten million, round ones among them."""
    number = random.randint(1, random.choice((99, 999, 9_999, 999_999, _MOST)))
    return max(1, round(number, -random.randrange(4)))


def _grouped(number: int, language: str, random: Random) -> str:
    """A number in figures, its thousands apart in one of the ways of the language."""
    sign = {"en": ",", "zh": ",", "ar": ",", "es": ".", "fr": "\u202f", "ru": "\u00a0"}[language]
    blank = " " if language in ("es", "fr", "ru") else sign
    return f"{number:,}".replace(",", random.choice((sign, blank, "", "\u00a0", "'")))


@pytest.mark.parametrize("language", sorted(SPELL))
def test_a_number_in_words_is_the_same_in_figures(language):
    random = Random(language)
    known = words_of(language).numerals
    for _ in range(1500):
        number = _drawn(random)
        said, figures = SPELL[language](number, random), _grouped(number, language, random)
        for written in (said, figures):
            tokens = tokens_of(written, language)
            if number >= _SEVERAL or written != said:
                assert value_of(tokens, 0, len(tokens), known) == number, written


@pytest.mark.parametrize("language", sorted(SPELL))
def test_equal_numbers_do_not_count_and_unequal_ones_do(language):
    random = Random(language)
    frame = _FRAMES[language]
    for _ in range(300):
        number, other = _drawn(random) + _SEVERAL, _drawn(random) + _SEVERAL
        said = SPELL[language](number, random)
        sides = [frame.format(said), frame.format(_grouped(number, language, random))]
        if 1500 <= number < 2200:
            continue  # figures that may be a year
        random.shuffle(sides)
        assert {reason for *_, reason in verdicts(*sides, language)} == {"synonym"}, sides
        if other != number:
            sides = [frame.format(said), frame.format(_grouped(other, language, random))]
            assert None in {reason for *_, reason in verdicts(*sides, language)}, sides


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "twenty forty"),
        ("en", "nineteen forty-five"),
        ("en", "one hundred and two hundred"),
        ("en", "thousand"),
        ("en", "hundred thousand"),
        ("en", "4.500"),
        ("en", "2.5 million 300"),
        ("en", "007"),
        ("zh", "三四千"),
        ("zh", "两三"),
        ("zh", "三万五"),
        ("zh", "一百二"),
        ("zh", "千万"),
        ("ru", "два три"),
        ("ru", "4.500"),
        ("ru", "миллионов"),
        ("fr", "un"),
        ("fr", "vingt et"),
        ("es", "treinta y"),
        ("es", "un"),
        ("ar", "آلاف"),
    ],
)
def test_what_can_be_read_in_two_ways_has_no_value(language, text):
    tokens = tokens_of(text, language)
    assert value_of(tokens, 0, len(tokens), words_of(language).numerals) is None


def test_a_number_written_otherwise_is_no_marker():
    old = "Les parties accueillent quatre mille étudiants dans leurs écoles chaque année."
    found = diple.compare(old, old.replace("quatre mille", "4\u202f000"))
    assert [change.noise for change in found.changes] == ["synonym"]
    assert found.markers == ()
