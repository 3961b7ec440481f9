"""`diple compare --series`: a new text beside the one before it in the archive, all older ones as the earlier texts."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from diple.archive.scopes import DEFAULT_TENANT
from diple.cli import inputs
from diple.cli.archiving.opening import dated_by_name
from diple.errors import OptionError
from diple.model import Mode
from diple.result import Comparison

if TYPE_CHECKING:
    from diple.archive.statements.contract import Baseline


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options that take the old and the earlier texts from the archive."""
    parser.add_argument(
        "--series", metavar="NAME", help="OLD is the new text; it is compared with the one before it in this series"
    )
    parser.add_argument("--against", metavar="ID", help="with --series, the statement to compare with")
    parser.add_argument("--date", metavar="DAY", help="with --series, the day of the new text")
    parser.add_argument(
        "--tenant", default=DEFAULT_TENANT, help=f"the tenant of the series (default: {DEFAULT_TENANT})"
    )


def check(arguments: argparse.Namespace) -> None:
    """Raises OptionError where what chooses from a series is given, and no series."""
    for name in ("against", "date"):
        if getattr(arguments, name) and not arguments.series:
            raise OptionError("USAGE", f"--{name} chooses from a series.", "Name the series by --series.")


def comparison_of(arguments: argparse.Namespace, *, markers: bool = True) -> Comparison:
    """The comparison; standard error says which old text is chosen, and why."""
    import diple
    from diple.archive import place_from
    from diple.archive.statements import open_statements
    from diple.archive.statements.checking import check_day

    if arguments.new is not None or arguments.earlier:
        raise OptionError("USAGE", "--series takes the old and the earlier texts from the archive.", "Give one text.")
    check_day(arguments.date or "")
    read = inputs.statement(arguments.old, arguments.max_bytes, arguments.language, arguments.revisions)
    new = replace(read, date=arguments.date or dated_by_name(read, arguments.old).date)
    archive = open_statements(place_from(os.environ), arguments.tenant)
    found = archive.baseline(arguments.series, new, against=arguments.against or "")
    print("\n".join(told(found)), file=sys.stderr)
    return diple.compare(
        found.previous.statement,
        new,
        mode=cast(Mode, arguments.mode),
        earlier=[full.statement for full in found.earlier],
        packs=arguments.pack or None,
        markers=markers,
        semantic=arguments.semantic,
    )


def told(found: Baseline) -> Iterator[str]:
    """Which statement the text is compared with, and which later ones prove no drop."""
    from diple.archive.statements.contract import EXCERPT

    yield f"Compared with {found.previous.id} of {found.previous.label}, {found.coverage}."
    if found.previous.details.status == EXCERPT:
        yield f"{found.previous.label} is an excerpt: what it does not have, the whole statement may have."
    for each in found.passed_over:
        why = "is an excerpt" if each.details.status == EXCERPT else "may be later than the text"
        yield f"Not compared with {each.id} of {each.label}, which {why}: it proves no drop."
