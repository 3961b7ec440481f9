"""A stance that passes from one ladder to another: support to opposition, refusal to regret, renewal to a note."""

from __future__ import annotations

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import object_of, on_one_thing
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.uses import same_use
from diple.model import Direction, Span

# The ladders of stance, with the rank from which a verb does more than take note.
JUDGING = {"tone_negative": 2.0, "endorsement": 2.5, "opposition": 0.0}


def judges(hit: Hit) -> bool:
    """Whether a verb of censure or support does more than take note."""
    return (hit.rank or 0) >= JUDGING[hit.kind]


def answers(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two stances of different ladders answer one another: one of them changed, used alike, on one thing."""
    return pair.stands_changed(old, new) and same_use(pair, old, new) and on_one_thing(pair, old, new)


def standalone(side: Side, hits: list[Hit]) -> list[Hit]:
    """The hits that are no part of a longer phrase of stance: "find it hard to understand" shows no understanding."""
    longer = [hit for kind in JUDGING for hit in side.by_kind.get(kind, ())]
    return [
        hit for hit in hits if not any(o.end - o.start > hit.end - hit.start and within_any(hit, [o]) for o in longer)
    ]


def turned(pair: Edited, old: Hit, new: Hit, code: str, rule: str, named: str, direction: Direction) -> Finding:
    """The claim that a stance passed to another ladder. `named` is the referent, with `{object}` for its object."""
    before, after = Span(old.start, old.end), Span(new.start, new.end)
    return Finding(
        code,
        rule,
        direction,
        named.format(object=object_of(pair.old, pair.new, old, new)),
        f"{glossed(old)} becomes {glossed(new)} in “{clause(pair.new, *after)}”.",
        (before,),
        (after,),
        pair.touching([before], [after]),
    )
