"""The facts of a passage: each case is the picture of what is read in it."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diple import numerals
from diple.facts.names import COLUMNS, names
from diple.facts.numbers import numbers
from diple.facts.reading import read
from diple.lexicon.tables import lines
from diple.mark.text.versions.leftovers import leftovers, meanings

LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")
HOME = Path(__file__).parent / "cases"
BRACKET = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def cases(name):
    rows = (HOME / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in row.split(" | ")] for row in rows if row and not row.startswith("#")]


def drawn(text, found):
    """A text with its numbers in brackets."""
    parts, at = [], 0
    for number in found:
        values = " or ".join(map(str, sorted(number.values, reverse=True)))
        mark = "" if number.firm else "~"
        parts += [text[at : number.start], f"[{text[number.start : number.end]}|{mark}{values}]"]
        at = number.end
    return "".join(parts) + text[at:]


@pytest.mark.parametrize(("language", "picture"), cases("numbers.txt"))
def test_numbers_of_every_script_and_in_words(language, picture):
    text = BRACKET.sub(r"\1", picture)
    assert drawn(text, numbers(text, 0, len(text), language)) == picture


@given(st.text("0123456789.,:h/⁄½¼-– '٫٬\u00a0\u202f٠٢३亿万三点五百yto", max_size=9), st.sampled_from(LANGUAGES))
@example("½٢", "en")
def test_figures_and_signs_in_any_order_are_read(text, language):
    for number in numbers(text, 0, len(text), language):
        assert 0 <= number.start < number.end <= len(text) and number.values


def identities(text, language):
    found = names(text, 0, len(text), language)
    return [value for one in found if one.kind in ("state", "city", "body") for value in sorted(one.values)]


@pytest.mark.parametrize("case", cases("names.txt"), ids=lambda case: case[1][:40])
def test_names_are_read_by_identity(case):
    language, text, expected = case[0], case[1].removesuffix(" |"), case[2] if len(case) > 2 else ""
    assert identities(text, language) == expected.split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_name_of_the_table_is_read_as_its_territory(language):
    """A name that two territories share, or that is inside a longer one, may be read as either."""
    lost = []
    for row in lines("", "territories.tsv"):
        cells = row.split("\t")
        for column in COLUMNS[language]:
            name = cells[1 + column]
            found = names(name, 0, len(name), language)
            if not any(cells[0] in one.values for one in found):
                lost.append(name)
    assert lost == []


@pytest.mark.parametrize("case", cases("renderings.txt"), ids=lambda case: case[1])
def test_standard_renderings_answer_one_another(case):
    kind, *texts = case
    found = {
        language: read(text, 0, len(text), language).of(kind) for language, text in zip(LANGUAGES, texts, strict=True)
    }
    for one, other in combinations(LANGUAGES, 2):
        assert not meanings(found[one]).isdisjoint(meanings(found[other])), (one, other)
        left, right = leftovers(found[one], found[other])
        assert not (left.alone and right.alone), (one, other)


def test_two_mentions_need_two_answers():
    english, french = "two and two and three", "deux et trois"
    one, other = (read(text, 0, len(text), code).of("number") for text, code in ((english, "en"), (french, "fr")))
    left, right = leftovers(one, other)
    assert [english[each.start : each.end] for each in left.more] == ["two"]
    assert not (left.alone or right.firm)


def test_facts_answer_one_another_in_work_in_proportion():
    """Mentions looked at; each was compared with each of the other version."""
    looked_at = []

    class Mentions(list):
        def __getitem__(self, at):
            looked_at.append(at)
            return super().__getitem__(at)

    work = []
    for count in (100, 200):
        sides = ("two " * count, "trois " * count)
        leftovers(
            *(
                Mentions(read(each, 0, len(each), code).of("number"))
                for each, code in zip(sides, ("en", "fr"), strict=True)
            )
        )
        work.append(len(looked_at))
        looked_at.clear()
    assert 0 < work[1] <= 2 * work[0]


def test_offsets_are_those_of_the_text():
    text = "They met. France paid two crowns."
    found = read(text, 10, len(text), "en").of("state", "number")
    assert [text[one.start : one.end] for one in found] == ["two", "France"]


def test_number_words_in_a_row_take_work_in_proportion(monkeypatch):
    """Parts of numbers looked at; each run was tried with all behind it, in the cube of its length."""
    looked_at = []
    read_parts = numerals.read_parts

    def counted(parts, known):
        looked_at.append(len(parts))
        return read_parts(parts, known)

    monkeypatch.setattr(numerals, "read_parts", counted)
    work = []
    for times in (100, 200):
        text = "hundred thousand million " * times
        numbers(text, 0, len(text), "en")
        work.append(sum(looked_at))
        looked_at.clear()
    assert 0 < work[1] <= 2 * work[0]


def test_a_long_number_in_words_is_read_whole():
    triple = "nine hundred and ninety-nine"
    text = f"{triple} billion {triple} million {triple} thousand {triple}"
    (found,) = numbers(text, 0, len(text), "en")
    assert (max(found.values), text[found.start : found.end]) == (999_999_999_999, text)
