"""The form of language versions, the page of their table, and the table as a file. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from diple.errors import RequestError
from diple.parallel import ParallelText
from diple.render.pages.versions import VersionsPage
from diple.statement import LANGUAGES
from diple.web.answers.forms import VERSIONS_TYPES, known_form, written_versions
from diple.web.answers.pages import filled
from diple.web.comparing.samples import SampleVersions, compared_versions, versions_of_service
from diple.web.comparing.texts import table_of
from diple.web.requests.entry import wrong
from diple.web.requests.language import carried, language
from diple.web.routes.versions.entry import PLACES, SHOWN, VersionsEntry, versions_entry
from diple.web.work.children.child import defer_if_possible

blueprint = Blueprint("versions", __name__, url_prefix="/versions")

FILES = {form: media_type for form, media_type in VERSIONS_TYPES.items() if form != "text"}
"""The files that the page offers."""
_CHOICES = ("all", "divergent", "loud")


@blueprint.get("")
def start() -> Response:
    """Two to eight versions are pasted or uploaded here, or a sample is picked."""
    return _start(VersionsEntry(), 200)


def _start(entry: VersionsEntry, status: int) -> Response:
    return filled(
        "versions.html",
        status,
        entry=entry,
        places=PLACES,
        shown_first=SHOWN,
        languages_known=LANGUAGES,
        samples=versions_of_service(language()).values(),
        limit=current_app.config["DIPLE_MAX_BYTES"] // 1_000_000,
    )


@blueprint.post("")
def compare() -> BaseResponse:
    """The page of the table, its file, or the form again with what is wrong."""
    try:
        entry = versions_entry(request)
    except RequestEntityTooLarge:
        return _start(VersionsEntry(wrong={0: wrong("The texts are larger than this service takes.")}), 413)
    statements = entry.statements()
    if entry.wrong or "again" in request.form:
        return _start(entry, 422 if entry.wrong else 200)
    try:
        table = table_of(statements, pivot=entry.first())
    except RequestError as error:
        return _refused(entry, error)
    if form := request.form.get("file"):
        return written_versions(table, known_form(form, FILES), saved=True)
    return _page(table, hidden=entry.hidden())


def _refused(entry: VersionsEntry, error: RequestError) -> Response:
    """The form again, where the texts have too many words; larger ones may become a job."""
    if error.code != "TOO_MANY_WORDS":
        raise error
    found, limit = int(str(error.data["found"])), int(str(error.data["limit"]))
    defer_if_possible(found)
    entry.wrong[0] = wrong("The texts together have {n} words; this service takes {limit}.", n=found, limit=limit)
    return _start(entry, 422)


@blueprint.get("/samples/<name>")
def sample(name: str) -> BaseResponse:
    """The table of a sample, or with `file=tsv` its file."""
    found = versions_of_service(language()).get(name) or abort(404)
    table = compared_versions(found)
    if form := request.args.get("file"):
        return written_versions(table, known_form(form, FILES), saved=True)
    files = {form: url_for("versions.sample", name=name, file=form, **carried()) for form in FILES}
    return _page(table, sample=found, files=files)


@blueprint.before_request
def _without_empties() -> BaseResponse | None:
    """The address of the form with a slash behind it is the same page."""
    if request.path.endswith("/versions/"):
        return redirect(url_for("versions.start", **carried()))
    return None


def _page(
    table: ParallelText,
    *,
    sample: SampleVersions | None = None,
    hidden: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> Response:
    shown, chosen = request.values.get("rows", ""), request.values.getlist("column")
    response = filled(
        "versions_table.html",
        200,
        page=VersionsPage(table, language()),
        table=table,
        sample=sample,
        hidden=hidden or {},
        files=files or dict.fromkeys(FILES, ""),
        rows=shown if shown in _CHOICES else "all",
        columns=chosen,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
