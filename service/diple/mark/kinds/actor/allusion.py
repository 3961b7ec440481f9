"""An actor is no longer named but alluded to, or the reverse (A3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from diple.mark.kinds.actor.agent import may_name_others
from diple.mark.kinds.claiming import claim, toward
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.names.moves import Move, name_moves
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.model import Span


def veiled(pair: Edited, context: Context) -> Iterator[Finding]:
    """A3: a name gives way to an allusion ("a certain country"), which softens, or an allusion to a name."""
    moves = [move for move in name_moves(pair).moves if move.veil] if may_name_others(pair, context) else []
    for _, alluded in groupby(moves, key=attrgetter("veil")):
        yield finding(pair, list(alluded))


def finding(pair: Edited, moves: Sequence[Move]) -> Finding:
    """The claim on the names that one allusion answers."""
    move = moves[0]
    assert move.veil
    name, veil = Span(move.name.start, moves[-1].name.end), Span(move.veil.start, move.veil.end)
    old, new = (name, veil) if move.gone else (veil, name)
    word, allusion = move.side.quote(*name), move.other.quote(*veil)
    course = "no longer named; the new text says" if move.gone else "named; the old text said"
    why = f"“{word}” is {course} “{allusion}”, in “{clause(pair.new, *new)}”."
    return claim(pair, ("A3", "allusion.veiled"), toward(not move.gone), f"the naming of {word}", why, old, new)


RULES = (veiled,)
