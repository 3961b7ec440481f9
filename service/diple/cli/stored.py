"""What the commands share that look after what is stored: the place, and what they print, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diple.archive.archive import Archive

FORMS = ("text", "json")


def opened() -> Archive:
    """The archive in the place that the environment names. Raises ArchiveError."""
    from diple.archive import open_archive, place_from

    return open_archive(place_from(os.environ))


def add_format(parser: argparse.ArgumentParser) -> None:
    """The option that chooses text or JSON."""
    parser.add_argument("-f", "--format", choices=FORMS, default="text", help="output format (default: text)")


def shown(arguments: argparse.Namespace, found: object, lines: Iterable[str]) -> None:
    """Prints what was found: as JSON, or as lines."""
    if arguments.format == "json":
        print(as_json(found, indent=1))
    else:
        print(*lines, sep="\n")


def as_json(found: object, indent: int | None = None) -> str:
    """An object in JSON with its letters as they are; half of a surrogate pair, which nothing prints, is escaped."""
    return json.dumps(found, ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace").decode()


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, a line each, two blanks between columns; safe to show on a terminal."""
    from diple.render.text.wrap import safe

    table = [heads, *rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(heads))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)
    return "\n".join(safe(line).rstrip() for line in lines)
