"""Who asks, and with what: the parts of a request that this package looks at before any view does."""

from __future__ import annotations

from io import BytesIO

from flask import request

from diple.web import access
from diple.web.requests import origin

_OF_A_REQUEST = (
    *("REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "REMOTE_ADDR"),
    *("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "wsgi.url_scheme"),
    *("HTTP_HOST", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE"),
)


def known_caller() -> str:
    """The tenant who asks by a key; nobody where the service needs none.

    A key that may not read what its tenant keeps asks for itself alone.
    """
    who = access.caller()
    if who in (access.OPEN, access.NOBODY):
        return ""
    return f"tenant {who.tenant}" if access.may("read") else f"key {who.key}"


def asker() -> str:
    """Whom places, jobs and keys are counted for: who asks by a key, or else an address."""
    return known_caller() or origin.sender()


def environment() -> dict[str, str]:
    """What of the environment is text: the head of the request and who sends it."""
    return {name: value for name, value in request.environ.items() if isinstance(value, str)}


def essence() -> dict[str, str]:
    """What of the environment a view needs when the request is answered later; no credentials are in it."""
    return {name: value for name, value in environment().items() if name in _OF_A_REQUEST}


def has_body() -> bool:
    """Whether the body was taken in; what is too large was not, and is refused."""
    return isinstance(request.environ["wsgi.input"], BytesIO)


def body() -> bytes:
    """The body, which can be read again."""
    stream = request.environ["wsgi.input"]
    assert isinstance(stream, BytesIO)
    return stream.getvalue()
