"""The pages for readers: the start page, the diff page of two texts just given, those of kept results and of samples.

Nothing is kept unless asked: the page of a comparison carries its texts along, so that it can be asked for again as a
file, or be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from diple.errors import ArchiveError
from diple.model import Statement
from diple.render.language.interface import moment
from diple.render.pages.filters import PALETTES, Filters
from diple.render.pages.html import Frame, Shared, framed, title_of
from diple.render.paper import usual
from diple.result import Comparison, count_words
from diple.version import VERSION
from diple.web import access, keeping
from diple.web.access import state
from diple.web.answers import location
from diple.web.answers.forms import known_form, offered, written
from diple.web.answers.pages import as_page
from diple.web.answers.problems import status_of, with_retry
from diple.web.comparing.samples import compared, of_service, series_of_service, versions_of_service
from diple.web.operations.exchange import note_compared
from diple.web.requests.entry import Entry, entry_of, wrong
from diple.web.requests.language import addresses, carried, language, query
from diple.web.work.children.child import defer_if_possible
from diple.web.work.memory import remembering

blueprint = Blueprint("pages", __name__)

_VIEW = ("view", "sort", "order", "noise", "all", "list", "palette", "level", "kind", "direction", "favours", "reason")
"""The fields of a page's view: what a reader chooses of how it is shown."""


@blueprint.app_context_processor
def _surroundings() -> dict[str, Any]:
    return {"root": request.script_root, "version": VERSION}


@blueprint.get("/")
def start() -> Response:
    """Two texts are pasted or uploaded here, or a sample picked."""
    told = request.args.get("from", "")
    return _start(Entry(), 200, came_from=told if told in ("deleted", "unkept") else "")


def _start(entry: Entry, status: int, *, came_from: str = "") -> Response:
    limit = current_app.config["DIPLE_MAX_BYTES"] // 1_000_000
    body = render_template(
        "start.html",
        entry=entry,
        samples=of_service(language()).values(),
        series=series_of_service(language()).values(),
        versions=versions_of_service(language()).values(),
        limit=limit,
        days=keeping.offered_days(),
        came_from=came_from,
    )
    return as_page(body, status)


def _to_start(why: str) -> str:
    """The address of the start page, which shows why one came there."""
    told: dict[str, Any] = {"from": why, **carried()}
    return url_for("pages.start", **told)


@blueprint.get("/compare")
def compare_nothing() -> BaseResponse:
    """Whoever comes back to the address of a comparison, which is not kept, can start another."""
    return redirect(_to_start("unkept"))


@blueprint.post("/compare")
def compare() -> Response:
    """The diff page of the two texts of the form, or the form again with what is wrong."""
    try:
        entry = entry_of(request)
    except RequestEntityTooLarge:
        return _too_large()
    statements, earlier = _texts(entry), entry.before()
    if statements is None or earlier is None or not _within_limits(entry, (*statements, *earlier)):
        return _start(entry, 422)
    if "edit" in request.form:
        entry.texts = {"old": statements[0].text, "new": statements[1].text}
        return _start(entry, 200)
    if "again" in request.form:
        return _start(entry, 200)
    found = remembering.compared(*statements, mode=entry.mode, earlier=earlier, stored=entry.keep)
    remembering.allow(stored=entry.keep, verdicts="verdicts" in request.form)
    comparison = entry.named(note_compared(found))
    if form := request.form.get("file"):
        return _file(comparison, form)
    if entry.keep:
        return _keep(comparison, entry)
    names = [title_of(text, str(at), language()) for at, text in enumerate(earlier, 1)]
    return _page(framed(comparison, replace(_unkept(entry), earlier=names)))


def _texts(entry: Entry) -> tuple[Statement, Statement] | None:
    """The statements of the form, or those of the sample or kept result that it names. Raises ArchiveError."""
    kind, _, name = entry.origin.rpartition("/")
    if not entry.origin:
        found = entry.statements()
    elif kind == "samples":
        comparison = compared(of_service().get(name) or abort(404))
        found = comparison.old, comparison.new
    else:
        comparison = keeping.kept(name).comparison
        found = comparison.old, comparison.new
    return found and entry.ordered(found)


def _unkept(entry: Entry) -> Frame:
    """The frame of a page that can ask for its comparison again."""
    asked = replace(_frame(), source=entry.hidden(), asked_mode=entry.mode, names=entry.names)
    return replace(asked, keep_days=keeping.offered_days(), forms=_forms())


def _keep(comparison: Comparison, entry: Entry) -> Response:
    """The way to the kept result, or its page with why it could not be kept."""
    try:
        page = url_for("pages.kept", id_=keeping.keep(comparison).id, **_view(request.form), **carried())
    except ArchiveError as error:
        frame = replace(_unkept(entry), not_kept=str(error))
        shown = _page(framed(comparison, frame))
        shown.status_code = status_of(error)
        return with_retry(shown, error)
    return cast(Response, redirect(page, 303))


@blueprint.get("/comparisons/<id_>")
def kept(id_: str) -> Response:
    """The page of a kept result, or with `file=1` its file."""
    found = keeping.kept(id_)
    at = partial(url_for, "pages.kept", id_=id_)
    own = {} if "file" in request.args else _own(id_)
    return shown(found.comparison, at, until=found.expires, origin=f"comparisons/{id_}", own=own)


def _own(id_: str) -> dict[str, Any]:
    """What of the frame of a kept result is for who may delete and share it."""
    if not access.may("write"):
        return {}
    links = [
        Shared(
            location.link("sharing.shared", token=link.token),
            moment(language(), link.expires),
            url_for("sharing.withdraw_here", id_=id_, link=link.id, **carried()),
        )
        for link in state.links().of(id_, access.caller().tenant)
    ]
    share = url_for("sharing.make_here", id_=id_, **carried())
    return {"forget": url_for("pages.forget", id_=id_, **carried()), "share": share, "shared": links}


def shown(
    comparison: Comparison,
    at: Callable[..., str],
    until: datetime | None = None,
    origin: str = "",
    own: Mapping[str, Any] | None = None,
) -> Response:
    """The page of a comparison that has an address, perhaps until a moment, or with `file=1` its file.

    `at` gives the address with a query, `origin` is the path by which its texts are asked for.
    """
    if form := request.args.get("file"):
        return _file(comparison, form)
    forms = _forms(lambda form: at(file=form, **carried()))
    frame = replace(_frame(), file=at(file=1), json=at(file="json"), forms=forms, origin=origin, **(own or {}))
    if not origin:
        frame = replace(frame, oembed=None)
    return _page(framed(comparison, replace(frame, until=moment(language(), until) if until else None)))


@blueprint.post("/comparisons/<id_>")
def judged(id_: str) -> Response:
    """The file of a kept result, with the verdicts that a reader's page sends; they are not kept."""
    return file_with_verdicts(keeping.kept(id_).comparison)


def file_with_verdicts(comparison: Comparison) -> Response:
    """The file that the form of a page asks for, with the verdicts that it sends."""
    return _file(comparison, request.form.get("file", "docx"))


@blueprint.post("/comparisons/<id_>/delete")
def forget(id_: str) -> BaseResponse:
    """Deletes a kept result."""
    keeping.forget(id_)
    return redirect(_to_start("deleted"), 303)


def _too_large() -> Response:
    """The form, empty: what was too large was not read."""
    told = wrong("The two texts together are larger than this service takes. Send less, or use the command line.")
    return _start(Entry(wrong={"form": told}), 413)


def _within_limits(entry: Entry, statements: Sequence[Statement]) -> bool:
    words, limit = sum(count_words(one.text) for one in statements), int(current_app.config["DIPLE_MAX_WORDS"])
    texts, most = len(entry.earlier), int(current_app.config["DIPLE_MAX_EARLIER"])
    if words > limit:
        defer_if_possible(words)
        together = wrong("The texts together have {n} words; this service takes {limit}.", n=words, limit=limit)
        two = wrong("The two texts have {n} words; this service takes {limit}.", n=words, limit=limit)
        entry.wrong["form"] = together if texts else two
    elif texts > most:
        entry.wrong["earlier"] = wrong("These are {n} earlier texts; this service takes {limit}.", n=texts, limit=most)
    return words <= limit and texts <= most


@blueprint.get("/samples/<name>")
def sample(name: str) -> Response:
    """The diff page of a sample, or with `file=1` its file."""
    found = of_service(language()).get(name)
    if found is None:
        abort(404)
    comparison = compared(found)
    if form := request.args.get("file"):
        return _file(comparison, form)
    file, json = (url_for("pages.sample", name=name, file=form) for form in (1, "json"))
    forms = _forms(lambda form: url_for("pages.sample", name=name, file=form, **carried()))
    frame = replace(_frame(), file=file, json=json, forms=forms)
    frame = replace(frame, origin=f"samples/{name}", title=found.title, about=found.description, told_in=found.language)
    return _page(framed(comparison, frame))


@blueprint.post("/samples/<name>")
def judged_sample(name: str) -> Response:
    """The file of a sample, with the verdicts that a reader's page sends."""
    found = of_service().get(name) or abort(404)
    return _file(compared(found), request.form.get("file", "docx"))


def _view(asked: MultiDict[str, str]) -> dict[str, Any]:
    """What was chosen of the view, for the address of another page: without what says nothing."""
    chosen = {name: [value for value in asked.getlist(name) if value] for name in _VIEW}
    return {name: values for name, values in chosen.items() if values}


@blueprint.before_request
def without_empties() -> BaseResponse | None:
    """A form sent without script names every choice, also those not made: the address is kept to what was chosen."""
    if request.method != "GET" or all(value for _, value in request.args.items(multi=True)):
        return None
    kept = urlencode([(name, value) for name, value in request.args.items(multi=True) if value])
    # The names of a query are anybody's: as arguments of `url_for` some have a meaning, `_external` and `_scheme`.
    place = url_for(str(request.endpoint), **(request.view_args or {}))
    return redirect(f"{place}?{kept}" if kept else place)


def _oembed() -> str | None:
    """The address that shows how to embed what this page shows, where it has an address of its own."""
    if request.method != "GET":
        return None
    itself = location.outward(request.script_root + request.path) + query()
    return location.link("component.oembed", url=itself, format="json")


def _frame() -> Frame:
    """The frame of a page, its view as the query asks, or the form of an unkept comparison."""
    asked = request.values
    palette = asked.get("palette", "")
    return Frame(
        root=request.script_root,
        language=language(),
        addresses=addresses(),
        query=query(),
        oembed=_oembed(),
        inline=asked.get("view") == "inline",
        side=asked.get("view") == "side",
        sort=(asked.getlist("sort") or [""])[-1],
        order=asked.get("order", ""),
        noise=asked.get("noise") == "1",
        whole=asked.get("all") == "1",
        docked=asked.get("list") == "1",
        palette=palette if palette in PALETTES else "",
        filters=_filters(asked),
    )


def _filters(asked: MultiDict[str, str]) -> Filters:
    names = ("kind", "direction", "favours", "reason")
    return Filters(tuple(asked.getlist("level")), *(asked.get(name, "") for name in names))


def _page(body: str) -> Response:
    response = as_page(body)
    response.headers["Cache-Control"] = "no-store"
    return response


def _file(comparison: Comparison, form: str) -> Response:
    """The comparison as a file in a form, `1` is the self-contained page, with the verdicts that the request brings.

    The brief as a page is shown, not saved. It is in the language of the page; the sheet of a
    Word file is the one usual where the reader lives.
    """
    said = request.form.get("verdicts")
    verdicts = said.encode() if said else None
    paper = usual(list(request.accept_languages.values()))
    wanted = known_form("html" if form == "1" else form)
    return written(comparison, wanted, verdicts, saved=form != "brief-html", paper=paper, language=language())


def _forms(address: Callable[[str], str] = lambda _: "") -> dict[str, str]:
    """The forms that a page offers beside its own, each with its address; empty where its form asks for it."""
    shown = sorted((form for form in offered() if form not in ("html", "text")), key="json".__eq__)
    return {form: address(form) for form in shown}
