"""The command line: `diple compare` with the exit codes of diff, and what else a shell needs.

Exit 0: no change that counts. Exit 1: changes. Exit 2: trouble, told in one line on standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn, cast, get_args

from diple.errors import DipleError, LexiconError, OptionError
from diple.model import Level, Mode, Statement
from diple.result import LEVELS, Comparison
from diple.version import VERSION

if TYPE_CHECKING:
    from diple.lexicon import Finding

SAME, DIFFERENT, TROUBLE = 0, 1, 2
_STDIN = "-"
_MODES = ("auto", *get_args(Mode))
_FORMS = ("text", "json", "html")
# From this many characters on, a person at a terminal is told that work goes on.
_LONG_WORK = 300_000


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
    from diple.render.wrap import safe

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
        epilog="Exit code: 0 no change that counts, 1 changes, 2 trouble.",
    )
    parser.add_argument("--version", action="version", version=f"diple {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_compare(commands.add_parser("compare", help="compare two texts"))
    _add_serve(commands.add_parser("serve", help="start the service and its pages"))
    _add_lexicon(commands.add_parser("lexicon", help="check and test a lexicon pack"))
    _add_schemas(commands.add_parser("schemas", help="write the published schemas"))
    return parser


def _add_compare(parser: argparse.ArgumentParser) -> None:
    parser.description = "Compares OLD with NEW. A file named - is standard input."
    parser.add_argument("old", metavar="OLD", help="the old text, a file or -")
    parser.add_argument("new", metavar="NEW", help="the new text, a file or -")
    parser.add_argument("-f", "--format", choices=_FORMS, default="text", help="output format (default: text)")
    parser.add_argument("-o", "--output", metavar="FILE", type=_file, help="write to FILE, not to standard output")
    parser.add_argument("--mode", choices=_MODES, default="auto", help="how to compare (default: auto)")
    parser.add_argument(
        "--earlier",
        metavar="FILE",
        nargs="+",
        action="extend",
        default=[],
        help="earlier texts, oldest first",
    )
    parser.add_argument(
        "--pack",
        metavar="FILE",
        nargs="+",
        action="extend",
        default=[],
        help="lexicon packs over the shipped ones",
    )
    parser.add_argument("--language", metavar="LANG", help="language of both texts, or OLD,NEW: en, ru, zh, fr, es, ar")
    parser.add_argument("--no-markers", action="store_true", help="only what changed, not what it means")
    parser.add_argument("--noise", action="store_true", help="show the changes that do not count, too")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours in text")
    parser.add_argument("--width", metavar="N", type=_width, help="columns of text (default: the terminal's)")
    parser.add_argument(
        "--max-bytes", metavar="N", type=_bytes, default=None, help="bytes that a text may have (default: 32 MiB)"
    )
    parser.add_argument(
        "--fail-on",
        metavar="LEVEL",
        choices=LEVELS[:-1],
        help="exit 1 only where a marker has this level or a higher one: critical, high, notable, minor",
    )
    parser.set_defaults(run=_compare)


def _width(written: str) -> int:
    width = int(written) if written.isascii() and written.isdigit() else 0
    if not 20 <= width <= 1000:
        raise argparse.ArgumentTypeError(f"{written!r} is not a width from 20 to 1000")
    return width


def _file(written: str) -> Path:
    if not written:
        raise argparse.ArgumentTypeError("'' is no name of a file")
    return Path(written)


def _bytes(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 0 < int(written) < 1 << 40):
        raise argparse.ArgumentTypeError(f"{written!r} is not a number of bytes")
    return int(written)


def _compare(arguments: argparse.Namespace) -> int:
    if arguments.fail_on and arguments.no_markers:
        raise OptionError("USAGE", "--fail-on looks at markers, and --no-markers makes none.", "Leave one out.")
    if arguments.output is None and sys.stdout is None:
        raise OptionError("NO_OUTPUT", "Standard output is closed.", "Leave it open, or name a file with --output.")
    comparison = _comparison(arguments)
    _write(_rendered(comparison, arguments), arguments)
    return _verdict(comparison, arguments.fail_on)


def _comparison(arguments: argparse.Namespace) -> Comparison:
    import diple

    if [arguments.old, arguments.new, *arguments.earlier].count(_STDIN) > 1:
        raise OptionError("USAGE", "Standard input can be read only once.", "Give the other text as a file.")
    languages = _languages(arguments.language)
    old, new = (
        _statement(name, arguments.max_bytes, language)
        for name, language in zip((arguments.old, arguments.new), languages, strict=True)
    )
    with _Progress(len(old.text) + len(new.text)):
        return diple.compare(
            old,
            new,
            mode=cast(Mode, arguments.mode),
            earlier=[_statement(name, arguments.max_bytes) for name in arguments.earlier],
            packs=arguments.pack or None,
            markers=not arguments.no_markers,
        )


def _languages(written: str | None) -> tuple[str | None, str | None]:
    """The languages of old and new: `en` is both, `en,ru` one each, of which one may be left open: `en,`."""
    if written is None:
        return None, None
    old, comma, new = written.partition(",")
    if not old.strip() and not new.strip():
        raise OptionError("USAGE", f"--language {written!r} names no language.", "Write it as en, or en,ru for each.")
    return old or None, (new if comma else old) or None


def _statement(name: str, max_bytes: int | None, language: str | None = None) -> Statement:
    import diple
    from diple.readers import MAX_BYTES

    most = max_bytes or MAX_BYTES
    if name != _STDIN:
        return diple.read(Path(name), language=language, max_bytes=most)
    if sys.stdin is None:
        raise OptionError("NO_INPUT", "Standard input is closed.", "Give the text as a file, or on standard input.")
    return diple.read(sys.stdin.buffer, name="standard input", language=language, max_bytes=most)


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


def _rendered(comparison: Comparison, arguments: argparse.Namespace) -> bytes:
    from diple.render import Look, render

    width = arguments.width or _terminal_width()
    return render(comparison, arguments.format, Look(width, _colored(arguments), arguments.noise))


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return max(20, min(get_terminal_size((80, 24)).columns, 120))


def _colored(arguments: argparse.Namespace) -> bool:
    """Whether to colour: as asked, or on a terminal that can, unless NO_COLOR is set (no-color.org)."""
    if arguments.color != "auto":
        return bool(arguments.color == "always")
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and arguments.output is None and sys.stdout.isatty()


def _write(body: bytes, arguments: argparse.Namespace) -> None:
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


def _verdict(comparison: Comparison, fail_on: Level | None) -> int:
    """1 where something counts: a change of wording, a sentence that nothing renders; or a marker. A move is none."""
    if fail_on:
        grave = LEVELS[: LEVELS.index(fail_on) + 1]
        return DIFFERENT if any(marker.level in grave for marker in comparison.markers) else SAME
    alone = any(segment.status == "unaligned" for segment in comparison.segments)
    return DIFFERENT if comparison.counting or alone else SAME


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.description = "Starts the pages and the API under gunicorn."
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on, 0 for a free one (default: 8000)")
    parser.add_argument("--workers", type=_workers, default=2, help="processes that answer (default: 2)")
    parser.set_defaults(run=_serve)


def _port(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written) <= 65535):
        raise argparse.ArgumentTypeError(f"{written!r} is not a port from 0 to 65535")
    return int(written)


def _workers(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= 64):
        raise argparse.ArgumentTypeError(f"{written!r} is not a number of workers from 1 to 64")
    return int(written)


def _serve(arguments: argparse.Namespace) -> int:
    from diple.web.server import serve

    serve(arguments.host, arguments.port, arguments.workers)
    return SAME


def _add_lexicon(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="check that a pack is well formed")
    check.add_argument("file", metavar="FILE", type=Path)
    check.set_defaults(run=_lexicon_check)
    test = commands.add_parser("test", help="try a pack's examples")
    test.add_argument("file", metavar="FILE", type=Path)
    test.set_defaults(run=_lexicon_test)


def _lexicon_check(arguments: argparse.Namespace) -> int:
    from diple.lexicon.check import check

    return _findings(check(arguments.file), arguments.file)


def _lexicon_test(arguments: argparse.Namespace) -> int:
    from diple.lexicon.check import test

    return _findings(test(arguments.file), arguments.file)


def _findings(found: Sequence[Finding], file: Path) -> int:
    """Tells each finding in a line and returns 1 where one of them is an error; a missing file is trouble."""
    for each in found:
        if each.code == "PACK_NOT_FOUND":
            raise LexiconError(each.code, each.message, each.remedy)
    from diple.render.phrases import number
    from diple.render.wrap import safe

    for each in found:
        place = f"{each.file}:{each.line}" if each.line else each.file
        key = f" {each.key}:" if each.key else ""
        print(safe(f"{place}:{key} {each.severity}: {each.message} {each.remedy}".rstrip()))
    errors = sum(each.severity == "error" for each in found)
    print(safe(f"{file}: {number(errors, 'error')}, {number(len(found) - errors, 'warning')}"))
    return DIFFERENT if errors else SAME


def _add_schemas(parser: argparse.ArgumentParser) -> None:
    parser.description = "Writes the published schemas, JSON Schema and OpenAPI, into a folder."
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", default=Path("schemas"))
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is stale")
    parser.set_defaults(run=_schemas)


def _schemas(arguments: argparse.Namespace) -> int:
    from diple.render.wrap import safe
    from diple.schemas.published import documents

    stale = [(arguments.folder / name, text) for name, text in documents().items()]
    stale = [(path, text) for path, text in stale if _content(path) != text]
    for path, text in stale:
        if not arguments.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(safe(f"{path} {'is stale' if arguments.check else 'written'}"))
    return DIFFERENT if stale and arguments.check else SAME


def _content(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main())
