"""The line that says when and where a text was made, in six languages, and what a comparison makes of it."""

import pytest

import diple
from diple.archive.statements.importing.proposals import proposed
from diple.datelines import han_number, is_line, line_of
from diple.lexicon.tables import language_table
from diple.noise.dateline import day_of
from diple.statement import LANGUAGES

EXAMPLES = [(language, each) for language in LANGUAGES for each in language_table(language, "dates")["example"]]
LINES = [(language, each) for language, each in EXAMPLES if each.get("is_line", True)]
NONE = [(language, each["text"]) for language, each in EXAMPLES if not each.get("is_line", True)]
BODY = "\n\nThe Parties agreed to hold talks on the ports of the sound. They shall exchange lists each year.\n\n"


@pytest.mark.parametrize(("language", "example"), LINES, ids=lambda each: str(each)[:60])
def test_an_example_of_the_table_says_its_place_and_day(language, example):
    text = example["text"]
    found = line_of(text, language)
    day = day_of(found, language)
    place = text[found.place.start : found.place.end] if found.place else ""
    assert (place, day.isoformat() if day else "") == (example["place"], example["day"])


@pytest.mark.parametrize(("language", "text"), NONE)
def test_an_example_against_is_no_line(language, text):
    assert line_of(text, language) is None


def test_each_language_has_examples_for_and_against():
    assert {language for language, _ in LINES} == {language for language, _ in NONE} == set(LANGUAGES)


@pytest.mark.parametrize("text", ["Velmora, den 3. Mai 2031", "Калден, 3 мая 2031 г.", "二〇三一年五月二日订于奥林"])
def test_a_line_is_one_whatever_its_language(text):
    assert is_line(text)


def changes(old, new, name="a.txt"):
    found = diple.compare(diple.read(old, name=name), diple.read(new, name=name))
    return {change.noise for change in found.changes}


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("4 February 2032, 14:30", "en", "2032-02-04"),
        ("Last updated: 4 February 2032 2:30 p.m.", "en", "2032-02-04"),
        ("Последнее обновление: 4 февраля 2032 г.", "ru", "2032-02-04"),
        ("最后更新：2032年2月4日", "zh", "2032-02-04"),
        ("4 февраля 2032 года, 14:30", "ru", "2032-02-04"),
        ("Publié le 4 février 2032 – 14h30", "fr", "2032-02-04"),
        ("2032-02-04", "zh", "2032-02-04"),
        ("发布时间：2032-02-04 14:30", "zh", "2032-02-04"),
    ],
)
def test_the_hour_behind_a_date_is_no_part_of_its_day(text, language, day):
    found = line_of(text, language)
    assert found and day_of(found, language).isoformat() == day


@pytest.mark.parametrize("text", ["04.02.2032 14:30", "04/02/2032 - 14h30", "2032-02-04 14:30:05"])
def test_figures_with_an_hour_are_when_a_page_was_published(text):
    assert is_line(text)


@pytest.mark.parametrize("text", ["04.02.2032", "Deadline: 04.02.2032", "Article 5, 12:30", "Ferries sail at 14:30"])
def test_figures_without_an_hour_may_be_a_deadline(text):
    assert not is_line(text)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("Done at Orrin, 3 May 2031, in a single copy.", "Done at Kalden, 14 June 2032, in a single copy.", "a.txt"),
        (
            "Done at Orrin, on the second day of May two thousand and thirty-one.",
            "Done at Kalden, on the third day of June two thousand and thirty-two.",
            "a.txt",
        ),
        ("Date: 3 May 2031\nPlace: Orrin", "Date: 14 June 2032\nPlace: Kalden", "a.txt"),
        ("**Date:** 3 May 2031  \n**Place:** Orrin", "**Date:** 14 June 2032  \n**Place:** Kalden", "a.md"),
    ],
)
def test_of_two_years_only_place_and_date_roll(old, new, name):
    head = "# Joint Statement" if name.endswith("md") else "Joint Statement"
    for before, after in ((f"{head}\n\n{{}}{BODY}", "foot"), (f"{head}{BODY}{{}}\n", "head")):
        assert changes(before.format(old), before.format(new), name) == {"rolling_date"}, after


def test_what_follows_the_date_of_a_signature_counts():
    old = f"Joint Statement{BODY}Done at Orrin, 3 May 2031, in two originals, both texts being equally authentic.\n"
    new = f"Joint Statement{BODY}Done at Orrin, 4 May 2031, in two originals, the English text prevailing.\n"
    assert None in changes(old, new)


def test_date_and_place_of_a_signature_are_proposed():
    found = proposed(diple.read(f"Accord{BODY}Hecho en Orrin, el 2 de mayo de 2031, en dos ejemplares."), "a.txt")
    assert (found.date, found.place) == ("2031-05-02", "Orrin")


def test_two_places_propose_none():
    assert proposed(diple.read(f"Orrin, 3 May 2031{BODY}Done at Kalden, 3 May 2031."), "a.txt").place == ""


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("二〇三一", 2031),
        ("一九○七", 1907),
        ("2031", 2031),
        ("2〇31", 2031),
        ("七九", 79),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("五", 5),
        ("〇五", 5),
        ("二十十", 0),
        ("", 0),
    ],
)
def test_chinese_numbers_of_a_date(written, value):
    assert han_number(written) == value
