"""`diple archive`: the archive of statements, filled, listed, corrected, and asked."""

from __future__ import annotations

import argparse

from diple.cli.archiving import asking, exporting, importing, listing, series, sweeping, tending


def add_to(parser: argparse.ArgumentParser) -> None:
    """The commands of `archive`."""
    parser.description = "Manages stored statements, in the place that DIPLE_DATA or DIPLE_DATABASE_URL names."
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    importing.add_to(commands)
    exporting.add_to(commands)
    listing.add_to(commands)
    series.add_to(commands)
    asking.add_to(commands)
    sweeping.add_to(commands)
    tending.add_to(commands)
