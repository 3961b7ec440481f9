"""The API under /api/v1: compare two statements, and learn what the service can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.http import http_date

import diple
from diple.errors import DipleError, RequestError
from diple.lexicon import Lexicon
from diple.parallel import MOST_VERSIONS
from diple.readers import FORMATS
from diple.render.exchange.series import SERIES_ENDINGS, SERIES_FORMS, render_series
from diple.result import Comparison
from diple.schemas.comparison import SCHEMA_NAME
from diple.schemas.published import openapi
from diple.schemas.reply import (
    CapabilitiesSchema,
    ConceptsSchema,
    HealthSchema,
    KeptSchema,
    KeptSeriesSchema,
    ReadinessSchema,
)
from diple.schemas.request import MODES, MOST_CONCEPTS, ConceptsQuerySchema
from diple.statement import LANGUAGES
from diple.web import access, keeping
from diple.web.answers import location
from diple.web.answers.forms import VERSIONS_TYPES, check_carried, offered, wanted_form, written, written_versions
from diple.web.answers.replies import answered, as_json
from diple.web.comparing.texts import bounded, comparison_of, series_of, versions_table
from diple.web.operations import readiness
from diple.web.requests.parsing import (
    compare_request,
    known_query,
    series_request,
    single,
    verdicts_in,
    versions_request,
)

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
_PARAMETERS = {
    "api.compare": ("format", "lang", "paper"),
    "api.kept": ("format", "lang", "paper"),
    "api.judged": ("format", "lang", "paper"),
    "api.compare_series": ("format",),
    "api.kept_series": ("id", "format"),
    "api.compare_versions": ("format",),
    "api.concepts": tuple(ConceptsQuerySchema().fields),
}
"""The parameters of queries, of each endpoint that takes any."""


@blueprint.before_request
def _understood() -> None:
    """Raises RequestError, INVALID_REQUEST, where the query says what would be passed over in silence."""
    known_query(request.args, _PARAMETERS.get(request.endpoint or "", ()))


@blueprint.post("/comparisons")
def compare() -> Response:
    """Compares two statements."""
    single(request.args)
    form = wanted_form()
    asked = compare_request(request)
    if asked.verdicts is not None:
        check_carried(form)
    days = keeping.checked(asked.keep_days) if asked.store else None
    comparison = comparison_of(asked)
    return written(comparison, form, asked.verdicts) if days is None else _kept(comparison, days)


def _kept(comparison: Comparison, days: int) -> Response:
    """Where the comparison is kept and for how long, whatever form was asked for: the forms are at its address."""
    found = _receipt(comparison, days)
    return answered(KeptSchema(), found, 201, {"Location": found["url"], "Cache-Control": "no-store"})


def _receipt(comparison: Comparison, days: int) -> dict[str, Any]:
    """Keeps a comparison, and shows where and for how long."""
    receipt = keeping.keep(comparison, days)
    return {
        "id": receipt.id,
        "created": receipt.created,
        "expires": receipt.expires,
        "url": url_for("api.kept", id_=receipt.id),
        "page": url_for("pages.kept", id_=receipt.id),
        "comparison": comparison.id,
    }


@blueprint.get("/comparisons/<id_>")
def kept(id_: str) -> Response:
    """A kept comparison, in any form."""
    single(request.args)
    form = wanted_form()
    found = keeping.kept(id_)
    response = written(found.comparison, form)
    response.headers["Expires"] = http_date(found.expires)
    return response.make_conditional(request)  # type: ignore[return-value]


@blueprint.post("/comparisons/<id_>")
def judged(id_: str) -> Response:
    """A kept comparison with the verdicts that are the body. What is kept stays as it is; the verdicts are not kept."""
    single(request.args)
    form = wanted_form()
    check_carried(form)
    verdicts = verdicts_in(request)
    return written(keeping.kept(id_).comparison, form, verdicts)


@blueprint.delete("/comparisons/<id_>")
def forget(id_: str) -> Response:
    """Deletes a kept comparison: without keys, whoever has its id may."""
    keeping.forget(id_)
    return Response(status=204)


@blueprint.post("/series")
def compare_series() -> Response:
    """Compares each statement of a series with the one before."""
    single(request.args)
    form = wanted_form(SERIES_FORMS)
    asked = series_request(request)
    days = keeping.checked(asked.keep_days) if asked.store else None
    found = series_of(asked)
    if days is None:
        return _series(found, form)
    if form == "atom":  # what cannot be given later is refused before anything is kept
        render_series(found, form)
    receipts = _receipts(found, days)
    url = url_for("api.kept_series", id=[receipt["id"] for receipt in receipts])
    made = {"url": url, "comparisons": receipts}
    return answered(KeptSeriesSchema(), made, 201, {"Location": url, "Cache-Control": "no-store"})


def _receipts(found: Sequence[Comparison], days: int) -> list[dict[str, Any]]:
    """Keeps a series whole, or nothing of it."""
    made: list[dict[str, Any]] = []
    try:
        made.extend(_receipt(comparison, days) for comparison in found)
    except DipleError:
        for receipt in made:
            keeping.forget(receipt["id"])
        raise
    return made


@blueprint.get("/series")
def kept_series() -> Response:
    """Kept comparisons as a series, by their ids in its order: an address to subscribe to."""
    ids = request.args.getlist("id")
    single(MultiDict((name, value) for name, value in request.args.items(multi=True) if name != "id"))
    form = wanted_form(SERIES_FORMS)
    if not ids:
        raise RequestError("INVALID_REQUEST", "No `id` is given.", "Name kept comparisons, oldest first: ?id=…&id=….")
    bounded("DIPLE_MAX_EARLIER", "TOO_MANY_TEXTS", len(ids) - 1, "earlier texts")
    found = [keeping.kept(id_).comparison for id_ in ids]
    pages = [location.link("pages.kept", id_=id_) for id_ in ids]
    response = _series(found, form, pages, location.link("api.kept_series", id=ids, format="atom"))
    return response.make_conditional(request)  # type: ignore[return-value]


def _series(found: Sequence[Comparison], form: str, pages: Sequence[str] = (), itself: str | None = None) -> Response:
    body = render_series(found, form, pages, itself)
    response = Response(body, mimetype=SERIES_FORMS[form])
    response.headers["Content-Disposition"] = f'inline; filename="diple-series{SERIES_ENDINGS[form]}"'
    response.headers["Cache-Control"] = "no-store"
    response.set_etag(f"{sha256(body).hexdigest()[:32]}-{form}")
    response.vary.add("Accept")
    return response


@blueprint.post("/versions")
def compare_versions() -> Response:
    """Sets language versions side by side."""
    single(request.args)
    form = wanted_form(VERSIONS_TYPES)
    return written_versions(versions_table(versions_request(request)), form)


@blueprint.get("/capabilities")
def capabilities() -> Response:
    """Every limit, format, language and mode."""
    found = {
        "version": diple.__version__,
        "comparison": SCHEMA_NAME,
        "modes": MODES,
        "languages": LANGUAGES,
        "formats": {"input": FORMATS, "output": offered(), "series": SERIES_FORMS, "versions": VERSIONS_TYPES},
        "limits": {
            "bytes": current_app.config["DIPLE_MAX_BYTES"],
            "words": current_app.config["DIPLE_MAX_WORDS"],
            "earlier": current_app.config["DIPLE_MAX_EARLIER"],
            "versions": MOST_VERSIONS,
            "packs": current_app.config["DIPLE_MAX_PACKS"],
            "pack_bytes": current_app.config["DIPLE_MAX_PACK_BYTES"],
            "concepts": MOST_CONCEPTS,
            "keep_days": current_app.config["DIPLE_MAX_KEEP_DAYS"],
            "kept": current_app.config["DIPLE_MAX_KEPT"],
            "kept_bytes": current_app.config["DIPLE_MAX_KEPT_BYTES"],
            "job_bytes": current_app.config["DIPLE_MAX_JOB_BYTES"],
            "job_words": current_app.config["DIPLE_MAX_JOB_WORDS"],
        },
        "keep_days": keeping.usual_days(),
        "keys": access.caller() != access.OPEN,
    }
    return _lasting(CapabilitiesSchema().dump(found))


@blueprint.get("/concepts")
def concepts() -> Response:
    """The lexicon's concepts, a page at a time."""
    query = ConceptsQuerySchema().load(single(request.args))
    found = list(_concepts(Lexicon.default(), query["q"].casefold(), query["category"]))
    start, limit = query["offset"], query["limit"]
    page = {"total": len(found), "limit": limit, "offset": start, "concepts": found[start : start + limit]}
    return _lasting(ConceptsSchema().dump(page))


def _concepts(lexicon: Lexicon, wanted: str, category: str | None) -> Iterator[dict[str, Any]]:
    """The concepts of a category whose id or a form holds the wanted words; empty words hold for all."""
    for concept in lexicon.concepts.values():
        if category is not None and concept.category != category:
            continue
        found = {language: [f.text for f in lexicon.forms(concept.id, language)] for language in LANGUAGES}
        forms = {language: texts for language, texts in found.items() if texts}
        if wanted in concept.id or any(wanted in text.casefold() for texts in forms.values() for text in texts):
            yield {"concept": concept, "forms": forms}


@blueprint.get("/openapi.json")
def describe() -> Response:
    """The service as an OpenAPI 3.1 document."""
    return _lasting(openapi())


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the service answers."""
    return _lasting(HealthSchema().dump({"status": "ok", "version": diple.__version__}))


@blueprint.get("/readyz")
def ready() -> Response:
    """Whether the service is to be sent requests, and what fails where it is not."""
    checks = readiness.checks()
    holds = all(check.ok for check in checks)
    found = {"status": "ready" if holds else "not ready", "version": diple.__version__, "checks": checks}
    return answered(ReadinessSchema(), found, 200 if holds else 503, {"Cache-Control": "no-store"})


def _lasting(found: object) -> Response:
    """An answer that a client may keep and ask about again."""
    response = as_json(found, headers={"Cache-Control": "no-cache"})
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]
