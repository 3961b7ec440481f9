"""The API under /api/v1: compare two statements, and learn what the service can do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, cast

from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import http_date

import diple
from diple.errors import DipleError, RequestError
from diple.lexicon import Lexicon
from diple.model import Mode, Statement
from diple.readers import FORMATS
from diple.render import MEDIA_TYPES, render
from diple.result import Comparison, count_words
from diple.schemas.comparison import SCHEMA_NAME
from diple.schemas.published import openapi
from diple.schemas.reply import CapabilitiesSchema, ConceptsSchema, HealthSchema, KeptSchema
from diple.schemas.request import MODES, MOST_CONCEPTS, CompareRequest, ConceptsQuerySchema, Source
from diple.statement import LANGUAGES
from diple.web import keeping
from diple.web.headers import policy_for
from diple.web.incoming import compare_request, single
from diple.web.packs import lexicon_with

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.post("/comparisons")
def compare() -> Response:
    """Compares two statements."""
    form = _wanted_form()
    asked = compare_request(request)
    days = keeping.checked(asked.keep_days) if asked.store else None
    comparison = _comparison(asked)
    return _compared(comparison, form) if days is None else _kept(comparison, days)


def _kept(comparison: Comparison, days: int) -> Response:
    """Where the comparison is kept and for how long, whatever form was asked for: the forms are at its address."""
    receipt = keeping.keep(comparison, days)
    url = url_for("api.kept", id_=receipt.id)
    found = {
        "id": receipt.id,
        "created": receipt.created,
        "expires": receipt.expires,
        "url": url,
        "page": url_for("pages.kept", id_=receipt.id),
        "comparison": comparison.id,
    }
    body = json.dumps(KeptSchema().dump(found), indent=1) + "\n"
    headers = {"Location": url, "Cache-Control": "no-store"}
    return Response(body, 201, headers, mimetype="application/json")


@blueprint.get("/comparisons/<id_>")
def kept(id_: str) -> Response:
    """A kept comparison, in any form."""
    form = _wanted_form()
    found = keeping.archive().get(id_)
    response = _compared(found.comparison, form)
    response.headers["Expires"] = http_date(found.expires)
    return response.make_conditional(request)  # type: ignore[return-value]


@blueprint.delete("/comparisons/<id_>")
def forget(id_: str) -> Response:
    """Deletes a kept comparison: whoever has its id may."""
    keeping.archive().delete(id_)
    return Response(status=204)


def _wanted_form() -> str:
    """The output format: as the query says, or else Accept, whose parameters (a charset, a profile) choose nothing.

    Raises RequestError, NOT_ACCEPTABLE.
    """
    asked = single(request.args).get("format")
    if asked in MEDIA_TYPES:
        return str(asked)
    types = {media_type: form for form, media_type in reversed(MEDIA_TYPES.items())}
    accepted = MIMEAccept([(wanted.partition(";")[0], quality) for wanted, quality in request.accept_mimetypes])
    best = accepted.best_match(MEDIA_TYPES.values()) if accepted else "application/json"
    if asked is None and best:
        return types[best]
    what = f"The format {asked!r} cannot" if asked is not None else f"None of {request.headers['Accept']} can"
    can = ", ".join(f"{form} ({media_type})" for form, media_type in MEDIA_TYPES.items())
    raise RequestError("NOT_ACCEPTABLE", f"{what} be given.", f"Ask for one of {can}.", format=asked)


def _comparison(asked: CompareRequest) -> Comparison:
    _bounded("DIPLE_MAX_EARLIER", "TOO_MANY_TEXTS", len(asked.earlier), "earlier texts")
    old, new = _statement(asked.old, "Old text"), _statement(asked.new, "New text")
    earlier = [_statement(source, f"Earlier text {at}") for at, source in enumerate(asked.earlier, 1)]
    words = sum(count_words(statement.text) for statement in (old, new, *earlier))
    _bounded("DIPLE_MAX_WORDS", "TOO_MANY_WORDS", words, "words")
    lexicon = lexicon_with(asked.packs)
    return diple.compare(old, new, mode=cast(Mode, asked.mode), earlier=earlier, packs=lexicon, markers=asked.markers)


def _statement(source: Source, which: str) -> Statement:
    """The text, read. Raises ReadError and OptionError whose message says which text is meant."""
    try:
        return diple.read(
            source.content,
            name=source.name,
            format=source.format,
            charset=source.charset,
            language=source.language,
            revisions=source.revisions,
        )
    except DipleError as error:
        error.message = f"{which}: {error.message}"
        raise


def _bounded(setting: str, code: str, count: int, what: str) -> None:
    limit = current_app.config[setting]
    if count > limit:
        raise RequestError(
            code,
            f"The request has {count:,} {what}; this service takes {limit:,}.",
            "Send fewer, or use the command line.",
            limit=limit,
            found=count,
        )


def _compared(comparison: Comparison, form: str) -> Response:
    body = render(comparison, form)
    response = Response(body, mimetype=MEDIA_TYPES[form])
    # A page also bears the names of its files, which are no part of the comparison.
    response.set_etag(comparison.id if form == "json" else f"{sha256(body).hexdigest()[:32]}-{form}")
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    if form == "html":
        response.headers["Content-Security-Policy"] = policy_for(body.decode())
    return response


@blueprint.get("/capabilities")
def capabilities() -> Response:
    """Every limit, format, language and mode."""
    found = {
        "version": diple.__version__,
        "comparison": SCHEMA_NAME,
        "modes": MODES,
        "languages": LANGUAGES,
        "formats": {"input": FORMATS, "output": MEDIA_TYPES},
        "limits": {
            "bytes": current_app.config["DIPLE_MAX_BYTES"],
            "words": current_app.config["DIPLE_MAX_WORDS"],
            "earlier": current_app.config["DIPLE_MAX_EARLIER"],
            "packs": current_app.config["DIPLE_MAX_PACKS"],
            "pack_bytes": current_app.config["DIPLE_MAX_PACK_BYTES"],
            "concepts": MOST_CONCEPTS,
            "keep_days": current_app.config["DIPLE_MAX_KEEP_DAYS"],
            "kept": current_app.config["DIPLE_MAX_KEPT"],
            "kept_bytes": current_app.config["DIPLE_MAX_KEPT_BYTES"],
        },
        "keep_days": keeping.usual_days(),
    }
    return _json(CapabilitiesSchema().dump(found))


@blueprint.get("/concepts")
def concepts() -> Response:
    """The lexicon's concepts, a page at a time."""
    query = ConceptsQuerySchema().load(single(request.args))
    found = list(_concepts(Lexicon.default(), query["q"].casefold(), query["category"]))
    start, limit = query["offset"], query["limit"]
    page = {"total": len(found), "limit": limit, "offset": start, "concepts": found[start : start + limit]}
    return _json(ConceptsSchema().dump(page))


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
    return _json(openapi())


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the service answers."""
    return _json(HealthSchema().dump({"status": "ok", "version": diple.__version__}))


def _json(found: object) -> Response:
    """An answer that a client may keep and ask about again."""
    body = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    response = Response(body, mimetype="application/json", headers={"Cache-Control": "no-cache"})
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]
