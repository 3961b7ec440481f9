"""How far a commitment is renewed (V4): reaffirm, reiterate, recall, note."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.stance.turned import turned
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.objects import same_object
from diple.mark.text.context import Context
from diple.model import Direction

NOTE = 1.0  # rank of a verb of censure that only takes note
RENEWED = "renewed commitment to {object}"

reaffirmation = LadderRule("reaffirmation.reaffirmation", "V4", ("reaffirmation",), RENEWED, 0.5)


@needs(unlike=("reaffirmation",))
def renewal(pair: Edited, context: Context) -> Iterator[Finding]:
    """V4: what was reaffirmed is merely noted, or the reverse: "note" belongs to another ladder."""
    if not context.same_clause(pair):
        return
    for old, new in ((renewed, note) for renewed in pair.lost("reaffirmation")[:1] for note in notes(pair, "gained")):
        yield from noted(pair, old, new, "softened")
    for old, new in ((note, renewed) for renewed in pair.gained("reaffirmation")[:1] for note in notes(pair, "lost")):
        yield from noted(pair, old, new, "strengthened")


def notes(pair: Edited, which: str) -> list[Hit]:
    """The first verb that only takes note, of those lost or gained."""
    hits = pair.gained("tone_negative") if which == "gained" else pair.lost("tone_negative")
    return [hit for hit in hits if (hit.rank or 0) <= NOTE][:1]


def noted(pair: Edited, old: Hit, new: Hit, direction: Direction) -> Iterator[Finding]:
    """The claim, where both verbs have the same object and one of them changed."""
    if pair.stands_changed(old, new) and same_object(pair, old, new):
        yield turned(pair, old, new, "V4", "reaffirmation.renewal", RENEWED, direction)


RULES = (reaffirmation, renewal)
