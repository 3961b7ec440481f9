"""The command line: `diple compare` with the exit codes of diff, and what else a shell needs.

Exit 0: no change that counts. Exit 1: changes. Exit 2: trouble, told in one line on standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn

from diple.cli import (
    archiving,
    briefing,
    comparing,
    explaining,
    keeping,
    keying,
    lexicons,
    publishing,
    serial,
    serving,
    sharing,
    versions,
)
from diple.cli.codes import TROUBLE
from diple.errors import DipleError, OptionError
from diple.version import VERSION


class _Parser(argparse.ArgumentParser):
    """Tells a wrong command line in one line."""

    def error(self, message: str) -> NoReturn:
        raise OptionError("USAGE", f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help.")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs `diple` with these arguments (by default those of the process) and returns its exit code."""
    try:
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = arguments.run
        code = run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has enough: nothing is left to be said, and nowhere
        _close_output()
        return TROUBLE
    except KeyboardInterrupt:
        return _trouble("Interrupted.")
    except DipleError as error:
        return _trouble(str(error))
    except OSError as error:
        return _trouble(_system(error))
    except (MemoryError, RecursionError):
        return _trouble("The texts are too large for this machine. Compare them in parts.")
    except Exception as error:
        if os.environ.get("DIPLE_DEBUG"):
            raise
        return _trouble(f"{type(error).__name__}: {error}. This is a fault of Diple; DIPLE_DEBUG=1 shows where.")
    return code


def _trouble(message: str) -> int:
    from diple.render.text.wrap import safe

    line = safe(" ".join(message.split()))
    with suppress(OSError, AttributeError):  # standard error may be closed, too
        sys.stderr.write(f"diple: {line}\n".encode("utf-8", "backslashreplace").decode())
    return TROUBLE


def _system(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."


def _close_output() -> None:
    """Points standard output to nowhere, so that the interpreter's last flush stays silent."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> _Parser:
    parser = _Parser(
        prog="diple",
        description="Compares two diplomatic statements and marks what each change of wording means.",
        epilog="Exit code: 0 no change that counts, 1 changes, 2 an error.",
    )
    parser.add_argument("--version", action="version", version=f"diple {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    comparing.add_to(commands.add_parser("compare", help="compare two texts"))
    briefing.add_to(commands.add_parser("brief", help="one page of the weightiest changes"))
    explaining.add_to(commands.add_parser("explain", help="explain markers"))
    serial.add_to(commands.add_parser("series", help="compare the statements of a series, each with the one before"))
    versions.add_to(
        commands.add_parser("versions", help="set language versions side by side, and find where they differ")
    )
    serving.add_to(commands.add_parser("serve", help="start the service and its pages"))
    lexicons.add_to(commands.add_parser("lexicon", help="check and test lexicon packs"))
    keeping.add_to(commands.add_parser("kept", help="list, purge and delete kept results"))
    archiving.add_to(commands.add_parser("archive", help="store statements, and ask what earlier ones said"))
    keying.add_to(commands.add_parser("keys", help="make, list and revoke the keys of the service"))
    sharing.add_to(commands.add_parser("share", help="make, list and withdraw links to kept results"))
    publishing.add_to(commands.add_parser("schemas", help="write the published schemas"))
    return parser
