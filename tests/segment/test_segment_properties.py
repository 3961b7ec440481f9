"""What holds for every text: nothing lost, nothing twice, blocks apart, and no input that takes for ever."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign import count
from diple.model import Block, Span
from diple.readers.document.shapes import text_blocks
from diple.segment import detect_language, sentence_spans, tokenise

LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar", "und")
CASES = Path(__file__).parent / "cases"
PASSAGES = [
    json.loads(line)
    for name in ("passages", "held_back", "fresh", "fresh_again", "last")
    for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
PIECES = st.sampled_from(
    [
        "The",
        "the",
        "U.S.",
        "Mr.",
        "No.",
        "5",
        "2030",
        ".",
        "...",
        "?",
        "!",
        "…",
        "。",
        "！",
        "”",
        "“",
        '"',
        "'",
        "’",
        "«",
        "»",
        "(",
        ")",
        "[1]",
        "etc.",
        "p.m.",
        "г.",
        "т.",
        "д.",
        "EE.",
        "UU.",
        "M.",
        "双方",
        "：“",
        "”，",
        "وقال",
        "د.",
        "؟",
        "1.",
        "(a)",
        "-",
        "•",
        "IV.",
        "Article",
        "¿",
        "¡",
        "a\xadb",
        "\u200b",
        "\ufeff",
        "�",
        "\x00",
        "🙂",
        "é",
        "²",
        "§",
        ";",
        ":",
        ",",
    ]
)
GAPS = st.sampled_from(["", " ", " ", " ", "\n", "\n\n", "\r\n", "\u00a0", "\u2028", "\u2029", "\f", "\t"])
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=40).map(lambda parts: "".join(a + b for a, b in parts))


def assert_covers(text, spans, inside=None):
    """The spans are in order, without outer white space, and hold every other character of the text."""
    last = 0
    for span in spans:
        start, end = span[0], span[1]
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


def check(text, language):
    blocks = text_blocks(text)
    assert_covers(text, [(block.start, block.end) for block in blocks])
    for block in blocks:
        assert block.label is None or block.start == block.label.start < block.label.end < block.end
    spans = sentence_spans(text, blocks, language)
    assert_covers(text, spans)
    starts = {span.start for span in spans}
    assert all(block.start in starts for block in blocks)
    tokens = tokenise(text, spans, language)
    assert "".join(map(text.__getitem__, map(slice, tokens.starts, tokens.ends))) == "".join(
        "".join(text[start:end].split()) for start, end in spans
    )
    assert all(tokens.keys)
    for block in blocks:
        alone = text[block.start : block.end]
        label = Span(0, block.label.end - block.start) if block.label else None
        cut = [Block(0, len(alone), block.kind, block.level, label)]
        moved = [(start + block.start, end + block.start) for start, end in sentence_spans(alone, cut, language)]
        assert moved == [span for span in spans if block.start <= span.start < block.end]


@settings(max_examples=count(130, 4_000), deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_any_text_is_covered_and_blocks_do_not_depend_on_neighbours(text, language):
    check(text, language)
    assert detect_language(text) in LANGUAGES


@settings(max_examples=count(50, 1_500), deadline=None)
@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_characters_are_covered(text, language):
    check(text, language)
    assert detect_language(text) in LANGUAGES


@pytest.mark.parametrize("row", PASSAGES, ids=[row["id"] for row in PASSAGES])
def test_a_sentence_alone_is_itself(row):
    check(row["text"], row["lang"])
    for sentence in row["sentences"]:
        alone = sentence_spans(sentence, [Block(0, len(sentence))], row["lang"])
        assert len(alone) == 1 or "known_failure" in row, [sentence[start:end] for start, end in alone]


MANY = count(2_500, 10_000)  # with 10,000 the texts take 8 s of processor time


@pytest.mark.campaign
@pytest.mark.parametrize(
    "text",
    [
        "word " * (10 * MANY),
        "." * (50 * MANY),
        ". " * (20 * MANY),
        "The Parties agree. " * (5 * MANY),
        "“" * (10 * MANY) + "a. B " * MANY,
        ' "a' * (10 * MANY),
        "(a. B " * (5 * MANY),
        "." + ")" * (30 * MANY),
        "a.[1]" * (6 * MANY),
        "a\n" * (10 * MANY),
        "A\n" * (10 * MANY),
        "a." + " " * (50 * MANY) + "B",
        "1. a;\n" * (3 * MANY),
        "U.S. " * (6 * MANY),
        "\n" * (50 * MANY),
        "'" * (20 * MANY),
        "a'" * (10 * MANY),
        "1.1" * (10 * MANY),
        "a-" * (10 * MANY),
    ],
    ids=lambda text: text[:6],
)
def test_hostile_texts_take_no_time_that_grows_with_their_square(text):
    spans = sentence_spans(text, text_blocks(text), "en")
    assert_covers(text, spans)
    tokens = tokenise(text, spans, "en")
    assert sum(tokens.ends) - sum(tokens.starts) == len("".join(text.split()))
