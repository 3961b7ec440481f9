"""Bodies of requests, taken in whole before anything looks at them, or refused.

What is too large by its header is answered at once; the server reads and forgets the rest for a while, so that a
client that still sends comes to the end and reads why. Under our own worker a body is here before its request is; under
another a sender who falls silent holds a thread for `DIPLE_MAX_SILENCE` seconds at most.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from io import BytesIO
from typing import IO, TYPE_CHECKING, cast

from flask import Flask, Response, current_app, request
from gunicorn.http.errors import ParseException

from diple.errors import RequestError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# In the environment of a request: its body was not read to the end.
_LEFT = "diple.left_of_body"
_WHOLE = "Send it whole, with its Content-Length or in well-formed chunks."


def register(app: Flask, most_bytes: Callable[[], int]) -> None:
    """Takes in the body of every request before anything else looks at it; `most_bytes` are those it may have."""
    app.before_request(lambda: _take_in(most_bytes()))
    app.after_request(_sent_in_time)


def _take_in(limit: int) -> None:
    """Puts the body into the environment. Raises RequestError: TOO_SLOW, MALFORMED_REQUEST, UNSUPPORTED_MEDIA_TYPE."""
    _check_packing(request.headers.get("Content-Encoding", ""))
    environ = request.environ
    stream = cast(IO[bytes], environ["wsgi.input"])
    chunked = environ.pop("HTTP_TRANSFER_ENCODING", None)
    told = environ.get("CONTENT_LENGTH") or "0"
    length = None if chunked else int(told) if told.isdecimal() else 0
    if length is not None and length > limit:
        environ[_LEFT] = True
        return
    body = _read(stream, limit + 1 if length is None else length)
    if len(body) > limit:
        environ[_LEFT] = True
    environ["CONTENT_LENGTH"] = str(len(body))
    environ["wsgi.input"] = BytesIO(body)


def _check_packing(told: str) -> None:
    """Raises RequestError where the body is packed: it would be taken for damaged, or for a text."""
    if told.strip().lower() not in ("", "identity"):
        raise _broken("UNSUPPORTED_MEDIA_TYPE", "The body is packed as its Content-Encoding says", "Send it unpacked.")


def _read(stream: IO[bytes], most: int) -> bytes:
    silence = current_app.config["DIPLE_MAX_SILENCE"]
    if not most:
        return b""
    _wait_at_most(silence, request.environ)
    try:
        body = stream.read(most)
    except TimeoutError as error:
        raise _broken("TOO_SLOW", f"Nothing more of the request's body came for {silence} seconds") from error
    except (ParseException, OSError, ValueError) as error:  # gunicorn's own, and those of other servers
        raise _broken("MALFORMED_REQUEST", "The chunks of the request's body cannot be read") from error
    if len(body) < most and request.environ.get("CONTENT_LENGTH"):
        raise _broken("MALFORMED_REQUEST", f"The request's body ends after {len(body):,} of {most:,} bytes")
    return body


def _broken(code: str, message: str, remedy: str = _WHOLE) -> RequestError:
    request.environ[_LEFT] = True
    return RequestError(code, f"{message}.", remedy)


def _wait_at_most(seconds: float | None, environ: WSGIEnvironment) -> None:
    """How long the server waits for the next bytes of a connection; only gunicorn hands us the connection."""
    connection = environ.get("gunicorn.socket")
    if isinstance(connection, socket.socket):
        connection.settimeout(seconds)


def _sent_in_time(response: Response) -> Response:
    """Gives the answer a time in all, and ends the connection where the rest of a body would pass for a request."""
    if _LEFT in request.environ:
        response.headers["Connection"] = "close"
    _wait_at_most(current_app.config["DIPLE_MAX_SENDING"], request.environ)
    return response
