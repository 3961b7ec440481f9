"""States, bodies and treaties that a sentence names or no longer names (S2)."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.kinds.actor.agent import is_agent_of_both
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.authors import is_listed
from diple.mark.sentence.names.moves import Move, name_moves
from diple.mark.sentence.names.names import Name, longest_part, may_name, whole_name
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.model import Span

KEPT = 0.3  # share of the content words that must stay for a sentence to speak of the same
NAMING = 6  # tokens between a verb of naming and the name: "known in our maps as"


def mentioned(pair: Edited, context: Context) -> Iterator[Finding]:
    """S2: a name enters or leaves a sentence that stays, as a member of a list or new to the whole text."""
    if not may_read(pair, context):
        return
    for move in name_moves(pair).moves:
        if move.veil is None and is_entry(pair, move) and is_news(move, context):
            yield entry(pair, move)


def exchanged(pair: Edited, context: Context) -> Iterator[Finding]:
    """S2: one name gives way to another in the same place."""
    if not may_read(pair, context):
        return
    for old, new in name_moves(pair).swaps:
        sure = old.sure and new.sure and not (is_roll(pair.old) or is_roll(pair.new))
        if sure and not (is_given(pair.old, old) and is_given(pair.new, new)) and is_new_pair(old, new, context):
            yield exchange(pair, old, new)


def may_read(pair: Edited, context: Context) -> bool:
    """Whether both sides speak of the same and a name may have changed."""
    return not pair.answering and may_name(pair) and pair.common >= KEPT and context.same_clause(pair)


def is_entry(pair: Edited, move: Move) -> bool:
    """Whether a name is on its own and neither as an agent nor as a part of another name."""
    if not move.name.sure or move.name.adjective or is_roll(move.side) or is_part(move.side, move.other, move.name):
        return False
    return not is_agent_of_both(pair, move)


def is_news(move: Move, context: Context) -> bool:
    """Whether the other text has a name nowhere; in two versions a list that loses or gains it is news as well."""
    elsewhere = longest_part(move.name) in move.other.statement.text.lower()
    return not elsewhere or (context.mode == "revision" and is_listed(move.side, move.name))


def is_new_pair(old: Name, new: Name, context: Context) -> bool:
    """Whether, in a series, neither name is in the other text."""
    if context.mode == "revision":
        return True
    return longest_part(old) not in context.new.text.lower() and longest_part(new) not in context.old.text.lower()


def is_roll(side: Side) -> bool:
    """Whether a sentence lists who voted: then the vote is the news, and no single name."""
    return bool(side.of(["roll"]))


def is_part(side: Side, other: Side, name: Name) -> bool:
    """Whether what follows with "of" is a name that stays: "the Cape of Winds" only lost or got its first word."""
    link, rest = (*side.tokens[name.last + 1 : name.last + 3], None, None)[:2]
    if link is None or rest is None or link.key not in side.words.words("name_links"):
        return False
    return rest.capital and any(token.capital and token.key == rest.key for token in other.tokens)


def is_given(side: Side, name: Name) -> bool:
    """Whether a verb of naming is just before: what it gives is a label, and no one enters or leaves."""
    before = [t.key for t in side.tokens[max(0, name.first - NAMING) : name.first]]
    return not side.words.words("naming_verbs").isdisjoint(before)


def entry(pair: Edited, move: Move) -> Finding:
    """The claim on one name that came or went."""
    span, word = Span(move.name.start, move.name.end), whole_name(move.side, move.name)
    old, new = ((span,), ()) if move.gone else ((), (span,))
    return Finding(
        "S2",
        "party.mentioned",
        "mixed",
        f"the mention of {word}",
        f"“{word}” is {'no longer' if move.gone else 'now'} named, in “{clause(move.side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def exchange(pair: Edited, old: Name, new: Name) -> Finding:
    """The claim on one name that gave way to another."""
    spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
    words = whole_name(pair.old, old), whole_name(pair.new, new)
    return Finding(
        "S2",
        "party.exchanged",
        "mixed",
        f"the mention of {words[0]}",
        f"“{words[0]}” gives way to “{words[1]}”, in “{clause(pair.new, *spans[1][0])}”.",
        *spans,
        pair.touching(*spans),
    )


RULES = (mentioned, exchanged)
