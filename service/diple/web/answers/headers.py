"""The security headers of all answers, in one place."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from flask import Flask, Response

_POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY.format(scripts="", styles="", ancestors="'none'"),
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a browser would write `Origin: null` on our own forms, too, and they could not be distinguished.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_INLINE = re.compile(r"<(style|script)(?![^>]*\ssrc=)[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)


def register(app: Flask) -> None:
    """Gives every answer the headers that it does not bring itself."""
    app.after_request(_secured)


def _secured(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def policy_for(page: str) -> str:
    """The policy of a self-contained page: its own scripts and styles by digest, no others."""
    digests: dict[str, list[str]] = {"script": [], "style": []}
    for kind, body in _INLINE.findall(page):
        digests[kind.lower()].append(f" 'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'")
    return _POLICY.format(scripts="".join(digests["script"]), styles="".join(digests["style"]), ancestors="'none'")


def framed_by(ancestors: Sequence[str]) -> str:
    """The policy of a page that these origins may show in a frame, and nobody where there are none."""
    return _POLICY.format(scripts="", styles="", ancestors=" ".join(ancestors) or "'none'")
