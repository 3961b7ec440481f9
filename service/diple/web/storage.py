"""Where the application keeps results: its place, and the archive there once something is asked of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app

from diple.archive import Limits, Place, open_archive, place_from
from diple.errors import DipleError

if TYPE_CHECKING:
    from diple.archive.archive import Archive

ARCHIVE = "diple.archive"
"""In the extensions: the archive, once something was asked of it."""
_PLACE = "diple.place"
_NEXT_PURGE = "diple.next_purge"
_PURGE_EVERY = 30  # seconds in each process; a health check is enough to set it off


def register(app: Flask, settings: Mapping[str, object]) -> None:
    """Finds out where `app` keeps results. Raises ArchiveError."""
    names = ("DIPLE_MAX_KEPT", "DIPLE_MAX_KEPT_BYTES", "DIPLE_MAX_STORED_HOURLY", "DIPLE_MAX_KEPT_EACH")
    limits = Limits(*(app.config[name] for name in names))
    app.extensions[_PLACE] = place_from(settings, limits)
    if place(app).url:
        open_archive(place(app)).check()
    app.after_request(_purging)


def opened() -> Archive:
    """The archive of this application."""
    return archive_of(current_app)


def place(app: Flask) -> Place:
    """Where `app` keeps results."""
    found: Place = app.extensions[_PLACE]
    return found


def held(app: Flask) -> tuple[int, int]:
    """How many results are kept, and bytes of all of them. Raises ArchiveError."""
    return archive_of(app).total()


def writable(app: Flask) -> None:
    """Raises ArchiveError where nothing can be kept: ARCHIVE_UNAVAILABLE, or ARCHIVE_BUSY for now."""
    archive_of(app).check_writable()


def archive_of(app: Flask) -> Archive:
    """The archive of an application."""
    found: Archive = app.extensions.get(ARCHIVE) or open_archive(place(app))
    app.extensions[ARCHIVE] = found
    return found


def untouched(app: Flask) -> bool:
    """Whether it is sure, without asking a database, that nothing was ever kept."""
    return place(app).untouched


def _purging(response: Response) -> Response:
    """Once in a while, when an answer has been sent, removes what is expired: its text shall not wait for a writer."""
    now = time.monotonic()
    if now >= current_app.extensions.get(_NEXT_PURGE, 0):
        current_app.extensions[_NEXT_PURGE] = now + _PURGE_EVERY
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        response.call_on_close(lambda: _purge(app))
    return response


def _purge(app: Flask) -> None:
    if place(app).untouched:
        return
    try:
        archive_of(app).purge()
    except DipleError as error:
        app.logger.error("what is expired could not be removed from %s: %s", place(app).folder, error)
