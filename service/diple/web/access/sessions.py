"""Signing in on the pages: a key is given once, and a cookie shows from then on which key it was.

The cookie holds the id of the key and an hour, signed; the key itself is never in it. It ends with its hour, with the
key, or when its reader signs out. No page of another site can use it: the browser sends it from our own pages alone
(SameSite), and what writes is refused where it comes from elsewhere, or does not say whence (`origin`).
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from diple.errors import RequestError
from diple.web.access import audit, rates, state
from diple.web.access.callers import Caller, recognise
from diple.web.answers.pages import as_page
from diple.web.requests.language import addresses, carried, query
from diple.web.requests.origin import SAFE

if TYPE_CHECKING:
    from diple.archive.keys import Key

blueprint = Blueprint("sessions", __name__)

COOKIE = "diple_session"
_USE = "session"
_LONGEST = 4096  # bytes of the form
_HOUR = 60 * 60
_OWN_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""An address of this service: a browser reads `//` and `/\\` as another's, and passes over blanks and controls."""


def key() -> Key | None:
    """The key of the request's session, where it has one that holds. Raises ArchiveError."""
    text, _, signature = request.cookies.get(COOKIE, "").rpartition(".")
    if not text or not _says_whence() or not state.secret().signed(_USE, text, signature):
        return None
    id_, _, until = text.partition(".")
    return state.found(text, lambda: state.keys().named(id_)) if int(until) > time.time() else None


def _says_whence() -> bool:
    """Whether a request that writes says which page sends it, as browsers do; `origin` has looked what it says."""
    return request.method in SAFE or "Sec-Fetch-Site" in request.headers or "Origin" in request.headers


@blueprint.get("/sign-in")
def form() -> BaseResponse:
    """The form that takes a key."""
    return _form(_start(), 200) if state.keys_are_on() else redirect(_start(), 303)


def asked() -> Response:
    """The form, for who asked for something without having signed in."""
    wanted = request.script_root + request.full_path.rstrip("?") if request.method == "GET" else _start()
    return _form(wanted, 401)


def _form(wanted: str, status: int, *, wrong: bool = False) -> Response:
    """The form. A reader who comes from another site has signed in perhaps, though the browser does not say so."""
    from_elsewhere = request.headers.get("Sec-Fetch-Site") == "cross-site"
    place = None if request.method == "GET" else url_for("sessions.form")
    told = {"wanted": wanted, "wrong": wrong, "from_elsewhere": from_elsewhere, "addresses": addresses(place)}
    response = as_page(render_template("sign_in.html", **told, query=query()), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _start() -> str:
    return url_for("pages.start", **carried())


@blueprint.post("/sign-in")
def sign_in() -> BaseResponse:
    """Takes a key, and gives a session for it."""
    if request.content_length is None or request.content_length > _LONGEST:
        raise RequestError("TOO_LARGE", "The form is larger than a key.", "Send the key alone.", limit=_LONGEST)
    wanted = request.form.get("next", "")
    wanted = wanted if _OWN_PATH.fullmatch(wanted) else _start()
    found = state.keys().find(request.form.get("key", "").strip())
    if found is None:
        rates.refused()
        return _form(wanted, 401, wrong=True)
    recognise(Caller(found.id, found.tenant, frozenset(found.scopes)))
    audit.note("sign in")
    response = redirect(wanted, 303)
    seconds = int(current_app.config["DIPLE_SESSION_HOURS"]) * _HOUR
    text = f"{found.id}.{int(time.time()) + seconds}"
    response.set_cookie(
        COOKIE,
        f"{text}.{state.secret().sign(_USE, text)}",
        max_age=seconds,
        path=request.script_root or "/",
        secure=_is_encrypted(),
        httponly=True,
        samesite="Strict",
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/sign-out")
def sign_out() -> BaseResponse:
    """Ends the session in this browser."""
    response = redirect(_start(), 303)
    response.delete_cookie(COOKIE, path=request.script_root or "/", httponly=True, samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _is_encrypted() -> bool:
    """Whether readers reach the service by HTTPS: the public address says so, a header could be anybody's."""
    return str(current_app.config["DIPLE_PUBLIC_URL"] or "").startswith("https:") or request.scheme == "https"
