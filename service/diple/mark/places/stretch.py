"""One side of a changed place: the sentences that occur there, and which of their words changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import Protocol

from diple.lexicon import Lexicon
from diple.lexicon.vocabulary import Token, Vocabulary, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.model import Span, Statement

HEAD = 72  # code points at the head of a sentence in which it says what it does: censures, limits
token_start, token_end = itemgetter(1), itemgetter(2)
span_start, span_end = itemgetter(0), itemgetter(1)


class Stand(Protocol):
    """What is at `[start, end)` of a text: a span, a word, a phrase, a quote."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Places:
    """Some stretches of a text, in any order, looked up by where another is."""

    def __init__(self, found: Iterable[Stand]) -> None:
        spans = sorted((one.start, one.end) for one in found)
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether `[start, end)` shares a character with one of them."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether `[start, end)` lies in one of them."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._ends[before - 1] >= end


class Stretch:
    """The sentences of one statement at a changed place, as tokens.

    `spans` are the sentences, in code points of `statement.text`; `changed` are the spans that counting
    changes replace, delete or insert on this side.
    """

    def __init__(self, statement: Statement, spans: Sequence[Span], changed: Sequence[Span], lexicon: Lexicon) -> None:
        self.statement = statement
        self.text = statement.text
        self.spans = tuple([trimmed(self.text, span) for span in spans])
        self.changed = tuple(changed)
        self.lexicon = lexicon
        self.words: Vocabulary = vocabulary(statement.language)

    @property
    def start(self) -> int:
        """Where the first sentence begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last sentence ends."""
        return self.spans[-1].end

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of all sentences, in order."""
        if len(self.spans) == 1:
            return self.words.tokens(self.text, *self.spans[0])
        return [token for span in self.spans for token in self.words.tokens(self.text, *span)]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all words, read cheaply: for a doubt before a rule looks closer."""
        if not self.words.spaced:
            return frozenset([token.key for token in self.tokens])
        return self.words.keys_of(self.text[self.start : self.end])

    @cached_property
    def small(self) -> frozenset[str]:
        """The keys of the words that begin with a small letter."""
        return frozenset([token.key for token in self.tokens if not token.capital])

    def key(self, at: int) -> str:
        """The key of the token at an index, "" where there is none."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def capital(self, at: int) -> bool:
        """Whether the token at an index is there and begins with a capital."""
        return 0 <= at < len(self.tokens) and self.tokens[at].capital

    def touched(self, start: int, end: int) -> bool:
        """Whether a counting change of this side overlaps `[start, end)`."""
        return self._changes.touch(start, end)

    @cached_property
    def _changes(self) -> Places:
        return Places(self.changed)

    def number_at(self, at: int) -> int:
        """The number of the last sentence that begins at an offset or before it; -1 where none does."""
        return bisect_right(self.spans, at, key=span_start) - 1

    def spans_in(self, place: Stand) -> tuple[Span, ...]:
        """The sentences that share a character with a stretch."""
        first = bisect_right(self.spans, place.start, key=span_end)
        return self.spans[first : bisect_left(self.spans, place.end, first, key=span_start)]

    def span_at(self, at: int) -> Span:
        """The sentence in which a position lies; all of the stretch where none holds it."""
        return next((span for span in self.spans if span.start <= at <= span.end), Span(self.start, self.end))

    def sentence_at(self, at: int) -> Span:
        """The sentence that holds a character; all of the stretch where none does."""
        number = self.number_at(at)
        is_inside = number >= 0 and at < self.spans[number].end
        return self.spans[number] if is_inside else Span(self.start, self.end)

    @cached_property
    def changed_tokens(self) -> list[Token]:
        """The tokens in changed wording."""
        if len(self.changed) != 1:
            return sorted({token for span in self.changed for token in self.tokens_at(span)}, key=token_start)
        return self.tokens_at(self.changed[0])

    def tokens_at(self, span: Span) -> list[Token]:
        """The tokens that share a character with a span."""
        if span.start <= self.start and self.end <= span.end:
            return self.tokens
        first = bisect_right(self.tokens, span.start, key=token_end)
        return self.tokens[first : bisect_left(self.tokens, span.end, key=token_start)]

    def quote(self, start: int, end: int) -> str:
        """The words at `[start, end)` on one line."""
        return " ".join(self.text[start:end].split())

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the content words."""
        return frozenset(map(stem, [token.key for token in self.content_tokens]))

    @cached_property
    def content_tokens(self) -> list[Token]:
        """The tokens that carry content: words and numbers that are not in the language's stop list."""
        stop = self.words.words("stop")
        return [t for t in self.tokens if t.key not in stop and t.key[0].isalnum()]

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in `[start, end)`."""
        first = bisect_left(self.tokens, start, key=token_start)
        return self.tokens[first : bisect_left(self.tokens, end, first, key=token_start)]

    def content_between(self, start: int, end: int) -> list[Token]:
        """The tokens that carry content and begin in `[start, end)`."""
        first = bisect_left(self.content_tokens, start, key=token_start)
        return self.content_tokens[first : bisect_left(self.content_tokens, end, first, key=token_start)]

    def after(self, at: int) -> list[Token]:
        """The tokens that begin at an offset or behind it."""
        return self.tokens[bisect_left(self.tokens, at, key=token_start) :]

    def before(self, at: int) -> list[Token]:
        """The tokens that end at an offset or before it."""
        return self.tokens[: bisect_right(self.tokens, at, key=token_end)]

    def key_after(self, at: int) -> str:
        """The key of the first token that begins at an offset or behind it, "" where there is none."""
        return self.key(bisect_left(self.tokens, at, key=token_start))

    def key_before(self, at: int) -> str:
        """The key of the last token that ends at an offset or before it, "" where there is none."""
        return self.key(bisect_right(self.tokens, at, key=token_end) - 1)

    @cached_property
    def first_tokens(self) -> list[Token]:
        """The tokens at the head of the first sentence, the last of which may be cut."""
        return self.words.tokens(self.text, self.start, min(self.end, self.start + HEAD))


def overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two half-open stretches share a character."""
    return start < other_end and other_start < end


def touches(one: Stand, other: Stand) -> bool:
    """Whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def touches_any(one: Stand, others: Iterable[Stand]) -> bool:
    """Whether a stretch shares a character with one of several."""
    return any(one.start < other.end and other.start < one.end for other in others)


def lies_in(at: int, place: Stand) -> bool:
    """Whether a position lies in a stretch."""
    return place.start <= at < place.end


def slice_in(starts: Sequence[int], place: Stand) -> slice:
    """Which of some positions in order lie in a stretch."""
    return slice(bisect_left(starts, place.start), bisect_left(starts, place.end))


def inside(tokens: Iterable[Token], place: Stand) -> list[Token]:
    """The tokens that begin in a stretch."""
    return [token for token in tokens if place.start <= token.start < place.end]


def trimmed(text: str, span: Span) -> Span:
    """A span without outer white space."""
    inner = text[span.start : span.end]
    if inner and not inner[0].isspace() and not inner[-1].isspace():
        return span
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, max(start, span.end - len(inner) + len(inner.rstrip())))
