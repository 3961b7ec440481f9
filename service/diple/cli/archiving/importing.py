"""`diple archive import`: files, folders and manifests are read and kept."""

from __future__ import annotations

import argparse
import gc
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from diple.cli.archiving.opening import add_details, answered, command, details_given, opened
from diple.cli.codes import SAME, TROUBLE
from diple.errors import OptionError

if TYPE_CHECKING:
    from diple.archive.statements.contract import Kept
    from diple.archive.statements.importing.sources import Plan, Reader
    from diple.cli.archiving.opening import Commands

Each = TypeVar("Each")
_CELLS = 30
_OUTCOMES = ("added", "corrected", "held", "refused")


def add_to(commands: Commands) -> None:
    """The command `import`."""
    parser = command(commands, "import", "store statements; a file that is stored already is not stored twice")
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file, a folder, or a manifest")
    parser.add_argument("--manifest", metavar="FILE", type=Path, help="a TSV or TOML that describes these files")
    parser.add_argument(
        "--series", metavar="NAME", action="append", default=[], help="the series to which they are added"
    )
    add_details(parser, "their")
    parser.add_argument(
        "--propose",
        action="store_true",
        help="store nothing; print a manifest with the proposed metadata, to correct it",
    )
    parser.add_argument("--correct", action="store_true", help="replace the metadata of stored statements")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Reads, keeps, and prints what became of each; exit 2 where a file was refused."""
    from diple.archive.statements.importing.sources import Reader, planned
    from diple.lexicon import Lexicon

    plan = planned(arguments.paths, arguments.manifest)
    reader = Reader(arguments.series, _given(arguments, len(plan.files)))
    for notice in plan.notices:
        print(f"diple: {notice.message}", file=sys.stderr)
    if arguments.propose:
        return _propose(plan, reader)
    archive = opened(arguments)
    for series in plan.series:
        archive.describe(series)
    Lexicon.default()
    gc.freeze()  # the garbage collector passes over what is loaded: a twentieth of the time of a large import
    incoming = reader.all(_shown(plan.files, len(plan.files)))
    kept = list(archive.add(incoming, correct=arguments.correct))
    outcomes = [*kept, *reader.refused]
    answered(arguments, outcomes, _lines(outcomes))
    return TROUBLE if any(each.outcome == "refused" for each in outcomes) else SAME


def _given(arguments: argparse.Namespace, files: int) -> dict[str, str | tuple[str, ...]]:
    """What the options say of all files. Raises OptionError where that would be one day for several."""
    if arguments.date and files > 1:
        raise OptionError("USAGE", "--date gives one day to all files.", "Name one file, or write a manifest.")
    return details_given(arguments)


def _propose(plan: Plan, reader: Reader) -> int:
    from diple.archive.statements.importing.manifests import tsv

    found = list(reader.all(plan.files))
    print(tsv((each.name, each.details, each.series) for each in found), end="")
    for name, notice in ((each.name, notice) for each in found for notice in each.warnings):
        print(f"diple: {name}: {notice.message}", file=sys.stderr)
    for each in reader.refused:
        print(f"diple: {each.problem}", file=sys.stderr)
    return TROUBLE if reader.refused else SAME


def _lines(outcomes: list[Kept]) -> Iterator[str]:
    """A line for each, and how many there are of each kind."""
    for each in outcomes:
        yield f"{each.outcome:<9}  {each.id or '-':<16}  {_told(each)}"
        for notice in each.warnings:
            yield f"{'warning':<9}  {each.id or '-':<16}  {each.name}: {notice.message}"
    counts = Counter[str](each.outcome for each in outcomes)
    yield ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in _OUTCOMES if counts[outcome]) or "nothing to import"


def _told(kept: Kept) -> str:
    """What is known now of a statement; of one that was held before, only which file it is."""
    if kept.outcome in ("held", "refused"):
        return ": ".join(filter(None, (kept.name, kept.problem)))
    known = kept.details
    parties = ", ".join(known.parties) or "-"
    who = f"{known.level or '-':<13}  {known.kind or '-':<15}  {parties}"
    return f"{known.date or '-':<10}  {known.language}  {who}  {known.title or '-'}"


def _shown(files: Iterable[Each], of: int) -> Iterator[Each]:
    """The files, with a bar on standard error where a person sees it."""
    shown = sys.stderr.isatty()
    for done, each in enumerate(files):
        if shown:
            full = _CELLS * done // max(of, 1)
            print(f"[{'#' * full}{'.' * (_CELLS - full)}] {done:,} of {of:,}", end="\r", file=sys.stderr, flush=True)
        yield each
    if shown:
        print(" " * (_CELLS + 30), end="\r", file=sys.stderr, flush=True)
