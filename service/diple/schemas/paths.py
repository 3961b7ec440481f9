"""The paths of the service for its OpenAPI document: what each takes and answers, by schema."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from marshmallow import Schema

from diple.schemas.comparison import ComparisonSchema
from diple.schemas.reply import CapabilitiesSchema, ConceptsSchema, HealthSchema, KeptSchema, ProblemSchema
from diple.schemas.request import CompareSchema, ConceptsQuerySchema, UploadSchema

INFO: dict[str, Any] = {
    "info": {
        "summary": "Compares two diplomatic statements and marks what each change of wording means",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    },
    "servers": [{"url": "/api/v1"}],
}
_FILE = {"type": "string", "contentMediaType": "application/octet-stream"}
_UPLOAD: dict[str, Any] = {
    "allOf": [
        UploadSchema,
        {
            "type": "object",
            "required": ["old", "new"],
            "properties": {
                "old": _FILE,
                "new": _FILE,
                "earlier": {"type": "array", "items": _FILE},
                "packs": {"type": "array", "items": _FILE},
            },
        },
    ]
}
_FORMS = {
    "json": "application/json",
    "text": "text/plain",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "markdown": "text/markdown",
    "criticmarkup": "text/markdown",
    "tei": "application/tei+xml",
    "annotations": "application/ld+json",
    "csv": "text/csv",
    "csv-markers": "text/csv",
}
_FORMAT = {
    "name": "format",
    "in": "query",
    "required": False,
    "description": "what to answer with; outranks the Accept header",
    "schema": {"type": "string", "enum": list(_FORMS)},
}


def _answer(description: str, schema: type[Schema], media_type: str = "application/json") -> dict[str, Any]:
    return {"description": description, "content": {media_type: {"schema": schema}}}


def _problems(*reasons: tuple[int, str]) -> dict[str, Any]:
    return {str(status): _answer(why, ProblemSchema, "application/problem+json") for status, why in reasons}


def _get(operation: str, summary: str, schema: type[Schema], query: type[Schema] | None = None) -> dict[str, Any]:
    operations: dict[str, Any] = {"operationId": operation, "summary": summary}
    answers = {"200": _answer(summary, schema)}
    if query:
        operations["parameters"] = [{"in": "query", "schema": query}]
        answers |= _problems((422, "A parameter is not what it should be"))
    return {"get": {**operations, "responses": answers}}


_COMPARED = {
    "description": "The comparison",
    "headers": {"ETag": {"description": "the comparison's id", "schema": {"type": "string"}}},
    "content": {
        **{media_type: {"schema": {"type": "string"}} for media_type in _FORMS.values()},
        "application/json": {"schema": ComparisonSchema},
        # What is no text has no schema.
        **{_FORMS[form]: {} for form in ("docx", "pdf")},
    },
}
_REFUSED = _problems(
    (400, "The body is not well formed"),
    (406, "None of the formats that the Accept header asks for can be given"),
    (408, "The body came too slowly"),
    (413, "The body, or a text, is too large"),
    (415, "The body is neither JSON nor a multipart form"),
    (422, "A field or a text is not what it should be"),
    (500, "Something unexpected happened"),
)
_STORED = {
    **_answer("The result is kept", KeptSchema),
    "headers": {"Location": {"description": "where it is kept", "schema": {"type": "string"}}},
}
_NOT_STORED = _problems((503, "It cannot be kept here"), (507, "The archive is full"))
_COMPARE = {
    "post": {
        "operationId": "compare",
        "summary": "Compare two statements",
        "parameters": [_FORMAT],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": CompareSchema},
                "multipart/form-data": {"schema": _UPLOAD},
            },
        },
        "responses": {"200": _COMPARED, "201": _STORED, **_REFUSED, **_NOT_STORED},
    }
}
_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "the id that `store` gave",
    "schema": {"type": "string"},
}
_GONE = _problems(
    (404, "Nothing is kept under this id, or its time is over"),
    (410, "It was kept by another version of Diple"),
    (503, "The archive does not answer"),
)
_KEPT = {
    "get": {
        "operationId": "kept",
        "summary": "A kept comparison, in any form",
        "parameters": [_ID, _FORMAT],
        "responses": {
            "200": _COMPARED,
            **_GONE,
            **_problems((406, "None of the formats that the Accept header asks for can be given")),
        },
    },
    "delete": {
        "operationId": "forget",
        "summary": "Delete a kept comparison",
        "parameters": [_ID],
        "responses": {"204": {"description": "It is gone"}, **_GONE},
    },
}
_OPENAPI = {
    "get": {
        "operationId": "openapi",
        "summary": "This document",
        "responses": {
            "200": {
                "description": "OpenAPI 3.1",
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
    }
}


def paths() -> dict[str, dict[str, Any]]:
    """Path below the server's address to its operations. Fresh at each call, for apispec writes into it."""
    return deepcopy(
        {
            "/comparisons": _COMPARE,
            "/comparisons/{id}": _KEPT,
            "/capabilities": _get("capabilities", "All that this service can do", CapabilitiesSchema),
            "/concepts": _get(
                "concepts",
                "The lexicon's concepts, a page at a time",
                ConceptsSchema,
                query=ConceptsQuerySchema,
            ),
            "/healthz": _get("health", "Whether the service answers", HealthSchema),
            "/openapi.json": _OPENAPI,
        }
    )
