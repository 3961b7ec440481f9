"""What the service keeps, where somebody asked for it: the archive of the application, and for how long it keeps."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, g

from diple.archive import Limits, Place, open_archive, place_from
from diple.errors import DipleError, RequestError
from diple.result import Comparison
from diple.web import access, origin
from diple.web.access import audit
from diple.web.work import seeds

if TYPE_CHECKING:
    from diple.archive.archive import Archive, Kept, Receipt

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
    app.after_request(_private)


def kept(id_: str) -> Kept:
    """What the caller's tenant keeps under an id; the answer is then for its reader alone.

    Raises ArchiveError; AccessError, FORBIDDEN.
    """
    g.shows_kept = True
    access.require("read")
    return opened().get(id_, access.caller().tenant)


def forget(id_: str) -> None:
    """Deletes what the caller's tenant keeps under an id. Raises ArchiveError; AccessError, FORBIDDEN."""
    g.shows_kept = True
    access.require("write")
    audit.note("delete", id_)
    opened().delete(id_, access.caller().tenant)


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


def keep(comparison: Comparison, days: int | None = None) -> Receipt:
    """Keeps a comparison for so many days, or as long as is usual.

    Raises RequestError, KEPT_TOO_LONG; ArchiveError: ARCHIVE_FULL, ARCHIVE_UNAVAILABLE; AccessError, FORBIDDEN.
    """
    g.shows_kept = True
    who, wanted = access.caller(), checked(days)
    sender = origin.sender() if who == access.OPEN else f"key {who.key}"
    audit.note("keep")
    receipt = opened().keep(comparison, wanted, sender, who.tenant, seeds.next_id())
    audit.name(receipt.id)
    return receipt


def checked(days: int | None) -> int:
    """For how many days a result will be kept. Raises RequestError, KEPT_TOO_LONG; AccessError, FORBIDDEN."""
    access.require("write")
    most = int(current_app.config["DIPLE_MAX_KEEP_DAYS"])
    if days is None:
        return usual_days()
    if days > most:
        message = f"Results are kept for {most} days at most; {days:,} were asked for."
        raise RequestError("KEPT_TOO_LONG", message, "Ask for fewer.", limit=most, found=days)
    return days


def offered_days() -> int:
    """For how many days the pages offer to keep a result: none to who may not."""
    return usual_days() if access.may("write") else 0


def usual_days() -> int:
    """For how many days a result is kept where nothing else is asked."""
    return int(current_app.config["DIPLE_KEEP_DAYS"])


def _private(response: Response) -> Response:
    """An answer with kept text, or with its address, is stored by no cache and listed by no search engine."""
    if g.get("shows_kept"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


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
