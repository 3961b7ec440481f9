"""Sentences as rules on the whole text see them: where they are, and which of them were only written afresh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import dropwhile

from diple.lexicon.vocabulary import Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import REASON, is_courtesy, is_weighty_concept, speaks_of_weight, strict
from diple.mark.sentence.pair import Pair
from diple.mark.sentence.phrases.cutting import denied_clause, phrase
from diple.mark.text.context import Context
from diple.model import Span, Statement

KEPT = {True: 0.6, False: 0.8}  # share of a sentence's stems from which it says the same; signs of Chinese are commoner
LEAST = {True: 3, False: 6}  # content words, or signs, that both must have
WORDS = 12  # words of a gist
NEAR = 36  # tokens in which they are looked for
STRICT_KINDS = ("modality", "directive", "tone_negative", "opposition", "negation")
ROUTINE = ("routine_matter", REASON)
MANY = 40  # dropped and added sentences that are compared with one another

Kinship = Callable[[Side | None, Side | None], float]  # how akin two sentences are, 0 where they are not


def side_at(statement: Statement, spans: Sequence[Span], context: Context) -> Side:
    """Some sentences of a text as a side on which nothing changed, read once for all who ask."""
    key = id(statement), tuple(spans)
    found = context.sides.get(key)
    if found is None:
        found = context.sides[key] = Side(statement, spans, (), context.lexicon, context.reader)
        found.is_read = context.reads_grammar
    return found


def rewritten_elsewhere(context: Context) -> Iterator[tuple[Pair, Pair]]:
    """Dropped sentences with the added ones that say the same at another place; each takes part once."""
    gone = [pair for pair in context.pairs if pair.new is None][:MANY]
    return matched(gone, [pair for pair in context.pairs if pair.old is None][:MANY], kinship)


def matched(gone: Iterable[Pair], come: Iterable[Pair], kinship: Kinship) -> Iterator[tuple[Pair, Pair]]:
    """Dropped sentences with the added one most akin to each, which then is taken.

    Where none is akin, or two would do as well, none is taken: then nothing answers for certain.
    """
    left = list(come)
    for old in gone:
        scores = [kinship(old.old, new.new) for new in left]
        best = max(scores, default=0)
        if best > 0 and scores.count(best) == 1:
            yield old, left.pop(scores.index(best))


def kinship(old: Side | None, new: Side | None) -> float:
    """How much two sentences say the same, 0 where less than most."""
    if old is None or new is None:
        return 0.0
    both = old.stems & new.stems
    share = len(both) / max(1, min(len(old.stems), len(new.stems)))
    return share if len(both) >= LEAST[old.words.spaced] and share >= KEPT[old.words.spaced] else 0.0


def gist(side: Side, start: int) -> str:
    """The first words of a sentence from a place on: what it is about."""
    leading = side.words.words("leading")
    after = side.after(start)
    after = list(dropwhile(lambda token: token.key in leading, after)) or after
    return denied_clause(side, after) or first_phrase(side, after) or side.quote(side.start, side.end)


def first_phrase(side: Side, tokens: Sequence[Token]) -> str:
    """The phrase at the head of some tokens; where it is too short to say what they are about, their first words."""
    words = phrase(side, tokens[:NEAR], WORDS, read=False)
    if side.words.spaced and words.count(" ") < 2 and len(tokens) > WORDS:  # "Overall, …"
        return side.quote(tokens[0].start, tokens[WORDS - 1].end)
    return words


def weight_terms(sides: Iterable[Side | None]) -> tuple[tuple[str, str], ...]:
    """The term of a finding on whole sentences none of which names a weighty matter."""
    if any(side is not None and speaks_of_weight(side, span.start) for side in sides for span in spans_of(side)):
        return ()
    return (ROUTINE,)


def heft(side: Side) -> int:
    """How much a sentence binds or touches: 0 where it is a courtesy or on nothing in particular."""
    if len(side.stems) < LEAST[True] or is_courtesy(side):
        return 0
    known = any(is_weighty_concept(side, hit.concept) for hit in side.concepts)
    binds = bool(strict(side, side.of(STRICT_KINDS)))
    return 2 * known + 2 * speaks_of_weight(side, side.start) + binds


def spans_of(side: Side | None) -> tuple[Span, ...]:
    """The sentences of a side, none where there is no side."""
    return side.spans if side is not None else ()
