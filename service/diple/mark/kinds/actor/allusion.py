"""An actor is no longer named but alluded to, or the reverse (A3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.mark.kinds.finding import Finding
from diple.mark.sentence.names.moves import Move, name_moves
from diple.mark.sentence.names.names import may_name
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.model import Span

KEPT = 0.3  # share of the content words that must stay for a sentence to speak of the same


def veiled(pair: Edited, context: Context) -> Iterator[Finding]:
    """A3: a name gives way to an allusion ("a certain country"), which softens, or an allusion to a name."""
    if pair.answering or not may_name(pair) or pair.common < KEPT or not context.same_clause(pair):
        return
    alluded: dict[int, list[Move]] = {}
    for move in name_moves(pair).moves:
        if move.veil is not None:
            alluded.setdefault(move.veil.start, []).append(move)
    yield from (finding(pair, moves) for moves in alluded.values())


def finding(pair: Edited, moves: Sequence[Move]) -> Finding:
    """The claim on the names that one allusion answers."""
    move = moves[0]
    assert move.veil
    name, veil = Span(move.name.start, moves[-1].name.end), Span(move.veil.start, move.veil.end)
    old, new = ((name,), (veil,)) if move.gone else ((veil,), (name,))
    word, allusion = move.side.quote(*name), move.other.quote(*veil)
    said = (
        f"“{word}” is no longer named; the new text says “{allusion}”"
        if move.gone
        else f"“{word}” is named; the old text said “{allusion}”"
    )
    return Finding(
        "A3",
        "allusion.veiled",
        "softened" if move.gone else "strengthened",
        f"the naming of {word}",
        f"{said}, in “{clause(pair.new, *new[0])}”.",
        old,
        new,
        pair.touching(old, new),
    )


RULES = (veiled,)
