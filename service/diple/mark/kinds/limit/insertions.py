"""Wording that only one text has, inside a sentence that is otherwise the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.lexicon.vocabulary import Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import UNLISTED, Finding, claim, on_side
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import ALIKE, Edited, other_side
from diple.mark.sentence.phrases.cutting import clause
from diple.model import Change, Direction, Quote, Span

LONGEST = 16  # tokens of the longest insertion that is still one modifier or condition


class Insertion(NamedTuple):
    """Tokens in a row that one side has and the other has not; `added` where it is the new side."""

    side: Side
    other: Side
    tokens: Sequence[Token]
    added: bool

    @property
    def span(self) -> Span:
        """Where it is, without the marks before its first word."""
        first = next((token for token in self.tokens if token.key[0].isalnum()), self.tokens[0])
        return Span(first.start, self.tokens[-1].end)

    @property
    def words(self) -> list[Token]:
        """Its tokens from its first word on."""
        return [token for token in self.tokens if token.start >= self.span.start]


def insertions(pair: Edited) -> Iterator[Insertion]:
    """The insertions and deletions in a sentence that stays, the deletions seen from the old side."""
    for change in pair.changes if pair.common >= ALIKE and not pair.reworded else ():
        quote, added = one_sided(change)
        if quote:
            yield from insertion(pair, pair.new if added else pair.old, quote)


def insertion(pair: Edited, side: Side, quote: Quote) -> Iterator[Insertion]:
    """A stretch that only one side has; none where it is too long, or only elsewhere in the sentence."""
    tokens, other = side.between(quote.start, quote.end), other_side(pair, side)
    if 0 < len(tokens) <= LONGEST and not is_moved(side, other, tokens):
        yield Insertion(side, other, tokens, side is pair.new)


def one_sided(change: Change) -> tuple[Quote | None, bool]:
    """What a change has on its only side, and whether that is the new one; None where it has both."""
    if change.old and change.new:
        return None, True
    return change.new or change.old, change.old is None


def is_moved(side: Side, other: Side, tokens: Sequence[Token]) -> bool:
    """Whether the other side has all content words of a stretch too: then it is only elsewhere in the sentence."""
    words = {stem(t.key) for t in tokens if t in side.content_tokens}
    return bool(words) and words <= other.stems


def is_attribution(one: Insertion) -> bool:
    """Whether a stretch says by whose account something is so: "According to Sarvia"; a text is no speaker."""
    words, said = one.side.words, one.side.quote(*one.span).casefold()
    opener = next((phrase for phrase in words.words("attributing") if said.startswith(f"{phrase} ")), None)
    if opener is None:
        return False
    speaker = [token for token in one.words if token.start >= one.span.start + len(opener)]
    heads = words.union("actor_nouns", "speaking_bodies", "group_nouns", "single_offices")
    texts = words.tables.get("numbers", {}).get("texts", ())
    named = any(token.capital or token.key in heads for token in speaker)
    return named and frozenset(texts).isdisjoint(token.key for token in speaker)


def claimed(pair: Edited, code: str, rule: str, one: Insertion, direction: Direction, about: str, why: str) -> Finding:
    """A claim on an insertion or deletion."""
    rationale = f"{why} “{clause(one.side, *one.span)}”."
    return claim(pair, code, rule, direction, about, rationale, *on_side(pair, one.side, one.span), terms=(UNLISTED,))
