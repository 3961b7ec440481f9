"""Tokens as pictures: the tokens of a text, apart by |."""

import pytest

from diple.model import Span
from diple.normalise import key
from diple.segment import tokenise


def tokens(text, language="en"):
    return tokenise(text, [Span(0, len(text))], language)


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("The long-standing non-aligned States", "The|long-standing|non-aligned|States"),
        ("L'État, l’accord, States' rights", "L'État|,|l’accord|,|States|'|rights"),
        ("The U.S. and the U.S.-Tarn pact, e.g. fish", "The|U.S.|and|the|U.S.|-|Tarn|pact|,|e.g.|fish"),
        ("1,000.5 or 2231 (2015), 3.2%, 12/2030", "1,000.5|or|2231|(|2015|)|,|3.2|%|,|12/2030"),
        ("2021-2025, 2021–2025", "2021|-|2025|,|2021|–|2025"),
        ("the 12th G20 and COVID-19", "the|12th|G20|and|COVID-19"),
        ("双方于2030年签署。", "双|方|于|2030|年|签|署|。"),
        ("Стороны — 5-й раз", "Стороны|—|5|-|й|раз"),
        ("مُحَمَّد وقّع", "مُحَمَّد|وقّع"),
        ("co\u00adoperation zero\u200bwidth", "co\u00adoperation|zero\u200bwidth"),
        ("\u200fwe \u00ad2032 20\u00ad32", "\u200fwe|\u00ad2032|20\u00ad32"),
        ("“Peace”…", "“|Peace|”|…"),
        ("A/RES/77/1", "A|/|RES|/|77/1"),
        ("a_b", "a|_|b"),
        ("", ""),
    ],
)
def test_picture(text, picture):
    found = tokens(text)
    assert "|".join(text[start:end] for start, end in zip(found.starts, found.ends, strict=True)) == picture


def test_keys_are_those_of_normalise():
    text = "The Labour Programme — “Peace”"
    found = tokens(text)
    assert found.keys == [key(text[start:end], "en") for start, end in zip(found.starts, found.ends, strict=True)]


def test_hyphens_and_spelling_compare_equal():
    assert tokens("co-operation").keys == tokens("cooperation").keys
    assert tokens("long‑standing").keys == tokens("long-standing").keys


def test_spans_bound_the_tokens_and_keep_their_order():
    text = "One two. Three-four five."
    found = tokenise(text, [Span(15, 25), Span(0, 7)], "en")
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == [
        "four", "five", ".", "One", "two",
    ]  # fmt: skip
    assert found.surface(0, 2) == "four five"
