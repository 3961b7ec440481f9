"""`diple archive export`: statements as plain files, with a manifest that `import` reads back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from diple.cli.archiving.opening import add_scope, answered, command, opened, scope_of
from diple.cli.codes import SAME

if TYPE_CHECKING:
    from diple.cli.archiving.opening import Commands


def add_to(commands: Commands) -> None:
    """The command `export`."""
    parser = command(commands, "export", "write statements as files, with a manifest that import can read")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new folder")
    add_scope(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from diple.archive.statements.exporting import export

    files = list(export(opened(arguments), arguments.folder, scope_of(arguments)))
    answered(arguments, files, [f"{len(files):,} written to {arguments.folder}"])
    return SAME
