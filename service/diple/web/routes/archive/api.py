"""The archive of statements under /api/v1/archive: statements of the caller's tenant, and questions to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, g, request, url_for
from marshmallow import Schema
from werkzeug.datastructures import MultiDict

from diple.errors import ArchiveError
from diple.result import count_words
from diple.schemas.archived import (
    ArchiveSeriesSchema,
    BaselineQuerySchema,
    CorrectionSchema,
    FormQuerySchema,
    FoundSchema,
    FullSchema,
    HeldListSchema,
    HeldSchema,
    HistoryQuerySchema,
    HistorySchema,
    ListQuerySchema,
    LivesQuerySchema,
    LivesSchema,
    MentionsSchema,
    NoveltyQuerySchema,
    NoveltySchema,
    PageQuerySchema,
    ScopeQuerySchema,
    SearchQuerySchema,
    SeriesInSchema,
    SeriesListSchema,
    StatementInSchema,
    StoredSchema,
    WordingQuerySchema,
)
from diple.statement import read
from diple.web import access
from diple.web.access import audit
from diple.web.answers.replies import answered
from diple.web.comparing.texts import bounded
from diple.web.requests.parsing import json_request, known_query, single
from diple.web.routes.archive import holding
from diple.web.routes.archive.asking import SCOPE

if TYPE_CHECKING:
    from diple.archive.statements.contract import Incoming, Scope
    from diple.model import Statement

blueprint = Blueprint("archive_api", __name__, url_prefix="/api/v1/archive")
_QUERIES: dict[str, Schema] = {
    "archive_api.statements": ListQuerySchema(),
    "archive_api.search": SearchQuerySchema(),
    "archive_api.mentions": WordingQuerySchema(),
    "archive_api.history": HistoryQuerySchema(),
    "archive_api.novelty": NoveltyQuerySchema(),
    "archive_api.novelty_of_text": NoveltyQuerySchema(),
    "archive_api.lives": LivesQuerySchema(),
    "archive_api.all_series": PageQuerySchema(),
    "archive_api.export": ScopeQuerySchema(),
    "archive_api.baseline": BaselineQuerySchema(),
    "archive_api.compare_with": FormQuerySchema(),
}


@blueprint.before_request
def _understood() -> None:
    """Raises RequestError, INVALID_REQUEST, where the query says what would be passed over in silence."""
    g.shows_kept = True
    schema = _QUERIES.get(request.endpoint or "")
    known_query(request.args, tuple(schema.fields) if schema else ())


@blueprint.get("/statements")
def statements() -> Response:
    """The statements of a scope, oldest first."""
    asked = _query()
    archive, scope = holding.of_caller(), scope_of(asked)
    held, coverage = archive.entries(scope, limit=asked["limit"], offset=asked["offset"]), archive.coverage(scope)
    return _paged(HeldListSchema(), {"statements": held, "coverage": coverage}, asked, coverage.statements)


@blueprint.post("/statements")
def keep() -> Response:
    """Keeps a statement."""
    access.require("write")
    incoming = incoming_of(json_request(request, StatementInSchema()))
    audit.note("keep statement")
    archive = holding.of_caller()
    most = current_app.config["DIPLE_MAX_STATEMENTS"]
    if archive.coverage().statements >= most:
        raise ArchiveError(
            "ARCHIVE_FULL", f"This service keeps {most:,} statements at most.", "Remove some.", limit=most
        )
    (kept,) = archive.add([incoming])
    if kept.outcome == "refused":
        raise ArchiveError("WRONG_DETAILS", kept.problem)
    audit.name(kept.id)
    full = archive.get(kept.id)
    answer = {name: getattr(full, name) for name in full.__dataclass_fields__} | {"warnings": kept.warnings}
    return answered(StoredSchema(), answer, 201 if kept.outcome == "added" else 200)


@blueprint.get("/statements/<id_>")
def statement(id_: str) -> Response:
    """A statement with its text."""
    return answered(FullSchema(), holding.of_caller().get(id_))


@blueprint.post("/statements/<id_>")
def correct(id_: str) -> Response:
    """Corrects what is known of a statement."""
    access.require("write")
    given = _given(json_request(request, CorrectionSchema(partial=True)))
    archive = holding.of_caller()
    audit.note("correct statement", id_)
    return answered(HeldSchema(), archive.correct(id_, replace(archive.get(id_).details, **given)))


@blueprint.delete("/statements/<id_>")
def remove(id_: str) -> Response:
    """Removes a statement."""
    access.require("write")
    audit.note("remove statement", id_)
    holding.of_caller().remove(id_)
    return Response(status=204)


@blueprint.get("/statements/<id_>/novelty")
def novelty(id_: str) -> Response:
    """What of a statement no earlier one says."""
    archive, asked = holding.of_caller(), _query()
    found = archive.novelty(archive.get(id_).statement, scope_of(asked), limit=asked["limit"])
    return answered(NoveltySchema(), found)


@blueprint.post("/novelty")
def novelty_of_text() -> Response:
    """What of a text no statement before its day says."""
    asked = _query()
    text = incoming_of(json_request(request, StatementInSchema())).statement
    return answered(NoveltySchema(), holding.of_caller().novelty(text, scope_of(asked), limit=asked["limit"]))


@blueprint.get("/series")
def all_series() -> Response:
    """The series by name."""
    asked, every = _query(), holding.of_caller().all_series()
    some = every[asked["offset"] : asked["offset"] + asked["limit"]]
    return _paged(SeriesListSchema(), {"series": some, "total": len(every)}, asked, len(every))


@blueprint.get("/series/<name>")
def series(name: str) -> Response:
    """One series."""
    return answered(ArchiveSeriesSchema(), holding.of_caller().series(name))


@blueprint.post("/series/<name>")
def describe(name: str) -> Response:
    """Makes or describes a series, and changes its members."""
    from diple.archive.statements.contract import Series

    access.require("write")
    asked = json_request(request, SeriesInSchema(partial=True))
    archive = holding.of_caller()
    joining, leaving = asked.pop("join", []), asked.pop("leave", [])
    known = next((each for each in archive.all_series() if each.name == name), Series(name))
    audit.note("describe series")
    found = archive.describe(replace(known, **_given(asked)))
    found = archive.join(name, joining) if joining else found
    found = archive.leave(name, leaving) if leaving else found
    return answered(ArchiveSeriesSchema(), found)


@blueprint.delete("/series/<name>")
def dissolve(name: str) -> Response:
    """Removes a series; its statements stay."""
    access.require("write")
    audit.note("dissolve series")
    holding.of_caller().dissolve(name)
    return Response(status=204)


@blueprint.get("/series/<name>/lives")
def lives(name: str) -> Response:
    """Where wordings occur in a series."""
    from diple.archive.statements.contract import Scope

    what = request.args.getlist("what")
    asked = LivesQuerySchema().load({**_once("what"), "what": what})
    archive, scope = holding.of_caller(), Scope(series=name)
    found = archive.lives(scope, what, limit=asked["limit"])
    return answered(LivesSchema(), {"lives": found, "coverage": archive.coverage(scope)})


@blueprint.get("/mentions")
def mentions() -> Response:
    """First and last mention of a wording."""
    asked = _query()
    return answered(MentionsSchema(), holding.of_caller().mentions(asked["what"], scope_of(asked)))


@blueprint.get("/history")
def history() -> Response:
    """A wording over the years."""
    asked = _query()
    return answered(HistorySchema(), holding.of_caller().history(asked["what"], scope_of(asked), by=asked["by"]))


@blueprint.get("/search")
def search() -> Response:
    """Statements with some words."""
    asked = _query()
    found = holding.of_caller().search(asked["q"], scope_of(asked), limit=asked["limit"], offset=asked["offset"])
    return _paged(FoundSchema(), found, asked, found.total)


def _paged(schema: Schema, found: object, asked: dict[str, Any], total: int) -> Response:
    """One page of a list, with the address of the next one in the header Link where there is one."""
    response, offset = answered(schema, found), asked["offset"] + asked["limit"]
    if offset < total:
        following = url_for(request.endpoint or "", **_following(offset))
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _following(offset: int) -> dict[str, Any]:
    """What the query of the next page says."""
    return {**(request.view_args or {}), **request.args.to_dict(), "offset": offset}


def scope_of(asked: dict[str, Any]) -> Scope:
    """Which statements a question is asked of."""
    from diple.archive.statements.contract import Scope

    return Scope(**{name: asked[name] for name in SCOPE if name in asked})


def _query() -> dict[str, Any]:
    loaded: dict[str, Any] = _QUERIES[request.endpoint or ""].load(single(request.args))
    return loaded


def _once(several: str) -> dict[str, str]:
    """The fields of a query, of which one may be given several times."""
    return single(MultiDict((name, value) for name, value in request.args.items(multi=True) if name != several))


def incoming_of(asked: dict[str, Any]) -> Incoming:
    """A text of a request, read, with what is known of it.

    Raises ReadError, OptionError, RequestError; ArchiveError, WRONG_DETAILS.
    """
    from diple.archive.statements.checking import check_name, checked
    from diple.archive.statements.contract import Details, Incoming
    from diple.archive.statements.importing.days import doubts
    from diple.archive.statements.importing.proposals import overruled, proposed

    content = asked.pop("text")
    name, into = asked.pop("name"), tuple(asked.pop("series", ()))
    given = {key: value for key, value in _given(asked).items() if value}
    checked(Details(**given))
    for series in into:
        check_name(series)
    found = read(content, name=name or None, language=asked["language"] or None)
    bounded("DIPLE_MAX_WORDS", "TOO_MANY_WORDS", count_words(found.text), "words")
    details = overruled(proposed(found, name, str(given.get("title", ""))), given)
    digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    warnings = tuple(doubts(found, name, details.date, date.today(), given="date" in given))
    return Incoming(digest, _known(found, details.date), details, name or "The text", into, warnings)


def _known(found: Statement, date: str) -> Statement:
    return replace(found, date=date or None)


def _given(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in asked.items()}
