"""`diple archive list`, `show`, `correct` and `remove`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from diple.cli.archiving.opening import (
    KNOWN,
    add_details,
    add_scope,
    answered,
    command,
    details_given,
    opened,
    scope_of,
)
from diple.cli.codes import SAME, TROUBLE
from diple.cli.stored import columns
from diple.errors import ArchiveError

if TYPE_CHECKING:
    from diple.archive.statements.contract import Full, Held, StatementArchive
    from diple.cli.archiving.opening import Commands

_HEADS = ("id", "day", "language", "words", "series", "level", "kind", "status", "parties", "title")


def add_to(commands: Commands) -> None:
    """The commands that show and change single statements."""
    listed = command(commands, "list", "list the stored statements, oldest first")
    add_scope(listed)
    listed.set_defaults(run=_list)
    shown = command(commands, "show", "show the metadata and the text of a statement")
    shown.add_argument("id", metavar="ID", help="its id, or the first digits of it")
    shown.set_defaults(run=_show)
    corrected = command(commands, "correct", "correct the metadata of a statement")
    corrected.add_argument("id", metavar="ID")
    add_details(corrected, "its")
    corrected.set_defaults(run=_correct)
    removed = command(commands, "remove", "remove statements")
    removed.add_argument("ids", metavar="ID", nargs="+")
    removed.set_defaults(run=_remove)


def _list(arguments: argparse.Namespace) -> int:
    archive = opened(arguments)
    entries = archive.entries(scope_of(arguments))
    answered(arguments, list(entries), (columns(_HEADS, [_row(each) for each in entries]), _total(len(entries))))
    return SAME


def _row(held: Held) -> tuple[str, ...]:
    known = held.details
    return (
        *(held.id, known.date or "-", known.language, f"{held.words:,}", ",".join(held.series) or "-"),
        *(known.level or "-", known.kind or "-", known.status or "-"),
        *(", ".join(known.parties) or "-", known.title or "-"),
    )


def _total(count: int) -> str:
    return f"{count:,} {'statement' if count == 1 else 'statements'}"


def _show(arguments: argparse.Namespace) -> int:
    archive = opened(arguments)
    full = archive.get(arguments.id)
    answered(arguments, full, _told(full, archive))
    return SAME


def _told(full: Full, archive: StatementArchive) -> Iterator[str]:
    """What is known of a statement, and its text."""
    known = full.details
    told = {name.replace("_", " "): getattr(known, name) for name in KNOWN}
    others = ", ".join(f"{each.id} ({each.details.language})" for each in archive.versions(full.id))
    told |= {"parties": ", ".join(known.parties), "series": ", ".join(full.series), "other versions": others}
    yield f"{'id':<15} {full.id}"
    yield f"{'digest':<15} {full.sha256}"
    yield from (f"{name:<15} {value}" for name, value in told.items() if value)
    yield f"{'words':<15} {full.words:,}"
    yield from (f"{'warning':<15} {notice.message}" for notice in full.statement.warnings)
    yield ""
    yield from full.statement.text.splitlines()


def _correct(arguments: argparse.Namespace) -> int:
    archive = opened(arguments)
    known = archive.get(arguments.id).details
    wanted = replace(known, **details_given(arguments))  # type: ignore[arg-type]
    held = archive.correct(arguments.id, wanted)
    answered(arguments, held, (columns(_HEADS, [_row(held)]),))
    return SAME


def _remove(arguments: argparse.Namespace) -> int:
    """Each by itself, so that an id that is none keeps no other."""
    archive = opened(arguments)
    outcomes = {id_: _removed(archive, id_) for id_ in arguments.ids}
    answered(arguments, outcomes, (f"{id_}  {outcome}" for id_, outcome in outcomes.items()))
    return SAME if all(outcome == "removed" for outcome in outcomes.values()) else TROUBLE


def _removed(archive: StatementArchive, id_: str) -> str:
    try:
        archive.remove(id_)
    except ArchiveError as error:
        if error.code != "UNKNOWN_STATEMENT":
            raise
        return "not held"
    return "removed"
