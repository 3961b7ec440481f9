"""Which of many languages a few words are in, by their groups of letters: for texts too short for function words.

    ranked("Os países aprofundam a cooperação", "latin")[0]      # Ranked(language="pt", lead=21.5)

A model of a script says what each group of two to four letters, and each frequent word, costs a language: nothing where
no language has it more often, and more the rarer it is. The language of the lowest sum is the one. The models come
from `make languages`; `models/LICENCE.md` says from what.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "models"
CLASSES = ".groups"
# A step of a cost in nats, and the highest cost in steps: half a byte.
STEP, HIGHEST = 1.0, 15
LONGEST_WORD = 40  # letters of a word that are read
LONGEST_GROUP = 4
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
    """The content of a model: a line of JSON, then, compressed, the groups, one a line, and two costs in a byte."""
    steps = [[min(HIGHEST, round(cost / STEP)) for cost in row] + [0] * (len(row) % 2) for row in costs]
    halves = bytes(high << 4 | low for row in steps for high, low in zip(row[::2], row[1::2], strict=True))
    lines = "\n".join(groups).encode()
    head = json.dumps({"bytes": len(lines), "priors": dict(priors)}).encode()
    return head + b"\n" + zlib.compress(lines + halves, 9)


class Model:
    """What the groups of a script cost each language."""

    def __init__(self, content: bytes) -> None:
        head, _, body = content.partition(b"\n")
        known = json.loads(head)
        body = zlib.decompress(body)
        self.languages = tuple(known["priors"])
        self._size = (len(self.languages) + 1) // 2
        self._costs = body[known["bytes"] :]
        self._places = {group: at for at, group in enumerate(body[: known["bytes"]].decode().split("\n"))}
        self._priors = [round(prior / STEP) for prior in known["priors"].values()]
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
            at = self._places.get(group)
            found = 0 if at is None else self._row(at * self._size)
            if at is not None:
                self._rows[group] = found
        return found

    def _row(self, start: int) -> int:
        halves = [half for byte in self._costs[start : start + self._size] for half in (byte >> 4, byte & 15)]
        return sum(half << _FIELD * at for at, half in enumerate(halves[: len(self.languages)]))


@cache
def model(script: str) -> Model:
    """The model of a script: latin or cyrillic."""
    return Model((FOLDER / f"{script}{CLASSES}").read_bytes())


def ranked(text: str, script: str) -> list[Ranked]:
    """The languages of a script by how likely a text is in them, the likeliest first; none where it has no words."""
    return model(script).ranked(_WORD.findall(text.lower()))
