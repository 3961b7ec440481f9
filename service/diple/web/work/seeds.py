"""The ids of what a request keeps, which follow from a seed: who does the same work again keeps under the same ids."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import count

from flask import g

from diple.archive.ids import RESULT_BYTES, id_of, new_id


def plant(seed: str = "") -> None:
    """Gives the request a seed, of its own unless one is given; one that it has stays."""
    if seed or "seed" not in g:
        g.seed = seed or new_id()


def next_id() -> str:
    """The id of the next result, 32 characters that nobody can guess who does not know the seed."""
    plant()
    g.made = g.get("made", 0) + 1
    return _id(g.seed, g.made)


def ids(seed: str) -> Iterator[str]:
    """All ids that follow from a seed, in order, without end."""
    return (_id(seed, at) for at in count(1))


def _id(seed: str, at: int) -> str:
    return id_of(sha256(f"{seed}\0{at}".encode()).digest()[:RESULT_BYTES])
