"""What the caller has the service keep, for how long, and who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, g

from diple.errors import RequestError
from diple.result import Comparison
from diple.web import access, storage
from diple.web.access import audit
from diple.web.requests import origin
from diple.web.work import seeds

if TYPE_CHECKING:
    from diple.archive.archive import Kept, Receipt


def register(app: Flask) -> None:
    """Keeps answers with kept text out of caches and search engines."""
    app.after_request(_private)


def kept(id_: str) -> Kept:
    """What the caller's tenant keeps under an id; the answer is then for its reader alone.

    Raises ArchiveError; AccessError, FORBIDDEN.
    """
    g.shows_kept = True
    access.require("read")
    return storage.opened().get(id_, access.caller().tenant)


def forget(id_: str) -> None:
    """Deletes what the caller's tenant keeps under an id. Raises ArchiveError; AccessError, FORBIDDEN."""
    g.shows_kept = True
    access.require("write")
    audit.note("delete", id_)
    storage.opened().delete(id_, access.caller().tenant)


def keep(comparison: Comparison, days: int | None = None) -> Receipt:
    """Keeps a comparison for so many days, or as long as is usual.

    Raises RequestError, KEPT_TOO_LONG; ArchiveError: ARCHIVE_FULL, ARCHIVE_UNAVAILABLE; AccessError, FORBIDDEN.
    """
    g.shows_kept = True
    who, wanted = access.caller(), checked(days)
    sender = origin.sender() if who == access.OPEN else f"key {who.key}"
    audit.note("keep")
    receipt = storage.opened().keep(comparison, wanted, sender, who.tenant, seeds.next_id())
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
