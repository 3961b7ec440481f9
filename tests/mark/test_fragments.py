"""Texts that break off: drafts without a last full stop, headlines, columns torn apart. No rule may stumble."""

import json
from pathlib import Path
from random import Random

import pytest

import diple
from campaign import count

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if "lang" in json.loads(line)
]


def broken_off(text, random):
    """The beginning of a text up to some word, or from some word on."""
    words = text.rstrip(".。").split(" ")
    at = random.randrange(len(words)) + 1
    return " ".join(words[:at] if random.random() < 0.7 else words[-at:])


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(count(1, 8)))
def test_what_breaks_off_is_compared(seed):
    random = Random(seed)
    for case in random.sample(CASES, 150):
        old, new = broken_off(case["old"], random), broken_off(case["new"], random)
        read = [diple.read(text, language=case["lang"]) for text in (old, new) if text.strip()]
        if len(read) == 2:
            diple.compare(*read, mode=case.get("mode", "revision"))


def test_a_verb_may_be_the_last_word():
    old = "They condemned the attacks and demanded compensation"
    assert diple.compare(old, "They condemned the attacks, as the Parties demanded").changes
