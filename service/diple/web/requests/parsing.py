"""From a request to what it asks for: JSON or a multipart form, distinguished, checked, and bounded."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, TypeVar

from flask import Request
from marshmallow import Schema
from werkzeug.datastructures import MultiDict

from diple.errors import RequestError
from diple.parallel import MOST_VERSIONS
from diple.render.language.interface import LANGUAGES
from diple.schemas.request import (
    CompareRequest,
    CompareSchema,
    SeriesOptionsSchema,
    SeriesRequest,
    SeriesSchema,
    ShareSchema,
    Source,
    UploadSchema,
    VersionsRequest,
    VersionsSchema,
    VersionsUploadSchema,
)
from diple.web.requests.multipart import Part, form_parts

_UPLOADS = ("old", "new", "earlier", "packs", "verdicts", "also_old", "also_new")
_SEVERAL = ("earlier", "packs", "statements", "versions")
_BOM = "\ufeff"
Asked = TypeVar("Asked", CompareRequest, SeriesRequest, VersionsRequest)


def compare_request(request: Request) -> CompareRequest:
    """What the request asks to compare.

    Raises RequestError for a body that is not well formed or of another kind, marshmallow's ValidationError
    for fields that are not what they should be.
    """
    return _asked(request, _from_json, _from_form, "the files old and new")


def series_request(request: Request) -> SeriesRequest:
    """The series that the request asks for. Raises as `compare_request` does."""
    return _asked(request, _series_from_json, _series_from_form, "the files as statements")


def versions_request(request: Request) -> VersionsRequest:
    """The language versions that the request asks for. Raises as `compare_request` does."""
    return _asked(request, _versions_from_json, _versions_from_form, "the files as versions")


def _asked(
    request: Request,
    from_json: Callable[[Mapping[str, Any]], Asked],
    from_form: Callable[[Request], Asked],
    files: str,
) -> Asked:
    """What the body asks for, as JSON or as a form of `files`. Raises RequestError, UNSUPPORTED_MEDIA_TYPE."""
    if request.mimetype == "application/json":
        return from_json(_json_body(request))
    if request.mimetype == "multipart/form-data":
        return from_form(request)
    raise _unread(request, files)


def verdicts_in(request: Request) -> bytes:
    """The body of a request that is an analyst's verdicts: JSON. Raises RequestError, UNSUPPORTED_MEDIA_TYPE."""
    if request.mimetype != "application/json":
        raise _unread(request, "", "Send the verdicts as application/json.")
    return request.get_data(cache=False)


def share_request(request: Request) -> int | None:
    """For how many days a link shall hold; None, as without a body, is as long as usual. Raises as above."""
    if not request.get_data():
        return None
    if request.mimetype != "application/json":
        raise _unread(request, "", "Send application/json, or no body.")
    days: int | None = ShareSchema().load(_json_body(request))["days"]
    return days


def json_request(request: Request, schema: Schema) -> dict[str, Any]:
    """The body of a request that is a JSON object of a schema. Raises RequestError, ValidationError."""
    if request.mimetype != "application/json":
        raise _unread(request, "", "Send application/json.")
    loaded: dict[str, Any] = schema.load(_json_body(request))
    return loaded


def _unread(request: Request, files: str, remedy: str = "") -> RequestError:
    return RequestError(
        "UNSUPPORTED_MEDIA_TYPE",
        f"The body is {request.mimetype or 'of no declared type'}, which is not read here.",
        remedy or f"Send application/json, or multipart/form-data with {files}.",
        content_type=request.mimetype,
    )


def single(values: MultiDict[str, str]) -> dict[str, str]:
    """The fields of a query, each given once. Raises RequestError."""
    for name, given in values.lists():
        if len(given) > 1:
            raise _duplicate(name)
    return values.to_dict()


def known_query(values: MultiDict[str, str], known: Collection[str]) -> None:
    """Raises RequestError where a query has a parameter that nobody knows here, or a language that there is not."""
    for name in values:
        if name not in known:
            meant = get_close_matches(name, known, n=1)
            raise _unknown(f"The query has a parameter {name!r}, which is not known here.", meant, known, "Parameters")
    tongue = values.get("lang", "en")
    if tongue.lower().replace("_", "-").partition("-")[0] not in LANGUAGES:
        meant = get_close_matches(tongue.lower(), LANGUAGES, n=1)
        raise _unknown(f"`lang` is {tongue!r}, in which there are no words.", meant, LANGUAGES, "Languages")


def _unknown(what: str, meant: Sequence[str], known: Collection[str], which: str) -> RequestError:
    suggested = f" Is it {meant[0]} that you mean?" if meant else ""
    remedy = f"{which} are {', '.join(known)}." if known else "Leave it out."
    return RequestError("INVALID_REQUEST", what + suggested, remedy, nearest=list(meant))


def _duplicate(name: str) -> RequestError:
    return RequestError("DUPLICATE_FIELD", f"The field {name!r} is given twice.", "Give it once.", field=name)


def _json_body(request: Request) -> dict[str, Any]:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RequestError(
            "UNSUPPORTED_CHARSET",
            f"JSON in {charset} is not read here.",
            "Send JSON in UTF-8, or a text of another encoding as a file of a multipart form.",
            charset=charset,
        )
    body = _decoded(request.get_data(cache=False))
    try:
        found = json.loads(body, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise RequestError("MALFORMED_JSON", f"The body is not JSON{where}.", "Send one JSON object.") from error
    if not isinstance(found, dict):
        raise RequestError("INVALID_REQUEST", "The body is JSON, but no object.", "Send one JSON object.")
    return found


def _decoded(body: bytes) -> str:
    try:
        return body.decode().removeprefix(_BOM)
    except UnicodeDecodeError as error:
        raise RequestError(
            "MALFORMED_JSON",
            f"The body is not UTF-8: byte {error.start} cannot be read.",
            "Send JSON in UTF-8, or a text of another encoding as a file of a multipart form.",
            byte=error.start,
        ) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise _duplicate(name)
        made[name] = value
    return made


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _from_json(body: Mapping[str, Any]) -> CompareRequest:
    loaded = CompareSchema().load(body)
    language = loaded.pop("language")
    return CompareRequest(
        old=_in_language(loaded["old"], language),
        new=_in_language(loaded["new"], language),
        earlier=tuple(_in_language(source, language) for source in loaded["earlier"]),
        mode=loaded["mode"],
        markers=loaded["markers"],
        semantic=loaded["semantic"],
        packs=tuple(loaded["packs"]),
        store=loaded["store"],
        keep_days=loaded["keep_days"],
        verdicts=None if loaded["verdicts"] is None else json.dumps(loaded["verdicts"]).encode(),
        also=loaded["also"],
    )


def _series_from_json(body: Mapping[str, Any]) -> SeriesRequest:
    loaded = SeriesSchema().load(body)
    language = loaded.pop("language")
    statements = tuple(_in_language(source, language) for source in loaded.pop("statements"))
    return SeriesRequest(statements, **{**loaded, "packs": tuple(loaded["packs"])})


def _versions_from_json(body: Mapping[str, Any]) -> VersionsRequest:
    loaded = VersionsSchema().load(body)
    return VersionsRequest(**{**loaded, "versions": tuple(loaded["versions"]), "packs": tuple(loaded["packs"])})


def _in_language(source: Source, language: str | None) -> Source:
    if source.language or not language:
        return source
    return replace(source, language=language)


def _from_form(request: Request) -> CompareRequest:
    """Texts come as files or as plain fields; all else in the form are options."""
    parts = _chosen(request)
    options = UploadSchema().load(_options(parts, _UPLOADS))
    earlier = (part for part in parts if part.name == "earlier")
    verdicts = _perhaps(parts, "verdicts")
    if verdicts and options["store"]:
        raise RequestError(
            "INVALID_REQUEST", "Verdicts are not kept.", "Leave out store, or send them to what is kept.", field="store"
        )
    new = _perhaps(parts, "new")
    return CompareRequest(
        old=_uploaded(_only(parts, "old"), options, "old"),
        new=_uploaded(new, options, "new") if new else None,
        earlier=tuple(_uploaded(part, options, "earlier") for part in earlier),
        mode=options["mode"],
        markers=options["markers"],
        semantic=options["semantic"],
        packs=tuple(part.content for part in parts if part.name == "packs"),
        store=options["store"],
        keep_days=options["keep_days"],
        verdicts=verdicts.content if verdicts else None,
        also=_also(parts, options),
    )


def _also(parts: list[Part], options: Mapping[str, Any]) -> tuple[Source, Source] | None:
    """The same two statements in another language. Raises RequestError where one of the two is missing."""
    old, new = (_perhaps(parts, name) for name in ("also_old", "also_new"))
    if old is None and new is None:
        return None
    if old is None or new is None or not options["markers"]:
        message = "`also_old` and `also_new` go together, and with markers."
        raise RequestError("INVALID_REQUEST", message, "Send both, or none.", field="also_new" if old else "also_old")
    return Source(old.source, old.filename or "also_old"), Source(new.source, new.filename or "also_new")


def _series_from_form(request: Request) -> SeriesRequest:
    """The files in the order of the form; what is known about one of them is for JSON to say."""
    parts = _chosen(request)
    options = SeriesOptionsSchema().load(_options(parts, ("statements", "packs")))
    given = [part for part in parts if part.name == "statements"]
    if len(given) < 2:
        message = f"The form has {len(given)} of `statements`; a series has two at least."
        raise RequestError(
            "INVALID_REQUEST", message, "Send the files as statements, oldest first.", field="statements"
        )
    return SeriesRequest(
        statements=tuple(_uploaded(part, options, "statement") for part in given),
        markers=options["markers"],
        packs=tuple(part.content for part in parts if part.name == "packs"),
        store=options["store"],
        keep_days=options["keep_days"],
    )


def _versions_from_form(request: Request) -> VersionsRequest:
    """The files in the order of the form."""
    parts = _chosen(request)
    options = VersionsUploadSchema().load(_options(parts, ("versions", "packs")))
    given = [part for part in parts if part.name == "versions"]
    if not 2 <= len(given) <= MOST_VERSIONS:
        message = f"The form has {len(given)} of `versions`; a table has two to {MOST_VERSIONS}."
        raise RequestError("INVALID_REQUEST", message, "Send the files as versions.", field="versions")
    languages = (options["languages"] or "").split(",") if options["languages"] else [""] * len(given)
    if len(languages) != len(given):
        message = f"`languages` names {len(languages)} for {len(given)} texts."
        raise RequestError("INVALID_REQUEST", message, "Name one for each text.", field="languages")
    return VersionsRequest(
        versions=tuple(
            Source(part.source, part.filename or f"version {at}", language=language.strip() or None)
            for at, (part, language) in enumerate(zip(given, languages, strict=True), 1)
        ),
        pivot=options["pivot"],
        markers=options["markers"],
        semantic=options["semantic"],
        packs=tuple(part.content for part in parts if part.name == "packs"),
    )


def _chosen(request: Request) -> list[Part]:
    """The parts of a form without those that nobody chose, where there may be several or none."""
    may_lack = (*_SEVERAL, "new", "verdicts", "also_old", "also_new")
    return [part for part in form_parts(request) if part.name not in may_lack or not part.is_no_choice]


def _perhaps(parts: list[Part], name: str) -> Part | None:
    return _only(parts, name) if any(part.name == name for part in parts) else None


def _only(parts: list[Part], name: str) -> Part:
    """The one part of this name. Raises RequestError where there is none, or several."""
    found = [part for part in parts if part.name == name]
    if len(found) > 1:
        raise _duplicate(name)
    if not found or found[0].is_no_choice:
        what = f"chose no file for {name!r}" if found else f"has no file {name!r}"
        raise RequestError("INVALID_REQUEST", f"The form {what}.", "Send the files old and new.", field=name)
    return found[0]


def _options(parts: list[Part], uploads: tuple[str, ...]) -> dict[str, str]:
    """The fields beside the texts that are not empty, each given once."""
    found: dict[str, str] = {}
    for part in parts:
        if part.name in uploads:
            continue
        if part.is_file:
            remedy = f"Files are {', '.join(uploads)}."
            raise RequestError("INVALID_REQUEST", f"The form has a file {part.name!r}.", remedy, field=part.name)
        if part.name in found:
            raise _duplicate(part.name)
        found[part.name] = part.text
    return {name: value for name, value in found.items() if value}


def _uploaded(part: Part, options: Mapping[str, Any], side: str) -> Source:
    charset = options.get(f"{side}_charset") or part.charset
    language = options.get(f"{side}_language") or options["language"]
    content = part.source
    if charset and isinstance(content, str):
        content = part.content
    form = options.get(f"{side}_format")
    return Source(content, part.filename or side, form, charset, language, options.get("revisions"))
