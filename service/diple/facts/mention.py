"""One fact where a text has it."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """What a stretch of a text may mean: identities of one kind, in the text's code points.

    A firm one says it for sure; one that is not firm only answers others. `kind` is number, month, state, city, body,
    role, currency, negation, duty, status, people, membership, quantity or exclusive. `meant` is the value that its
    words mean first, where they may mean several; "" where none of them is first.
    """

    kind: str
    values: frozenset[str]
    start: int
    end: int
    firm: bool = True
    meant: str = ""
