"""The two texts of a command, read and compared: what `compare` and `explain` share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast, get_args

from diple.errors import OptionError
from diple.model import Mode, Statement
from diple.readers.document.revisions import Revisions
from diple.result import Comparison

_STDIN = "-"
_MODES = ("auto", *get_args(Mode))
# From this many characters on, a person at a terminal is shown that work goes on.
_LONG_WORK = 300_000


def add_to(parser: argparse.ArgumentParser) -> None:
    """The two texts, and the options that say how to read and compare them.

    One document with tracked changes may be given instead of both.
    """
    parser.add_argument("old", metavar="OLD", help="the old text, a file or -")
    parser.add_argument(
        "new", metavar="NEW", nargs="?", help="the new text, a file or -; without it, OLD has tracked changes"
    )
    parser.add_argument(
        "--revisions",
        choices=get_args(Revisions),
        default=None,
        help="tracked changes in a text: accept (default), reject or refuse",
    )
    parser.add_argument("--mode", choices=_MODES, default="auto", help="how to compare (default: auto)")
    add_semantic(parser)
    parser.add_argument(
        "--earlier", metavar="FILE", nargs="+", action="extend", default=[], help="earlier texts, oldest first"
    )
    add_packs(parser)
    parser.add_argument(
        "--also",
        metavar=("OLD", "NEW"),
        nargs=2,
        help="the same two statements in another language, to confirm changes",
    )
    parser.add_argument("--language", metavar="LANG", help="language of both texts, or OLD,NEW: en, ru, zh, fr, es, ar")
    add_max_bytes(parser)


def add_semantic(parser: argparse.ArgumentParser) -> None:
    """The option for the encoder of sentences."""
    parser.add_argument(
        "--semantic",
        action="store_true",
        help="align languages by the meaning of whole sentences (needs diple[semantic])",
    )


def add_packs(parser: argparse.ArgumentParser) -> None:
    """The option for packs of one's own."""
    parser.add_argument(
        "--pack", metavar="FILE", nargs="+", action="extend", default=[], help="packs to add to those of Diple"
    )


def add_max_bytes(parser: argparse.ArgumentParser) -> None:
    """The option for the size of texts."""
    parser.add_argument(
        "--max-bytes", metavar="N", type=_bytes, default=None, help="the most bytes of a text (default: 32 MiB)"
    )


def comparison_of(arguments: argparse.Namespace, *, markers: bool = True) -> Comparison:
    """The comparison that the arguments ask for."""
    import diple

    check_stdin([arguments.old, arguments.new, *arguments.earlier, *(arguments.also or ())])
    if arguments.also and not markers:
        raise OptionError("USAGE", "--also is about markers, and --no-markers makes none.", "Leave one out.")
    old, new = _versions(arguments) if arguments.new is None else _pair(arguments)
    with _Progress(len(old.text) + len(new.text)):
        found = diple.compare(
            old,
            new,
            mode=cast(Mode, arguments.mode),
            earlier=[statement(name, arguments.max_bytes, revisions=arguments.revisions) for name in arguments.earlier],
            packs=arguments.pack or None,
            markers=markers,
            semantic=arguments.semantic,
        )
        if not arguments.also:
            return found
        also = [statement(name, arguments.max_bytes, revisions=arguments.revisions) for name in arguments.also]
        return diple.compare_across(found, *also)


def check_stdin(names: Sequence[str | None]) -> None:
    """Raises OptionError where more than one text is standard input."""
    if names.count(_STDIN) > 1:
        raise OptionError("USAGE", "Standard input can be read only once.", "Give the other text as a file.")


def _languages(written: str | None) -> tuple[str | None, str | None]:
    """The languages of old and new: `en` is both, `en,ru` one each, of which one may be left open: `en,`."""
    if written is None:
        return None, None
    old, comma, new = written.partition(",")
    if not old.strip() and not new.strip():
        raise OptionError("USAGE", f"--language {written!r} names no language.", "Write it as en, or en,ru for each.")
    return old or None, (new if comma else old) or None


def _pair(arguments: argparse.Namespace) -> tuple[Statement, Statement]:
    """Both texts, each from its own file."""
    in_old, in_new = _languages(arguments.language)
    old = statement(arguments.old, arguments.max_bytes, in_old, arguments.revisions)
    return old, statement(arguments.new, arguments.max_bytes, in_new, arguments.revisions)


def _versions(arguments: argparse.Namespace) -> tuple[Statement, Statement]:
    """Both texts of the one document that was named."""
    import diple
    from diple.readers import MAX_BYTES

    if arguments.revisions:
        raise OptionError(
            "USAGE", "--revisions chooses one text of two; without NEW both are compared.", "Leave it out."
        )
    in_old, in_new = _languages(arguments.language)
    if in_old != in_new:
        raise OptionError("USAGE", "One document has one language.", "Write --language en.")
    source, name = _source(arguments.old)
    return diple.versions_of(source, name=name, language=in_old, max_bytes=arguments.max_bytes or MAX_BYTES)


def statement(
    name: str, max_bytes: int | None = None, language: str | None = None, revisions: Revisions | None = None
) -> Statement:
    """One text, from a file or standard input."""
    import diple
    from diple.readers import MAX_BYTES

    source, name = _source(name)
    return diple.read(
        source, name=name, language=language, revisions=revisions or "accept", max_bytes=max_bytes or MAX_BYTES
    )


def _source(name: str) -> tuple[Path | IO[bytes], str]:
    """The file of this name, or standard input, and what to call it."""
    if name != _STDIN:
        return Path(name), name
    if sys.stdin is None:
        raise OptionError("NO_INPUT", "Standard input is closed.", "Give the text as a file, or on standard input.")
    return sys.stdin.buffer, "standard input"


def _bytes(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 0 < int(written) < 1 << 40):
        raise argparse.ArgumentTypeError(f"{written!r} is not a number of bytes")
    return int(written)


class _Progress:
    """A line on standard error while long work goes on, where a person sees it; gone when it is done."""

    def __init__(self, characters: int) -> None:
        self._line = f"Comparing {characters:,} characters …" if characters >= _LONG_WORK else ""
        self._shown = bool(self._line) and sys.stderr.isatty()

    def __enter__(self) -> None:
        if self._shown:
            print(self._line, end="\r", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self._shown:
            print(" " * len(self._line), end="\r", file=sys.stderr, flush=True)
