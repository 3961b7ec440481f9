"""`diple archive mentions` and `search`: what the archive knows of a wording."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from diple.cli.archiving.opening import add_scope, answered, command, opened, scope_of
from diple.cli.codes import SAME

if TYPE_CHECKING:
    from diple.archive.statements.contract import Coverage, Event, Passage
    from diple.cli.archiving.opening import Commands

_WIDTH = 100


def add_to(commands: Commands) -> None:
    """The commands that ask."""
    parser = command(
        commands, "mentions", "tell the first and last mention of a phrase or concept, its drop and return"
    )
    parser.add_argument("what", metavar="WHAT", help="a phrase, or the id of a concept")
    add_scope(parser)
    parser.set_defaults(run=_mentions)
    parser = command(commands, "search", 'find statements by words, and by phrases in "double quotes"')
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("--concept", metavar="ID", default="", help="only statements that mention this concept")
    parser.add_argument("--limit", metavar="N", type=int, default=20, help="so many at most (default: 20)")
    add_scope(parser)
    parser.set_defaults(run=_search)


def _mentions(arguments: argparse.Namespace) -> int:
    found = opened(arguments).mentions(arguments.what, scope_of(arguments))
    many = "statement has it" if found.statements == 1 else "statements have it"
    lines = [f"{found.statements:,} {many}, {found.coverage}.", *events(found.events)]
    if found.first and found.last:
        lines += ["", *quoted("first", found.first), *quoted("last", found.last)]
    answered(arguments, found, lines)
    return SAME


def _search(arguments: argparse.Namespace) -> int:
    from dataclasses import replace

    scope = replace(scope_of(arguments), concept=arguments.concept)
    found = opened(arguments).search(arguments.query, scope, limit=arguments.limit)
    lines = [line for passage in found.passages for line in quoted(passage.statement, passage)]
    answered(arguments, found, (*lines, *told("found", found.total, found.coverage)))
    return SAME


def told(what: str, count: int, coverage: Coverage) -> Iterator[str]:
    """How many there are, and what the answer rests on."""
    yield f"{count:,} {what}, {coverage}."


def events(found: Sequence[Event]) -> Iterator[str]:
    """Each event with its weight, heaviest first."""
    for event in found:
        yield ""
        yield from wrap(f"> {event.weight:<3} {event.said}", _WIDTH, subsequent_indent="      ")
        for name, passage in (("old", event.old), ("new", event.new)):
            if passage:
                yield from quoted(name, passage)


def quoted(name: str, passage: Passage) -> list[str]:
    """A passage with its day and sentence."""
    day = f"{passage.date or '-'} " if passage.statement else ""
    return wrap(f"      {name}: {day}“{passage.sentence}”", _WIDTH, subsequent_indent="      ")
