"""What a verb of stance is about: the head noun of its object, read by grammar, else by closed classes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from diple.grammar import NounPhrase, Sentence
from diple.lexicon.vocabulary import Hit, Token
from diple.mark.sentence.frames import OBJECT, Side, noun_group
from diple.mark.sentence.phrases.cutting import tokens_after

BEFORE_OBJECT = ("ADV", "ADP", "DET", "ADJ", "PART")  # parts of speech between a verb and its object


class Object(NamedTuple):
    """The head of an object; `people` where it is "those who", whose head is then what they did."""

    head: Token
    people: bool = False


def object_of(side: Side, verb: Hit) -> Object | None:
    """The object of a phrase of stance; None for a clause ("demands that …") or a pronoun that names nothing."""
    after = tokens_after(side, verb.end)[:OBJECT] if side.words.spaced else []
    if not after or after[0].key in side.words.words("complementisers"):
        return None
    found = doers(side, after) or head_after(side, verb.end, after)
    return None if found is None or found.head.key in side.words.words("no_objects") else found


def doers(side: Side, after: Sequence[Token]) -> Object | None:
    """ "Those who" right after a verb, with what they did."""
    people, relatives = side.words.words("people_pronouns"), side.words.words("relatives")
    for token, following in pairwise(after[:3]):
        if token.key in people and following.key in relatives:
            acted = next((t for t in side.content_tokens if t.start > following.start), None)
            return Object(acted, people=True) if acted else None
    return None


def head_after(side: Side, at: int, after: Sequence[Token]) -> Object | None:
    """The head of the noun phrase right after an offset: by the grammar, else by closed classes."""
    sentence = next((s for s in side.parsed if s.start <= at <= s.end), None)
    phrase = phrase_after(sentence, at) if sentence else None
    head = token_at(side, phrase) if phrase else None
    if head is None:
        return head_by_classes(side, after)
    return None if is_adjective(side, head) else Object(head)


def head_by_classes(side: Side, after: Sequence[Token]) -> Object | None:
    """The last word of the noun group at the head of some words, if it is no adverb."""
    head = next(reversed(noun_group(side, after)), None)
    return None if head is None or side.words.has_ending(head.key, "adverb_endings") else Object(head)


def is_adjective(side: Side, head: Token) -> bool:
    """Whether an adjective of a list was taken for its noun: "the unlawful, ruthless and unprovoked war"."""
    after = side.key_after(head.end)
    return after in side.words.words("joints") and side.words.has_ending(head.key, "adjective_endings")


def phrase_after(sentence: Sentence, at: int) -> NounPhrase | None:
    """The noun phrase after an offset where nothing but a preposition, adverb or determiner lies between."""
    phrase = next((phrase for phrase in sentence.phrases if phrase.head.start >= at), None)
    if phrase is None or any(w.upos not in BEFORE_OBJECT for w in sentence.words_in(at, phrase.start)):
        return None
    return phrase.members[0] if phrase.members else phrase


def token_at(side: Side, phrase: NounPhrase) -> Token | None:
    """The token that is the head of a phrase; of a hyphened head the last."""
    return next((t for t in reversed(side.tokens) if phrase.head.start <= t.start < phrase.head.end), None)
