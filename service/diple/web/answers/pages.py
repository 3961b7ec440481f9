"""Answers that are pages: HTML as it is, or a template of the service that is filled in."""

from __future__ import annotations

from flask import Response, request

from diple.render.pages.html import environment
from diple.version import VERSION
from diple.web.requests.language import addresses, language, query


def as_page(body: str, status: int = 200) -> Response:
    """An answer in HTML. Half of a surrogate pair, which UTF-8 has no bytes for, is written as its number."""
    return Response(body.encode("utf-8", "backslashreplace"), status, mimetype="text/html")


def filled(template: str, status: int = 200, **values: object) -> Response:
    """The page of a template in the language of the interface; all have the start page's path and the languages."""
    told = {"root": request.script_root, "version": VERSION, "addresses": addresses(), "query": query()}
    return as_page(environment(language()).get_template(template).render({**told, **values}), status)
