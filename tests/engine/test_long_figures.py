"""Figures of more digits than any number of a program has are read as no number, and nothing ends in an error.

A year of 20 figures overflowed a date, one of 400 a fraction, and Python refuses to read 4,301 figures.
"""

import pytest

import diple

PLACES = {
    "en": (
        *("3 May {}", "May {}, 2031", "by 31 December {} they shall cut them by {} per cent", "within {} days"),
        *("adopted by {} votes to 3", "{}. They shall meet", "section {}({})", "{}-{} million", "5 {}/{}", "USD {},{}"),
    ),
    "zh": ("{}年3月4日", "第{}条", "{}万美元", "二{}三", "{}点{}"),
    "fr": ("le {} mai", "{} %", "{} pages"),
    "ru": ("{} мая 2031 года", "статья {}"),
    "ar": ("{} مليون", "المادة {}"),
}
FIGURES = ["7" * 20, "7" * 400, "7" * 5000, "九" * 400, "٧" * 5000, "²" * 50]


@pytest.mark.parametrize("figures", FIGURES, ids=lambda figures: f"{figures[0]}{len(figures)}")
@pytest.mark.parametrize("language", PLACES)
def test_a_number_of_any_length_is_compared(language, figures):
    for place in PLACES[language]:
        texts = (place.format(*[many] * place.count("{}")) + ".\nThe Parties shall meet." for many in (figures, "31"))
        long, short = (diple.read(text, language=language) for text in texts)
        for pair in ((long, short), (short, long)):
            told = diple.compare(*pair).degraded
            assert {notice.code for notice in told} <= {"unread_places"}  # 5,000 letters are exchanged at once


def test_a_change_behind_the_most_figures_is_a_change():
    old, new = (f"They shall pay {'7' * 400}{last} crowns." for last in (1, 2))
    (change,) = diple.compare(old, new).changes
    assert change.noise is None
