"""`Idempotency-Key` on what stores or may become a job: the same key with the same request has one answer, for a day.

What was stored is given again, not stored again, also where the first answer was lost with the process that made it.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, g, request

from diple.errors import ArchiveError, RequestError
from diple.web import access, storage
from diple.web.work import envelope, seeds
from diple.web.work.asking import asker, body, has_body

if TYPE_CHECKING:
    from diple.archive.receipts import Receipts

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
STORING = ("api.compare", "api.compare_series", "api.compare_versions", "pages.compare")
_LONGEST = 200
_ACCEPTED = 202
_STORED = (201, _ACCEPTED, 303)


def register(app: Flask) -> None:
    """Heeds the keys of requests to `app`."""
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> Response | None:
    """The answer that is known under the key of the request, if any.

    Raises RequestError: KEY_USED, INVALID_REQUEST; AccessError, FORBIDDEN, where it would give what was stored.
    """
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST" or request.endpoint not in STORING or not has_body():
        return None
    if not (0 < len(key) <= _LONGEST and key.isascii() and key.isprintable()):
        message = f"{HEADER} has {len(key):,} characters; it may have {_LONGEST}, printable ASCII."
        raise RequestError("INVALID_REQUEST", message, "Send a UUID, for example.", limit=_LONGEST)
    known = _receipts().begin(key, asker(), _asked())
    seeds.plant(known.seed)
    if known.answer is None:
        g.known_key = known
        return None
    g.shows_kept = True
    head, content = envelope.opened(known.answer)
    if head["status"] != _ACCEPTED:
        access.require("write")
    return Response(content, head["status"], [*map(tuple, head["headers"]), (REPLAYED, "true")])


def _finish(response: Response) -> Response:
    """Keeps what was answered where something was stored."""
    known = g.pop("known_key", None)
    if known is not None and response.status_code in _STORED:
        answer = envelope.answer(response.status_code, list(response.headers), response.get_data())
        with suppress(ArchiveError):  # without it the request is done again, under the same ids
            _receipts().finish(known, answer)
    return response


def _receipts() -> Receipts:
    from diple.archive.receipts import Receipts

    return Receipts(storage.archive_of(current_app).shared)


def _asked() -> str:
    """A digest of the request. The boundary of a form is left out: a client that sends again makes a new one."""
    boundary = request.mimetype_params.get("boundary", "")
    content = body().replace(boundary.encode("latin-1", "replace"), b"") if boundary else body()
    named = (request.full_path, request.mimetype, request.headers.get("Accept", ""), request.headers.get("Prefer", ""))
    return sha256("\0".join(named).encode("utf-8", "surrogateescape") + b"\0" + content).hexdigest()
