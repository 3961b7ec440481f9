"""`diple archive mentions`, `novel`, `history` and `search`: what was said before."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from diple.cli import inputs
from diple.cli.archiving.opening import add_limit, add_scope, answered, command, current, dated_by_name, scope_of
from diple.cli.codes import SAME
from diple.cli.stored import columns
from diple.errors import ArchiveError

if TYPE_CHECKING:
    from diple.archive.statements.contract import Coverage, Event, Novelty, Passage, Share, StatementArchive
    from diple.cli.archiving.opening import Commands
    from diple.model import Statement

_WIDTH = 100


def add_to(commands: Commands) -> None:
    """The commands that ask."""
    parser = command(
        commands, "mentions", "show the first and last mention of a phrase or concept, its drop and return"
    )
    parser.add_argument("what", metavar="WHAT", help="a phrase, or the id of a concept")
    add_scope(parser)
    parser.set_defaults(run=_mentions)
    parser = command(commands, "novel", "show the passages of a text that no earlier statement has")
    parser.add_argument("text", metavar="TEXT", help="a file, -, or the id of a stored statement")
    parser.add_argument("--date", metavar="DAY", help="the day of the text; earlier statements are those before it")
    add_limit(parser)
    add_scope(parser)
    parser.set_defaults(run=_novel)
    parser = command(commands, "history", "show the share of a phrase or concept over the years, and who uses it")
    parser.add_argument("what", metavar="WHAT", help="a phrase, or the id of a concept")
    parser.add_argument("--by", choices=("party", "language"), help="for each party or language separately")
    add_scope(parser)
    parser.set_defaults(run=_history)
    parser = command(commands, "search", 'find statements by words, and by phrases in "double quotes"')
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("--concept", metavar="ID", default="", help="only statements that mention this concept")
    add_limit(parser)
    add_scope(parser)
    parser.set_defaults(run=_search)


def _mentions(arguments: argparse.Namespace) -> int:
    found = current(arguments).mentions(arguments.what, scope_of(arguments))
    many = "statement has it" if found.statements == 1 else "statements have it"
    lines = [f"{found.statements:,} {many}, {found.coverage}.", *events(found.events)]
    if found.first and found.last:
        lines += ["", *quoted("first", found.first), *quoted("last", found.last)]
    answered(arguments, found, lines)
    return SAME


def _novel(arguments: argparse.Namespace) -> int:
    archive = current(arguments)
    text = _text(archive, arguments)
    found = archive.novelty(text, scope_of(arguments), limit=arguments.limit)
    undated = [] if text.date else ["The text has no day, so it is compared with all statements."]
    answered(arguments, found, [counted(found), *undated, *events(found.events)])
    return SAME


def counted(found: Novelty) -> str:
    """How many sentences are known, and how many are neither known nor novel."""
    alike = f", {found.alike:,} partly like an earlier one" if found.alike else ""
    return f"{found.known:,} of {found.sentences:,} sentences are known{alike}, {found.coverage}."


def _text(archive: StatementArchive, arguments: argparse.Namespace) -> Statement:
    """The text that is asked about: a file, or else a statement that is held."""
    if arguments.text == "-" or Path(arguments.text).exists():
        found = dated_by_name(inputs.statement(arguments.text), arguments.text)
    else:
        found = _held(archive, arguments.text)
    return replace(found, date=arguments.date or found.date)


def _held(archive: StatementArchive, text: str) -> Statement:
    """The statement with an id. Raises ArchiveError, UNKNOWN_STATEMENT, which says that it is no file either."""
    try:
        return archive.get(text).statement
    except ArchiveError as error:
        if error.code != "UNKNOWN_STATEMENT":
            raise
        said = f"There is no file {text}, and the archive has no one statement with such an id."
        raise ArchiveError(
            error.code, said, "Give a file, - or an id of `diple archive list`.", statement=text
        ) from error


def _history(arguments: argparse.Namespace) -> int:
    from diple.archive.statements.rows import party_key

    found = current(arguments).history(arguments.what, scope_of(arguments), by=arguments.by)
    names = {party_key(passage.party): passage.party for passage in found.users}
    rows = [_share(share, names) for share in found.shares]
    lines = [columns(("year", arguments.by or "", "with it", "of", "per 1,000 words"), rows), *events(found.events)]
    if found.beside:
        lines.append("\nbeside it: " + ", ".join(f"{concept} ({count})" for concept, count in found.beside))
    for passage in found.users:
        lines += quoted(passage.party or passage.statement, passage)
    answered(arguments, found, (*lines, f"{found.coverage}."))
    return SAME


def _share(share: Share, names: Mapping[str, str]) -> tuple[str, ...]:
    """A line of the table; a party that has the wording is called as it is written."""
    group = names.get(share.group, share.group)
    return share.year, group, f"{share.holding:,}", f"{share.statements:,}", f"{share.per_thousand:.2f}"


def _search(arguments: argparse.Namespace) -> int:
    scope = replace(scope_of(arguments), concept=arguments.concept)
    found = current(arguments).search(arguments.query, scope, limit=arguments.limit)
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
        if event.kind == "novel" and not event.old:
            yield "      old: no earlier sentence was found that shares enough of its words"


def quoted(name: str, passage: Passage) -> list[str]:
    """A passage with its day and sentence."""
    day = f"{passage.date or '-'} " if passage.statement else ""
    return wrap(f"      {name}: {day}“{passage.sentence}”", _WIDTH, subsequent_indent="      ")
