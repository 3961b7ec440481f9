"""One side of a faithful pair with sentences removed, moved or merged, by a fixed seed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import NamedTuple

from evaluation.translation.texts import Pair, Unit, sentences

SHARE = 15  # one sentence in so many is removed, or moved, or merged with the next
FAR = 5  # a moved sentence is at least so many sentences from where it was
FULL_STOPS = ".。"
SEMICOLON = {"zh": "；", "ar": "؛ "}


class Shuffled(NamedTuple):
    """A pair whose second side was changed, and the ids of the units that were."""

    pair: Pair
    touched: frozenset[str]


def removed(pair: Pair, random: Random) -> Shuffled:
    """Some units of the second side removed."""
    old, new = pair.units
    gone = frozenset(unit.id for unit in _chosen(new, random))
    return Shuffled(pair._replace(units=(old, tuple(unit for unit in new if unit.id not in gone))), gone)


def moved(pair: Pair, random: Random) -> Shuffled:
    """Some units of the second side elsewhere."""
    old, new = pair.units
    chosen = _chosen(new, random)
    rest = [unit for unit in new if unit not in chosen]
    for unit in chosen:
        origin = new.index(unit)
        rest.insert(random.choice([at for at in range(len(rest)) if abs(at - origin) >= FAR]), unit)
    return Shuffled(pair._replace(units=(old, tuple(rest))), frozenset(unit.id for unit in chosen))


def merged(pair: Pair, random: Random) -> Shuffled:
    """Some units of the second side joined with the next by a semicolon; the first side has one id for both."""
    old, new = pair.units
    language = pair.languages[1]
    firsts = [unit.id for unit in _chosen(new[:-1], random)]
    joined: dict[str, str] = {}  # the second of two by the first
    for at, unit in enumerate(new[:-1]):
        if unit.id in firsts and unit.id not in joined.values() and unit.text[-1] in FULL_STOPS:
            joined[unit.id] = new[at + 1].id
    of_second = {second: first for first, second in joined.items()}
    texts = {unit.id: unit.text for unit in new}
    units = [
        Unit(unit.id, _joined(unit.text, texts[joined[unit.id]], language)) if unit.id in joined else unit
        for unit in new
        if unit.id not in of_second
    ]
    first_side = tuple(unit._replace(id=of_second.get(unit.id, unit.id)) for unit in old)
    return Shuffled(pair._replace(units=(first_side, tuple(units))), frozenset(joined))


def _chosen(units: Sequence[Unit], random: Random) -> list[Unit]:
    return random.sample(list(units), max(1, len(units) // SHARE))


def _joined(first: str, second: str, language: str) -> str:
    word = second.split(maxsplit=1)[0]
    if word.lower() in _words(language):
        second = word.lower() + second[len(word) :]
    return f"{first[:-1]}{SEMICOLON.get(language, '; ')}{second}"


@cache
def _words(language: str) -> frozenset[str]:
    """All words of the sentences of a language as they are written: a name is in it with its capital alone."""
    return frozenset(word for text in sentences(language).values() for word in text.split())
