"""The numbers in words by which two language versions are held against one another."""

import pytest

from diple.mark.text.versions.kept import han_value, word_value


@pytest.mark.parametrize(
    ("word", "language", "value"),
    [
        ("twenty-five", "en", 25),
        ("dozen", "en", 12),
        ("двумястами", "ru", 200),
        ("трёхстах", "ru", 300),
        ("quatre-vingt-dix-sept", "fr", 97),
        ("vingtaine", "fr", 20),
        ("setecientas", "es", 700),
        ("خمسة", "ar", 5),
        ("وعشرين", "ar", 20),
        ("un", "fr", None),
        ("thousand", "en", None),
        ("attention", "fr", None),
    ],
)
def test_a_word_is_a_number(word, language, value):
    assert word_value(word, language) == value


@pytest.mark.parametrize(
    ("numeral", "value"), [("二十三", 23), ("二〇三一", 2031), ("一百万", 10**6), ("百分之十", 10), ("三四千", None)]
)
def test_chinese_numerals(numeral, value):
    assert han_value(numeral) == value
