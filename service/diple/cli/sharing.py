"""`diple share`: links to kept results are made, listed and withdrawn where the service's database is."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from diple.cli.codes import SAME
from diple.cli.keying import add_end, add_list, days
from diple.cli.stored import columns, opened, shown

if TYPE_CHECKING:
    from diple.archive.links import Link, Links

_USUAL_DAYS = 7


def add_to(parser: argparse.ArgumentParser) -> None:
    """The commands of `share`."""
    parser.description = (
        "Makes, lists and withdraws share links, in the place that DIPLE_DATA or DIPLE_DATABASE_URL names."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    make = commands.add_parser("make", help="make a link that shows a kept result to everybody who has the link")
    make.add_argument("id", metavar="RESULT", help="the id of the kept result")
    make.add_argument(
        "--days",
        metavar="N",
        type=days,
        default=_USUAL_DAYS,
        help=f"for how many days it is valid (default: {_USUAL_DAYS})",
    )
    make.set_defaults(run=_make)
    add_list(commands, "list the valid links", _list)
    add_end(commands, "withdraw", "make a link invalid at once", "the id of the link", _withdraw)


def _links() -> Links:
    from diple.archive.links import Links
    from diple.archive.secret import secret_from

    return Links(opened(), secret_from(os.environ))


def _address(link: Link) -> str:
    return f"{os.environ.get('DIPLE_PUBLIC_URL', '').rstrip('/')}/s/{link.token}"


def _make(arguments: argparse.Namespace) -> int:
    print(_address(_links().make(arguments.id, arguments.days, tenant=None)))
    return SAME


def _list(arguments: argparse.Namespace) -> int:
    found = _links().all(tenant=None)
    rows = [
        (link.id, link.tenant, f"{link.created:%Y-%m-%d}", f"{link.expires:%Y-%m-%d}", link.result) for link in found
    ]
    table = columns(("id", "tenant", "made", "ends", "result"), rows)
    shown(arguments, [_plain(link) for link in found], [table])
    return SAME


def _plain(link: Link) -> dict[str, str]:
    times = {"created": link.created.isoformat(), "expires": link.expires.isoformat()}
    return {"id": link.id, "tenant": link.tenant, "result": link.result, **times, "address": _address(link)}


def _withdraw(arguments: argparse.Namespace) -> int:
    _links().withdraw(arguments.id, tenant=None)
    print(f"Link {arguments.id} leads nowhere any more.")
    return SAME
