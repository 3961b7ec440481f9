"""Share links: the routes that make, list and withdraw them, and the page that they lead to.

Who has a link sees one result until the link ends. It leads to no other route: the id of the result is not in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from diple.schemas.reply import LinkSchema, LinksSchema
from diple.web.access import audit, state
from diple.web.access.callers import caller
from diple.web.answers import location
from diple.web.answers.replies import answered
from diple.web.requests.language import carried
from diple.web.requests.parsing import known_query, share_request
from diple.web.routes import pages

if TYPE_CHECKING:
    from diple.archive.archive import Kept
    from diple.archive.links import Link

blueprint = Blueprint("sharing", __name__)
_API = "/api/v1/comparisons/<id_>/links"
_PAGE = "/comparisons/<id_>/links"


@blueprint.post(_API)
def make(id_: str) -> Response:
    """Makes a link to a kept result."""
    known_query(request.args, ())
    made = _told(_made(id_, share_request(request)))
    return answered(LinkSchema(), made, 201, {"Location": made["url"]})


@blueprint.get(_API)
def links(id_: str) -> Response:
    """The links to a kept result that hold."""
    known_query(request.args, ())
    return answered(LinksSchema(), {"links": [_told(link) for link in _held(id_)]})


@blueprint.delete(f"{_API}/<link>")
def withdraw(id_: str, link: str) -> Response:
    """Ends a link."""
    known_query(request.args, ())
    _withdrawn(id_, link)
    return Response(status=204)


@blueprint.post(_PAGE)
def make_here(id_: str) -> BaseResponse:
    """Makes a link from the page of a kept result, and shows it there."""
    _made(id_, None)
    return redirect(url_for("pages.kept", id_=id_, **carried()), 303)


@blueprint.post(f"{_PAGE}/<link>/withdraw")
def withdraw_here(id_: str, link: str) -> BaseResponse:
    """Ends a link from the page of its result."""
    _withdrawn(id_, link)
    return redirect(url_for("pages.kept", id_=id_, **carried()), 303)


@blueprint.get("/s/<token>")
def shared(token: str) -> Response:
    """What a link shows: the page of its result, or with `file=1` its file."""
    link, found = _shown(token)
    return pages.shown(found.comparison, partial(url_for, "sharing.shared", token=token), until=link.expires)


@blueprint.post("/s/<token>")
def shared_judged(token: str) -> Response:
    """The file of what a link shows, with the verdicts that a reader's page sends; they are not kept."""
    return pages.file_with_verdicts(_shown(token)[1].comparison)


def _held(id_: str) -> Sequence[Link]:
    g.shows_kept = True
    return state.links().of(id_, caller().tenant)


def _shown(token: str) -> tuple[Link, Kept]:
    g.shows_kept = True
    return state.links().shown(token)


def _made(id_: str, days: int | None) -> Link:
    g.shows_kept = True
    audit.note("share", id_)
    usual = int(current_app.config["DIPLE_SHARE_DAYS"])
    return state.links().make(id_, days or usual, caller().tenant, caller().key)


def _withdrawn(id_: str, link: str) -> None:
    g.shows_kept = True
    audit.note("withdraw", id_)
    state.links().withdraw(link, caller().tenant, id_)


def _told(link: Link) -> dict[str, Any]:
    url = location.link("sharing.shared", token=link.token)
    return {"id": link.id, "created": link.created, "expires": link.expires, "url": url}
