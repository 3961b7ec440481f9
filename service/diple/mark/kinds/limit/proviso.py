"""H2: a proviso is added to a clause or a text, or dropped from it."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding, weakening
from diple.mark.kinds.limit.limiting import limited, limiting_changes
from diple.mark.places.stretch import HEAD
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Alone, Edited
from diple.mark.text.context import Context


@needs(kinds=("caveat",))
def proviso(pair: Edited, context: Context) -> Iterator[Finding]:
    """A proviso is added to a clause that stays, or dropped; one proviso for another is no change."""
    return limiting_changes(pair, context, "caveat", "H2", "proviso.proviso")


def whole_sentence(pair: Alone, context: Context) -> Iterator[Finding]:
    """A sentence is added or dropped that opens with a proviso, and so qualifies what is before it."""
    side = pair.sides[0]
    for hit in provisos(side)[:1] if may_open_with_proviso(side) else ():
        yield limited(pair, hit, side, "H2", "proviso.whole_sentence", weakening(pair, side))


def may_open_with_proviso(side: Side) -> bool:
    """Whether the first words of a sentence may be those of a proviso: a cheap test before it is read."""
    return side.words.may_hold("caveat", side.words.keys_of(side.text[side.start : side.start + HEAD]))


def provisos(side: Side) -> list[Hit]:
    """The provisos with which a sentence begins: one further on limits that sentence, not what is before it."""
    return [hit for hit in (*side.head, *side.concepts) if hit.kind == "caveat" and hit.end <= side.start + HEAD]


RULES = (proviso, whole_sentence)
