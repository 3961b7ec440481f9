"""`diple archive purge`: what is expired is removed from the archive of the service."""

from __future__ import annotations

import argparse
import os

from diple.cli.codes import SAME


def add_to(parser: argparse.ArgumentParser) -> None:
    """The commands of `archive`."""
    parser.description = "Looks after kept results, in the place that DIPLE_DATA or DIPLE_DATABASE_URL names."
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    purge = commands.add_parser("purge", help="remove the results whose time is over")
    purge.description = "Removes the kept results whose time is over, and their text from the disk."
    purge.set_defaults(run=_purge)


def _purge(_arguments: argparse.Namespace) -> int:
    from diple.archive import open_archive, place_from

    found = open_archive(place_from(os.environ)).purge()
    print(f"{found.removed:,} removed, {found.kept:,} kept")
    return SAME
