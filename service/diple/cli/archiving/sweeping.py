"""`diple archive novelties`, `mine` and `pairs`: work on all statements of an archive or a series."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diple.cli.archiving.asking import counted, events
from diple.cli.archiving.opening import add_limit, add_scope, answered_in_turn, command, current, plain, scope_of
from diple.cli.archiving.workers import add_workers, workers
from diple.cli.codes import SAME

if TYPE_CHECKING:
    from diple.archive.statements.contract import Novelty
    from diple.cli.archiving.opening import Commands

_EVENTS = 3


def add_to(commands: Commands) -> None:
    """The commands that go through all statements; each takes the options that say who does the work."""
    parser = command(commands, "novelties", "show for each statement its passages that no earlier one has")
    add_limit(parser, _EVENTS)
    add_scope(parser)
    add_workers(parser)
    parser.set_defaults(run=_novelties)
    parser = command(commands, "mine", "find the phrases that recur in each series, and store them with it")
    add_workers(parser)
    parser.set_defaults(run=_mine)
    parser = command(commands, "pairs", "show how much each two statements of a series share")
    parser.add_argument("name", metavar="NAME", help="the series")
    add_workers(parser)
    parser.set_defaults(run=_pairs)


def _novelties(arguments: argparse.Namespace) -> int:
    with workers(arguments) as executor:
        found = current(arguments).novelties(scope_of(arguments), limit=arguments.limit, executor=executor)
        answered_in_turn(
            arguments, (({"statement": id_, **plain(novelty)}, _novelty(id_, novelty)) for id_, novelty in found)
        )
    return SAME


def _novelty(id_: str, found: Novelty) -> Iterator[str]:
    yield f"{id_}: {counted(found)}"
    yield from events(found.events)
    yield ""


def _mine(arguments: argparse.Namespace) -> int:
    with workers(arguments) as executor:
        found = current(arguments).mine(executor=executor)
        answered_in_turn(
            arguments, (({"series": name, "phrases": kept}, [f"{kept:>7,}  {name}"]) for name, kept in found)
        )
    return SAME


def _pairs(arguments: argparse.Namespace) -> int:
    with workers(arguments) as executor:
        found = current(arguments).pairs(arguments.name, executor=executor)
        lines = ((step, [f"{step.before}  {step.after}  {step.date or '-':<10}  {step.shared:.2f}"]) for step in found)
        answered_in_turn(arguments, lines)
    return SAME
