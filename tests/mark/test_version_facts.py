"""Facts of two language versions, each of its own word: what is dropped, put or exchanged in one of them is loud."""

from pathlib import Path

import pytest

import diple

HOME = Path(__file__).parent / "cases"
NOTABLE = ("notable", "high", "critical")


def cases(name):
    rows = (HOME / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in row.split(" | ")] for row in rows if not row.startswith("#")]


def faithful():
    unmet = [pytest.mark.xfail(strict=True, reason="a word against its opposite, or a denial read twice")]
    for case in cases("version_faithful.txt"):
        yield pytest.param(case[:4], marks=unmet if case[4:] == ["known"] else [], id=f"{case[1][:40]} {case[2]}")


CASES = cases("version_facts.txt")


def loud_rules(one, other):
    sides = (diple.read(text, language=language) for language, text in (one, other))
    markers = diple.compare(*sides, mode="translation").markers
    return {marker.rule.id.rpartition(".")[2] for marker in markers if marker.level in NOTABLE}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[4]}: {case[1][:40]} {case[2]}")
def test_a_fact_of_one_version_is_loud(case):
    expected = set() if case[4] == "-" else {case[4]}
    assert loud_rules(case[:2], case[2:4]) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[4]}: {case[2]} {case[3][:40]}")
def test_exchanging_the_versions_keeps_it(case):
    assert loud_rules(case[2:4], case[:2]) == loud_rules(case[:2], case[2:4])


@pytest.mark.parametrize("case", [*faithful()])
def test_what_other_words_say_alike_is_quiet(case):
    assert loud_rules(case[:2], case[2:]) == loud_rules(case[2:], case[:2]) == set()


READINGS = [
    (
        "The fund paid 45,000 crowns for the bridge.",
        "fr",
        "Le fonds a payé 54 000 couronnes pour le pont.",
        "45,000 or 54,000",
    ),
    (
        "The two ports received 12 billion crowns.",
        "ru",
        "Порты Келмара и Сарны получили 14 млрд крон.",
        "12,000,000,000 or 14,000,000,000",
    ),
    ("The mole was built in the 1970s.", "zh", "防波堤建于20世纪80年代。", "1970 or 1980"),
]


@pytest.mark.parametrize(("english", "language", "text", "referent"), READINGS)
def test_a_marker_names_what_the_numbers_mean_first(english, language, text, referent):
    sides = diple.read(english, language="en"), diple.read(text, language=language)
    (marker,) = diple.compare(*sides, mode="translation").markers
    assert marker.referent == referent
