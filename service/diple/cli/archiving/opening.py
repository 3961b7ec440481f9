"""What the commands of the archive share: the archive itself, the scope of a question, and how answers are written."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from dataclasses import is_dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from diple.archive.scopes import DEFAULT_TENANT
from diple.cli.stored import add_format, as_json
from diple.errors import ArchiveError

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from diple.archive.statements.contract import Scope, StatementArchive
    from diple.model import Statement

    Commands = _SubParsersAction[argparse.ArgumentParser]

KNOWN = ("date", "title", "place", "level", "kind", "language", "status", "source", "version_of")
_MOST = 100_000
_FILTERS = {
    "series": "of this series",
    "party": "of this party",
    "level": "of this level: head_of_state, government, minister, official",
    "kind": "of this kind",
    "language": "in this language",
    "since": "of this day or later",
    "until": "of this day or earlier",
}


def command(commands: Commands, name: str, words: str, *, form: bool = True) -> argparse.ArgumentParser:
    """A command of the archive, with the options that all have."""
    parser = commands.add_parser(name, help=words)
    parser.description = f"{words[:1].upper()}{words[1:]}."
    parser.add_argument(
        "--tenant", default=DEFAULT_TENANT, help=f"the tenant of the statements (default: {DEFAULT_TENANT})"
    )
    if form:
        add_format(parser)
    return parser


def add_scope(parser: argparse.ArgumentParser) -> None:
    """The options that say which statements a question is asked of."""
    for name, words in _FILTERS.items():
        parser.add_argument(f"--{name}", metavar=name.upper(), default="", help=f"only statements {words}")


def add_limit(parser: argparse.ArgumentParser, default: int = 20) -> None:
    """The option that says how many are shown."""
    parser.add_argument(
        "--limit", metavar="N", type=count, default=default, help="the most results (default: %(default)s)"
    )


def count(written: str) -> int:
    """A number of an option. Raises ArgumentTypeError."""
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= _MOST):
        raise argparse.ArgumentTypeError(f"{written!r} is not a number from 1 to {_MOST:,}")
    return int(written)


def add_details(parser: argparse.ArgumentParser, whose: str) -> None:
    """The options that say what is known of statements."""
    parser.add_argument("--parties", metavar="LIST", help=f"{whose} parties, by semicolons")
    for name in KNOWN:
        words = name.replace("_", " ")
        parser.add_argument(f"--{name.replace('_', '-')}", metavar=name.upper(), help=f"{whose} {words}")


def details_given(arguments: argparse.Namespace) -> dict[str, str | tuple[str, ...]]:
    """What the options say of statements, by the names of `Details`."""
    given: dict[str, str | tuple[str, ...]] = {
        name: value for name in KNOWN if (value := getattr(arguments, name)) is not None
    }
    if arguments.parties is not None:
        given["parties"] = parts(arguments.parties)
    return given


def parts(written: str, mark: str = ";") -> tuple[str, ...]:
    """The parts of a list, as they are written on the command line."""
    return tuple(part.strip() for part in written.split(mark) if part.strip())


def scope_of(arguments: argparse.Namespace) -> Scope:
    """Which statements a question is asked of."""
    from diple.archive.statements.contract import Scope

    return Scope(**{name: getattr(arguments, name) for name in _FILTERS})


def opened(arguments: argparse.Namespace) -> StatementArchive:
    """The archive of the tenant."""
    from diple.archive import place_from
    from diple.archive.statements import open_statements

    return open_statements(place_from(os.environ), arguments.tenant)


def current(arguments: argparse.Namespace) -> StatementArchive:
    """The archive, indexed with the packs of now: what another version of Diple indexed is indexed anew.

    Where it may only be read it stays as it is, and each answer says so.
    """
    archive = opened(arguments)
    if stale := archive.coverage().stale:
        print(f"Indexing {stale:,} statements with the packs of now …", file=sys.stderr)
        try:
            for _ in archive.reindex():
                pass
        except ArchiveError as error:
            if not error.data.get("read_only"):
                raise
            print(f"diple: {error}", file=sys.stderr)
    return archive


def dated_by_name(statement: Statement, path: str) -> Statement:
    """A statement, with the day in the name of its file where its text says none."""
    from diple.archive.statements.importing.proposals import date_in

    return replace(statement, date=statement.date or date_in(path) or None)


def answered(arguments: argparse.Namespace, found: object, lines: Iterable[str]) -> None:
    """Writes an answer: all of it in JSON, or lines."""
    from diple.render.text.wrap import safe

    if arguments.format == "json":
        print(as_json(plain(found), indent=1))
        return
    for told in lines:
        print(*map(safe, told.split("\n")), sep="\n")


def answered_in_turn(arguments: argparse.Namespace, found: Iterable[tuple[object, Iterable[str]]]) -> None:
    """Writes answers as they come, so that none waits for the last: each as one line of JSON, or as its lines."""
    for answer, lines in found:
        if arguments.format == "json":
            print(as_json(plain(answer)), flush=True)
        else:
            answered(arguments, answer, lines)


def plain(found: Any) -> Any:  # noqa: ANN401 (whatever the archive answers)
    """An answer of the archive as JSON has it."""
    if is_dataclass(found) and not isinstance(found, type):
        return {key: plain(value) for key, value in _fields(found).items()}
    if isinstance(found, list | tuple):
        return [plain(each) for each in found]
    return found.isoformat() if isinstance(found, datetime) else found


def _fields(found: Any) -> dict[str, Any]:  # noqa: ANN401
    """The fields of an answer; what it rests on with the sentence that says so."""
    from diple.archive.statements.contract import Coverage

    told = {name: getattr(found, name) for name in found.__dataclass_fields__}
    return told | {"said": str(found)} if isinstance(found, Coverage) else told
