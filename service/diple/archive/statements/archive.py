"""The archive itself: the contract, answered by the modules beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor

from diple.archive.statements import counting, keeping, listing, members, renewing
from diple.archive.statements.checking import checked
from diple.archive.statements.contract import (
    Baseline,
    Coverage,
    Details,
    Fault,
    Found,
    Full,
    Grouping,
    Held,
    History,
    Incoming,
    Kept,
    Life,
    Mentions,
    Novelty,
    Scope,
    Series,
    Step,
)
from diple.archive.statements.corpus import mining, novelties, pairs
from diple.archive.statements.questions import (
    baselines,
    histories,
    living,
    mentioning,
    novelty,
    phrases,
    searching,
)
from diple.archive.statements.shelf import Shelf
from diple.model import Statement

ALL = Scope()


class Statements:
    """The statements of a tenant, in SQLite or PostgreSQL. `StatementArchive` says what each method promises."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def add(self, incoming: Iterable[Incoming], *, correct: bool = False) -> Iterator[Kept]:
        return keeping.add(self._shelf, incoming, correct=correct)

    def entries(self, scope: Scope = ALL, *, limit: int | None = None, offset: int = 0) -> tuple[Held, ...]:
        return listing.entries(self._shelf, scope, limit, offset)

    def get(self, id_: str) -> Full:
        return listing.get(self._shelf, id_)

    def correct(self, id_: str, details: Details) -> Held:
        found = self.get(id_)
        checked(details)
        keeping.correct(self._shelf, found, details)
        return self.get(found.id)

    def remove(self, id_: str) -> None:
        number = listing.number_in(self._shelf, id_)
        keeping.remove(self._shelf, number)

    def versions(self, id_: str) -> tuple[Held, ...]:
        return listing.versions(self._shelf, id_)

    def verify(self) -> Iterator[Fault]:
        return renewing.verify(self._shelf)

    def reindex(self, *, everything: bool = False, executor: Executor | None = None) -> Iterator[str]:
        return renewing.reindex(self._shelf, everything=everything, executor=executor)

    def all_series(self) -> tuple[Series, ...]:
        return members.all_series(self._shelf)

    def series(self, name: str) -> Series:
        return members.series(self._shelf, name)

    def describe(self, series: Series) -> Series:
        return members.describe(self._shelf, series)

    def join(self, series: str, ids: Sequence[str]) -> Series:
        return members.join(self._shelf, series, ids)

    def leave(self, series: str, ids: Sequence[str]) -> Series:
        return members.leave(self._shelf, series, ids)

    def dissolve(self, series: str) -> None:
        members.dissolve(self._shelf, series)

    def coverage(self, scope: Scope = ALL) -> Coverage:
        return counting.coverage(self._shelf, scope)

    def mentions(self, what: str, scope: Scope = ALL) -> Mentions:
        return mentioning.mentions(self._shelf, what, scope)

    def novelty(self, statement: Statement, scope: Scope = ALL, *, limit: int = 20) -> Novelty:
        return novelty.novelty(self._shelf, statement, scope, limit)

    def history(self, what: str, scope: Scope = ALL, *, by: Grouping | None = None) -> History:
        return histories.history(self._shelf, what, scope, by)

    def search(self, query: str, scope: Scope = ALL, *, limit: int = 20, offset: int = 0) -> Found:
        return searching.search(self._shelf, query, scope, limit, offset)

    def baseline(self, series: str, statement: Statement, *, against: str = "") -> Baseline:
        return baselines.baseline(self._shelf, series, statement, against)

    def lives(self, scope: Scope, what: Sequence[str] = (), *, limit: int = 40) -> tuple[Life, ...]:
        return living.lives(self._shelf, scope, what, limit)

    def phrases(self, series: str, *, limit: int = 40) -> tuple[Life, ...]:
        return phrases.phrases(self._shelf, series, limit)

    def steps(self, series: str) -> tuple[Step, ...]:
        return baselines.steps(self._shelf, series)

    def novelties(
        self, scope: Scope = ALL, *, limit: int = 3, executor: Executor | None = None
    ) -> Iterator[tuple[str, Novelty]]:
        return novelties.novelties(self._shelf, scope, limit, executor)

    def mine(self, *, executor: Executor | None = None) -> Iterator[tuple[str, int]]:
        return mining.mine(self._shelf, executor)

    def pairs(self, series: str, *, executor: Executor | None = None) -> Iterator[Step]:
        return pairs.pairs(self._shelf, series, executor)

    def close(self) -> None:
        self._shelf.database.close()
