"""Who acts, in languages with cases: the instrumental after a participle or the name of an act, as in Russian."""

from __future__ import annotations

from collections.abc import Sequence

from diple.lexicon.vocabulary import Token
from diple.mark.sentence.frames import Side

BETWEEN = 2  # words between the act and the name: "взорван диверсантами Орвена"
PHRASE = 3  # tokens of the longest phrase before the one who acts, and a word after it: "от рук солдат Орвена"


def acts_by_case(side: Side, first: int) -> bool:
    """Whether the name at token `first` is that of the one who acts: by its case, or by a phrase before it."""
    words, tokens = side.words, side.tokens
    if not words.words("instrumental_endings"):
        return False
    if follows_phrase(side, tokens[max(0, first - PHRASE - 1) : first]):
        return True
    instrumental = words.has_ending(tokens[first].key, "instrumental_endings")
    for at in range(first - 1, max(-1, first - 2 - BETWEEN), -1):
        token = tokens[at]
        if is_act(side, token):
            return instrumental
        if not token.key.isalpha() or token.key in words.words("stop"):
            return False
        instrumental = instrumental or words.has_ending(token.key, "instrumental_endings")
    return False


def is_act(side: Side, token: Token) -> bool:
    """Whether a word is a short participle of the passive, or the name of an act."""
    in_label = any(hit.start <= token.start < hit.end for hit in side.of(["label"]))
    return in_label or side.words.has_ending(token.key, "passive_endings")


def follows_phrase(side: Side, before: Sequence[Token]) -> bool:
    """Whether a phrase such as "at the hands of" is right before, or one word away."""
    keys = [token.key for token in before]
    phrases = side.words.words("agent_phrases")
    return any(
        " ".join(keys[at:stop]) in phrases for stop in range(max(0, len(keys) - 1), len(keys) + 1) for at in range(stop)
    )
