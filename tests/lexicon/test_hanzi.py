"""Chinese forms: they count where they are whole words."""

from pathlib import Path

import pytest

import diple
from diple.lexicon import Lexicon
from diple.lexicon.hanzi import are_whole

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "hanzi.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
MISSED = pytest.mark.xfail(strict=True, reason="the words across it are rarer than the form, or hold all of it")


@pytest.mark.parametrize(
    ("words", "form", "sentence"),
    [pytest.param(*row, id=f"{row[1]}-{row[2]}", marks=MISSED if row[0] == "no, missed" else ()) for _, *row in ROWS],
)
def test_characters_are_whole_words(words, form, sentence):
    start = sentence.index(form)
    assert are_whole(sentence, start, start + len(form)) == (words == "yes")


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("东盟国家出席了会议。", False),
        ("诺伦的盟国出席了会议。", True),
        ("諾倫的盟國出席了會議。", True),
        ("東盟國家出席了會議。", False),
    ],
)
def test_a_form_of_a_pack_counts_as_a_word_alone(text, concepts):
    found = Lexicon.default().matches(text, "zh")
    assert any(text[match.start : match.end] in ("盟国", "盟國") for match in found) == concepts


@pytest.mark.parametrize(
    ("old", "new"),
    [("东盟国家出席了会议。", "东盟各国出席了会议。"), ("双方推进系统一体化建设。", "双方推进平台一体化建设。")],
)
def test_a_change_beside_such_characters_is_no_grave_one(old, new):
    assert {marker.level for marker in diple.compare(old, new).markers} <= {"noise", "minor", "notable"}
