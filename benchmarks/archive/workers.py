"""How much faster several processes do the work on all statements: index them anew, or ask what of each is new."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.archive import texts
from diple.archive.statements.contract import StatementArchive
from diple.archive.statements.indexing import index_of
from diple.lexicon import Lexicon
from diple.statement import read

JOBS: dict[str, Callable[[StatementArchive, Executor], Iterable[object]]] = {
    "reindex": lambda archive, executor: archive.reindex(everything=True, executor=executor),
    "novelties": lambda archive, executor: archive.novelties(executor=executor),
}


def shared(archive: StatementArchive, job: str, processes: int, spent: Callable[[], float]) -> None:
    """Does a job, and prints how many statements a second of the clock on the wall, and the processor time of each.

    Where no cores are free, the latter says what processes cost one another, beside waiting for locks.
    """
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as executor:
        list(executor.map(warmed, range(8 * processes)))
        began, before = time.perf_counter(), spent()
        count = sum(1 for _ in JOBS[job](archive, executor))
        taken, processor = time.perf_counter() - began, spent() - before
    print(f"{job} in {processes}: {count:,} in {taken:.1f} s, {count / taken:.0f} a second", end=" ")
    print(f"({1000 * processor / count:.1f} ms of processor time each)")


def warmed(number: int) -> int:
    """Has a worker load what it indexes with."""
    return len(index_of(read(texts.text(number), language="en"), Lexicon.default()).bodies)
