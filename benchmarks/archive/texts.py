"""Synthetic statements: words by Zipf's law, sentences that recur in a series, and wordings of the packs.

Two fifths of the sentences of a statement recur in its series, as in real ones; the rest is said once. The same number
gives the same text.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from diple.lexicon import Lexicon
from diple.lexicon.vocabulary import vocabulary

WORDS = 1_000
SENTENCE = 25
RECURRING = 0.4
POOL = 200  # recurring sentences of a series
SERIES = 50
RARE = 20_000  # words beside the closed classes
_SYLLABLES = (
    "ba",
    "do",
    "ki",
    "lu",
    "me",
    "no",
    "pa",
    "ri",
    "sta",
    "ten",
    "vor",
    "wi",
    "xa",
    "yo",
    "zu",
    "gral",
    "hen",
)
_FIRST = date(1950, 1, 1)


@cache
def words() -> tuple[list[str], list[float]]:
    """The words of all texts with their cumulative weights: those of closed classes first, then invented ones."""
    random = Random(1)
    closed = sorted(word for word in vocabulary("en").words("stop") if word.isalpha())
    random.shuffle(closed)
    invented = {"".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(RARE)}
    every = [*closed, *sorted(invented, key=lambda word: (hash_of(word), word))]
    return every, list(accumulate(1 / (at + 3) for at in range(len(every))))


def hash_of(word: str) -> int:
    """Any order that is the same in every process."""
    return sum(ord(letter) * 31**at for at, letter in enumerate(word)) % 10_007


@cache
def wordings() -> list[str]:
    """Forms of the packs' concepts."""
    lexicon = Lexicon.default()
    forms = (form.text for concept in lexicon.concepts for form in lexicon.forms(concept, "en") if not form.clause_only)
    return sorted({form for form in forms if form[:1].islower() and "…" not in form and "#" not in form})


def sentence(random: Random) -> str:
    """One sentence, in one of three with a wording of the packs."""
    every, weights = words()
    chosen = random.choices(every, cum_weights=weights, k=SENTENCE)
    if random.random() < 1 / 3:
        chosen[random.randrange(1, SENTENCE)] = random.choice(wordings())
    text = " ".join(chosen)
    return f"{text[0].upper()}{text[1:]}."


@cache
def pool(series: int) -> list[str]:
    """The recurring sentences of a series."""
    random = Random(f"series {series}")
    return [sentence(random) for _ in range(POOL)]


def text(number: int, size: int = WORDS) -> str:
    """The statement of a number."""
    random = Random(number)
    recurring = pool(number % SERIES)
    sentences = [
        random.choice(recurring) if random.random() < RECURRING else sentence(random) for _ in range(size // SENTENCE)
    ]
    return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


def day(number: int) -> str:
    """The day of a statement: one after another, from 1950 on."""
    return (_FIRST + timedelta(days=number // 4)).isoformat()
