"""Base noun phrases: from the determiner to the head noun, read from tags in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diple.grammar.sentence import Word
from diple.grammar.settings import Settings

NOUNS = frozenset(("NOUN", "PROPN"))
_BEFORE_HEAD = frozenset(("DET", "ADJ", "NUM", "SYM"))
_PARTICIPLES = frozenset(("VERB.part", "VERB.ing"))
# What may be before a participle that opens a noun phrase ("with increased support").
_BEFORE_PARTICIPLE = frozenset(("ADP", "VERB", "CCONJ"))
# How many words ahead a noun is looked for: the time stays linear in sentences of thousands of words.
FARTHEST = 12


@dataclass(slots=True)
class Chunk:
    """A base noun phrase as indices of words: `first` to `last`, both inside, and its `head`."""

    first: int
    last: int
    head: int


def base_phrases(words: Sequence[Word], settings: Settings) -> list[Chunk]:
    """The base noun phrases of a sentence, in order; none overlaps another."""
    found, at = [], 0
    while at < len(words):
        chunk = _chunk_at(words, at, settings)
        if chunk:
            found.append(chunk)
        at = chunk.last + 1 if chunk else at + 1
    return found


def _chunk_at(words: Sequence[Word], first: int, settings: Settings) -> Chunk | None:
    if words[first].tag == "PRON":
        return Chunk(first, first, first)
    if not _may_open(words, first):
        return None
    at, head = first, -1
    while at < len(words):
        kind = words[at].upos
        if kind in NOUNS:
            if head < 0 or not settings.head_first:
                head = at
            elif kind != "PROPN":
                break
        elif words[at].tag == "PART.gen" and head >= 0:
            head = -1
        elif not (_continues(words, first, at) if head < 0 else _follows_head(words, at, head, settings)):
            break
        at += 1
    return _closed(words, first, at - 1, head)


def _may_open(words: Sequence[Word], at: int) -> bool:
    kind, tag = words[at].upos, words[at].tag
    if kind in NOUNS or kind in _BEFORE_HEAD or tag == "PRON.poss":
        return True
    if kind == "ADV":
        return at + 1 < len(words) and words[at + 1].upos in ("ADJ", "NUM") and tag != "ADV.neg"
    return tag == "VERB.part" and at > 0 and words[at - 1].upos in _BEFORE_PARTICIPLE and _noun_next(words, at)


def _continues(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a word belongs to a noun phrase whose head is still to come."""
    kind, tag = words[at].upos, words[at].tag
    if kind in _BEFORE_HEAD or tag == "PRON.poss":
        return True
    if kind == "ADV":
        return at + 1 < len(words) and (words[at + 1].upos in ("ADJ", "NUM") or words[at + 1].tag in _PARTICIPLES)
    if tag in _PARTICIPLES:
        return _noun_next(words, at)
    joins = kind == "CCONJ" or words[at].form == ","
    return joins and at > first and words[at - 1].upos == "ADJ" and _adjective_next(words, at)


def _follows_head(words: Sequence[Word], at: int, head: int, settings: Settings) -> bool:
    kind = words[at].upos
    if kind == "NUM":
        return at == head + 1
    return kind == "ADJ" and (settings.adjectives_follow or (_is_abbreviation(words[head]) and _noun_next(words, at)))


def _is_abbreviation(word: Word) -> bool:
    """Whether a name is in capitals alone, and so may be before adjectives: "U.S. agricultural exports"."""
    letters = word.form.replace(".", "")
    return word.upos == "PROPN" and len(letters) > 1 and letters.isupper()


def _noun_next(words: Sequence[Word], at: int) -> bool:
    """Whether adjectives and then a noun follow."""
    at += 1
    limit = min(len(words), at + FARTHEST)
    while at < limit and (words[at].upos in ("ADJ", "NUM") or words[at].tag in _PARTICIPLES):
        at += 1
    return at < len(words) and words[at].upos in NOUNS


def _adjective_next(words: Sequence[Word], at: int) -> bool:
    if at + 1 < len(words) and words[at].form == "," and words[at + 1].upos == "CCONJ":
        at += 1
    return at + 1 < len(words) and words[at + 1].upos == "ADJ" and _noun_or_adjective_after(words, at + 1)


def _noun_or_adjective_after(words: Sequence[Word], at: int) -> bool:
    limit = min(len(words), at + FARTHEST)
    while at < limit and (words[at].upos in ("ADJ", "CCONJ") or words[at].form == ","):
        at += 1
    return at < len(words) and words[at].upos in NOUNS


def _closed(words: Sequence[Word], first: int, last: int, head: int) -> Chunk | None:
    """The phrase from `first` to `last`; without a noun, a determiner or number makes the last word its head."""
    while last > first and (words[last].upos in ("CCONJ", "ADV", "PUNCT") or words[last].tag == "PART.gen"):
        last -= 1
    if head < 0:
        nominal = words[first].upos in ("DET", "NUM", "SYM") or words[first].tag == "PRON.poss"
        heads = [at for at in range(first, last + 1) if words[at].upos in NOUNS]
        head = heads[-1] if heads else last if nominal else -1
    return Chunk(first, last, head) if head >= 0 else None
