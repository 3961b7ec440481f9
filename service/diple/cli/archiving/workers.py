"""Who does the work of a command that goes through all statements: this process, several, or a cluster."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from diple.cli.archiving.opening import count

if TYPE_CHECKING:
    from concurrent.futures import Executor


def add_workers(parser: argparse.ArgumentParser) -> None:
    """The options that say who does the work."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--processes", metavar="N", type=count, default=1, help="number of processes (default: 1)")
    group.add_argument("--scheduler", metavar="ADDRESS", help="the workers of the Dask cluster at this address")


@contextmanager
def workers(arguments: argparse.Namespace) -> Iterator[Executor | None]:
    """The workers; None where this process does all. Raises ArchiveError: NO_SCHEDULER, NOT_SHARED, WORKERS_LOST."""
    if arguments.scheduler:
        with _cluster(arguments.scheduler) as executor:
            yield executor
    elif arguments.processes > 1:
        with _processes(arguments.processes) as executor:
            yield executor
    else:
        yield None


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    from diple.archive import place_from
    from diple.archive.statements.connecting import file_of
    from diple.archive.statements.corpus import cluster
    from diple.archive.statements.trouble import not_shared

    if file_of(place_from(os.environ)):
        raise not_shared("this one is a file")
    with cluster.executor(address) as executor:
        yield executor


def _processes(count: int) -> Executor:
    """New interpreters: a process that is forked shares locks and connections with this one."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))
