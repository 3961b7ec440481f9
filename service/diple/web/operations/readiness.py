"""Whether the service is ready to be sent requests, apart from whether it is alive.

It is not where its lexicon cannot be loaded, what is to be kept cannot be written, the disk is nearly full, or it is
about to stop. Health asks none of these: a service that is not ready is not to be started anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app

from diple.errors import ArchiveError, LexiconError
from diple.web import storage

_STOPPING = "diple.stopping"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold: its name, whether it does, and what to do where it does not."""

    name: str
    ok: bool
    detail: str = ""


def stop(app: Flask) -> None:
    """From now on this process is not ready: it will soon listen no longer."""
    app.extensions[_STOPPING] = True


def checks() -> list[Check]:
    """What must hold, each by itself."""
    named: dict[str, Callable[[], str]] = {
        "serving": _serving,
        "lexicon": _lexicon,
        "store": _store,
        "disk": _disk,
    }
    return [Check(name, not (detail := check()), detail) for name, check in named.items()]


def _serving() -> str:
    return "The service is stopping." if current_app.extensions.get(_STOPPING) else ""


def _lexicon() -> str:
    from diple.lexicon import Lexicon

    try:
        Lexicon.default()
    except (LexiconError, OSError) as error:
        return f"The lexicon cannot be loaded: {error}"
    return ""


def _store() -> str:
    try:
        storage.writable(current_app)
    except ArchiveError as error:
        return "" if error.code == "ARCHIVE_BUSY" else str(error)
    return ""


def _disk() -> str:
    """Only of a disk that is ours to fill: PostgreSQL looks after its own."""
    place, wanted = storage.place(current_app), int(current_app.config["DIPLE_MIN_FREE_BYTES"])
    if place.url:
        return ""
    folder = _nearest(place.folder)
    free = shutil.disk_usage(folder).free
    return "" if free >= wanted else f"The disk of kept results has {free:,} bytes left; {wanted:,} are wanted."


def _nearest(folder: Path) -> Path:
    """The folder, or where it is not made yet the one that it will be made in."""
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
