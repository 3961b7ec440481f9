"""Agendas in another order, and words of one language after another: nothing raises, whatever answers what."""

from random import Random

import pytest

import diple
from campaign import cases

TOPICS = [
    "nuclear weapons", "climate change", "the salt trade", "human rights", "the harbour of Tarn", "space debris",
    "the ceasefire in Orvane", "grain exports", "cyber security", "the law of the sea",
]  # fmt: skip
ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"]


def agenda(topics):
    """A communiqué that takes up its topics one after the other, with two sentences on each."""
    return "\n\n".join(
        f"{ordinal}, the ministers discussed {topic}. They agreed that {topic} should be discussed again in {2030 + at}."
        for at, (ordinal, topic) in enumerate(zip(ORDINALS, topics, strict=False))
    )


@pytest.mark.campaign
@pytest.mark.parametrize("seed", cases(range(8), range(150)))
def test_an_agenda_in_another_order_raises_nothing(seed):
    random = Random(seed)
    old = random.sample(TOPICS, random.randint(3, 10))
    new = random.sample(old, len(old)) if seed % 2 else random.sample(TOPICS, random.randint(3, 10))
    for mode in ("auto", "succession", "revision"):
        found = diple.compare(agenda(old), agenda(new), mode=mode)
        assert not [notice for notice in found.degraded if notice.code == "rule_failed"]


@pytest.mark.parametrize("language", [None, "en", "fr", "und"])
@pytest.mark.parametrize("mode", ["auto", "revision", "succession"])
def test_words_of_two_languages_raise_nothing(mode, language):
    texts = [diple.read(text, language=language) for text in ("ailleurs examiné", "ailleurs examiné a meeting")]
    for old, new in (texts, texts[::-1]):
        assert not diple.compare(old, new, mode=mode).degraded
