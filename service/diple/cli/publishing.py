"""`diple schemas`: the published contracts, written anew or checked."""

from __future__ import annotations

import argparse
from pathlib import Path

from diple.cli.codes import DIFFERENT, SAME


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of `schemas`."""
    parser.description = "Writes the published schemas, JSON Schema and OpenAPI, into a folder."
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", default=Path("schemas"))
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of date")
    parser.set_defaults(run=_schemas)


def _schemas(arguments: argparse.Namespace) -> int:
    from diple.render.text.wrap import safe
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
