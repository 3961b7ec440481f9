"""The form of a commitment to a position of graded wording (C1): which position, and how firm or wide its wording is.

The matters, their ladders and their words are data: `lexicon/neutral/positions.toml` and the packs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from diple.lexicon.tables import neutral_table
from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.claiming import claim, toward
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.model import Direction, Span

NARROW = 5  # rank of a scope from which it widens


class Position(NamedTuple):
    """A matter of graded positions: the kinds of phrases that name it, rank a position on it, take one, limit it."""

    name: str
    code: str
    matter: str
    ladder: str
    claim: str
    distance: str
    raises: tuple[str, ...]
    firm: float


POSITIONS = tuple(Position(**{**row, "raises": tuple(row["raises"])}) for row in neutral_table("positions")["position"])
RANKS = tuple(
    LadderRule("position.rank", one.code, (one.ladder,), f"the commitment on {one.name}: {{object}}", 0.5)
    for one in POSITIONS
)


@needs(touched=[one.ladder for one in POSITIONS])
def rank(pair: Edited, context: Context) -> Iterator[Finding]:
    """C1: one phrase of a position gives way to another of its ladder."""
    for ladder in RANKS:
        yield from ladder(pair, context)


@needs(kinds=[one.matter for one in POSITIONS])
def form(pair: Edited, context: Context) -> Iterator[Finding]:
    """C1: a degree word, a scope, or the position itself comes or goes in a clause that takes a position."""
    for position in () if pair.doubtful else POSITIONS:
        sides = (pair.old, pair.new), (pair.new, pair.old)
        moves = ((side, moved(pair, position, side, other)) for side, other in sides)
        yield from islice((finding(pair, position, side, hit) for side, hit in moves if hit), 1)


def moved(pair: Edited, position: Position, side: Side, other: Side) -> Hit | None:
    """The longest phrase of a position that only one side has."""
    hits = [hit for kind in kinds_between(position, side, other) for hit in one_sided(pair, kind, side)]
    return max(hits, key=lambda hit: hit.end - hit.start, default=None)


def kinds_between(position: Position, side: Side, other: Side) -> tuple[str, ...]:
    """The kinds whose coming or going counts: the naming of the matter alone where the other side does not name it."""
    if not is_taken(position, side):
        return ()
    if not other.of([position.matter]):
        return (position.matter,)
    return (*position.raises, position.distance, position.ladder)


def is_taken(position: Position, side: Side) -> bool:
    """Whether a sentence takes a position: it names the matter, and says what it is or whose."""
    return bool(side.of([position.matter])) and bool(side.of([position.ladder, position.claim]))


def one_sided(pair: Edited, kind: str, side: Side) -> list[Hit]:
    """The phrases of a kind that only one side has, where the other has none of its own."""
    lost, gained = pair.lost(kind), pair.gained(kind)
    here, there = (gained, lost) if side is pair.new else (lost, gained)
    return [] if there else here


def finding(pair: Edited, position: Position, side: Side, hit: Hit) -> Finding:
    """The claim on one phrase that came or went."""
    span, gained = Span(hit.start, hit.end), side is pair.new
    old, new = (None, span) if gained else (span, None)
    said, course = side.quote(*span), "added to" if gained else "dropped from"
    about = f"the commitment on {position.name}: “{said}”"
    why = f"“{said}” is {course} the position on {position.name} in “{clause(side, *span)}”."
    return claim(pair, (position.code, "position.form"), direction_of(position, hit, gained), about, why, old, new)


def direction_of(position: Position, hit: Hit, gained: bool) -> Direction:
    """Stronger where a phrase comes, weaker where it goes; the reverse for a limit; open for a loose position."""
    rank = hit.rank or 0
    if hit.kind == position.ladder and rank < position.firm:
        return "mixed"
    limits = hit.kind == position.distance or (hit.kind == "scope" and rank < NARROW)
    return toward(gained != limits)


RULES = (rank, form)
