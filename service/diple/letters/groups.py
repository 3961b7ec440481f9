"""Which of many languages a few words are in, by their groups of letters: for texts too short for function words.

    ranked("Os países aprofundam a cooperação", "latin")[0]      # Ranked(language="pt", lead=21.5)

A model of a script says what each group of two to four letters, and each frequent word, costs a language: nothing where
no language has it more often, and more the rarer it is. The language of the lowest sum is the one. The models come
from `make languages`; `models/LICENCE.md` says from what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from diple import halfbytes

FOLDER = Path(__file__).parent / "models"
CLASSES = ".groups"
# A step of a cost in nats, and the highest cost in steps: half a byte.
STEP, HIGHEST = 1.0, 15
LONGEST_WORD = 40  # letters of a word that are read
LONGEST_GROUP = 4
_JUDGED = 3  # letters of a group that shows whether a word is of any language
KEPT = 20_000  # words of which the costs are remembered
_FIELD = 24  # bits of a sum: room for a million groups
_WORD = re.compile(r"[^\W\d_]+")


class Ranked(NamedTuple):
    """A language, and by how much it is ahead of the next one, in nats."""

    language: str
    lead: float


def groups_of(word: str) -> list[str]:
    """The groups of letters of a word with a sign for its edges, and the word itself."""
    edged = f"_{word}_"
    sizes = range(2, LONGEST_GROUP + 1)
    found = [edged[at : at + size] for size in sizes for at in range(len(edged) - size + 1)]
    return [*found, edged] if len(edged) > LONGEST_GROUP else found


def packed(groups: Sequence[str], costs: Sequence[Sequence[float]], priors: Mapping[str, float]) -> bytes:
    """The content of a model: for each group what it costs each language, in steps."""
    steps = [[min(HIGHEST, round(cost / STEP)) for cost in row] for row in costs]
    return halfbytes.packed(groups, steps, {"priors": dict(priors)})


class Model:
    """What the groups of a script cost each language."""

    def __init__(self, content: bytes) -> None:
        self._table = halfbytes.Table(content)
        priors = self._table.head["priors"]
        self.languages = tuple(priors)
        self._priors = [round(prior / STEP) for prior in priors.values()]
        self._rows: dict[str, int] = {}
        self._words: dict[str, int] = {}

    def ranked(self, words: Sequence[str]) -> list[Ranked]:
        """The languages of words in small letters, the likeliest first; none where no group is known."""
        total = sum(map(self._of_word, words))
        if not total:
            return []
        mask = (1 << _FIELD) - 1
        sums = [(total >> _FIELD * at & mask) + prior for at, prior in enumerate(self._priors)]
        order = sorted(range(len(sums)), key=lambda at: (sums[at], at))
        after = [*order[1:], order[-1]]
        return [
            Ranked(self.languages[at], STEP * (sums[next_] - sums[at])) for at, next_ in zip(order, after, strict=True)
        ]

    def knows(self, group: str) -> bool:
        """Whether a language of the script has a group of letters."""
        return group in self._table.places

    def _of_word(self, word: str) -> int:
        """What a word costs each language, a field of bits each."""
        word = word[:LONGEST_WORD]
        found = self._words.get(word)
        if found is None:
            if len(self._words) > KEPT:
                self._words.clear()
            found = self._words[word] = sum(map(self._of_group, groups_of(word)))
        return found

    def _of_group(self, group: str) -> int:
        found = self._rows.get(group)
        if found is None:
            at = self._table.places.get(group)
            found = 0 if at is None else self._row(at)
            if at is not None:
                self._rows[group] = found
        return found

    def _row(self, at: int) -> int:
        return sum(
            cost << _FIELD * language for language, cost in enumerate(self._table.row(at)[: len(self.languages)])
        )


@cache
def model(script: str) -> Model:
    """The model of a script: latin or cyrillic."""
    return Model((FOLDER / f"{script}{CLASSES}").read_bytes())


def ranked(text: str, script: str) -> list[Ranked]:
    """The languages of a script by how likely a text is in them, the likeliest first; none where it has no words."""
    return model(script).ranked(_WORD.findall(text.lower()))


def share_known(words: Sequence[str], script: str) -> float:
    """The share of the groups of three letters in words that a language of the script has; words in small letters."""
    known = model(script).knows
    edged = (f"_{word}_" for word in words)
    found = [known(word[at : at + _JUDGED]) for word in edged for at in range(len(word) - _JUDGED + 1)]
    return sum(found) / len(found) if found else 1.0
