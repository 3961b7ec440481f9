"""Where the result goes: a file, a pipe, or a terminal of some width and encoding."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import IO

from diple.errors import OptionError
from diple.render import Look
from diple.render.language.interface import LANGUAGES
from diple.render.paper import SHEETS


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options that say where to write, and how it shall look."""
    add_place(parser)
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours in text")
    parser.add_argument("--width", metavar="N", type=_width, help="columns of text (default: the terminal's)")


def add_place(parser: argparse.ArgumentParser) -> None:
    """Where to write, and in which language a form's own words are."""
    parser.add_argument("-o", "--output", metavar="FILE", type=_file, help="write to FILE, not to standard output")
    parser.add_argument(
        "--interface",
        choices=LANGUAGES,
        default="en",
        help="language of the words that Diple adds to a PDF, Word file or brief (default: en)",
    )
    parser.add_argument(
        "--paper", choices=SHEETS, default=SHEETS[0], help=f"paper size of a Word file (default: {SHEETS[0]})"
    )


def look_of(arguments: argparse.Namespace) -> Look:
    """Columns, colours and language as asked, or columns and colours as the terminal has them."""
    return Look(
        arguments.width or _terminal_width(), _colored(arguments), language=arguments.interface, paper=arguments.paper
    )


def check_open(arguments: argparse.Namespace, *, binary: bool = False) -> None:
    """Raises OptionError, NO_OUTPUT, where there is nowhere to write to, or only a terminal for what is no text."""
    if arguments.output is None and sys.stdout is None:
        raise OptionError("NO_OUTPUT", "Standard output is closed.", "Leave it open, or name a file with --output.")
    if binary and arguments.output is None and sys.stdout.isatty():
        raise OptionError("NO_OUTPUT", "A terminal shows no such file.", "Name one with --output.")


def write(body: bytes, arguments: argparse.Namespace) -> None:
    """To the file named, or to standard output. Raises OptionError, NOT_WRITABLE."""
    if arguments.output is None:
        _print(body)
        return
    try:
        arguments.output.write_bytes(body)
    except OSError as error:
        raise OptionError(
            "NOT_WRITABLE",
            f"Cannot write {arguments.output}: {error.strerror or error}.",
            "Name a file in a folder that is there and can be written to.",
        ) from error


def _print(body: bytes) -> None:
    """To a terminal in the terminal's encoding, to files and pipes in UTF-8."""
    if sys.stdout.isatty():
        encoding = sys.stdout.encoding or "utf-8"
        body = body.decode().encode(encoding, "backslashreplace")
    stream: IO[bytes] = sys.stdout.buffer
    rest = memoryview(body)
    while rest:  # with PYTHONUNBUFFERED the stream is raw, and writes what a pipe has room for
        rest = rest[stream.write(rest) or 0 :]
    stream.flush()


def _width(written: str) -> int:
    width = int(written) if written.isascii() and written.isdigit() else 0
    if not 20 <= width <= 1000:
        raise argparse.ArgumentTypeError(f"{written!r} is not a width from 20 to 1000")
    return width


def _file(written: str) -> Path:
    if not written:
        raise argparse.ArgumentTypeError("'' is no name of a file")
    return Path(written)


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return max(20, min(get_terminal_size((80, 24)).columns, 120))


def _colored(arguments: argparse.Namespace) -> bool:
    """Whether to colour: as asked, or on a terminal that can, unless NO_COLOR is set (no-color.org)."""
    if arguments.color != "auto":
        return bool(arguments.color == "always")
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and arguments.output is None and sys.stdout.isatty()
