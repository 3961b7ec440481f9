"""`diple keys`: the keys of the service are made, listed and revoked where its database is."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from diple.archive.scopes import DEFAULT_TENANT, SCOPES
from diple.cli.codes import SAME
from diple.cli.stored import add_format, columns, opened, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from diple.archive.keys import Key, Keys

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
    Run = Callable[[argparse.Namespace], int]

_MOST_DAYS = 36_500


def add_to(parser: argparse.ArgumentParser) -> None:
    """The commands of `keys`."""
    parser.description = "Makes, lists and revokes keys, in the place that DIPLE_DATA or DIPLE_DATABASE_URL names."
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    make = commands.add_parser("make", help="make a key, and print it once")
    make.add_argument(
        "--scope",
        metavar="LIST",
        default="compare,read,write",
        help=f"its scopes, separated by commas: {', '.join(SCOPES)}",
    )
    make.add_argument(
        "--tenant", default=DEFAULT_TENANT, help=f"the tenant whose results it can read (default: {DEFAULT_TENANT})"
    )
    make.add_argument("--label", default="", help="its owner or purpose, in words")
    make.add_argument("--expires", metavar="DAYS", type=days, help="days until it expires (default: never)")
    make.set_defaults(run=_make)
    add_list(commands, "list the keys, without the keys themselves", _list)
    add_end(commands, "revoke", "make a key invalid at once", "the id of the key", _revoke)


def add_list(commands: Commands, what: str, run: Run) -> None:
    """The command that lists, in one of two forms."""
    listed = commands.add_parser("list", help=what)
    add_format(listed)
    listed.set_defaults(run=run)


def add_end(commands: Commands, name: str, what: str, whose: str, run: Run) -> None:
    """The command that ends what an id names."""
    end = commands.add_parser(name, help=what)
    end.add_argument("id", metavar="ID", help=whose)
    end.set_defaults(run=run)


def days(written: str) -> int:
    """A number of days. Raises ArgumentTypeError."""
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= _MOST_DAYS):
        raise argparse.ArgumentTypeError(f"{written!r} is not a number of days from 1 to {_MOST_DAYS:,}")
    return int(written)


def _keys() -> Keys:
    from diple.archive.keys import Keys
    from diple.archive.secret import secret_from

    return Keys(opened(), secret_from(os.environ))


def _make(arguments: argparse.Namespace) -> int:
    """The key alone is on standard output, so that a script can take it."""
    scopes = [scope.strip() for scope in arguments.scope.split(",") if scope.strip()]
    made, written = _keys().make(scopes, arguments.tenant, arguments.label, arguments.expires)
    until = f"until {made.expires:%Y-%m-%d}" if made.expires else "until it is revoked"
    print(
        f"Key {made.id} of tenant {made.tenant} may {', '.join(made.scopes)}, {until}. It is printed this once:",
        file=sys.stderr,
    )
    print(written)
    return SAME


def _list(arguments: argparse.Namespace) -> int:
    found = _keys().all()
    rows = [
        (k.id, k.tenant, ",".join(k.scopes), k.state, _day(k.created), _day(k.used), _day(k.expires), k.label)
        for k in found
    ]
    heads = ("id", "tenant", "scopes", "state", "made", "used", "ends", "label")
    shown(arguments, [_plain(key) for key in found], [columns(heads, rows)])
    return SAME


def _plain(key: Key) -> dict[str, object]:
    times = {name: getattr(key, name) for name in ("created", "used", "expires", "revoked")}
    told = {"id": key.id, "tenant": key.tenant, "scopes": key.scopes, "label": key.label, "state": key.state}
    return told | {name: at.isoformat() if at else None for name, at in times.items()}


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at else "-"


def _revoke(arguments: argparse.Namespace) -> int:
    key = _keys().revoke(arguments.id)
    print(f"Key {key.id} of tenant {key.tenant} is revoked.")
    return SAME
