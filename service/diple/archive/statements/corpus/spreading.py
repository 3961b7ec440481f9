"""Pieces of work given to the workers of an executor, and what they answer, in the order of the pieces."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from typing import TypeVar

from diple.archive.place import Place
from diple.archive.statements.connecting import Database
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.trouble import not_shared, other_packs, workers_lost
from diple.lexicon import Lexicon

AHEAD = 64
"""Pieces that are given out and not yet answered: enough for as many workers, and no more in memory than these."""

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Opening:
    """How a worker opens the archive: it goes to other processes and machines."""

    place: Place
    tenant: str
    lexicon: Lexicon
    version: str

    def run(self, do: Callable[[Shelf, Piece], Answer], piece: Piece) -> Answer:
        """Opens the archive, does one piece, closes it. Raises ArchiveError: OTHER_PACKS, NOT_SHARED."""
        shelf = Shelf(Database(self.place), self.tenant, self.lexicon)
        if shelf.version != self.version:
            raise other_packs()
        try:
            # Where the tables are known to be there, no transaction of a worker waits for that of another to make them.
            if not shelf.database.begun:
                raise not_shared("a worker finds no statements at its address")
            return do(shelf, piece)
        finally:
            shelf.database.close()


def spread(
    executor: Executor | None, shelf: Shelf, do: Callable[[Shelf, Piece], Answer], pieces: Iterable[Piece]
) -> Iterator[Answer]:
    """What `do` answers for each piece, in order; without an executor each is done here, when it is asked for.

    `do` is a function of a module, or a `partial` of one, so that it can be sent. Raises ArchiveError, WORKERS_LOST.
    """
    if executor is None:
        yield from (do(shelf, piece) for piece in pieces)
        return
    opening = Opening(shelf.database.place, shelf.tenant, shelf.lexicon, shelf.version)
    waiting = deque[Future[Answer]]()
    try:
        for piece in pieces:
            waiting.append(executor.submit(opening.run, do, piece))
            if len(waiting) == AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except (BrokenExecutor, CancelledError) as error:
        raise workers_lost() from error
    finally:
        for future in waiting:
            future.cancel()
