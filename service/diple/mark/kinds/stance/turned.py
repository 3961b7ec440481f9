"""A stance that passes from one ladder to another: support to opposition, refusal to regret, renewal to a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.asking import Needs
from diple.mark.kinds.finding import Finding, claim
from diple.mark.kinds.ladders import object_of, on_one_thing
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.pair import Edited, Swap
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.uses import same_use
from diple.mark.text.context import Context
from diple.model import Direction, Span


@dataclass(frozen=True, slots=True)
class TurnedRule:
    """Claims that a verb of one ladder gives way to a verb of another.

    `ways` are the ladders of what is lost and of what is gained, with the direction. `ranks` are the least and the
    highest rank of a verb that counts, by ladder. `referent` is a template with `{object}`, what the stance is about.
    """

    id: str
    code: str
    ways: tuple[tuple[str, str, Direction], ...]
    ranks: Mapping[str, tuple[float, float]]
    referent: str

    @property
    def needs(self) -> Needs:
        """A verb of one of the ladders in changed wording."""
        return Needs(touched=frozenset(self.ranks))

    def __call__(self, pair: Edited, context: Context) -> Iterator[Finding]:
        if context.same_clause(pair):
            yield from (self.finding(pair, *swap, way[2]) for way in self.ways for swap in self.swaps(pair, *way[:2]))

    def swaps(self, pair: Edited, lost: str, gained: str) -> Iterator[Swap]:
        """The verbs of two ladders that answer one another."""
        if pair.gained(lost):
            return
        both = zip(pair.lost(lost), pair.gained(gained), strict=False)
        yield from ((old, new) for old, new in both if self.counts(old, new) and answers(pair, old, new))

    def counts(self, *hits: Hit) -> bool:
        """Whether verbs rank as the rule asks."""
        return all(self.ranks[hit.kind][0] <= (hit.rank or 0) <= self.ranks[hit.kind][1] for hit in hits)

    def finding(self, pair: Edited, old: Hit, new: Hit, direction: Direction) -> Finding:
        """The claim, with both verbs."""
        about = self.referent.format(object=object_of(pair.old, pair.new, old, new))
        spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
        why = f"{glossed(old)} becomes {glossed(new)} in “{clause(pair.new, new.start, new.end)}”."
        return claim(pair, self.code, self.id, direction, about, why, *spans)


def answers(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two stances of different ladders answer one another: one of them changed, used alike, on one thing."""
    if is_denied(pair.old, old) or is_denied(pair.new, new):
        return False
    return pair.stands_changed(old, new) and same_use(pair, old, new) and on_one_thing(pair, old, new)


def is_denied(side: Side, hit: Hit) -> bool:
    """Whether a denial precedes a verb in its clause: what does "not share a view" has not turned to support."""
    frame = frame_at(side, hit.start)
    return frame is not None and any(no.end <= hit.start for no in frame.negations)
