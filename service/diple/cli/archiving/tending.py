"""`diple archive verify` and `reindex`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from diple.cli.archiving.opening import answered, command, opened
from diple.cli.archiving.workers import add_workers, workers
from diple.cli.codes import DIFFERENT, SAME

if TYPE_CHECKING:
    from diple.cli.archiving.opening import Commands


def add_to(commands: Commands) -> None:
    """The commands that look after the archive itself."""
    verified = command(commands, "verify", "check each digest and index")
    verified.set_defaults(run=_verify)
    renewed = command(commands, "reindex", "reindex the statements whose packs have changed")
    renewed.add_argument("--all", action="store_true", help="reindex all statements")
    add_workers(renewed)
    renewed.set_defaults(run=_reindex)


def _verify(arguments: argparse.Namespace) -> int:
    """Exit 1 where something is wrong."""
    archive = opened(arguments)
    faults = list(archive.verify())
    lines = [f"{fault.statement or '-':<16}  {fault.code}  {fault.message}" for fault in faults]
    count = archive.coverage().statements
    wrong = sum(fault.checked for fault in faults)
    answered(arguments, faults, (*lines, f"{count:,} statements checked, {wrong:,} faults"))
    return DIFFERENT if wrong else SAME


def _reindex(arguments: argparse.Namespace) -> int:
    with workers(arguments) as executor:
        count = sum(1 for _ in opened(arguments).reindex(everything=arguments.all, executor=executor))
    answered(arguments, {"indexed": count}, [f"{count:,} statements indexed anew"])
    return SAME
