"""Facts of two versions: what contradicts is reported with both quotes, and what answers is left alone."""

import re
from pathlib import Path

import pytest

import diple

LOUD = ("notable", "high", "critical")
BRACKETS = re.compile(r"\[([^\]]+)\]")
ROWS = (Path(__file__).parent / "cases" / "contradictions.txt").read_text(encoding="utf-8").splitlines()
CASES = [[side.strip() for side in row.split(" | ")] for row in ROWS if row and not row.startswith("#")]


def plain(side):
    """The language of a side and its text without brackets."""
    language, text = side.split(": ", 1)
    return language, BRACKETS.sub(r"\1", text)


def loud(*sides):
    texts = [diple.read(text, language=language) for language, text in map(plain, sides)]
    return [m for m in diple.compare(*texts, mode="translation").markers if m.level in LOUD]


def quotes(side, selectors):
    """What a marker quotes of a side, drawn as the side is."""
    language, text = plain(side)
    for selector in sorted(selectors, key=lambda each: -each.start):
        text = f"{text[: selector.start]}[{selector.exact}]{text[selector.end :]}"
    return f"{language}: {text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:50])
def test_what_contradicts_is_loud_and_what_answers_is_not(case):
    found = loud(*case)
    drawn = [[quotes(case[0], marker.old), quotes(case[1], marker.new)] for marker in found]
    assert drawn == ([case] if "[" in "".join(case) else [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1][:50])
def test_exchanging_the_versions_mirrors_what_is_found(case):
    there = {(marker.old, marker.new, marker.score) for marker in loud(*case)}
    assert {(marker.new, marker.old, marker.score) for marker in loud(*case[::-1])} == there


def test_a_fact_in_a_passage_beside_answers():
    english = "The Parties met in Lisk.\n\nThe fund has forty crowns. It opens in 2031."
    french = "Les Parties se sont réunies à Lisk. Le fonds a quarante couronnes.\n\nIl ouvre en 2031."
    old, new = diple.read(english, language="en"), diple.read(french, language="fr")
    assert [m.rationale for m in diple.compare(old, new, mode="translation").markers if m.level in LOUD] == []


def test_a_rationale_gives_the_meaning_in_english():
    [marker] = loud("en: The term is five years.", "ru: Срок составляет десять лет.")
    assert marker.rationale == "English says “five”, Russian says “десять” (10)."
    assert (marker.referent, marker.direction) == ("5 or 10", "neutral")
