"""Bodies of requests, taken in whole before anything looks at them, or refused.

What is too large by its header is answered at once, and only then is the rest of it read and forgotten for a while,
so that a client that still sends comes to the end and reads why. A sender who falls silent, or whose chunks cannot
be read, gets an answer that says so, and holds a thread no longer than `DIPLE_MAX_SILENCE` seconds.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from io import BytesIO
from typing import IO, TYPE_CHECKING, cast

from flask import Flask, Response, current_app, request
from gunicorn.http.errors import ParseException

from diple.errors import RequestError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_CHUNK = 64 * 1024
# So much of a body that was refused is read and forgotten, in limits, while pauses are no longer than these seconds.
_PATIENCE = 8
_PAUSE = 2
# What is left of a body that was refused, in the environment of its request; None where it is not worth reading.
_LEFT = "diple.left_of_body"


def register(app: Flask) -> None:
    """Takes in the body of every request before anything else looks at it."""
    app.before_request(_take_in)
    app.after_request(_lingering)


def _take_in() -> None:
    """Puts the body into the environment. Raises RequestError: TOO_SLOW, MALFORMED_REQUEST."""
    environ, limit = request.environ, current_app.config["DIPLE_MAX_BYTES"]
    stream = cast(IO[bytes], environ["wsgi.input"])
    chunked = environ.pop("HTTP_TRANSFER_ENCODING", None)
    told = environ.get("CONTENT_LENGTH") or "0"
    length = None if chunked else int(told) if told.isdecimal() else 0
    if length is not None and length > limit:
        environ[_LEFT] = stream
        return
    body = _read(stream, limit + 1 if length is None else length)
    if len(body) > limit:
        environ[_LEFT] = stream
    environ["CONTENT_LENGTH"] = str(len(body))
    environ["wsgi.input"] = BytesIO(body)


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
    _wait_at_most(None, request.environ)
    return body


def _broken(code: str, message: str) -> RequestError:
    request.environ[_LEFT] = None
    return RequestError(code, f"{message}.", "Send it whole, with its Content-Length or in well-formed chunks.")


def _wait_at_most(seconds: float | None, environ: WSGIEnvironment) -> None:
    """How long the server waits for the next bytes of a connection; only gunicorn hands us the connection."""
    connection = environ.get("gunicorn.socket")
    if isinstance(connection, socket.socket):
        connection.settimeout(seconds)


def _lingering(response: Response) -> Response:
    """Where a body was refused, reads on for a while once the answer is sent: who is cut off would not read it."""
    environ, most = request.environ, _PATIENCE * current_app.config["DIPLE_MAX_BYTES"]
    if _LEFT in environ:
        response.headers["Connection"] = "close"
        response.call_on_close(lambda: _end(environ, most))
    return response


def _end(environ: WSGIEnvironment, most: int) -> None:
    """Reads and forgets what is left of a body, and ends the connection: the rest would pass for another request."""
    stream, connection = environ[_LEFT], environ.get("gunicorn.socket")
    _wait_at_most(_PAUSE, environ)
    with suppress(ParseException, OSError, ValueError):
        for _ in range(most // _CHUNK if stream else 0):
            if not stream.read(_CHUNK):
                break
    if isinstance(connection, socket.socket):
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
