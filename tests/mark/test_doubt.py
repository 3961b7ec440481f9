"""What is passed over unread says nothing: where every changed place is read, the markers are the same."""

import json
import random
from pathlib import Path

import pytest

import diple
from campaign import count
from diple.lexicon.vocabulary.phrases import Entry, Form, neighbours
from diple.mark.sentence import doubt
from diple.mark.sentence.pair import Pair

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
SENTENCES = (
    "The two Harbour Boards commend {} progress on the shared pilot scheme.",
    "The Council of Sarn shall publish {} tables of the tides each spring.",
    "The Presidents held {} talks in Ostmere and will meet again.",
    "Delegates from Tarn and Velm regard {} lending as of use to all.",
)
WORDS = [
    "frank",
    "gradual",
    "sweeping",
    "municipal",
    "partial",
    "inland",
    "cordial",
    "unlimited",
    "narrow",
    "seasonal",
    "sustained",
    "upland",
]


def shown(old, new, language):
    texts = (diple.read(text, language=language) for text in (old, new))
    return [repr(marker) for marker in diple.compare(*texts, mode="revision").markers]


@pytest.fixture
def passed_over(monkeypatch):
    """The places that are passed over; with `reading` set they are read as well."""

    class Seen:
        reading, places = False, 0

    def beyond_doubt(pair: Pair) -> bool:
        found = doubt.is_beyond_doubt(pair)
        Seen.places += found
        return found and not Seen.reading

    monkeypatch.setattr("diple.mark.sentence.pairs.is_beyond_doubt", beyond_doubt)
    return Seen


@pytest.mark.campaign
def test_what_is_passed_over_says_nothing(passed_over):
    changes = [(case["old"], case["new"], case["lang"]) for case in CASES if "lang" in case and "new" in case]
    changes = changes[:: count(12, 1)]
    pick = random.Random(1)
    for sentence in SENTENCES:
        for _ in range(30):
            one, other = pick.sample(WORDS, 2)
            changes.append((sentence.format(one), sentence.format(other), "en"))
    looked_at = 0
    for old, new, language in changes:
        passed_over.reading, passed_over.places = False, 0
        quick = shown(old, new, language)
        if passed_over.places:
            looked_at += 1
            passed_over.reading = True
            assert quick == shown(old, new, language), (old, new)
    assert looked_at > len(SENTENCES)


def test_neighbours_of_a_word_in_phrases():
    form = Form(
        Entry("kind", None, "kind", ""), ((("in",), ()), (("grave",), ("deep", "and", "grave")), (("doubt",), ()))
    )
    found = neighbours("grave", [form])
    assert (found.before, found.behind, found.alone) == ({"in", "and"}, {"doubt"}, {"kind"})
    assert found.may_join("in", "") and not found.may_join("deep", "water")
