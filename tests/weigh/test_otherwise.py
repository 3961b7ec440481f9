"""Words that the other side says otherwise: equal words, kindred words, initials, empty words; and numbers."""

from fractions import Fraction

import pytest

from diple.mark.events.words import TextWords, words_of
from diple.mark.weigh.equals import empty_words, groups_of, is_occasion
from diple.mark.weigh.features import is_slip
from diple.mark.weigh.numbers import FARTHEST, _widened, amounts_in
from diple.mark.weigh.otherwise import Changed, are_kindred, said_otherwise


def words(text, language="en"):
    """The words of a text; the first one counts as a name where it has a capital, as inside a sentence."""
    return words_of(f"and {text}", 0, len(text) + 4, language)[1:]


def said(text, other):
    """The words of a changed text that the other one says otherwise."""
    mine = words(text)
    found = said_otherwise(Changed(mine, mine, "en"), Changed(words(other), (), "en"))
    return [word.key for word in mine if word.start in found]


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("commences", "began", ["commences"]),
        ("set up", "created", ["set", "up"]),
        ("set down", "created", []),
        ("verification", "verify", ["verification"]),
        ("verdict", "verify", []),
        ("OLB", "Orrin Lake Board", ["olb"]),
        ("Orrin Lake Board", "OLB", ["orrin", "lake", "board"]),
        ("Orrin Lake Board (OLB)", "", ["olb"]),
        ("Orrin Lake Bank", "OLX", []),
        ("olb", "Orrin Lake Board", []),
        ("203100 ferries", "203101 boats", []),
        ("moreover swans", "", ["moreover"]),
    ],
)
def test_what_is_said_otherwise(text, other, expected):
    assert said(text, other) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reached a deal", ["reached"]),
        ("reached in the old harbour a deal", []),  # the rest of the phrase is not near
        ("reached a harbour", []),
    ],
)
def test_a_phrase_may_have_words_near_that_did_not_change(text, expected):
    mine, other = words(text), words("struck a deal")
    found = said_otherwise(Changed(mine[:1], mine, "en"), Changed(other[:1], other, "en"))
    assert [word.key for word in mine if word.start in found] == expected


@pytest.mark.parametrize(
    ("word", "other", "kindred"),
    [
        ("verify", "verification", True),
        ("apply", "application", False),  # fewer than five letters in common
        ("intermission", "interpretation", False),  # five letters are too few of the shorter word
        ("verify", "verify", True),
        ("inter", "internal", True),
    ],
)
def test_kindred_words(word, other, kindred):
    assert are_kindred(word, other) is kindred
    assert are_kindred(other, word) is kindred


def test_equal_words_share_a_group_and_others_do_not():
    assert groups_of("commenced", "en") & groups_of("begin", "en")
    assert not groups_of("commenced", "en") & groups_of("conclude", "en")
    assert not groups_of("lighthouse", "en")


def test_empty_words_are_light_verbs_and_what_joins_sentences():
    found = empty_words(words("moreover they made in this regard a harbour"), "en")
    assert {"moreover", "made", "in", "this", "regard"} <= found
    assert found.isdisjoint({"harbour", "they"})
    assert "regard" not in empty_words(words("they regard the harbour"), "en")


def test_occasions_are_words_of_meetings_and_publications():
    assert is_occasion("summit", "en") and is_occasion("published", "en")
    assert not is_occasion("harbour", "en")


def amounts(text, language="en"):
    return [
        (str(amount.value), " ".join(word.key for word in amount.words))
        for amount in amounts_in(words(text, language), f"and {text}", language)
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("twelve ferries", "en", [("12", "twelve")]),
        ("three hundred boats", "en", [("300", "three hundred")]),
        ("three ports, forty boats", "en", [("3", "three"), ("40", "forty")]),
        ("a hundred boats", "en", [("100", "hundred")]),
        ("40.5 or 3%", "en", [("81/2", "40.5"), ("3", "3%")]),
        ("twenty-five boats", "en", [("25", "twentyfive")]),
        ("двадцать пять судов", "ru", [("25", "двадцать пять")]),
        ("vingt-cinq navires", "fr", [("25", "vingtcinq")]),
        ("三十个港口", "zh", [("30", "三十")]),
        ("two hundred and six boats", "en", [("206", "two hundred six")]),
        ("12 million or 12\u00a0000\u00a0000 crowns", "en", [("12000000", "12 million"), ("12000000", "12 000 000")]),
        ("5 1/4 percent", "en", [("21/4", "5 1 4")]),
        ("eleven, forty-four", "en", [("11", "eleven"), ("44", "fortyfour")]),
        ("deux cent quatre-vingt-dix-neuf navires", "fr", [("299", "deux cent quatrevingtdixneuf")]),
        ("2,5 млн крон", "ru", [("2500000", "2,5 млн")]),
        ("a two-state solution", "en", []),
        ("dozens, both in May", "en", []),
        ("the old harbour", "en", []),
    ],
)
def test_numbers_in_figures_and_words(text, language, expected):
    assert amounts(text, language) == expected


def test_a_changed_figure_is_read_with_the_figures_beside_it():
    found = words("5 1/4 percent", "en")
    changed = [word for word in found if word.key == "4"]
    assert [amount.value for amount in amounts_in(changed, "and 5 1/4 percent", "en")] == [Fraction(21, 4)]


def test_of_a_long_row_of_figures_those_beside_the_changed_one_are_read():
    row = "1. " * 5_000
    start, end = _widened(row, 7_500, 7_501)
    assert (7_500 - start, end - 7_501) == (FARTHEST, FARTHEST)


@pytest.mark.parametrize(
    ("text", "value"),
    [("III", 3), ("IV", 4), ("XIX", 19), ("XLII", 42), ("MCMXC", 1990), ("V", 5), ("X", 10)],
)
def test_roman_numerals(text, value):
    assert [amount.value for amount in amounts_in(words(f"Annex {text}"), f"and Annex {text}", "en")] == [
        Fraction(value)
    ]


@pytest.mark.parametrize("text", ["I", "C", "D", "xix", "Xi", "Li", "Civil", "Annex", "XYI"])
def test_what_is_no_roman_numeral(text):
    assert amounts(f"the {text}") == []


@pytest.mark.parametrize(
    ("word", "other", "slip"),
    [
        ("harbuor", "harbour", True),
        ("harbour", "harbuor", True),
        ("drellom", "brellom", False),  # neither is in a dictionary
        ("mining", "dining", False),  # both are
        ("harbour", "Harbuor", False),  # a word and a name
        ("Kraelland", "Karelland", False),  # two names, each in a text of its own
    ],
)
def test_a_slip_is_one_letter_from_a_word_of_a_dictionary(word, other, slip):
    texts = [TextWords(text, "en") for text in (f"And {word} is sold.", f"And {other} is sold.")]
    assert is_slip(*words(word), words(other), texts, "en") is slip


def test_a_slip_of_a_name_is_one_where_a_text_spells_it_right_elsewhere():
    texts = [TextWords("The envoys of Kraelland met those of Karelland.", "en")]
    assert is_slip(*words("Kraelland"), words("Karelland"), texts, "en")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("共有三亿五千万人", [350_000_000]),
        ("共有1亿5000万人", [150_000_000]),
        ("共有4万人", [40_000]),
        ("将于十月二日生效", [10, 2]),
        ("公约于一九○七年签署", [1907]),
        ("依照第三〇五条", [305]),
        ("以三分之二多数通过", [Fraction(2, 3)]),
        ("以2/3多数通过", [Fraction(2, 3)]),
        ("增长百分之三点五", [Fraction(7, 2)]),
        ("双方同意再次会晤", []),
    ],
)
def test_numbers_of_chinese_words_are_read_whole(text, values):
    found = amounts_in(words_of(text, 0, len(text), "zh"), text, "zh")
    assert [amount.value for amount in found if not amount.unit] == values
