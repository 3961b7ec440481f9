"""Folders that an upload or an export is written into, for as long as one request takes.

A request whose time is over is killed where it is, and leaves its folder: the next one removes what is old.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app

_PREFIX = "diple-folder-"


@contextmanager
def folder_for_a_request() -> Iterator[Path]:
    """A new folder, removed in the end."""
    _remove_left()
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as made:
        yield Path(made).resolve()


def _remove_left() -> None:
    """Removes the folders that are older than any request or job may be."""
    longest = max(current_app.config["DIPLE_MAX_SECONDS"], current_app.config["DIPLE_MAX_JOB_SECONDS"])
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if left.stat().st_mtime < time.time() - 2 * longest:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:  # another process removed it
            continue
