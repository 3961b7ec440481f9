"""A request and its answer as those who run the service see them: when, how long, how large; nothing of any text.

Each request has an id: that of its header X-Request-Id where it looks like one, else a new one. It is in the answer's
header, in problem documents and in the log. A path may hold the id of a kept result, and a query anything at all, so
that only the route is reported.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from flask import Flask, Response, g, has_request_context, request

from diple.result import Comparison

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "X-Request-Id"
_KEY = "diple.exchange"
_ID = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9_-]{16,64}")
"""An id has a figure and no blank: UUIDs, ULIDs, hexadecimal numbers, and no word of a text."""
_ID_BYTES = 16
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
UNKNOWN = "unknown"
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+?)_?>")


@dataclass(slots=True)
class Exchange:
    """One request and its answer; sizes in bytes, `seconds` until the answer was ready.

    `refused` is the code of a problem, `degraded` the codes of what was done more coarsely, `key` the id of the API
    key, where one was used.
    """

    id: str
    method: str = UNKNOWN
    route: str = UNKNOWN
    status: int = 0
    seconds: float = 0.0
    received: int = 0
    sent: int = 0
    refused: str | None = None
    degraded: list[str] = field(default_factory=list)
    key: str | None = None


Listener = Callable[[Exchange], None]
Compared = TypeVar("Compared", Comparison, tuple[Comparison, ...])


def new_id() -> str:
    """An id for a request that brings none."""
    return secrets.token_hex(_ID_BYTES)


def id_of(asked: str) -> str:
    """The id that a request brings, or a new one."""
    return asked if _ID.fullmatch(asked) else new_id()


def register(app: Flask, listeners: Sequence[Listener]) -> None:
    """Gives each request of `app` an id, and what becomes of it to the listeners."""
    app.before_request(_routed)
    app.after_request(_keyed)
    app.wsgi_app = _Observed(app.wsgi_app, listeners)  # type: ignore[method-assign]


class _Observed:
    """An application whose requests are reported to listeners when their answers are ready, before they are sent."""

    def __init__(self, app: WSGIApplication, listeners: Sequence[Listener]) -> None:
        self._app = app
        self._listeners = listeners

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = perf_counter()
        method = environ.get("REQUEST_METHOD", "")
        exchange = environ[_KEY] = Exchange(id_of(environ.get("HTTP_X_REQUEST_ID", "")))
        exchange.method = method if method in _METHODS else UNKNOWN

        def started(status: str, headers: list[tuple[str, str]], *error: object) -> Callable[[bytes], object]:
            exchange.seconds = perf_counter() - began
            exchange.status = int(status.split(" ", 1)[0])
            exchange.received = _length(environ.get("CONTENT_LENGTH"))
            exchange.sent = _length(dict(headers).get("Content-Length"))
            for listener in self._listeners:
                listener(exchange)
            return start_response(status, [*headers, (HEADER, exchange.id)], *error)  # type: ignore[arg-type]

        return self._app(environ, started)


def _length(told: str | None) -> int:
    return int(told) if told and told.isdecimal() else 0


def _routed() -> None:
    if request.url_rule is not None and (found := current()):
        found.route = route_of(request.url_rule.rule)


def route_of(rule: str) -> str:
    """A rule of an address as it is reported: /samples/{name}."""
    return _ARGUMENT.sub(r"{\1}", rule)


def _keyed(response: Response) -> Response:
    """`diple.web.access` puts the id of the key that was used into `flask.g`."""
    if found := current():
        found.key = g.get("caller_key") or None
    return response


def current() -> Exchange | None:
    """What is known of the request that is being answered; None outside of one."""
    found: Exchange | None = request.environ.get(_KEY) if has_request_context() else None
    return found


def note_refused(code: str) -> str | None:
    """Notes with which code the request is refused; the id of the request."""
    found = current()
    if found is None:
        return None
    found.refused = code
    return found.id


def note_compared(compared: Compared) -> Compared:
    """Notes what of a comparison, or of those of a series, was done more coarsely."""
    found = current()
    if found:
        comparisons = (compared,) if isinstance(compared, Comparison) else compared
        found.degraded = sorted({notice.code for each in comparisons for notice in each.degraded})
    return compared
