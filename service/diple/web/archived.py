"""The archive of statements under /api/v1/archive: statements of the caller's tenant, and questions to them."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, g, request
from marshmallow import Schema
from werkzeug.datastructures import MultiDict

from diple.errors import ArchiveError
from diple.result import count_words
from diple.schemas.archived import (
    ArchiveSeriesSchema,
    CorrectionSchema,
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
    SearchQuerySchema,
    SeriesInSchema,
    SeriesListSchema,
    StatementInSchema,
    WordingQuerySchema,
)
from diple.statement import read
from diple.web import access, keeping
from diple.web.access import audit
from diple.web.incoming import json_request, known_query, single
from diple.web.reading import bounded

if TYPE_CHECKING:
    from diple.archive.statements.contract import Details, Incoming, Scope, StatementArchive
    from diple.model import Statement

blueprint = Blueprint("archived", __name__, url_prefix="/api/v1/archive")
_ARCHIVES = "diple.statements"
_QUERIES: dict[str, Schema] = {
    "archived.statements": ListQuerySchema(),
    "archived.search": SearchQuerySchema(),
    "archived.mentions": WordingQuerySchema(),
    "archived.history": HistoryQuerySchema(),
    "archived.novelty": NoveltyQuerySchema(),
    "archived.novelty_of_text": NoveltyQuerySchema(),
    "archived.lives": LivesQuerySchema(),
}
_SCOPE = ("series", "party", "level", "kind", "language", "since", "until", "concept")


@blueprint.before_request
def _understood() -> None:
    """Raises RequestError, INVALID_REQUEST, where the query says what would be passed over in silence."""
    g.shows_kept = True
    schema = _QUERIES.get(request.endpoint or "")
    known_query(request.args, tuple(schema.fields) if schema else ())


def opened() -> StatementArchive:
    """The archive of the caller's tenant."""
    from diple.archive.statements import open_statements

    known: dict[str, StatementArchive] = current_app.extensions.setdefault(_ARCHIVES, {})
    tenant = access.caller().tenant
    if tenant not in known:
        known[tenant] = open_statements(keeping.place(current_app), tenant)
    return known[tenant]


@blueprint.get("/statements")
def statements() -> Response:
    """The statements of a scope, oldest first."""
    asked = _query()
    archive, scope = opened(), scope_of(asked)
    held = archive.entries(scope, limit=asked["limit"], offset=asked["offset"])
    return _json(HeldListSchema(), {"statements": held, "coverage": archive.coverage(scope)})


@blueprint.post("/statements")
def keep() -> Response:
    """Keeps a statement."""
    access.require("write")
    incoming = _incoming(json_request(request, StatementInSchema()))
    audit.note("keep statement")
    archive = opened()
    most = current_app.config["DIPLE_MAX_STATEMENTS"]
    if archive.coverage().statements >= most:
        raise ArchiveError(
            "ARCHIVE_FULL", f"This service keeps {most:,} statements at most.", "Remove some.", limit=most
        )
    (kept,) = archive.add([incoming])
    if kept.outcome == "refused":
        raise ArchiveError("WRONG_DETAILS", kept.problem)
    audit.name(kept.id)
    return _json(HeldSchema(), archive.get(kept.id), 201 if kept.outcome == "added" else 200)


@blueprint.get("/statements/<id_>")
def statement(id_: str) -> Response:
    """A statement with its text."""
    return _json(FullSchema(), opened().get(id_))


@blueprint.post("/statements/<id_>")
def correct(id_: str) -> Response:
    """Corrects what is known of a statement."""
    access.require("write")
    given = _given(json_request(request, CorrectionSchema(partial=True)))
    archive = opened()
    audit.note("correct statement", id_)
    return _json(HeldSchema(), archive.correct(id_, replace(archive.get(id_).details, **given)))


@blueprint.delete("/statements/<id_>")
def remove(id_: str) -> Response:
    """Removes a statement."""
    access.require("write")
    audit.note("remove statement", id_)
    opened().remove(id_)
    return Response(status=204)


@blueprint.get("/statements/<id_>/novelty")
def novelty(id_: str) -> Response:
    """What of a statement no earlier one says."""
    archive, asked = opened(), _query()
    found = archive.novelty(archive.get(id_).statement, scope_of(asked), limit=asked["limit"])
    return _json(NoveltySchema(), found)


@blueprint.post("/novelty")
def novelty_of_text() -> Response:
    """What of a text no statement before its day says."""
    asked = _query()
    text = _incoming(json_request(request, StatementInSchema())).statement
    return _json(NoveltySchema(), opened().novelty(text, scope_of(asked), limit=asked["limit"]))


@blueprint.get("/series")
def all_series() -> Response:
    """The series by name."""
    return _json(SeriesListSchema(), {"series": opened().all_series()})


@blueprint.get("/series/<name>")
def series(name: str) -> Response:
    """One series."""
    return _json(ArchiveSeriesSchema(), opened().series(name))


@blueprint.post("/series/<name>")
def describe(name: str) -> Response:
    """Makes or describes a series, and changes its members."""
    from diple.archive.statements.contract import Series

    access.require("write")
    asked = json_request(request, SeriesInSchema(partial=True))
    archive = opened()
    joining, leaving = asked.pop("join", []), asked.pop("leave", [])
    known = next((each for each in archive.all_series() if each.name == name), Series(name))
    audit.note("describe series")
    found = archive.describe(replace(known, **_given(asked)))
    found = archive.join(name, joining) if joining else found
    found = archive.leave(name, leaving) if leaving else found
    return _json(ArchiveSeriesSchema(), found)


@blueprint.delete("/series/<name>")
def dissolve(name: str) -> Response:
    """Removes a series; its statements stay."""
    access.require("write")
    audit.note("dissolve series")
    opened().dissolve(name)
    return Response(status=204)


@blueprint.get("/series/<name>/lives")
def lives(name: str) -> Response:
    """Where wordings occur in a series."""
    from diple.archive.statements.contract import Scope

    what = request.args.getlist("what")
    asked = LivesQuerySchema().load({**_once("what"), "what": what})
    archive, scope = opened(), Scope(series=name)
    found = archive.lives(scope, what, limit=asked["limit"])
    return _json(LivesSchema(), {"lives": found, "coverage": archive.coverage(scope)})


@blueprint.get("/mentions")
def mentions() -> Response:
    """First and last mention of a wording."""
    asked = _query()
    return _json(MentionsSchema(), opened().mentions(asked["what"], scope_of(asked)))


@blueprint.get("/history")
def history() -> Response:
    """A wording over the years."""
    asked = _query()
    return _json(HistorySchema(), opened().history(asked["what"], scope_of(asked), by=asked["by"]))


@blueprint.get("/search")
def search() -> Response:
    """Statements with some words."""
    asked = _query()
    found = opened().search(asked["q"], scope_of(asked), limit=asked["limit"], offset=asked["offset"])
    return _json(FoundSchema(), found)


def scope_of(asked: dict[str, Any]) -> Scope:
    """Which statements a question is asked of."""
    from diple.archive.statements.contract import Scope

    return Scope(**{name: asked[name] for name in _SCOPE if name in asked})


def _query() -> dict[str, Any]:
    loaded: dict[str, Any] = _QUERIES[request.endpoint or ""].load(single(request.args))
    return loaded


def _once(several: str) -> dict[str, str]:
    """The fields of a query, of which one may be given several times."""
    return single(MultiDict((name, value) for name, value in request.args.items(multi=True) if name != several))


def _incoming(asked: dict[str, Any]) -> Incoming:
    """A text of a request, read, with what is known of it. Raises ReadError, OptionError, RequestError."""
    from diple.archive.statements.contract import Incoming
    from diple.archive.statements.importing.proposals import overruled, proposed

    content = asked.pop("text")
    name, into = asked.pop("name"), tuple(asked.pop("series"))
    found = read(content, name=name or None, language=asked["language"] or None)
    bounded("DIPLE_MAX_WORDS", "TOO_MANY_WORDS", count_words(found.text), "words")
    given = {key: value for key, value in _given(asked).items() if value}
    details: Details = overruled(proposed(found, name), given)
    digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Incoming(digest, _known(found, details), details, name or "The text", into)


def _known(found: Statement, details: Details) -> Statement:
    return replace(found, date=details.date or None)


def _given(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in asked.items()}


def _json(schema: Schema, found: object, status: int = 200) -> Response:
    body = json.dumps(schema.dump(found), ensure_ascii=False, indent=1) + "\n"
    return Response(body, status, mimetype="application/json")
