"""What was strengthened or softened, in the statement's own words: never empty."""

from __future__ import annotations

from collections.abc import Sequence

from diple.mark.evidence import Side
from diple.mark.vocabulary import Token
from diple.model import Span

LONGEST = 12  # words of a referent; ideographs count half
CLAUSE = 28


def complement(side: Side, end: int, most: int = LONGEST) -> str:
    """The words after `end` up to the end of the clause: what a verb or modal governs."""
    after = [t for t in sentence_tokens(side, end) if t.start >= end]
    leading = side.words.words("leading")
    first = next((i for i, t in enumerate(after) if t.key not in leading), len(after))
    return phrase(side, after[first:], most)


def subject(side: Side, start: int, most: int = 7) -> str:
    """The words of the clause before `start`: who acts."""
    before = [t for t in sentence_tokens(side, start) if t.end <= start]
    for at in range(len(before) - 1, -1, -1):
        if is_break(before[at]):
            before = before[at + 1 :]
            break
    return phrase(side, before[-most:], most)


def clause(side: Side, start: int, end: int) -> str:
    """The sentence around `[start, end)`, shortened to the words nearest to it."""
    tokens = sentence_tokens(side, start)
    if len(tokens) <= CLAUSE:
        return side.quote(tokens[0].start, tokens[-1].end) if tokens else side.quote(start, end)
    at = next((i for i, t in enumerate(tokens) if t.end > start), 0)
    first = max(0, min(at - CLAUSE // 2, len(tokens) - CLAUSE))
    part = tokens[first : first + CLAUSE]
    return ("… " if first else "") + side.quote(part[0].start, part[-1].end) + " …"


def matter(side: Side, span: Span) -> str:
    """What a phrase bears on: what it governs, or, where nothing follows, the clause before it."""
    return complement(side, span.end) or subject(side, span.start, LONGEST) or clause(side, span.start, span.end)


def sentence_tokens(side: Side, at: int) -> list[Token]:
    """The tokens of the sentence of `side` in which a position lies."""
    for span in side.spans:
        if span.start <= at <= span.end:
            return [t for t in side.tokens if span.start <= t.start < span.end]
    return side.tokens


def phrase(side: Side, tokens: Sequence[Token], most: int) -> str:
    """The first words of `tokens` up to a mark that ends the clause, as one line."""
    kept: list[Token] = []
    for token in tokens:
        if is_break(token) and kept:
            break
        if not is_break(token):
            kept.append(token)
    limit = most if side.words.spaced else most * 2
    kept = kept[:limit]
    while len(kept) > 1 and kept[-1].key in side.words.words("dangling"):
        kept.pop()
    return side.quote(kept[0].start, kept[-1].end) if kept else ""


def is_break(token: Token) -> bool:
    """Whether a token ends a clause: a stop, comma, colon or semicolon of any script."""
    return token.key in ",;:.!?，。；：、！？،؛۔"
