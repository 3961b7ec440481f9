"""Whether one side of a change says a word of the other side otherwise: by a synonym, initials or a kindred word.

The words are data: the table "alike" of a language has groups of words of one meaning and equal force, verbs that carry
no meaning before a noun of action, and adverbials that only join sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from diple.lexicon.tables import language_table
from diple.mark.events.alike import bases
from diple.mark.events.words import Word, is_form_of, key_of

FEW = 5  # letters that two kindred words share from the start at least: "verify", "verification"
KINDRED = 0.6  # share of the shorter of two kindred words that they have in common
SHORTEST_INITIALS, LONGEST_INITIALS = 2, 6


@dataclass(frozen=True, slots=True)
class Alike:
    """The table "alike" of a language: by word, the numbers of its groups; phrases of several words with theirs.

    A word whose entry ends in `*` stands in `beginnings`. `empty` words carry no meaning of their own.
    """

    groups: dict[str, frozenset[int]] = field(default_factory=dict)
    beginnings: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    phrases: tuple[tuple[frozenset[str], int], ...] = ()
    empty: frozenset[str] = frozenset()
    empty_beginnings: tuple[str, ...] = ()


def said_otherwise(words: Sequence[Word], others: Sequence[Word], language: str) -> frozenset[int]:
    """Where those words start that the other side says otherwise, as offsets in code points."""
    table = alike_of(language)
    said = {group for word in others for group in groups_of(word.key, language)} | phrase_groups(others, language)
    phrased = phrase_groups(words, language) & said
    in_phrases = {part for parts, group in table.phrases if group in phrased for part in parts}
    kin = [other.key for other in others if other.is_content and not other.is_figure]
    found = set(initialled(words, {word.key for word in others if word.is_name}))
    for word in words:
        bases_of = frozenset(_bases(word.key, language))
        in_a_group = not said.isdisjoint(groups_of(word.key, language)) or not in_phrases.isdisjoint(bases_of)
        kindred = any(are_kindred(word.key, key) for key in kin) or is_initials_of(word, others)
        if in_a_group or kindred or is_empty(word.key, language):
            found.add(word.start)
    return frozenset(found)


def is_empty(key: str, language: str) -> bool:
    """Whether a word carries no meaning of its own: a light verb, or an adverb that joins sentences."""
    known = alike_of(language)
    return any(base in known.empty for base in _bases(key, language)) or key.startswith(known.empty_beginnings)


@lru_cache(maxsize=16_384)
def groups_of(key: str, language: str) -> frozenset[int]:
    """The numbers of the groups that a word belongs to, in any form that the table covers."""
    known = alike_of(language)
    exact = (known.groups.get(base, frozenset()) for base in _bases(key, language))
    begun = (group for start, group in known.beginnings.get(key[:FEW_OF_BEGINNING], ()) if key.startswith(start))
    return frozenset().union(*exact, begun)


def phrase_groups(words: Sequence[Word], language: str) -> set[int]:
    """The groups of the phrases of several words all of which are among some words."""
    keys = {base for word in words for base in _bases(word.key, language)}
    return {group for parts, group in alike_of(language).phrases if parts <= keys}


def are_kindred(word: str, other: str) -> bool:
    """Whether two words look derived from one another: "verify" and "verification"."""
    if word[:FEW] != other[:FEW] or len(word) < FEW or len(other) < FEW:
        return False
    size = min(len(word), len(other))
    shared = next((at for at in range(FEW, size) if word[at] != other[at]), size)
    return is_form_of(word, other) or shared >= KINDRED * size


def is_initials_of(word: Word, others: Sequence[Word]) -> bool:
    """Whether a word is made of the initials of neighbouring words: "EEZ" of "exclusive economic zone"."""
    return word.is_name and word.key in {made for made, _ in _runs_of_initials(others, {len(word.key)})}


def initialled(words: Sequence[Word], initials: set[str]) -> Iterator[int]:
    """Where the words start whose initials, in a row, are one of some words."""
    for made, run in _runs_of_initials(words, {len(each) for each in initials}):
        if made in initials:
            yield from (word.start for word in run)


def _runs_of_initials(words: Sequence[Word], sizes: set[int]) -> Iterator[tuple[str, Sequence[Word]]]:
    content = [word for word in words if word.is_content and not word.is_figure]
    for size in sorted(sizes & set(range(SHORTEST_INITIALS, LONGEST_INITIALS + 1))):
        for at in range(len(content) - size + 1):
            run = content[at : at + size]
            yield "".join(word.key[0] for word in run), run


FEW_OF_BEGINNING = 3  # letters by which entries that end in `*` are looked up


@cache
def alike_of(language: str) -> Alike:
    """The table of a language; an empty one where it has none."""
    raw = language_table(language, "alike")
    groups: dict[str, frozenset[int]] = {}
    beginnings: dict[str, tuple[tuple[str, int], ...]] = {}
    phrases = []
    for number, group in enumerate(raw.get("groups", ())):
        for entry in group:
            key = entry.lower().replace("z", "s")
            if " " in key:
                phrases.append((frozenset(map(key_of, key.split())), number))
            elif key.endswith("*"):
                start = key[:-1]
                beginnings[start[:FEW_OF_BEGINNING]] = (*beginnings.get(start[:FEW_OF_BEGINNING], ()), (start, number))
            else:
                groups[key_of(key)] = groups.get(key_of(key), frozenset()) | {number}
    empty = [entry.lower() for name in ("support", "connectives") for entry in raw.get(name, ())]
    single = [entry for entry in empty if " " not in entry]
    return Alike(
        groups,
        beginnings,
        tuple(phrases),
        frozenset(key_of(entry) for entry in single if not entry.endswith("*")),
        tuple(entry[:-1] for entry in single if entry.endswith("*")),
    )


def _bases(key: str, language: str) -> Iterable[str]:
    return bases(key) if language == "en" else (key,)
