"""`diple archive purge`, the older name of `diple kept purge`."""

from __future__ import annotations

import argparse

from diple.cli.keeping import purge


def add_to(parser: argparse.ArgumentParser) -> None:
    """The commands of `archive`."""
    parser.description = "Looks after kept results, in the place that DIPLE_DATA or DIPLE_DATABASE_URL names."
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    removing = commands.add_parser("purge", help="remove the results whose time is over")
    removing.description = "Removes the kept results whose time is over, and their text from the disk."
    removing.set_defaults(run=purge, format="text")
