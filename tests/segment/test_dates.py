"""The date of a statement: recognised by a line at its head or foot that says nothing else, or not at all."""

import pytest

import diple

BODY = {
    "en": "The Parties shall meet every year and shall exchange views on all matters.",
    "ru": "Стороны встречаются каждый год и обмениваются мнениями по всем вопросам сотрудничества.",
    "zh": "双方每年举行会晤，并就所有问题交换意见。双方同意加强合作。",
    "fr": "Les Parties se réunissent chaque année et échangent leurs vues sur toutes les questions.",
    "es": "Las Partes se reúnen cada año e intercambian opiniones sobre todas las cuestiones.",
    "ar": "يجتمع الطرفان كل سنة ويتبادلان الآراء حول جميع المسائل.",
}
TOLD = {
    "Port Sorrel, 4 February 2032": "en",
    "(4th February 2032, Port Sorrel)": "en",
    "February 4, 2032": "en",
    "Sorrel, D.C., Feb. 4, 2032.": "en",
    "Wednesday, 4 February 2032": "en",
    "2032-02-04": "en",
    "4 февраля 2032 года": "ru",
    "г. Калист, 4 февраля 2032 г.": "ru",
    "среда, 4 февраля 2032 г.": "ru",
    "2032年2月4日": "zh",
    "二〇三二年二月四日": "zh",
    "（2032年2月4日，卡利斯托）": "zh",
    "2032年2月4日于卡利斯托": "zh",
    "le 4 février 2032": "fr",
    "Kallisto, le 4 février 2032": "fr",
    "4 de febrero de 2032": "es",
    "Kallisto, a 4 de febrero de 2032": "es",
    "كاليستو، 4 فبراير 2032": "ar",
    "٤ شباط/فبراير ٢٠٣٢": "ar",
}
DOUBTFUL = (
    "4-5 February 2032",
    "February 2032",
    "31 February 2032",
    "04.02.2032",
    "The Parties met, 4 February 2032",
    "See the Treaty of 4 February 2032",
    "4 February 2032 and 5 February 2033",
    "4 February/March 2032",
    "Done at Sorrel, on the fourth of February nine billion",
    "Fait à Sorrel, le quatre février neuf milliards",
)


def read(line, language, foot=False):
    parts = [*[BODY[language]] * 6]
    parts.insert(6 if foot else 0, line)
    return diple.read("\n\n".join(parts), language=language)


@pytest.mark.parametrize("foot", [False, True])
@pytest.mark.parametrize(("line", "language"), TOLD.items())
def test_a_line_of_its_own_tells_the_day(line, language, foot):
    assert read(line, language, foot).date == "2032-02-04"


@pytest.mark.parametrize(
    ("line", "other"), [(line, other) for line, own in TOLD.items() for other in ("en", "ru") if other != own]
)
def test_a_line_is_read_whatever_the_language_of_the_text(line, other):
    assert read(line, other).date == "2032-02-04"


def test_a_month_of_two_words():
    assert read("4 كانون الثاني 2032", "ar").date == "2032-01-04"


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
@pytest.mark.parametrize("line", DOUBTFUL)
def test_what_is_doubtful_is_not_told(line, language):
    assert read(line, language).date is None


def test_two_lines_that_disagree_tell_nothing_and_two_that_agree_do():
    head = "Sorrel, 4 February 2032\n\n"
    body = "\n\n".join([BODY["en"]] * 6)
    assert diple.read(f"{head}{body}\n\n5 February 2032").date is None
    assert diple.read(f"{head}{body}\n\nFebruary 4, 2032").date == "2032-02-04"


def test_a_line_in_the_middle_is_of_the_text():
    body = "\n\n".join([BODY["en"]] * 6)
    assert diple.read(f"{body}\n\n4 February 2032\n\n{body}").date is None


def test_a_line_that_runs_on_is_no_line_of_its_own():
    wrapped = "The Parties shall meet every year, as they agreed in the statement of\nSorrel, 4 February 2032."
    assert diple.read(wrapped).date is None
    assert diple.read("Joint Statement\nSorrel, 4 February 2032\n\n" + BODY["en"]).date == "2032-02-04"


def test_what_a_page_declares_comes_first():
    page = f'<html><head><meta name="date" content="2032-02-05"></head><body><p>4 February 2032</p><p>{BODY["en"]}</p>'
    assert diple.read(page).date == "2032-02-05"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Sorrel, 4 February 2032", None),
        ("Sorrel, 4 February 2032\n\nJoint Statement of the Two Ministers", "Joint Statement of the Two Ministers"),
        ("Joint Statement of the Two Ministers\n\nSorrel, 4 February 2032", "Joint Statement of the Two Ministers"),
        ("Sorrel Declaration of 4 February 2032", "Sorrel Declaration of 4 February 2032"),
        ("4 February 2032 Sorrel, Tarvia", None),
        ("4 February 2032 Sorrel, Tarvia\n\nSection 1. The Ports", None),
        ("4 February 2032 Joint Statement", "4 February 2032 Joint Statement"),
        ("Sorrel, Iceland", None),
        ("Sorrel, Iceland\n\nJoint Statement of the Two Ministers", "Joint Statement of the Two Ministers"),
        ("Peace, Trade and Iceland", "Peace, Trade and Iceland"),
        ("The Friends of the Port of Sorrel, Iceland", "The Friends of the Port of Sorrel, Iceland"),
        ("I. Introduction", None),
        ("Joint Statement\n\nI. Introduction", "Joint Statement"),
        ("Partners in the North", "Partners in the North"),
    ],
)
def test_a_line_of_day_or_place_or_section_is_no_title(head, title):
    assert diple.read(f"{head}\n\n{BODY['en']}").title == title
