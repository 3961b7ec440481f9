"""Noun phrases as a reader sees them: whole, never cut in the middle, from the words around a change."""

from __future__ import annotations

from collections.abc import Sequence

from diple.lexicon.vocabulary import Token
from diple.mark.sentence.frames import VERBS, Side
from diple.mark.sentence.phrases.cutting import clause, is_break, opening_lowered, sentence_tokens
from diple.model import Span

MODIFIERS = 3  # words between an article and its noun
LONGEST = 14  # tokens of a phrase that is still read at a glance


def noun_phrase(side: Side, span: Span) -> str:
    """The noun phrase around or right after a stretch: with what stands before its noun and the "of …" behind it."""
    tokens = sentence_tokens(side, span.start)
    first = next((i for i, t in enumerate(tokens) if t.end > span.start), len(tokens))
    last = max((i for i, t in enumerate(tokens) if t.start < span.end), default=first)
    first = opening(side, tokens, first)
    return joined(side, [*tokens[first : last + 1], *continuation(side, tokens, last + 1)]) or clause(side, *span)


def opening(side: Side, tokens: Sequence[Token], at: int) -> int:
    """Where the phrase of the word at `at` begins: at the article close before it, else at the word itself."""
    heads = side.words.union("articles_before_names", "determiners")
    for first in range(at, max(-1, at - MODIFIERS - 1), -1):
        token = tokens[first] if first < len(tokens) else None
        if token is not None and token.key in heads:
            return first
        if token is not None and first < at and (not token.key[0].isalnum() or token.key in side.words.words("stop")):
            return at
    return at


def continuation(side: Side, tokens: Sequence[Token], at: int) -> list[Token]:
    """The words from `at` that still belong to the phrase: up to a verb, a mark or the second preposition."""
    found: list[Token] = []
    prepositions = 0
    verbs = {hit.start for hit in side.of(VERBS)}
    for token in tokens[at : at + LONGEST]:
        if (
            is_break(token)
            or token.start in verbs
            or token.key in side.words.words("auxiliaries")
            or token.key in side.words.words("stop_verbs")
        ):
            break
        if token.key in side.words.words("object_ends"):
            prepositions += 1
            if prepositions > 2 or token.key in side.words.words("clause_starts"):
                break
        found.append(token)
    return found


def joined(side: Side, tokens: Sequence[Token]) -> str:
    """The words of a phrase without what must not stand at its ends."""
    kept = list(tokens)
    while kept and (kept[-1].key in side.words.words("dangling") or is_break(kept[-1])):
        kept.pop()
    while kept and (kept[0].key in side.words.words("leading") or is_break(kept[0])):
        kept.pop(0)
    return opening_lowered(side, kept) if kept else ""
