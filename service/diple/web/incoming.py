"""From a request to what it asks for: JSON or a multipart form, told apart, checked, and bounded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict

from diple.errors import RequestError
from diple.schemas.request import CompareRequest, CompareSchema, Source, UploadSchema

_UPLOADS = ("old", "new", "earlier")
_BOM = "\ufeff"


def compare_request(request: Request) -> CompareRequest:
    """What the request asks to compare.

    Raises RequestError for a body that is not well formed or of another kind, marshmallow's ValidationError
    for fields that are not what they should be.
    """
    if request.mimetype == "application/json":
        return _from_json(_json_body(request))
    if request.mimetype == "multipart/form-data":
        return _from_form(request)
    raise RequestError(
        "UNSUPPORTED_MEDIA_TYPE",
        f"The body is {request.mimetype or 'of no declared type'}, which is not read here.",
        "Send application/json, or multipart/form-data with the files old and new.",
        content_type=request.mimetype,
    )


def single(values: MultiDict[str, str], several: Iterable[str] = ()) -> dict[str, str]:
    """The fields of a form or query, each given once but for `several`. Raises RequestError."""
    for name, given in values.lists():
        if len(given) > 1 and name not in several:
            raise _duplicate(name)
    return values.to_dict()


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
    )


def _in_language(source: Source, language: str | None) -> Source:
    if source.language or not language:
        return source
    return Source(source.content, source.name, source.format, source.charset, language)


def _from_form(request: Request) -> CompareRequest:
    """Texts come as files or as plain fields; all else in the form are options."""
    for name in ("old", "new"):
        given = len(request.files.getlist(name)) + len(request.form.getlist(name))
        if given != 1:
            raise _duplicate(name) if given else _missing(name)
    single(request.files, several=("earlier",))  # type: ignore[arg-type]
    _no_other_files(request)
    fields = {k: v for k, v in single(request.form, several=("earlier",)).items() if k not in _UPLOADS and v}
    options = UploadSchema().load(fields)
    earlier: list[FileStorage | str] = [*request.files.getlist("earlier"), *request.form.getlist("earlier")]
    return CompareRequest(
        old=_uploaded((request.files.get("old") or request.form["old"]), options, "old"),
        new=_uploaded((request.files.get("new") or request.form["new"]), options, "new"),
        earlier=tuple(_uploaded(each, options, "earlier") for each in earlier),
        mode=options["mode"],
        markers=options["markers"],
    )


def _missing(name: str) -> RequestError:
    return RequestError("INVALID_REQUEST", f"The form has no file {name!r}.", "Send the files old and new.", field=name)


def _no_other_files(request: Request) -> None:
    for name in request.files:
        if name not in _UPLOADS:
            raise RequestError(
                "INVALID_REQUEST",
                f"The form has a file {name!r}.",
                f"Files are {', '.join(_UPLOADS)}.",
                field=name,
            )


def _uploaded(given: FileStorage | str, options: Mapping[str, Any], side: str) -> Source:
    charset = options.get(f"{side}_charset")
    language = options.get(f"{side}_language") or options["language"]
    form = options.get(f"{side}_format")
    if isinstance(given, str):
        return Source(given, side, form, None, language)
    declared = charset or given.mimetype_params.get("charset")
    return Source(given.stream.read(), given.filename or side, form, declared, language)
