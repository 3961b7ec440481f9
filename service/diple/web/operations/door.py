"""Figures are given on a port of their own, and nothing else is; on the port of the service they are nowhere.

The server listens on both ports. At which of them a request came in is for the server to say, not for a header.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from diple.web import storage
from diple.web.operations import metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_PATH = "/metrics"


def register(app: Flask) -> None:
    """Opens the port of figures, where DIPLE_METRICS names one."""
    if app.config["DIPLE_METRICS"] is not None:
        metrics.start()
        app.wsgi_app = _Door(app, app.wsgi_app)  # type: ignore[method-assign]


class _Door:
    """An application behind one port, and its figures behind another."""

    def __init__(self, app: Flask, behind: WSGIApplication) -> None:
        self._app = app
        self._behind = behind

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["SERVER_PORT"] != str(self._app.config["DIPLE_METRICS"].port):
            return self._behind(environ, start_response)
        if environ["PATH_INFO"] != _PATH or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _given(start_response, "404 Not Found", b"Figures are at /metrics.\n", "text/plain")
        body, media_type = metrics.exposition(lambda: storage.held(self._app))
        return _given(start_response, "200 OK", body, media_type)


def _given(start_response: StartResponse, status: str, body: bytes, media_type: str) -> Iterable[bytes]:
    headers = {"Content-Type": media_type, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
    start_response(status, list(headers.items()))
    return [body]
