"""`diple archive series`: named sets of statements."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from diple.cli.archiving.opening import answered, command, opened, parts
from diple.cli.codes import SAME
from diple.cli.stored import columns
from diple.errors import ArchiveError, OptionError

if TYPE_CHECKING:
    from diple.archive.statements.contract import Series, StatementArchive
    from diple.cli.archiving.opening import Commands

_HEADS = ("name", "statements", "from", "to", "missing", "title")
_DESCRIBED = {
    "title": "what it is called",
    "parties": "whose statements they are, by semicolons",
    "level": "who speaks",
    "kind": "what they are",
    "covers": "the days between which all statements are held: 2001,2026-05-01",
    "gaps": "what is known to be missing: 2009; 2013-03",
}


def add_to(commands: Commands) -> None:
    """The commands of `series`."""
    parser = commands.add_parser("series", help="series of statements: list, describe, join, leave, dissolve")
    parser.description = "Looks after series, named sets of statements with what they cover."
    parts = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    command(parts, "list", "list the series").set_defaults(run=_list)
    described = command(parts, "describe", "make a series, or say what it is")
    described.add_argument("name", metavar="NAME")
    for name, words in _DESCRIBED.items():
        described.add_argument(f"--{name}", metavar=name.upper(), help=words)
    described.set_defaults(run=_describe)
    for name, words in (("join", "make statements members of a series"), ("leave", "end the membership of statements")):
        part = command(parts, name, words)
        part.add_argument("name", metavar="NAME")
        part.add_argument("ids", metavar="ID", nargs="+")
        part.set_defaults(run=_join if name == "join" else _leave)
    dissolved = command(parts, "dissolve", "remove a series; its statements stay")
    dissolved.add_argument("name", metavar="NAME")
    dissolved.set_defaults(run=_dissolve)


def _list(arguments: argparse.Namespace) -> int:
    found = opened(arguments).all_series()
    answered(arguments, list(found), [columns(_HEADS, [_row(each) for each in found])])
    return SAME


def _row(series: Series) -> tuple[str, ...]:
    missing = ", ".join(series.gaps) or "-"
    first, last = series.covers
    return series.name, f"{series.statements:,}", first or "-", last or "-", missing, series.title or "-"


def _describe(arguments: argparse.Namespace) -> int:
    archive = opened(arguments)
    return _changed(arguments, archive.describe(_described(archive, arguments)))


def _described(archive: StatementArchive, arguments: argparse.Namespace) -> Series:
    """The series as it is known, with what is given in its place."""
    from diple.archive.statements.contract import Series

    try:
        known = archive.series(arguments.name)
    except ArchiveError as error:
        if error.code != "UNKNOWN_SERIES":
            raise
        known = Series(arguments.name)
    given: dict[str, object] = {name: getattr(arguments, name) for name in ("title", "level", "kind")}
    if arguments.parties is not None:
        given["parties"] = parts(arguments.parties)
    if arguments.gaps is not None:
        given["gaps"] = parts(arguments.gaps.replace(",", ";"))
    if arguments.covers is not None:
        given["covers"] = _covered(arguments.covers)
    return replace(known, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _covered(written: str) -> tuple[str, str]:
    """The first and the last day. Raises OptionError where there are more; of one alone, the last is open."""
    days = parts(written, ",")
    if len(days) > 2:
        raise OptionError("USAGE", f"--covers {written!r} is more than two days.", "Write it as 2001,2026-05-01.")
    first, last = (*days, "", "")[:2]
    return first, last


def _join(arguments: argparse.Namespace) -> int:
    archive = opened(arguments)
    return _changed(arguments, archive.join(arguments.name, _ids(arguments, archive)))


def _leave(arguments: argparse.Namespace) -> int:
    archive = opened(arguments)
    return _changed(arguments, archive.leave(arguments.name, _ids(arguments, archive)))


def _ids(arguments: argparse.Namespace, archive: StatementArchive) -> list[str]:
    """The whole ids of those that are given, perhaps by their beginning. Raises ArchiveError, UNKNOWN_STATEMENT."""
    return [archive.get(id_).id for id_ in arguments.ids]


def _changed(arguments: argparse.Namespace, found: Series) -> int:
    answered(arguments, found, _line(found))
    return SAME


def _dissolve(arguments: argparse.Namespace) -> int:
    opened(arguments).dissolve(arguments.name)
    answered(arguments, {"dissolved": arguments.name}, [f"The series {arguments.name} is dissolved."])
    return SAME


def _line(series: Series) -> Iterator[str]:
    yield columns(_HEADS, [_row(series)])
