"""Doubts that several rules share: what only says the same otherwise, by voice, by another form of a class."""

from __future__ import annotations

from diple.lexicon.vocabulary import Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair

BE = 3  # tokens between a form of "be" and its participle: "has been repeatedly and deliberately jammed"
LETTERS = 4  # letters that the forms of a verb share
DENIED = 14  # tokens between "not" and the "unless" with which it means "only if"


def is_exclusive(side: Side) -> bool:
    """Whether a side says that only one thing counts: "only if", "not unless", "no one but", "nothing other than"."""
    keys, words = side.keys, side.words
    if not words.words("exclusives").isdisjoint(keys) or exclusive_phrases(side):
        return True
    closers = words.words("exceptive_links")
    if closers.isdisjoint(keys):
        return False
    denials = words.tables.get("numbers", {}).get("denials", frozenset())
    last = -DENIED
    for at, token in enumerate(side.tokens):
        if token.key in closers and at - last < DENIED:
            return True
        if token.key in denials:
            last = at
    return False


def exclusive_phrases(side: Side) -> frozenset[str]:
    """The phrases with which a side without spaces between its words says that only one thing counts: 只有, 未经."""
    known = side.words.words("exclusive_phrases")
    text = side.text[side.start : side.end] if known else ""
    return frozenset([phrase for phrase in known if phrase in text])


def both_exclusive(pair: Pair) -> bool:
    """Whether both sides limit what they say in one of the two ways: neither has then become narrower."""
    return pair.old is not None and pair.new is not None and is_exclusive(pair.old) and is_exclusive(pair.new)


def exclusive_by_turns(pair: Edited) -> bool:
    """Whether one side says "only" and the other denies with an exception: "may only if", "shall not unless"."""
    if not both_exclusive(pair):
        return False
    if not pair.old.words.spaced:
        return exclusive_phrases(pair.old) != exclusive_phrases(pair.new)
    only = pair.old.words.words("exclusives")
    return only.isdisjoint(pair.old.keys) != only.isdisjoint(pair.new.keys)


def is_universal(side: Side) -> bool:
    """Whether a side speaks of all, in whatever form: "all", "each", "every", "everybody", "the whole"."""
    return not side.words.words("universal_words").isdisjoint(side.keys)


def except_for(side: Side) -> bool:
    """Whether a side makes an exception: "except X", "save X", "everybody but X", "X apart"."""
    if side.of(["exception"]):
        return True
    links, universal = side.words.words("bare_exceptions"), side.words.words("universal_words")
    if links.isdisjoint(side.keys):
        return False
    keys = [token.key for token in side.tokens]
    return any(
        key in links and at and not universal.isdisjoint(keys[max(0, at - 3) : at]) for at, key in enumerate(keys)
    )


def is_passive(side: Side, at: int) -> bool:
    """Whether the word at index `at` stands behind a form of "be", as the participle of a passive does."""
    be = side.words.words("be_forms")
    return any(token.key in be for token in side.tokens[max(0, at - BE) : at])


def told_actively(side: Side, verb: str) -> bool:
    """Whether a side has a verb outside the passive: then its author is there, as its subject, even as a pronoun."""
    base = beginning(side, verb)
    return any(
        beginning(side, token.key) == base and not is_passive(side, at)
        for at, token in enumerate(side.tokens)
        if token.key[0] == base[0] or token.key in side.words.tables.get("participles", {})
    )


def beginning(side: Side, verb: str) -> str:
    """The beginning that the forms of a verb share."""
    known: dict[str, str] = side.words.tables.get("participles", {})
    return known.get(verb, verb)[:LETTERS]


def is_word_of(side: Side, token: Token) -> bool:
    """Whether a side has a capitalised word in small letters: then it is a word and no name."""
    key = token.key.removesuffix("'s")
    return any(other.key == key and not other.capital for other in side.tokens)


def survives(side: Side, tokens: list[Token]) -> bool:
    """Whether all words of a stretch that carry content stand on a side too."""
    stop = side.words.words("stop")
    content = [token for token in tokens if token.key[0].isalnum() and token.key not in stop]
    return bool(content) and all(stem(token.key) in side.stems for token in content)
