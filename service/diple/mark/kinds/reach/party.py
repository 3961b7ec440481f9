"""States, bodies and treaties that a sentence names or no longer names (S2)."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.kinds.actor.agent import is_agent_of_both, may_name_others
from diple.mark.kinds.claiming import claim
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.authors import is_listed
from diple.mark.sentence.names.moves import Move, name_moves
from diple.mark.sentence.names.names import Name, longest_part, whole_name
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.model import Span


def mentioned(pair: Edited, context: Context) -> Iterator[Finding]:
    """S2: a name enters or leaves a sentence that stays, as a member of a list or new to the whole text."""
    if not may_name_others(pair, context):
        return
    for move in name_moves(pair).moves:
        if move.veil is None and is_entry(pair, move) and is_news(move, context):
            yield entry(pair, move)


def exchanged(pair: Edited, context: Context) -> Iterator[Finding]:
    """S2: one name gives way to another in the same place."""
    if may_name_others(pair, context) and not (is_roll(pair.old) or is_roll(pair.new)):
        yield from (exchange(pair, old, new) for old, new in name_moves(pair).swaps)


def is_roll(side: Side) -> bool:
    """Whether a sentence lists who voted: then the vote is the news, and no single name."""
    return bool(side.of(["roll"]))


def is_entry(pair: Edited, move: Move) -> bool:
    """Whether a name is on its own and neither as an agent nor as a part of another name."""
    if not move.name.sure or move.name.adjective or is_roll(move.side):
        return False
    return not is_part(move) and not is_agent_of_both(pair, move)


def is_news(move: Move, context: Context) -> bool:
    """Whether the other text has a name nowhere; in two versions a list that loses or gains it is news as well."""
    elsewhere = longest_part(move.name) in move.other.statement.text.lower()
    return not elsewhere or (context.mode == "revision" and is_listed(move.side, move.name))


def is_part(move: Move) -> bool:
    """Whether what follows with "of" is a name that stays: "the Cape of Winds" only lost or got its first word."""
    links = move.side.words.words("name_links")
    link, rest = ([t.key for t in move.side.tokens[at : at + 1]] for at in (move.name.last + 1, move.name.last + 2))
    return not links.isdisjoint(link) and any(token.capital and token.key in rest for token in move.other.tokens)


def entry(pair: Edited, move: Move) -> Finding:
    """The claim on one name that came or went."""
    span, word = Span(move.name.start, move.name.end), whole_name(move.side, move.name)
    old, new = (span, None) if move.gone else (None, span)
    why = f"“{word}” is {'no longer' if move.gone else 'now'} named, in “{clause(move.side, *span)}”."
    return claim(pair, ("S2", "party.mentioned"), "mixed", f"the mention of {word}", why, old, new)


def exchange(pair: Edited, before: Name, after: Name) -> Finding:
    """The claim on one name that gave way to another."""
    old, new = Span(before.start, before.end), Span(after.start, after.end)
    words = whole_name(pair.old, before), whole_name(pair.new, after)
    why = f"“{words[0]}” gives way to “{words[1]}”, in “{clause(pair.new, *new)}”."
    return claim(pair, ("S2", "party.exchanged"), "mixed", f"the mention of {words[0]}", why, old, new)


RULES = (mentioned, exchanged)
