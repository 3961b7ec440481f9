"""The two texts of a command, read and compared: what `compare` and `explain` share."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import cast, get_args

from diple.errors import OptionError
from diple.model import Mode, Statement
from diple.result import Comparison

_STDIN = "-"
_MODES = ("auto", *get_args(Mode))
# From this many characters on, a person at a terminal is told that work goes on.
_LONG_WORK = 300_000


def add_to(parser: argparse.ArgumentParser) -> None:
    """The two texts, and the options that say how to read and compare them."""
    parser.add_argument("old", metavar="OLD", help="the old text, a file or -")
    parser.add_argument("new", metavar="NEW", help="the new text, a file or -")
    parser.add_argument("--mode", choices=_MODES, default="auto", help="how to compare (default: auto)")
    for option, words in (("--earlier", "earlier texts, oldest first"), ("--pack", "packs over the shipped ones")):
        parser.add_argument(option, metavar="FILE", nargs="+", action="extend", default=[], help=words)
    parser.add_argument("--language", metavar="LANG", help="language of both texts, or OLD,NEW: en, ru, zh, fr, es, ar")
    parser.add_argument(
        "--max-bytes", metavar="N", type=_bytes, default=None, help="bytes that a text may have (default: 32 MiB)"
    )


def comparison_of(arguments: argparse.Namespace, *, markers: bool = True) -> Comparison:
    """The comparison that the arguments ask for."""
    import diple

    if [arguments.old, arguments.new, *arguments.earlier].count(_STDIN) > 1:
        raise OptionError("USAGE", "Standard input can be read only once.", "Give the other text as a file.")
    languages = _languages(arguments.language)
    old, new = (
        statement(name, arguments.max_bytes, language)
        for name, language in zip((arguments.old, arguments.new), languages, strict=True)
    )
    with _Progress(len(old.text) + len(new.text)):
        return diple.compare(
            old,
            new,
            mode=cast(Mode, arguments.mode),
            earlier=[statement(name, arguments.max_bytes) for name in arguments.earlier],
            packs=arguments.pack or None,
            markers=markers,
        )


def _languages(written: str | None) -> tuple[str | None, str | None]:
    """The languages of old and new: `en` is both, `en,ru` one each, of which one may be left open: `en,`."""
    if written is None:
        return None, None
    old, comma, new = written.partition(",")
    if not old.strip() and not new.strip():
        raise OptionError("USAGE", f"--language {written!r} names no language.", "Write it as en, or en,ru for each.")
    return old or None, (new if comma else old) or None


def statement(name: str, max_bytes: int | None = None, language: str | None = None) -> Statement:
    """One text, from a file or standard input."""
    import diple
    from diple.readers import MAX_BYTES

    most = max_bytes or MAX_BYTES
    if name != _STDIN:
        return diple.read(Path(name), language=language, max_bytes=most)
    if sys.stdin is None:
        raise OptionError("NO_INPUT", "Standard input is closed.", "Give the text as a file, or on standard input.")
    return diple.read(sys.stdin.buffer, name="standard input", language=language, max_bytes=most)


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
