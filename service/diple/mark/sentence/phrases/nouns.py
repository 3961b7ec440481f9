"""The noun phrase around or right after a stretch: by the grammar, else from closed classes."""

from __future__ import annotations

from collections.abc import Sequence

from diple.lexicon.vocabulary import Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import LONGEST, clause, phrase, sentence_tokens
from diple.mark.sentence.phrases.whole import phrase_at
from diple.model import Span

MODIFIERS = 3  # words between an article and its noun


def noun_phrase(side: Side, span: Span) -> str:
    """The noun phrase around or right after a stretch, whole; the clause where there is none."""
    found = phrase_at(side, span)
    if found:
        return found
    tokens = sentence_tokens(side, span.start)
    first = next((i for i, t in enumerate(tokens) if t.end > span.start), len(tokens))
    return phrase(side, tokens[opening(side, tokens, first) :], LONGEST) or clause(side, *span)


def opening(side: Side, tokens: Sequence[Token], at: int) -> int:
    """Where the phrase of the word at `at` begins: at the article close before it, else at the word itself."""
    heads, stop = side.words.union("articles_before_names", "determiners"), side.words.words("stop")
    for first in range(min(at, len(tokens) - 1), max(-1, at - MODIFIERS - 1), -1):
        if tokens[first].key in heads:
            return first
        if first < at and (not tokens[first].key[0].isalnum() or tokens[first].key in stop):
            break
    return at
