"""What one version makes a duty where the other permits it."""

from __future__ import annotations

from collections.abc import Iterator

from diple.facts.mention import Mention
from diple.mark.text.versions.clauses import Clauses
from diple.mark.text.versions.exchanged import more_often, tally
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.surroundings import Placed, is_same_head, matched, placed

AROUND = (3, 3)  # words before and behind an act in which another word may render its duty
GAP = 4  # code points between a wording that may mean a duty and its act
BARRED, PERMITTED = "forbid", "may"


class Half:
    """The duties of one version: those that are sure, and wordings that may be right before their act."""

    def __init__(self, passage: Passage, side: int) -> None:
        self.clauses = Clauses(passage, side)
        self.all = passage.facts[side].of("duty")
        self.duties = [
            one
            for one in placed(self.clauses, self.all)
            if one.behind and (one.mention.firm or self.is_right_before_act(one))
        ]

    def is_right_before_act(self, duty: Placed) -> bool:
        """Whether hardly a small word is between a duty and its act."""
        return self.clauses.words[duty.behind[0]].start - duty.mention.end <= GAP

    def may_mean(self, duty: Placed, other: Placed) -> bool:
        """Whether another word around a duty means what one of the other version does."""
        near = [one for one in self.all if self.clauses.is_within(one, duty.behind[0], AROUND)]
        return any(BARRED in one.values or not one.values.isdisjoint(other.mention.values) for one in near)


def exchanged_duties(passage: Passage) -> Iterator[tuple[Mention, Mention]]:
    """The duties of the same act of which neither means the other, the first version's first."""
    if not all(facts.of("duty") for facts in passage.facts) or not passage.wording.links[0]:
        return
    one, other = (Half(passage, side) for side in (0, 1))
    counts = tally(one.all), tally(other.all)
    for here, there in matched(one.clauses, one.duties, other.duties):
        if not all(more_often(here.mention, there.mention, counts)):
            continue
        if differ(one.clauses, here, there) and not (one.may_mean(here, there) or other.may_mean(there, here)):
            yield here.mention, there.mention


def differ(clauses: Clauses, here: Placed, there: Placed) -> bool:
    """Whether neither of two duties means the other, and both are sure, or one may permit the act that the other asks.

    What is barred is a matter of denials.
    """
    one, other = here.mention, there.mention
    if not one.values.isdisjoint(other.values) or BARRED in one.values | other.values:
        return False
    if one.firm and other.firm:
        return True
    return (one.firm or other.firm) and soft_is_permission(one, other) and is_same_head(clauses, here, there)


def soft_is_permission(one: Mention, other: Mention) -> bool:
    """Whether that of two wordings that is not sure may permit, as "can" does; a future is no duty for sure."""
    return (other if one.firm else one).values == {PERMITTED}
