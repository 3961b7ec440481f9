"""The language in which a page speaks to its reader: `lang=` in the query, or else what the browser prefers."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, request

from diple.render.interface import LANGUAGES, chosen
from diple.render.voice import voice


def register(app: Flask) -> None:
    """Gives the templates of `app` the language and its words, and says that answers depend on it."""
    app.context_processor(_words)
    app.after_request(_varied)


def language() -> str:
    """The tag of the interface's language for this request, one of `LANGUAGES`."""
    return chosen(request.args.get("lang"), request.accept_languages.values())


def _words() -> dict[str, Any]:
    spoken = language()
    return {**voice(spoken), "languages": LANGUAGES}


def _varied(response: Response) -> Response:
    if response.mimetype == "text/html" and not request.path.startswith("/api/"):
        response.vary.add("Accept-Language")
    return response
