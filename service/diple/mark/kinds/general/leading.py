"""The verb of the clause that governs a quote: "seek to change the status quo" says nothing of who opposes that.

A label that quotes a part of a sentence quotes the verb of its independent clause with it, and the subject where that
is right before the verb. What is between both is quoted where there is room for it, else left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.grammar import Clause, VerbGroup
from diple.mark.kinds.general.bounds import BREAKS, Bounds
from diple.mark.kinds.general.phrase import MOST, TAIL, Piece, balanced, cut, length, merged
from diple.mark.sentence.frames import Side
from diple.model import Span

APART = frozenset(":;")
PREDICATES = ("ADJ", "VERB")
COMPLETING = (*PREDICATES, "ADV", "ADP")
JOINING = ("PART", "SCONJ", "ADP")
RELATIVE = "PRON.rel"
ANTECEDENT = 4  # words of a noun that are quoted with its relative clause
OBJECT = 5  # words behind the verb that are quoted with it where there is no room for all: "we call on the mills"


class Led(NamedTuple):
    """Some quotes with the verb that governs them, as its lemma: "" where they have it already or it is unknown."""

    spans: tuple[Span, ...]
    verb: str = ""


def led(spans: Sequence[Span], side: Side) -> Led:
    """Some quotes of one sentence with the verb that governs them."""
    sentence = side.parsed_at(spans[0].start) if spans else None
    if sentence is None or not sentence.verbs or spans[-1].end > sentence.end:
        return Led(tuple(spans))
    bounds = Bounds(sentence, side.words)
    pieces = [(bounds.number_at(span.start), bounds.number_at(max(span.start, span.end - 1))) for span in spans]
    group = governing(bounds, pieces)
    if group is None:
        return Led(tuple(spans))
    is_before = group.last < pieces[0][0]
    found = behind_verb(bounds, group, pieces) if is_before else before_verb(bounds, group, pieces)
    made = (Span(bounds.words[first].start, bounds.words[last].end) for first, last in found)
    return Led(tuple(balanced(span, side) for span in made), group.main.lemma)


def governing(bounds: Bounds, pieces: Sequence[Piece]) -> VerbGroup | None:
    """The verb that governs some phrases; None where they hold it, or where a colon or semicolon is between.

    Behind such a mark is a list, which nothing governs.
    """
    groups = independent(bounds)
    if any(first <= group.last and group.first <= last for group in groups for first, last in pieces):
        return None
    found = nearest(bounds, groups, pieces)
    return found if found and not is_parted(bounds, found, pieces[0][0]) else None


def nearest(bounds: Bounds, groups: Sequence[VerbGroup], pieces: Sequence[Piece]) -> VerbGroup | None:
    """The last verb before some phrases, else the first one behind phrases without any."""
    before = [group for group in groups if group.last < pieces[0][0]]
    if before or has_verb(bounds, pieces):
        return next(reversed(before), None)
    return next((group for group in groups if group.first > pieces[-1][1]), None)


def is_parted(bounds: Bounds, group: VerbGroup, start: int) -> bool:
    """Whether a colon or semicolon is between a verb and the start of a phrase."""
    first, last = sorted((group.last, start))
    return any(word.form in APART for word in bounds.words[first:last])


def has_verb(bounds: Bounds, pieces: Sequence[Piece]) -> bool:
    """Whether a finite verb is in some phrases."""
    found = (bounds.groups[at] for first, last in pieces for at in range(first, last + 1) if at in bounds.groups)
    return any(group.form == "finite" for group in found)


def independent(bounds: Bounds) -> list[VerbGroup]:
    """The finite verb groups that no other verb governs, in order."""
    return [one.verb for one in bounds.sentence.clauses if one.verb.form == "finite" and is_independent(bounds, one)]


def is_independent(bounds: Bounds, clause: Clause) -> bool:
    """Whether a clause depends on no other; a bare form behind "and" goes on with the infinitive before it."""
    group = clause.verb
    if group.main.tag == "VERB.base" and not group.modal and clause.kind != "main":
        return False
    joined = group.first > 1 and bounds.words[group.first - 1].upos == "CCONJ"
    return clause.kind in ("main", "coordinate") or (joined and bounds.words[group.first - 2].form in BREAKS)


def behind_verb(bounds: Bounds, group: VerbGroup, pieces: list[Piece]) -> list[Piece]:
    """Some phrases behind the verb that governs them, whole where they are short."""
    start = predicate_between(bounds, group, pieces[0][0])
    if start is None:
        start = bounds.verb_start(group, bounds.clause_start(group.first))
    whole = [(start, pieces[0][1]), *pieces[1:]]
    if length(whole) <= MOST + TAIL:
        return whole
    head, (first, last) = (start, head_end(bounds, max(start, group.last), pieces[0][0])), pieces[0]
    rest = [(joining(bounds, first, head[1]), last), *pieces[1:]]
    if rest[0][0] <= head[1] + OBJECT:  # a mark that something is left out would be as long
        return whole
    return merged([head, *fitted(bounds, rest, MOST + TAIL - length([head]))])


def predicate_between(bounds: Bounds, group: VerbGroup, stop: int) -> int | None:
    """The last participle or adjective behind "and" that governs an infinitive: "…, and committed to help"."""
    found = (at for at in range(stop - 1, group.last, -1) if bounds.words[at - 1].upos == "CCONJ")
    return next((at for at in found if bounds.words[at].upos in PREDICATES and is_infinitive(bounds, at + 1)), None)


def is_infinitive(bounds: Bounds, at: int) -> bool:
    """Whether an infinitive begins with a word."""
    return at in bounds.groups and bounds.groups[at].form == "infinitive" and bounds.groups[at].first == at


def before_verb(bounds: Bounds, group: VerbGroup, pieces: list[Piece]) -> list[Piece]:
    """Some phrases before the verb that governs them, with what completes it, where there is room."""
    start = bounds.verb_start(group, bounds.clause_start(group.first))
    ends = (bounds.closed(group.last, bounds.end(group.last)), group.last)
    found = (merged([*pieces, (max(start, pieces[-1][1] + 1), end)]) for end in ends)
    return next((each for each in found if length(each) <= MOST + TAIL), pieces)


def head_end(bounds: Bounds, at: int, stop: int) -> int:
    """The last word of what a verb that ends with a word says by itself, or with the noun phrase right behind it."""
    first, most = at, min(stop, at + 1 + OBJECT)
    while at + 1 < most and (is_infinitive(bounds, at + 1) or bounds.words[at + 1].upos in COMPLETING):
        at = bounds.groups[at + 1].last if at + 1 in bounds.groups else at + 1
    phrase = bounds.bases.get(at + 1)
    is_whole = phrase is not None and phrase.last < most and not is_torn(bounds, phrase.last)
    return bounds.closed(first, phrase.last if phrase and is_whole else at)


def is_torn(bounds: Bounds, at: int) -> bool:
    """Whether a list of adjectives goes on behind a word: "hasty, coercive actions"."""
    behind = bounds.words[at + 1 : at + 3]
    return len(behind) > 1 and behind[0].form in BREAKS and behind[1].upos == "ADJ"


def joining(bounds: Bounds, first: int, after: int) -> int:
    """The first word of a phrase with what joins it to the sentence: "actions that seek", "to board or seize"."""
    at = first
    if bounds.words[at - 1].upos == "CCONJ" and at - 2 in bounds.groups:
        at = bounds.groups[at - 2].first
    elif bounds.words[at - 1].upos in JOINING or bounds.words[at - 1].tag == RELATIVE:
        at -= 1
    if bounds.words[at].tag == RELATIVE and at - 1 in bounds.bases:
        at = max(bounds.bases[at - 1].first, at - ANTECEDENT)
    return at if at > after else first


def fitted(bounds: Bounds, pieces: list[Piece], room: int) -> list[Piece]:
    """As many of some phrases as there is room for, the last of them cut at the end of a phrase."""
    kept: list[Piece] = []
    for first, last in pieces:
        left = room - length(kept)
        if last - first < left:
            kept.append((first, last))
            continue
        return [*kept, *cut(bounds, first, min(last, first + left - 1), left)] if left > 0 else kept
    return kept
