"""`diple kept`: what the service keeps, listed, shown without its text, purged and deleted by those who run it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from diple.cli.codes import SAME, TROUBLE
from diple.cli.stored import add_format, opened, shown
from diple.errors import ArchiveError

if TYPE_CHECKING:
    from diple.archive.archive import Entry

_MINUTE = "%Y-%m-%d %H:%M"


def add_to(parser: argparse.ArgumentParser) -> None:
    """The commands of `kept`."""
    parser.description = "Lists and removes kept results, in the place that DIPLE_DATA or DIPLE_DATABASE_URL names."
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = commands.add_parser("list", help="list kept results, oldest first")
    listing.set_defaults(run=_list)
    showing = commands.add_parser("show", help="show all data of a result, without its text")
    showing.add_argument("id", metavar="ID")
    showing.set_defaults(run=_show)
    purging = commands.add_parser("purge", help="remove expired results")
    purging.set_defaults(run=_purge)
    deleting = commands.add_parser("delete", help="remove results at once")
    deleting.add_argument("ids", metavar="ID", nargs="+")
    deleting.set_defaults(run=_delete)
    for command in (listing, showing, purging, deleting):
        command.description = f"{str(command.prog).rpartition(' ')[2].capitalize()}s kept results; no text is printed."
        add_format(command)


def _list(arguments: argparse.Namespace) -> int:
    entries = opened().entries()
    size = sum(entry.bytes for entry in entries)
    lines = (
        f"{entry.id}  {entry.created:{_MINUTE}}  {entry.expires:{_MINUTE}}  {entry.bytes:>12,}  {entry.tenant}"
        for entry in entries
    )
    total = f"{len(entries):,} kept, {size:,} bytes"
    shown(arguments, [_plain(entry) for entry in entries], (*lines, total))
    return SAME


def _plain(entry: Entry) -> dict[str, object]:
    times = {"created": entry.created.isoformat(), "expires": entry.expires.isoformat()}
    return {"id": entry.id, "tenant": entry.tenant, **times, "bytes": entry.bytes}


def _show(arguments: argparse.Namespace) -> int:
    archive = opened()
    kept = archive.get(arguments.id, None)
    (entry,) = (each for each in archive.entries() if each.id == kept.id)
    comparison = kept.comparison
    found = {
        **_plain(entry),
        "comparison": comparison.id,
        "version": comparison.engine.version,
        "mode": comparison.mode,
        "languages": [comparison.old.language, comparison.new.language],
        "changes": len(comparison.changes),
        "markers": len(comparison.markers),
        "degraded": sorted({notice.code for notice in comparison.degraded}),
    }
    shown(arguments, found, (f"{name:<10} {_line(value)}" for name, value in found.items()))
    return SAME


def _line(value: object) -> str:
    return ", ".join(map(str, value)) or "-" if isinstance(value, list) else str(value)


def _purge(arguments: argparse.Namespace) -> int:
    """Removes what is expired, and prints how much went and stays."""
    found = opened().purge()
    shown(
        arguments,
        {"removed": found.removed, "kept": found.kept},
        [f"{found.removed:,} removed, {found.kept:,} kept"],
    )
    return SAME


def _delete(arguments: argparse.Namespace) -> int:
    """Each by itself, so that an id that is none keeps no other."""
    archive = opened()
    outcomes = {id_: _deleted(partial(archive.delete, tenant=None), id_) for id_ in arguments.ids}
    shown(arguments, outcomes, (f"{id_}  {outcome}" for id_, outcome in outcomes.items()))
    return SAME if all(outcome == "deleted" for outcome in outcomes.values()) else TROUBLE


def _deleted(delete: Callable[[str], None], id_: str) -> str:
    try:
        delete(id_)
    except ArchiveError as error:
        if error.code != "NOT_KEPT":
            raise
        return "not kept"
    return "deleted"
