"""Sentences with exact offsets: one expression finds where a sentence might end, `boundary` decides.

Conventions. A heading, a numbered or lettered paragraph and a preambular line are blocks, so each begins with
a sentence of its own, its label included. Sentences inside a quotation or a bracket do not split the outer
one; a quotation stays with its reporting clause, and standing alone it is a sentence. A semicolon or colon splits
nothing, nor does a line break inside a block. A point after an abbreviation ends a sentence only as the
language's data file allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from diple.lexicon.fold import WIDTHLESS
from diple.model import Block, Span
from diple.segment.boundary import ENDS, HAN, WIDE, Judge, Place
from diple.segment.enclosures import CLOSING, EITHER, OPENING, Enclosures
from diple.segment.rules import Rules, rules_for

_MOST_UNSEEN = 4  # characters without width
_SHELL = OPENING + CLOSING + EITHER
_CLOSERS = rf"(?:[ \u00a0\u202f]?[»›]|[{re.escape(CLOSING + EITHER)}])*+"
_NOTES = r"(?:\[\d{1,3}\]|[¹²³⁰-⁹]+)*+"

_MOST_SPACED = 20  # marks with a blank before each, as French has them, that end one sentence


@cache
def _place() -> re.Pattern[str]:
    """Where a sentence might end, or a quotation or bracket opens or closes; compiled at first use.

    One set of characters comes first, so that the scan for it runs in C. All that follows is linear: a run of
    points is entered at its first one only, and nothing is given back.
    """
    return re.compile(
        rf"[{re.escape(ENDS + _SHELL)}](?<!\w')(?:"
        rf"(?<=[{ENDS}])(?<![{ENDS}][{ENDS}])[{ENDS}]*+(?:[ \u00a0\u202f]?[!?]){{0,{_MOST_SPACED}}}+"
        rf"(?:(?<=[{WIDE}])|(?!\w)|(?=[¹²³⁰-⁹])|(?<=[{HAN}][.!?])(?=[{HAN}]))({_CLOSERS}){_NOTES}(\s*+)"
        rf"|(?<=[{re.escape(_SHELL)}]))"
    )


# A named tuple made from a pair without a call in Python: there are thousands.
span = partial(tuple.__new__, Span)


def sentence_spans(text: str, blocks: Sequence[Block], language: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order, none across the border of a block.

    They are without outer white space and hold every character that is not white space. The sentences of a
    block depend on its own characters alone. `language` is a primary tag; one that Diple does not know is
    treated as "und".
    """
    rules = rules_for(language)
    pairs: list[tuple[int, int]] = []
    for block in blocks:
        begin = block.start
        for stop, following in _boundaries(text, block, rules):
            pairs.append((begin, stop))
            begin = following
        if begin < block.end:
            pairs.append((begin, block.end))
    return tuple(map(span, pairs))


def _boundaries(text: str, block: Block, rules: Rules) -> Iterator[tuple[int, int]]:
    """The ends of sentences inside one block, each with the start of the sentence that follows."""
    places, marks = _places(text, block)
    if not places:
        return
    enclosures = Enclosures(text, marks, block.start, block.end) if marks else None
    judge = Judge(text, block.end, enclosures, rules)
    begin = block.start
    for place in places:
        if (enclosures is None or not enclosures.holds(place[0], place[2])) and judge.ends(begin, place):
            begin = place[4]
            yield place[3], begin


def _places(text: str, block: Block) -> tuple[list[Place], list[int]]:
    """Where a sentence might end inside a block, and where its quotation marks and brackets are."""
    places: list[Place] = []
    marks: list[int] = []
    end = block.end
    for match in _place().finditer(text, block.label.end if block.label else block.start, end):
        if match.lastindex is None:
            marks.append(match.start())
            continue
        stop, following = match.span(2)
        closers, closed = match.span(1)
        if closers < closed:
            marks.extend([at for at in range(closers, closed) if text[at] in _SHELL])
        if _goes_on(text, following, end) and (stop < following or _splits_unspaced(text, closers, stop)):
            places.append((match.start(), closers, closed, stop, following))
    return places, marks


def _goes_on(text: str, following: int, end: int) -> bool:
    """Whether anything follows in a block: a mark or two without width are nothing."""
    return following < end and (end - following > _MOST_UNSEEN or bool(text[following:end].strip(WIDTHLESS)))


def _splits_unspaced(text: str, closers: int, stop: int) -> bool:
    """Whether a place without white space may still end a sentence: after 。, and between Han characters."""
    last = text[closers - 1]
    return last in WIDE or (last in ".!?" and closers == stop and text[stop].isalpha())
