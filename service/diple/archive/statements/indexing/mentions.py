"""Which concepts of the packs a statement mentions, how often, and where first."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from diple.lexicon import Lexicon
from diple.model import Span, Statement


class Mention(NamedTuple):
    """A concept by its number: how often a statement mentions it, and the span of the first mention."""

    concept: int
    times: int
    start: int
    end: int


@lru_cache(maxsize=65_536)
def number_of(name: str) -> int:
    """A number of 63 bits for a name, remembered."""
    return hashed(name)


def hashed(name: str) -> int:
    """A number of 63 bits for a string, the same in every process."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def mentions_of(statement: Statement, lexicon: Lexicon, apart: Collection[Span] = ()) -> tuple[Mention, ...]:
    """The concepts of a statement outside some sentences, which are not its own.

    A form that means something only in an aligned clause is no mention.
    """
    found: dict[str, list[int]] = {}
    for match in lexicon.matches(statement.text, statement.language):
        if match.clause_only or (apart and any(start <= match.start < end for start, end in apart)):
            continue
        known = found.get(match.concept)
        if known is None:
            found[match.concept] = [1, match.start, match.end]
        else:
            known[0] += 1
    return tuple(Mention(number_of(concept), *counted) for concept, counted in found.items())
