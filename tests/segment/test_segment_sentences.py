"""Sentences: passages with their sentences as files, and pictures of single rules.

`passages.jsonl` was written before the rules were tuned and used to tune them. The others were not looked at while
that was done; what each measured when first run is in cases/README.md.
"""

import json
from pathlib import Path

import pytest

from diple.model import Block
from diple.readers.document.shapes import text_blocks
from diple.segment import sentence_spans

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[3] / "shared" / "knowledge" / "cases" / "segmentation.jsonl"


FILES = ("passages", "held_back", "fresh", "fresh_again", "last")


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def sentences(text, language="en", blocks=None):
    blocks = text_blocks(text) if blocks is None else blocks
    return [text[start:end] for start, end in sentence_spans(text, blocks, language)]


def parameters(name):
    return [
        pytest.param(
            row,
            id=f"{name}-{row['id']}",
            marks=pytest.mark.xfail(reason=row["known_failure"]) if "known_failure" in row else (),
        )
        for row in rows(CASES / f"{name}.jsonl")
    ]


@pytest.mark.parametrize("row", [row for name in FILES for row in parameters(name)])
def test_passage(row):
    assert sentences(row["text"], row["lang"]) == row["sentences"]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the development passages are not here")
def test_development_passages():
    wrong = [row["id"] for row in rows(SHARED) if sentences(row["text"], row["lang"]) != row["sentences"]]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "picture"),
    [
        ("en", "He left the U.S. | The talks ended."),
        ("en", "He left the U.S. Treasury."),
        ("en", "In the U.S. The Parties agree."),
        ("en", "The vote was on Nos. 4 and 5. | No. 6 fell."),
        ("en", "See Art. IV. | It holds."),
        ("en", "We met (see p. 4). | We left."),
        ("en", "Growth was 2.4 per cent... | Prices fell."),
        ("en", "Done.[3] | Signed.² | Sealed."),
        ("en", "He said “no.” | They left."),
        ("en", "“No!” she said. | They left."),
        ("en", "He ended (as p. 4 says.) | They left."),
        ("en", "The base (it burned.) at Cold Bay closed."),
        ("en", "An unclosed ( bracket. | An unclosed “ quotation. | The end."),
        ("en", "The CAFTA-DR. | In it all agree."),
        ("en", "A. J. Orre met B. C. Vey."),
        ("en", "He asked: why? | why not?".replace(" | ", " ")),
        ("ru", "Это 2030 г. | Стороны согласны."),
        ("ru", "Это г. Нерет."),
        ("ru", "И т. д. | Стороны согласны."),
        ("fr", "Est-ce clair ? | Oui ! | M. Orre le dit."),
        ("fr", "« Oui. » | Il sort."),
        ("es", "Viajó a EE. UU. | La visita fue breve."),
        ("es", "¿Sí? | ¡No!"),
        ("zh", "同意。|反对！|为什么？|不知道。"),
        ("zh", "他说：“好。”|会议结束。"),
        ("ar", "هل تم؟ | نعم. | انتهى."),
        ("und", "Am 3. Oktober kam er. | Dann ging er."),
        ("xx", "One. | Two."),
    ],
)
def test_rule(language, picture):
    mark = "|" if language == "zh" else " | "
    plain = picture.replace(mark, "" if language == "zh" else " ")
    assert sentences(plain, language) == picture.split(mark)


def test_a_label_is_part_of_its_sentence_and_ends_none():
    text = "1. The Parties agree. They sign."
    blocks = text_blocks(text)
    assert blocks[0].label == (0, 2)
    assert sentences(text) == ["1. The Parties agree.", "They sign."]


def test_blocks_do_not_see_each_other():
    text = "“One. Two. Three.” Four."
    whole = sentences(text, blocks=[Block(0, len(text))])
    apart = sentences(text, blocks=[Block(0, 5), Block(6, len(text))])
    assert whole == ["“One. Two. Three.”", "Four."]
    assert apart == ["“One.", "Two.", "Three.”", "Four."]


def test_a_quotation_as_long_as_a_text_is_split():
    quoted = "“" + "The Parties agree. " * 100 + "They sign.”"
    assert len(sentences(quoted)) == 101
