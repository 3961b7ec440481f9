"""Bodies of requests, made safe to refuse: one that is too large, or that comes in chunks without a length.

Flask refuses what its length says is too large, when the body is first looked at. What is done here lets it see
the length of a chunked body, and lets a client that still sends come to the end and read why it was refused.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO, cast

from flask import Flask, current_app, request

_CHUNK = 64 * 1024
# So much of a body that will be refused is read and forgotten, in limits.
_PATIENCE = 8


def register(app: Flask) -> None:
    """Looks at the length of every body before anything else does."""
    app.before_request(_measured)


def _measured() -> None:
    environ, limit = request.environ, current_app.config["DIPLE_MAX_BYTES"]
    stream = cast(IO[bytes], environ["wsgi.input"])
    length = environ.get("CONTENT_LENGTH") or "0"
    if environ.pop("HTTP_TRANSFER_ENCODING", None):
        body = stream.read(limit + 1)  # werkzeug would cut it at the limit, without a word
        environ["CONTENT_LENGTH"] = length = str(len(body))
        environ["wsgi.input"] = BytesIO(body)
    if length.isdecimal() and int(length) > limit:
        _forget(stream, _PATIENCE * limit)


def _forget(stream: IO[bytes], most: int) -> None:
    for _ in range(most // _CHUNK):
        if not stream.read(_CHUNK):
            return
