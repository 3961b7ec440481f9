"""Who acts in a sentence, and what is done without a word of who does it: each case is the picture of what is read."""

import re
from pathlib import Path

import pytest

from diple.facts.agents import agents, unsaid

ROWS = (Path(__file__).parent / "cases" / "agents.txt").read_text(encoding="utf-8").splitlines()
CASES = [row.split(" | ", 1) for row in ROWS if not row.startswith("#")]
SIGNS = re.compile(r"[\[\]{}]")


def picture(text, language):
    """The text with its agents in brackets and its acts without an agent in braces."""
    place = (text, 0, len(text), language)
    signs = [(*one.phrase, "[]") for one in agents(*place)] + [(*act, "{}") for act in unsaid(*place)]
    for start, end, (opening, closing) in sorted(signs, reverse=True):
        text = f"{text[:start]}{opening}{text[start:end]}{closing}{text[end:]}"
    return text


@pytest.mark.parametrize(("language", "expected"), CASES)
def test_who_acts_is_read(language, expected):
    assert picture(SIGNS.sub("", expected), language) == expected
