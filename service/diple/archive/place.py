"""Where kept comparisons are and how much of them: the settings of the archive."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE = "kept.sqlite3"
RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many comparisons are kept at most, and bytes of all of them together; how many of one sender.

    `hourly` is what one sender may add in an hour, `each` what may be kept of it at one time.
    """

    results: int = 10_000
    bytes: int = 1024 * 1024 * 1024
    hourly: int = 300
    each: int = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where comparisons are kept.

    `folder` is the data directory, which holds the file `kept.sqlite3`, unless `url` names another database in
    SQLAlchemy's words: `postgresql://user@host/name`, `sqlite:////var/lib/diple/other.sqlite3`.
    """

    folder: Path
    url: str | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def untouched(self) -> bool:
        """Whether it is sure, without asking a database, that nothing was ever kept here."""
        return self.url is None and not (self.folder / FILE).exists()


def place_from(settings: Mapping[str, object], limits: Limits | None = None) -> Place:
    """The place that `DIPLE_DATABASE_URL` or `DIPLE_DATA` names, or else the user's own folder for data."""
    named = str(settings.get("DIPLE_DATA") or "")
    url = str(settings.get("DIPLE_DATABASE_URL") or "") or None
    return Place(Path(named) if named else _default(settings), url, limits or Limits())


def _default(settings: Mapping[str, object]) -> Path:
    """As the XDG base directory specification has it: `$XDG_DATA_HOME/diple`, or `~/.local/share/diple`."""
    home = str(settings.get("HOME") or "") or os.path.expanduser("~")  # noqa: PTH111 (this one never raises)
    return Path(str(settings.get("XDG_DATA_HOME") or "") or Path(home, ".local", "share")) / "diple"
