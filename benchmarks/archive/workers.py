"""How much faster several processes index an archive anew."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.archive import texts
from diple.archive.statements.contract import StatementArchive
from diple.archive.statements.indexing import index_of
from diple.lexicon import Lexicon
from diple.statement import read


def indexed_anew(archive: StatementArchive, processes: int) -> None:
    """Indexes all anew, and prints how many a second of the clock on the wall."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as executor:
        list(executor.map(warmed, range(8 * processes)))
        began = time.perf_counter()
        count = sum(1 for _ in archive.reindex(everything=True, executor=executor))
        taken = time.perf_counter() - began
    print(f"reindex in {processes}: {count:,} in {taken:.1f} s, {count / taken:.0f} a second")


def warmed(number: int) -> int:
    """Has a worker load what it indexes with."""
    return len(index_of(read(texts.text(number), language="en"), Lexicon.default()).bodies)
