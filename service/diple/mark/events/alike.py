"""Whether two words are near-synonyms: a table of sets of them, asked for any inflected form of English.

The table lies in `synonyms/`; README.md there names its source and licence. Other languages have none.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from diple.lexicon.tables import language_table
from diple.mark.events.words import shared_start

SHORTEST = 3  # letters of a base form
SLIP = 5  # letters of a word from which a letter left out, doubled or exchanged makes a slip of it


def alike(words: Iterable[str], others: Iterable[str], language: str) -> set[str]:
    """Those of some words, as keys in small letters, of which a near-synonym is among the others."""
    if not _sets(language):
        return set()
    beside = {number for other in others for number in sets_with(other, language)}
    return {word for word in words if not beside.isdisjoint(sets_with(word, language))}


def is_slip_of(word: str, other: str) -> bool:
    """Whether two words differ by one letter left out, added or changed, or by two neighbours exchanged."""
    if min(len(word), len(other)) < SLIP or abs(len(word) - len(other)) > 1 or word == other:
        return False
    head = shared_start(word, other)
    one, two = word[head:], other[head:]
    return one[1:] in (two, two[1:]) or one == two[1:] or are_exchanged(one, two)


def are_exchanged(one: str, two: str) -> bool:
    """Whether two words differ by the order of their first two letters alone."""
    return len(one) > 1 and one[:2] == two[1::-1] and one[2:] == two[2:]


@lru_cache(maxsize=16_384)
def sets_with(word: str, language: str) -> frozenset[int]:
    """The numbers of the sets of near-synonyms that a word belongs to, in any of its base forms."""
    table = _sets(language)
    return frozenset(number for base in bases(word, language) for number in table.get(base, ()))


@lru_cache(maxsize=16_384)
def bases(word: str, language: str) -> tuple[str, ...]:
    """The word itself and the base forms that it may be a form of; itself alone where the language has no endings."""
    found = [word, *language_table(language, "inflection").get("irregular", {}).get(word, ())]
    for size, endings in _endings(language):
        instead_of = endings.get(word[-size:], ()) if len(word) - size >= SHORTEST else ()
        stem = word[:-size]
        found += [stem + instead for instead in instead_of]
        if "" in instead_of and stem[-1] == stem[-2]:
            found.append(stem[:-1])
    return tuple(found)


@cache
def _endings(language: str) -> tuple[tuple[int, dict[str, list[str]]], ...]:
    """The endings of inflected forms by their length, each with what the base form may have in its place."""
    listed = language_table(language, "inflection").get("detachment", {})
    sizes = sorted({len(ending) for ending in listed}, reverse=True)
    return tuple((size, {end: instead for end, instead in listed.items() if len(end) == size}) for size in sizes)


@cache
def _sets(language: str) -> dict[str, tuple[int, ...]]:
    """The sets by each of their words, z written as s as in the keys of words."""
    place = files("diple.mark.events") / "synonyms" / f"{language}.txt"
    if not place.is_file():
        return {}
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(place.read_text(encoding="utf-8").replace("z", "s").splitlines()[1:]):
        alone = (number,)  # one object for all words of a line, most of which are in no other
        for word in line.split(" "):
            if found.setdefault(word, alone) is not alone:
                found[word] += alone
    return found
