"""The workers of a Dask cluster as an executor (the extra `diple[cluster]`).

Each machine has Diple and the extra, and reaches the PostgreSQL of the archive at the address that is set where the
work is given out. A worker that dies is replaced by another, which does its piece again.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from diple.archive.statements.trouble import no_scheduler, workers_lost
from diple.errors import ArchiveError

_WAIT = 10  # seconds for the scheduler to answer


@contextmanager
def executor(address: str) -> Iterator[Executor]:
    """The workers of the cluster whose scheduler has an address ("tcp://10.0.0.5:8786").

    Raises ArchiveError: NO_SCHEDULER where none answers there or the extra is missing; WORKERS_LOST where workers die
    again and again.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        said = "A cluster needs Dask, which is not installed."
        raise ArchiveError("NO_SCHEDULER", said, "Install it: pip install 'diple[cluster]'.") from error
    connect: Any = Client  # which Dask gives no types
    try:
        client = connect(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise no_scheduler(address) from error
    with client:
        try:
            yield client.get_executor()
        except KilledWorker as error:
            raise workers_lost() from error
