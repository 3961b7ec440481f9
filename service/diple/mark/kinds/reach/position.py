"""The form of a commitment to a position of graded wording (C1): which position, and how firm or wide its wording is.

The matters, their ladders and their words are data: `lexicon/neutral/positions.toml` and the packs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.lexicon.tables import neutral_table
from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.model import Direction, Span

SAME = 0.5  # share of content words that must stay for the commitment to be the same
NEAR = 300  # code points within which the matter is named where a position on it is taken
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
    if pair.doubtful or pair.common < SAME:
        return
    for position in POSITIONS:
        for side, other in ((pair.old, pair.new), (pair.new, pair.old)):
            if hit := moved(pair, position, side, other, context):
                yield finding(pair, position, side, hit)
                break


def moved(pair: Edited, position: Position, side: Side, other: Side, context: Context) -> Hit | None:
    """The longest phrase of a position that only one side has."""
    text = (context.old if side is pair.new else context.new).text.lower()
    hits = [hit for kind in kinds_between(position, side, other) for hit in one_sided(pair, kind, side)]
    found = [
        hit for hit in hits if side.touched(hit.start, hit.end) and not occurs_elsewhere(position, side, hit, text)
    ]
    return max(found, key=lambda hit: hit.end - hit.start, default=None)


def occurs_elsewhere(position: Position, side: Side, hit: Hit, text: str) -> bool:
    """Whether what is said of the matter occurs elsewhere in the other text too, close to its name."""
    said = side.quote(hit.start, hit.end).lower()
    names = [matter.form.lower() for matter in side.of([position.matter])]
    at = text.find(said) if hit.kind == position.ladder else -1
    while at >= 0:
        if any(name in text[max(0, at - NEAR) : at + len(said) + NEAR] for name in names):
            return True
        at = text.find(said, at + 1)
    return False


def kinds_between(position: Position, side: Side, other: Side) -> tuple[str, ...]:
    """The kinds whose coming or going counts: the naming of the matter alone where the other side does not name it."""
    if not is_taken(position, side):
        return ()
    if not other.of([position.matter]):
        return (position.matter,)
    both = is_taken(position, other)
    return (*position.raises, position.distance, position.ladder) if both else (position.ladder,)


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
    old, new = ((), (span,)) if gained else ((span,), ())
    return Finding(
        position.code,
        "position.form",
        direction_of(position, hit, gained),
        f"the commitment on {position.name}: “{side.quote(*span)}”",
        f"“{side.quote(*span)}” is {'added to' if gained else 'dropped from'} the position on {position.name} in "
        f"“{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def direction_of(position: Position, hit: Hit, gained: bool) -> Direction:
    """Stronger where a phrase comes, weaker where it goes; the reverse for a limit; open for a loose position."""
    if hit.kind == position.ladder and (hit.rank or 0) < position.firm:
        return "mixed"
    limits = hit.kind == position.distance or (hit.kind == "scope" and (hit.rank or 0) < NARROW)
    return "strengthened" if gained != limits else "softened"


RULES = (rank, form)
