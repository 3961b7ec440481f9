"""The smallest whole phrases of a sentence around some words of it, as a label and a reason quote them.

A torn quote says nothing, however true: the words of a change are quoted with the verb that governs them and what
completes them, and set off inside. What is long and did not change is left out, at the bounds of phrases alone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial

from diple.grammar import Sentence
from diple.mark.kinds.general.bounds import Bounds
from diple.mark.places.stretch import touches
from diple.mark.sentence.frames import Side
from diple.model import Span

# Words that a label quotes of one text. Of 1,403 clauses of 21 statements in data/successive and data/fomc 96 in 100
# have no more, marks counted as words.
MOST = 25
NEAR = 12  # words between the verb that governs a change and the change, from which those between are left out
LEAST = 3  # words of a phrase that says by itself of what it is
GAP = 3  # words between two quotes of one sentence that are quoted with them
TAIL = 5  # words behind a phrase up to the end of its clause that are quoted with it
SIGNS = 3  # characters of a script without blanks that count as a word
MARKS = re.compile(r"[,;:—–]\s+|[，；：。、]")  # where clauses part in a language without grammar

Piece = tuple[int, int]  # first and last word


def quoted(spans: Sequence[Span], side: Side, changed: Container[int] = ()) -> tuple[Span, ...]:
    """The phrases around some stretches of the first sentence that has any and is no heading, in order.

    What is behind a phrase in its clause is quoted with it where it is short, or has words that begin at one of the
    `changed` places.
    """
    found = list(by_sentence(spans, side))
    told = next((one for one in found if is_clause(one[0])), next(iter(found), None))
    return tuple(in_sentence(told[1], told[0], side, changed)) if told else tuple(spans)


def is_clause(sentence: Sentence | None) -> bool:
    """Whether a sentence is no heading: it has a verb, or was not read."""
    return sentence is None or not sentence.words or bool(sentence.verbs)


def by_sentence(spans: Sequence[Span], side: Side) -> Iterator[tuple[Sentence | None, Sequence[Span]]]:
    """The stretches of each sentence, cut at its ends."""
    found: dict[Span, list[Span]] = {}
    for one in sorted(spans):
        for own in side.spans_in(one):
            found.setdefault(own, []).append(Span(max(own.start, one.start), min(own.end, one.end)))
    for own in sorted(found):
        yield side.parsed_at(own.start), sorted(found[own])


def count(spans: Iterable[Span], side: Side) -> int:
    """The words of some stretches; in a script without blanks some signs count as one."""
    quotes = [side.quote(*span) for span in spans]
    spaced = side.words.spaced
    return sum(len(quote.split()) if spaced else -(-len(quote) // SIGNS) for quote in quotes)


def in_sentence(spans: Sequence[Span], sentence: Sentence | None, side: Side, changed: Container[int]) -> list[Span]:
    """The phrases around some stretches of one sentence."""
    if sentence is None or not sentence.words:
        return between_marks(spans, side)
    bounds = Bounds(sentence, side.words)
    places = [(bounds.number_at(span.start), bounds.number_at(max(span.start, span.end - 1))) for span in spans]
    places = [with_joining(bounds, place, changed) for place in places]
    pieces = pieces_around(bounds, places)
    wide = merged([extended(bounds, piece, changed) for piece in pieces])
    pieces = wide if length(wide) <= MOST + TAIL else pieces
    found = [Span(bounds.words[first].start, bounds.words[last].end) for first, last in pieces]
    return [balanced(span, side) for span in found]


def balanced(span: Span, side: Side) -> Span:
    """A stretch without the end of a bracket that was opened before it."""
    said = side.quote(*span)
    before, bracket, _ = said.partition(")")
    is_open = bool(bracket) and "(" not in before
    return Span(span.start + len(before) + 1 + (said[len(before) + 1 :][:1] == " "), span.end) if is_open else span


def pieces_around(bounds: Bounds, places: Sequence[Piece]) -> list[Piece]:
    """One phrase around all of some words where it is short, else a phrase around each of them."""
    whole = around(bounds, (places[0][0], places[-1][1]))
    if length([whole]) <= MOST:
        return [whole]
    pieces: list[Piece] = []
    for place in places:
        pieces = merged([*pieces, *parted(bounds, around(bounds, place), place)])
    return fitting(bounds, pieces)


def with_joining(bounds: Bounds, place: Piece, changed: Container[int]) -> Piece:
    """Some words with what joins them to those before, where that changed too: "| if | the mines are cleared"."""
    first = place[0]
    while first and bounds.words[first - 1].upos in ("ADP", "SCONJ") and bounds.words[first - 1].start in changed:
        first -= 1
    return first, place[1]


def extended(bounds: Bounds, piece: Piece, changed: Container[int]) -> Piece:
    """A phrase with what is behind it in its clause, where that is short, or has changed words and is not long."""
    first, last = piece
    stop = bounds.clause_stop(last)
    rest = stop - 1 - last
    if rest <= 0 or stop - first > MOST + TAIL:
        return piece
    news = any(bounds.words[at].start in changed for at in range(last + 1, stop))
    return (first, bounds.closed(last, stop - 1)) if rest <= TAIL or news else piece


def around(bounds: Bounds, place: Piece) -> Piece:
    """The smallest phrase around some words; of a subject, or of what is before it, with its verb."""
    first, last = started(bounds, place[0], bounds.end(place[1])), bounds.end(place[1])
    last = with_verb(bounds, first, last, place[1])
    if last - first >= MOST and not place[0] and bounds.main_start() < last:
        first = bounds.main_start()
    found = bounds.without_that(first), bounds.closed(first, max(last, place[1]))
    return found if length([found]) >= LEAST else clause_around(bounds, found)


def started(bounds: Bounds, at: int, last: int) -> int:
    """Where the phrase around a word begins, with what is before its clause where it is a word or two."""
    first = bounds.start(at)
    before = bounds.clause_before(bounds.clause_start(first)) if last - first < LEAST - 1 else None
    return first if before is None else bounds.start(before)


def with_verb(bounds: Bounds, first: int, last: int, at: int) -> int:
    """The last word of a phrase with the verb that it lacks."""
    awaits = bounds.awaits_clause(first, last)
    if bounds.verb_before(last, first) and not awaits:
        return last
    verb = bounds.verb_behind(last + 1, len(bounds.words) if awaits or not first else bounds.clause_stop(at))
    return bounds.end(verb.last) if verb else last


def clause_around(bounds: Bounds, piece: Piece) -> Piece:
    """The clause around a phrase of a word or two, where it is short."""
    start, stop = bounds.clause_start(piece[0]), bounds.clause_stop(piece[1])
    found = bounds.without_joining(start, piece[0]), bounds.closed(piece[1], stop - 1)
    return found if length([found]) <= MOST else piece


def parted(bounds: Bounds, piece: Piece, place: Piece) -> list[Piece]:
    """A phrase, without the words between its verb and those that changed where these are many."""
    if place[0] - piece[0] <= NEAR:
        return [piece]
    phrase = bounds.bases.get(place[0])
    near = phrase.first if phrase else place[0]
    verb = bounds.verb_behind(piece[0], place[0])
    head = bounds.end(verb.last) if verb else piece[0]
    led = near - 1 if near and bounds.words[near - 1].upos == "ADP" else near
    return merged([(piece[0], min(head, place[0])), (led, piece[1])])


def merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Some pieces in order, those with few words between them as one."""
    found: list[Piece] = []
    for first, last in sorted(pieces):
        if found and first <= found[-1][1] + GAP:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def length(pieces: Iterable[Piece]) -> int:
    """The words of some pieces."""
    return sum(last - first + 1 for first, last in pieces)


def fitting(bounds: Bounds, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that fit together, the last of them cut at the end of a phrase."""
    kept: list[Piece] = []
    for first, last in pieces:
        left = MOST - length(kept)
        if last - first < left or (not kept and last - first < MOST + TAIL and bounds.opens_next(last)):
            kept.append((first, last))
        else:
            return [*kept, *cut(bounds, first, min(last, first + left - 1), left)] or [(first, first + left - 1)]
    return kept


def cut(bounds: Bounds, first: int, last: int, left: int) -> list[Piece]:
    """The beginning of a phrase up to the end of a part of it; nothing where hardly any words are left for it."""
    end = next(bounds.ends(first, last), None)
    return [(first, end)] if end is not None and left > MOST // 3 else []


def between_marks(spans: Sequence[Span], side: Side) -> list[Span]:
    """The words between two marks around some stretches, in a language without grammar."""
    own = next(one for one in side.spans if touches(one, spans[0]))
    cuts = [own.start, *(own.start + mark.end() for mark in MARKS.finditer(side.quote(*own))), own.end]
    whole = Span(last_before(cuts, spans[0].start), next(cut for cut in cuts if cut >= min(spans[-1].end, own.end)))
    ended = partial(without_mark, side)
    if count([whole], side) <= MOST:
        return [ended(whole)]
    return [span for span in spans if span.end > span.start]


def last_before(cuts: Sequence[int], at: int) -> int:
    """The last of some offsets that is not behind another."""
    return max(cut for cut in cuts if cut <= at)


def without_mark(side: Side, span: Span) -> Span:
    """A stretch without blanks and marks at its end."""
    return Span(span.start, span.start + len(side.quote(*span).rstrip(" \n,;:—–，；：、。.")))
