"""Which rules are asked of a changed place: each tells what it needs, and what it needs is looked for once for all.

A rule that needs nothing is asked everywhere, at the cost of a call; one that says what it needs costs a test of a set
where that is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeVar

from diple.mark.kinds.finding import Rule
from diple.mark.sentence.pair import Pair
from diple.mark.text.context import Context

Sides = Literal["both", "one", "any"]
Named = TypeVar("Named", bound=Rule)
NONE: frozenset[str] = frozenset()


class Needs(NamedTuple):
    """What a place must have before a rule is asked.

    `sides`: a sentence that stays ("both"), or one that came or went ("one"). `earlier`: earlier texts of the series.
    Of the kinds in each of the next sets, one at least must have a phrase: `kinds` on either side, `touched` in
    changed wording, `unlike` on one side more than on the other. A word of one of the tables `words` must have changed.
    """

    sides: Sides = "any"
    earlier: bool = False
    kinds: frozenset[str] = NONE
    touched: frozenset[str] = NONE
    unlike: frozenset[str] = NONE
    words: tuple[str, ...] = ()


_KNOWN: dict[Rule, Needs] = {}


def needs(
    *,
    sides: Sides = "any",
    earlier: bool = False,
    kinds: Iterable[str] = (),
    touched: Iterable[str] = (),
    unlike: Iterable[str] = (),
    words: tuple[str, ...] = (),
) -> Callable[[Named], Named]:
    """Tells of a rule what it needs: it is asked only where that is there, and must say nothing anywhere else."""

    def told(rule: Named) -> Named:
        _KNOWN[rule] = Needs(sides, earlier, frozenset(kinds), frozenset(touched), frozenset(unlike), words)
        return rule

    return told


def needs_of(rule: Rule) -> Needs:
    """What a rule says that it needs; nothing where it says nothing."""
    own = getattr(rule, "needs", None)
    return own if isinstance(own, Needs) else _KNOWN.get(rule, Needs())


class Roster:
    """Some rules in order, parted by the places of which they can speak."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        listed = [(rule, needs_of(rule)) for rule in rules]
        self._rows = {
            (sides, earlier): tuple(
                (rule, any(needed[2:]), *needed[2:])
                for rule, needed in listed
                if needed.sides in (sides, "any") and (earlier or not needed.earlier)
            )
            for sides in ("both", "one")
            for earlier in (False, True)
        }

    def asked(self, pair: Pair, context: Context) -> Iterator[Rule]:
        """The rules that may have something to say of a place."""
        sides = "both" if pair.old and pair.new else "one"
        for rule, demanding, kinds, touched, unlike, words in self._rows[sides, bool(context.earlier)]:
            if not demanding or (
                not (touched and touched.isdisjoint(pair.touched_kinds))
                and not (kinds and kinds.isdisjoint(pair.kinds))
                and not (unlike and unlike.isdisjoint(pair.unlike))
                and not (words and pair.words.union(*words).isdisjoint(pair.changed_keys))
            ):
                yield rule
