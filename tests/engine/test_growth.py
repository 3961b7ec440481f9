"""Twice the input takes at most 2.5 times the processor time, whatever is repeated in it.

Each unit of `cases/growth.toml` fills a text, which is read as plain text, Markdown and HTML, and compared at two sizes:
with a small change of itself, with a letter more in the middle, with a letter more behind every seventh (in the
campaign), and with another unit. Times below a floor say nothing. A ratio that is too high is measured again, for
another process may have taken the caches, and then at the next size, for a step that begins at one size is no growth.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from functools import cache
from itertools import chain
from pathlib import Path
from time import process_time

import pytest

import diple
from campaign import cases, count
from diple.facts.numbers import numbers
from diple.readers import read_document

CASES = tomllib.loads((Path(__file__).with_name("cases") / "growth.toml").read_text(encoding="utf-8"))
EVERY = list(dict.fromkeys(chain(CASES["quick"], *CASES["units"].values())))
OTHER = "The envoys of Orvane welcomed item {n}, and did not sign it. "
SIZE = count(2_500, 20_000)  # characters; the second text has twice as many
MOST = 2.5
FLOOR = 0.05  # seconds
TRIES = 6


def filled(unit: str, size: int) -> str:
    """A text of about `size` characters made of a unit; not only white space."""
    if "{n}" not in unit:
        text = unit * (size // len(unit) + 1)
    else:
        text = "".join(unit.replace("{n}", str(n)) for n in range(size // (len(unit) + 1) + 1))
    return f"a{text[:size]}b"


def changed(text: str) -> str:
    """A small change in the middle of a text."""
    middle = len(text) // 2
    return f"{text[:middle]} shall not {text[middle + 5 :]}"


def read_all(text: str, size: int) -> str:
    for form in ("text", "markdown", "html"):
        with suppress(diple.DipleError):  # what is refused by name takes the time until then
            read_document(text, format=form)
    return ""


def compare_changed(text: str, size: int) -> str:
    return diple.compare(text, changed(text)).mode


def compare_another(text: str, size: int) -> str:
    return diple.compare(text, filled(OTHER, size)).mode


def compare_letter(text: str, size: int) -> str:
    """Both texts of the unit, the second with a letter more in the middle."""
    middle = len(text) // 2
    return diple.compare(text, f"{text[:middle]}c{text[middle:]}").mode


def compare_mixed(text: str, size: int) -> str:
    """Both texts of the unit, the second with a letter more behind each letter whose place is a multiple of seven."""
    return diple.compare(text, "".join(letter if at % 7 else f"{letter}x" for at, letter in enumerate(text))).mode


STAGES = [read_all, compare_changed, compare_another, compare_letter, *cases([], [compare_mixed])]


@cache
def warm() -> None:
    """What is loaded at a first call counts for no text."""
    for text in (filled(unit, 500) for unit in CASES["quick"][:4]):
        read_all(text, 1_000)
        compare_changed(text, 1_000)


def timed(stage, unit: str, size: int) -> tuple[float, str]:
    """The processor time of a stage, and the mode that it chose."""
    text, mode = filled(unit, size), ""
    before = process_time()
    with suppress(diple.DipleError):
        mode = stage(text, size)
    return process_time() - before, mode


def seconds(stage, unit: str, size: int) -> float:
    """The processor time of a stage."""
    return timed(stage, unit, size)[0]


def growth(stage, unit: str, size: int) -> tuple[float, float]:
    """The least times of a text and of one twice as long, measured until they are in proportion, or TRIES times.

    Where the longer one is of another mode, it has a step more, and is held to one that is longer again.
    """
    (small, mode), (large, other) = timed(stage, unit, size), timed(stage, unit, 2 * size)
    if mode != other:
        size, small, large = 2 * size, float("inf"), float("inf")
    for _ in range(TRIES):
        if large < FLOOR or large <= MOST * small < float("inf"):
            break
        small, large = min(small, seconds(stage, unit, size)), min(large, seconds(stage, unit, 2 * size))
    return small, large


@pytest.mark.campaign
@pytest.mark.parametrize("unit", cases(CASES["quick"], EVERY), ids=ascii)
def test_twice_as_much_takes_about_twice_the_time(unit):
    warm()
    for stage in STAGES:
        small, large = growth(stage, unit, SIZE)
        if not in_proportion(small, large):
            small, large = growth(stage, unit, 2 * SIZE)
        assert in_proportion(small, large), f"{stage.__name__}: {small:.3f} s, {large:.3f} s"


def compare_reworded(text: str, size: int) -> str:
    sentence = "The Delegations agree that the centre for the diplomas of nurses {} be kept open in the capital."
    return diple.compare(sentence.format(text), sentence.format("should")).mode


def read_numbers(text: str, size: int) -> str:
    return str(len(numbers(text, 0, len(text), "zh")))


@pytest.mark.parametrize(
    ("stage", "unit", "size"),
    [
        pytest.param(compare_mixed, "{n} ", 5_000, id="each of hundreds of changes of a sentence with its phrase"),
        pytest.param(compare_reworded, "shall ", 40_000, id="thousands of phrases that two tables have"),
        pytest.param(read_numbers, "二十三", 20_000, id="a numeral of thousands of characters"),
    ],
)
def test_what_once_took_four_times_as_long_takes_about_twice(stage, unit, size):
    warm()
    small, large = growth(stage, unit, size)
    assert in_proportion(small, large), f"{small:.3f} s, {large:.3f} s"


def in_proportion(small: float, large: float) -> bool:
    """Whether a text of twice the length takes at most `MOST` times the time, or too little to be measured."""
    return large < FLOOR or large <= MOST * small


def test_there_are_enough_units():
    assert len(EVERY) >= 120 and not set(CASES["quick"]) - set(EVERY)
