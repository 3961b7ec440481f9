"""The gate: who sends a request, by its key or its session, and whether the key may do what it asks.

A key comes in the header `Authorization: Bearer KEY`, and nowhere else: addresses are logged, shown and passed on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from flask import Flask, Response, after_this_request, request

from diple.errors import AccessError
from diple.web.access import audit, permissions, rates, sessions, state
from diple.web.access.callers import NOBODY, OPEN, Caller, caller, recognise, require
from diple.web.answers.problems import answer_to, for_a_reader

if TYPE_CHECKING:
    from diple.archive.keys import Key

_LOOKS_LIKE_A_KEY = re.compile(r"diple_[0-9a-f]{12}_[0-9a-f]{64}")
_SCHEME = "bearer"
_CHALLENGE = 'Bearer realm="diple"'


def register(app: Flask, settings: Mapping[str, object]) -> None:
    """Asks for keys at the routes of `app`, where they are on. Raises OptionError, INVALID_SETTING."""
    state.register(app, settings)
    app.before_request(_let_in)
    rates.register(app)
    app.register_blueprint(sessions.blueprint)
    app.register_error_handler(AccessError, _refused)
    app.context_processor(lambda: {"signed_in": caller() not in (OPEN, NOBODY)})
    app.after_request(_for_one_alone)
    audit.register(app)


def _let_in() -> None:
    """Notes who asks. Raises AccessError: KEY_IN_ADDRESS, KEY_NEEDED, KEY_REFUSED, FORBIDDEN; and ArchiveError."""
    if _LOOKS_LIKE_A_KEY.search(unquote(request.query_string.decode("latin-1"))):
        raise AccessError(
            "KEY_IN_ADDRESS",
            "The address of the request holds a key. Addresses are logged and passed on, so it is no secret any more.",
            "Revoke it with `diple keys revoke`, and send the new one as `Authorization: Bearer KEY`.",
        )
    if request.endpoint in permissions.UNCOUNTED or not state.keys_are_on():  # health answers whatever the archive does
        return
    if request.endpoint in permissions.OPEN:
        recognise(NOBODY)
        return
    key = _key()
    recognise(Caller(key.id, key.tenant, frozenset(key.scopes)))
    _note_use(key)
    scope = permissions.scope_of(request)
    if scope:
        require(scope)


def _key() -> Key:
    """The key of the request. Raises AccessError: KEY_NEEDED, KEY_REFUSED, TOO_MANY_REQUESTS; and ArchiveError."""
    recognise(NOBODY)  # until it is known
    scheme, _, written = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == _SCHEME:
        given = written.strip()
        found = state.found(given, lambda: state.keys().find(given))
        if found is None:
            rates.refused()
            raise AccessError(
                "KEY_REFUSED",
                "The key of this request is unknown, revoked or expired.",
                "Ask those who run the service for another.",
            )
        return found
    found = sessions.key()
    if found is None:
        raise AccessError(
            "KEY_NEEDED",
            "This service answers who has a key.",
            "Send it as `Authorization: Bearer KEY`, or sign in with it at /sign-in.",
        )
    return found


def _note_use(key: Key) -> None:
    """Notes when the request is answered that the key was used."""

    @after_this_request
    def touched(response: Response) -> Response:
        state.keys().touch(key)
        return response


def _refused(error: AccessError) -> Response:
    """A problem, or for a reader who has not signed in the form for it; with what RFC 6750 has said to programs."""
    asks = error.code in ("KEY_NEEDED", "KEY_REFUSED")
    response = sessions.asked() if asks and for_a_reader() else answer_to(error)
    if asks:
        reason = ', error="invalid_token"' if error.code == "KEY_REFUSED" else ""
        response.headers["WWW-Authenticate"] = _CHALLENGE + reason
    elif error.code == "FORBIDDEN":
        response.headers["WWW-Authenticate"] = (
            f'{_CHALLENGE}, error="insufficient_scope", scope="{error.data["scope"]}"'
        )
    return response


def _for_one_alone(response: Response) -> Response:
    """What a key was needed for is stored by no cache that others share."""
    if caller() not in (OPEN, NOBODY) and "no-store" not in response.headers.get("Cache-Control", ""):
        response.cache_control.private = True
        response.vary.update(("Authorization", "Cookie"))
    return response
