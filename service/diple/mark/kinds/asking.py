"""Which rules are asked of a changed place: each declares what it needs, and that is looked for once for all.

A rule that needs nothing is asked everywhere, at the cost of a call; one that declares what it needs costs a test of a
set where that is missing. The type of a rule's first parameter says which places it reads: `Edited` (both sides),
`Removed`, `Added`, `Alone` (either of these two) or `Pair` (any).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from diple.mark.kinds.finding import Rule
from diple.mark.sentence.pair import Pair
from diple.mark.text.context import Context

Named = TypeVar("Named", bound=Rule)
NONE: frozenset[str] = frozenset()
# The sides of the places that a rule reads, by the type of its first parameter.
READS = {
    "Edited": ("edited",),
    "Removed": ("removed",),
    "Added": ("added",),
    "Alone": ("removed", "added"),
    "Pair": ("edited", "removed", "added"),
}


class Needs(NamedTuple):
    """What a place must have before a rule is asked.

    `earlier`: earlier texts of the series. Of the kinds in each of the next sets, one at least must have a phrase:
    `kinds` on either side, `touched` in changed wording, `unlike` on one side more than on the other. A word of one of
    the tables `words` must have changed.
    """

    earlier: bool = False
    kinds: frozenset[str] = NONE
    touched: frozenset[str] = NONE
    unlike: frozenset[str] = NONE
    words: tuple[str, ...] = ()

    def met_by(self, pair: Pair) -> bool:
        """Whether a place has what is needed of its phrases and words; the cheapest tests come first."""
        return (
            (not self.touched or not self.touched.isdisjoint(pair.touched_kinds))
            and (not self.kinds or not self.kinds.isdisjoint(pair.kinds))
            and (not self.unlike or not self.unlike.isdisjoint(pair.unlike))
            and (not self.words or not pair.words.union(*self.words).isdisjoint(pair.changed_keys))
        )


_KNOWN: dict[Rule, Needs] = {}


def needs(
    *,
    earlier: bool = False,
    kinds: Iterable[str] = (),
    touched: Iterable[str] = (),
    unlike: Iterable[str] = (),
    words: tuple[str, ...] = (),
) -> Callable[[Named], Named]:
    """Declares what a rule needs: it is asked only where that is there, and must claim nothing anywhere else."""

    def declared(rule: Named) -> Named:
        _KNOWN[rule] = Needs(earlier, frozenset(kinds), frozenset(touched), frozenset(unlike), words)
        return rule

    return declared


def needs_of(rule: Rule) -> Needs:
    """What a rule declares that it needs; nothing where it declares nothing."""
    own = getattr(rule, "needs", None)
    return own if isinstance(own, Needs) else _KNOWN.get(rule, Needs())


def reads_of(rule: Rule) -> tuple[str, ...]:
    """The sides of the places that a rule reads: "edited", "removed", "added"."""
    asked = rule if hasattr(rule, "__name__") else type(rule).__call__
    return READS[next(iter(asked.__annotations__.values()))]


class Roster:
    """Some rules in order, parted by the places that they read."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        listed = [(rule, needs_of(rule), reads_of(rule)) for rule in rules]
        self._rows = {
            (sides, earlier): tuple(
                (rule, needed if any(needed[1:]) else None)
                for rule, needed, reads in listed
                if sides in reads and (earlier or not needed.earlier)
            )
            for sides in READS["Pair"]
            for earlier in (False, True)
        }

    def asked(self, pair: Pair, context: Context) -> Iterator[Rule]:
        """The rules that may claim something of a place."""
        sides = "added" if pair.old is None else "removed" if pair.new is None else "edited"
        rows = self._rows[sides, bool(context.earlier)]
        return (rule for rule, needed in rows if needed is None or needed.met_by(pair))
