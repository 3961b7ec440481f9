"""A sentence that one language version lacks is loud; one that is in the sentence beside it is not lacking."""

from itertools import permutations
from pathlib import Path

import pytest

import diple

NOTABLE = ("notable", "high", "critical")
ROWS = (Path(__file__).parent / "cases" / "version_passages.txt").read_text(encoding="utf-8").splitlines()
PASSAGE = {
    language: [row[5:] for row in ROWS if row.startswith(f"{language} | ")]
    for language in ["en", "fr", "es", "ru", "zh", "ar"]
}
PAIRS = list(permutations(PASSAGE, 2))
INNER = range(1, 5)  # the first and the last sentence have one neighbour only


def missing(one, other, sentences):
    """The sentences that are loud as those of one version only, beside a version with some sentences."""
    texts = ("\n".join(PASSAGE[one]), "\n".join(sentences))
    old, new = (diple.read(text, language=language) for text, language in zip(texts, (one, other), strict=True))
    markers = diple.compare(old, new, mode="translation").markers
    return [m.old[0].exact for m in markers if m.rule.id == "divergence.sentences" and m.level in NOTABLE]


def left_out(one, other):
    """What is loud for each inner sentence that a version lacks, beside that sentence."""
    for at in INNER:
        rest = [sentence for number, sentence in enumerate(PASSAGE[other]) if number != at]
        yield PASSAGE[one][at], missing(one, other, rest)


def test_most_sentences_that_are_left_out_are_loud_and_no_other():
    found = [each for pair in PAIRS for each in left_out(*pair)]
    assert all(loud in ([], [sentence]) for sentence, loud in found)
    assert sum(bool(loud) for _, loud in found) >= 93
    assert len(found) == 120


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_no_sentence_is_left_out_of_all_or_where_two_are_one(pair):
    one, other = pair
    assert missing(one, other, PASSAGE[other]) == []
    comma = {"zh": "，", "ar": "، "}.get(other, ", ")
    for at in INNER:
        before, here = PASSAGE[other][at - 1 : at + 1]
        joined = before[:-1] + comma + here[0].lower() + here[1:]
        assert missing(one, other, [*PASSAGE[other][: at - 1], joined, *PASSAGE[other][at + 1 :]]) == []
