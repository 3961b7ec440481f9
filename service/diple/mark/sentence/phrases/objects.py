"""What a verb of stance is about: the head noun of its object, read by grammar, else by closed classes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from diple.grammar import NounPhrase, Sentence
from diple.lexicon.vocabulary import Hit, Token
from diple.mark.sentence.frames import OBJECT, Side, noun_group
from diple.mark.sentence.phrases.cutting import sentence_tokens

BEFORE_OBJECT = ("ADV", "ADP", "DET", "ADJ", "PART")  # parts of speech between a verb and its object


class Object(NamedTuple):
    """The head of an object; `people` where it is "those who", whose head is then what they did."""

    head: Token
    people: bool = False


def object_of(side: Side, verb: Hit) -> Object | None:
    """The object of a phrase of stance; None for a clause ("demands that …") or a pronoun that names nothing."""
    if not side.words.spaced:
        return None
    after = [t for t in sentence_tokens(side, verb.end) if t.start >= verb.end][:OBJECT]
    if not after or after[0].key in side.words.words("complementisers"):
        return None
    found = doers(side, after) or head_after(side, verb.end, after)
    if found is None or found.head.key in side.words.words("no_objects") or not found.head.key[0].isalpha():
        return None
    return found


def doers(side: Side, after: Sequence[Token]) -> Object | None:
    """ "Those who" right after a verb, with what they did."""
    people, relatives = side.words.words("people_pronouns"), side.words.words("relatives")
    for token, following in pairwise(after[:3]):
        if token.key in people and following.key in relatives:
            acted = next((t for t in side.content_tokens if t.start > following.start), None)
            return Object(acted, people=True) if acted else None
    return None


def head_after(side: Side, at: int, after: Sequence[Token]) -> Object | None:
    """The head of the noun phrase right after an offset."""
    sentence = next((s for s in side.parsed if s.start <= at <= s.end and s.words), None)
    phrase = phrase_after(sentence, at) if sentence else None
    head = token_at(side, phrase) if phrase else None
    if head is not None:
        return None if is_adjective(side, head) else Object(head)
    group = noun_group(side, after)
    adverbs = tuple(side.words.words("adverb_endings")) or ("\0",)
    return Object(group[-1]) if group and not group[-1].key.endswith(adverbs) else None


def is_adjective(side: Side, head: Token) -> bool:
    """Whether an adjective of a list was taken for its noun: "the unlawful, ruthless and unprovoked war"."""
    after = next((t for t in side.tokens if t.start >= head.end), None)
    described = head.key.endswith(tuple(side.words.words("adjective_endings")) or "\0")
    return described and after is not None and after.key in side.words.words("joints")


def phrase_after(sentence: Sentence, at: int) -> NounPhrase | None:
    """The noun phrase after an offset where nothing but a preposition, adverb or determiner lies between."""
    phrase = next((phrase for phrase in sentence.phrases if phrase.head.start >= at), None)
    if phrase is None or any(w.upos not in BEFORE_OBJECT for w in sentence.words_in(at, phrase.start)):
        return None
    return phrase.members[0] if phrase.members else phrase


def token_at(side: Side, phrase: NounPhrase) -> Token | None:
    """The token that is the head of a phrase; of a hyphened head the last."""
    return next((t for t in reversed(side.tokens) if phrase.head.start <= t.start < phrase.head.end), None)
