"""What a rule claims of a changed place, before it is weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from diple.mark.text.context import Context
from diple.model import Direction, Span

UNLISTED = ("unlisted_wording", "no pack knows this wording; the rule reads only its place in the sentence")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says about a pair, before scoring.

    `terms` name the score terms that apply besides the kind's own weight, each with its reason. `old` and `new`
    are spans of evidence.
    """

    code: str
    rule: str
    direction: Direction
    referent: str
    rationale: str
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    changes: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    contested: bool = False
    counter_reading: str | None = None
    favours: str | None = None


# A rule on one place; the type of its first parameter (Edited, Removed, Added or Pair) says which places it reads.
Rule = Callable[[Any, Context], Iterator[Finding]]
TextRule = Callable[[Context], Iterator[Finding]]  # of what no single place shows: order, volume, votes, what is kept
