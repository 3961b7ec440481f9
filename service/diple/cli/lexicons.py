"""`diple lexicon`: what is wrong with packs, whether their examples hold, and what native readers say of forms."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diple.cli import reviewing
from diple.cli.codes import DIFFERENT, SAME
from diple.errors import LexiconError

if TYPE_CHECKING:
    from diple.lexicon import Finding

_MOST_NAMED = 5
_MOST_READ = 12  # concepts that a line on their reading names


def add_to(parser: argparse.ArgumentParser) -> None:
    """The commands on packs and their options."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="check that packs, or the languages of Diple itself, are well formed")
    check.add_argument(
        "files", metavar="FILE", nargs="*", type=Path, help="a pack, a TOML file; without one, the lexicon of Diple"
    )
    check.set_defaults(run=_check)
    test = commands.add_parser("test", help="try the examples of packs")
    test.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a pack, a TOML file")
    test.set_defaults(run=_test)
    reviewing.add_to(commands)


def _check(arguments: argparse.Namespace) -> int:
    from diple.lexicon.check import check

    def tell(file: Path) -> int:
        found = check(file)
        if not any(each.severity == "error" for each in found):
            _tell_readings(file)
        return _told(found, file, "well formed")

    return _all(arguments.files, tell) if arguments.files else _check_languages()


def _check_languages() -> int:
    """Checks the folder of each language that Diple reads."""
    from diple.lexicon.language_check import language_problems
    from diple.lexicon.tables import UNKNOWN, languages

    return max(_told(list(language_problems(name)), Path(name), "well formed") for name in (*languages(), UNKNOWN))


def _tell_readings(file: Path) -> None:
    """How the rules will read the concepts of a pack, a line for each way."""
    from diple.lexicon.check import concepts
    from diple.mark.sentence.readings import readings
    from diple.render.text.wrap import safe

    for reading, ids in readings(concepts(file)).items():
        named = ", ".join(ids[:_MOST_READ]) + (f" and {len(ids) - _MOST_READ} more" if len(ids) > _MOST_READ else "")
        print(safe(f"{file}: note: {named}: {reading}"))


def _test(arguments: argparse.Namespace) -> int:
    from diple.lexicon.check import test, tried

    def tell(file: Path) -> int:
        found = test(file)
        return _told(found, file, _examples(found, *tried(file)))

    return _all(arguments.files, tell)


def _all(files: Sequence[Path], tell: Callable[[Path], int]) -> int:
    """Looks at every file, whatever is wrong with those before it, and returns the worst exit code."""
    return max(tell(file) for file in files)


def _examples(found: Sequence[Finding], count: int, bare: Sequence[str]) -> str:
    from diple.render.language.phrases import number

    known = sum(each.severity == "warning" for each in found)
    held = f"{number(count, 'example')} tried, {'all' if not known else f'{count - known:,}'} as they should be"
    names = ", ".join(bare[:_MOST_NAMED]) + (" …" if len(bare) > _MOST_NAMED else "")
    missing = f"; {number(len(bare), 'concept')} without an example for and one against: {names}" if bare else ""
    return (held if count else "no example to try") + missing


def _told(found: Sequence[Finding], file: Path, well: str) -> int:
    """Tells each finding in a line and sums up; 1 where one of them is an error. A missing file is trouble."""
    for each in found:
        if each.code == "PACK_NOT_FOUND":
            raise LexiconError(each.code, each.message, each.remedy)
    from diple.render.language.phrases import number
    from diple.render.text.wrap import safe

    for each in found:
        place = f"{each.file}:{each.line}" if each.line else each.file
        key = f" {each.key}:" if each.key else ""
        print(safe(f"{place}:{key} {each.severity}: {each.message} {each.remedy}".rstrip()))
    errors = sum(each.severity == "error" for each in found)
    counts = [number(errors, "error")] * bool(errors) + [number(len(found) - errors, "warning")] * (len(found) > errors)
    print(safe(f"{file}: {', '.join(counts if errors else [well, *counts])}"))
    return DIFFERENT if errors else SAME
