"""Languages: a sentence each, in those that Diple knows and in their neighbours."""

import json
from pathlib import Path

import pytest

from diple.segment import detect_language

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "languages.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['lang']}-{row['text'][:30]}" for row in ROWS])
def test_language(row):
    assert detect_language(row["text"]) == row["lang"]


def test_the_whole_text_counts_not_its_head():
    head = "Les deux Parties sont convenues de se revoir. " * 5
    assert detect_language(head + "The two sides agreed to meet again. " * 200) == "en"
    assert detect_language("The two sides agreed to meet again. " * 5 + head * 40) == "fr"


def test_a_name_in_another_script_does_not_decide():
    assert detect_language("The two sides met in Москва and agreed to meet again in 北京.") == "en"
