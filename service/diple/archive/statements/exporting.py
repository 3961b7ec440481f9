"""Statements written as plain files with a manifest that `import` reads back without loss.

Beside each text is how it was read, so that blocks, sentences, warnings and the digest of what was imported come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from diple.archive.statements.contract import PLAIN, Full, Scope, StatementArchive
from diple.archive.statements.importing.manifests import toml
from diple.archive.statements.rows import written
from diple.errors import ArchiveError

MANIFEST = "manifest.toml"
READINGS = "readings"
_LONGEST = 60  # characters of a title in a file's name


def export(archive: StatementArchive, folder: Path, scope: Scope) -> Iterator[str]:
    """Writes the statements of a scope into a folder that is empty or not there; yields the names of the files.

    The manifest is written last: a folder without one was not finished. It has the series of these statements; where
    the scope is the whole archive, also those that have none yet. Raises ArchiveError, NOT_EMPTY; OSError.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ArchiveError("NOT_EMPTY", f"The folder {folder} is not empty.", "Name a new one.", folder=str(folder))
    (folder / READINGS).mkdir(parents=True, exist_ok=True)
    files = []
    for held in archive.entries(scope):
        files.append(_written(folder, archive.get(held.id)))
        yield str(files[-1]["path"])
    named = {name for file in files for name in _names(file)}
    series = (each for each in archive.all_series() if scope == Scope() or each.name in named)
    lines = "\n".join(toml(files, series))
    (folder / MANIFEST).write_text(lines + "\n", "utf-8")


def _names(file: dict[str, object]) -> Sequence[str]:
    names = file["series"]
    return names if isinstance(names, list) else ()


def _written(folder: Path, full: Full) -> dict[str, object]:
    """Writes a statement, and gives what the manifest says of it."""
    content = full.statement.text.encode("utf-8", "surrogatepass")
    path, reading = f"{name_of(full)}.txt", f"{READINGS}/{full.id}.json"
    (folder / path).write_bytes(content)
    (folder / reading).write_bytes(written(full.statement))
    known: dict[str, object] = {name: getattr(full.details, name) for name in PLAIN}
    sealed = {"sha256": full.sha256, "text_sha256": sha256(content).hexdigest(), "reading": reading}
    return {"path": path, **known, "parties": list(full.details.parties), "series": list(full.series), **sealed}


def name_of(full: Full) -> str:
    """The name of a statement's file: its day, title and id."""
    title = re.sub(r"[\W_]+", "-", full.details.title.lower())[:_LONGEST].strip("-")
    return "-".join(filter(None, (full.details.date, title, full.id)))
