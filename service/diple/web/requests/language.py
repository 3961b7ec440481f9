"""The language in which a page speaks to its reader: `lang=` in the query, or else what the browser prefers.

Nothing is stored with the reader for it, no cookie: a language that was chosen goes along in the links of the page.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, request

from diple.render.language.interface import LANGUAGES, chosen
from diple.render.pages.voice import voice


def register(app: Flask) -> None:
    """Gives the templates of `app` the language and its words, and says that answers depend on it."""
    app.context_processor(_words)
    app.after_request(_varied)


def language() -> str:
    """The tag of the interface's language for this request, one of `LANGUAGES`."""
    return chosen(request.args.get("lang"), request.accept_languages.values())


def carried() -> dict[str, Any]:
    """What a link to another page takes along: the language, where the address of this page names one."""
    return {"lang": language()} if "lang" in request.args else {}


def query() -> str:
    """The same as the query of an address: "?lang=fr", or nothing."""
    return f"?{urlencode(carried())}" if carried() else ""


def addresses(place: str | None = None) -> dict[str, str]:
    """Where this page is found in each language, by its tag: all else in its address stays what it is.

    Another `place` is a path of the service.
    """
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return {
        tag: f"{quote(request.script_root + (place or request.path))}?{urlencode([*others, ('lang', tag)])}"
        for tag in LANGUAGES
    }


def _words() -> dict[str, Any]:
    return {**voice(language()), "addresses": addresses(), "query": query()}


def _varied(response: Response) -> Response:
    if response.mimetype == "text/html" and not request.path.startswith("/api/"):
        response.vary.add("Accept-Language")
    return response
