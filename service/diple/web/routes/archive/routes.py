"""The routes of the archive, twice: for what the caller's tenant keeps, and for the series of the samples."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g
from werkzeug.wrappers import Response as BaseResponse

from diple.web.routes.archive import feeds, files, pages
from diple.web.routes.pages import without_empties

_RULES = (
    ("", pages.list_),
    ("/search.atom", feeds.search_feed),
    ("/statements/<id_>", pages.statement),
    ("/compare", pages.compared),
    ("/wording", pages.wording),
    ("/wording/<picture>.<form>", files.wording_file),
    ("/series/<name>", pages.series),
    ("/series/<name>.atom", feeds.series_feed),
    ("/series/<name>/<picture>.<form>", files.series_file),
)


def _blueprint(name: str, prefix: str) -> Blueprint:
    made = Blueprint(name, __name__, url_prefix=prefix)
    for rule, view in _RULES:
        made.add_url_rule(rule, endpoint=view.__name__.rstrip("_"), view_func=view)
    made.before_request(without_empties)
    made.after_request(_stored_by_nobody)
    return made


def _stored_by_nobody(response: BaseResponse) -> BaseResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def _note_sample(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.sample = (values or {}).pop("sample", None)


def _name_sample(_endpoint: str, values: dict[str, Any]) -> None:
    if g.get("sample") is not None:
        values.setdefault("sample", g.sample)


ARCHIVE = _blueprint("archive", "/archive")
SAMPLES = _blueprint("sample_series", "/archive/samples/<sample>")
SAMPLES.url_value_preprocessor(_note_sample)
SAMPLES.url_defaults(_name_sample)
BLUEPRINTS = (ARCHIVE, SAMPLES)


@ARCHIVE.before_request
def _private() -> Response | None:
    """What a tenant keeps is stored by no cache and listed by no search engine."""
    g.shows_kept = True
    return None
