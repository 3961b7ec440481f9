"""The paths of the service for its OpenAPI document: what each takes and answers, by schema."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from marshmallow import Schema

from diple.schemas.archive_paths import archive_paths
from diple.schemas.comparison import ComparisonSchema
from diple.schemas.reply import (
    CapabilitiesSchema,
    ConceptsSchema,
    HealthSchema,
    JobSchema,
    JobsSchema,
    KeptSchema,
    KeptSeriesSchema,
    LinkSchema,
    LinksSchema,
    ProblemSchema,
    ReadinessSchema,
)
from diple.schemas.request import (
    TEXT,
    CompareSchema,
    ConceptsQuerySchema,
    SeriesOptionsSchema,
    SeriesSchema,
    ShareSchema,
    UploadSchema,
)
from diple.schemas.verdicts import VerdictsSchema
from diple.schemas.versions_paths import VERSIONS_FORMS, versions_path

INFO: dict[str, Any] = {
    "info": {
        "summary": "Compares two diplomatic statements and marks what each change of wording means",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    },
    "servers": [{"url": "/api/v1"}],
    "security": [{"key": []}, {"session": []}, {}],
}
SECURITY: dict[str, dict[str, Any]] = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "a key that `diple keys make` made; needed where `keys` of the capabilities is true",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "diple_session",
        "description": "of a reader who signed in on the pages with a key",
    },
}
_FILE = {"type": "string", "contentMediaType": "application/octet-stream"}
_TEXT = {**_FILE, "pattern": TEXT}
_UPLOAD: dict[str, Any] = {
    "allOf": [
        UploadSchema,
        {
            "type": "object",
            "required": ["old"],
            "dependentRequired": {"also_old": ["also_new"], "also_new": ["also_old"]},
            "anyOf": [{"not": {"required": ["also_old"]}}, {"properties": {"markers": {"const": True}}}],
            "properties": {
                "old": _TEXT,
                "new": {
                    **_TEXT,
                    "description": "left out, `old` is a file with tracked changes, which holds both texts",
                },
                "earlier": {"type": "array", "items": _TEXT},
                "also_old": {**_TEXT, "description": "the old text in another language, with `also_new`"},
                "also_new": {**_TEXT, "description": "the new text in another language, with `also_old`"},
                "packs": {"type": "array", "items": _FILE},
                "verdicts": {
                    **_FILE,
                    "description": "an analyst's verdicts on this comparison, JSON (verdicts.v1.json)",
                },
            },
        },
    ]
}
_SERIES_UPLOAD: dict[str, Any] = {
    "allOf": [
        SeriesOptionsSchema,
        {
            "type": "object",
            "required": ["statements"],
            "properties": {
                "statements": {"type": "array", "items": _TEXT, "minItems": 2, "description": "oldest first"},
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
    "brief": "text/markdown",
    "brief-html": "text/html",
    "brief-docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "brief-pdf": "application/pdf",
}
CARRYING = (
    *("json", "html", "docx", "markdown", "annotations", "csv-markers"),
    *("brief", "brief-html", "brief-docx", "brief-pdf"),
)
"""The forms that have a place for verdicts; those of `diple.render.verdicts`, which lies above."""
_FORMAT = {
    "name": "format",
    "in": "query",
    "required": False,
    "description": "what to answer with; outranks the Accept header",
    "schema": {"type": "string", "enum": list(_FORMS)},
}

_LANG = {
    "name": "lang",
    "in": "query",
    "required": False,
    "description": "the language of a form's own words, where it has them in several (pdf, docx, the forms of a brief)",
    "schema": {"type": "string", "enum": ["en", "ru", "zh", "fr"], "default": "en"},
}

_PAPER = {
    "name": "paper",
    "in": "query",
    "required": False,
    "description": "the sheet of a Word file",
    "schema": {"type": "string", "enum": ["a4", "letter"], "default": "a4"},
}


def _answer(description: str, schema: type[Schema], media_type: str = "application/json") -> dict[str, Any]:
    return {"description": description, "content": {media_type: {"schema": schema}}}


def _problems(*reasons: tuple[int, str]) -> dict[str, Any]:
    return {str(status): _answer(why, ProblemSchema, "application/problem+json") for status, why in reasons}


_UNCHANGED = {"description": "It is what the ETag in If-None-Match names"}


def _get(operation: str, summary: str, schema: type[Schema], query: type[Schema] | None = None) -> dict[str, Any]:
    operations: dict[str, Any] = {"operationId": operation, "summary": summary}
    answers = {"200": _answer(summary, schema), "304": _UNCHANGED, **_ASKED_WRONG}
    if query:
        operations["parameters"] = [{"in": "query", "schema": query}]
    return {"get": {**operations, "responses": answers}}


_NAME = {"description": "what a file of it is called, with its ending", "schema": {"type": "string"}}
_COMPARED: dict[str, Any] = {
    "description": "The comparison",
    "headers": {
        "ETag": {"description": "the comparison's id", "schema": {"type": "string"}},
        "Content-Disposition": _NAME,
    },
    "content": {
        **{media_type: {"schema": {"type": "string"}} for media_type in _FORMS.values()},
        "application/json": {"schema": ComparisonSchema},
        "application/ld+json": {"schema": {"type": "object"}},
        # What is no text has no schema.
        **{_FORMS[form]: {} for form in ("docx", "pdf")},
    },
}
_LAYERED = {
    "type": "object",
    "description": "the comparison, and beside it the verdicts that were sent",
    "required": ["comparison", "verdicts"],
    "properties": {"comparison": ComparisonSchema, "verdicts": VerdictsSchema},
}


def _compared(schema: object) -> dict[str, Any]:
    """The answer of a comparison whose JSON has this schema."""
    return {**_COMPARED, "content": {**_COMPARED["content"], "application/json": {"schema": schema}}}


_ASKED_WRONG = _problems(
    (400, "A parameter is given twice"),
    (422, "A parameter is not known, or not what it should be"),
)
_REFUSED = _problems(
    (400, "The body is not well formed"),
    (406, "None of the formats in the Accept header is available"),
    (408, "The body came too slowly"),
    (413, "The body, or a text, is too large"),
    (415, "The body is neither JSON nor a multipart form"),
    (422, "A field or a text is not what it should be"),
    (500, "Something unexpected happened"),
)
_STORED = {
    **_answer("The result is kept", KeptSchema),
    "headers": {"Location": {"description": "where it is kept", "schema": {"type": "string"}}},
    "links": {
        name: {"operationId": name, "parameters": {"id": "$response.body#/id"}} for name in ("kept", "judged", "forget")
    },
}
_NOT_STORED = _problems(
    (429, "The key or address has stored as much as it may, or sends too many requests"),
    (503, "The result cannot be kept here, or not now"),
    (507, "The archive is full"),
)
_LATER = {
    **_answer("The request is taken in, and answered later", JobSchema),
    "headers": {
        "Location": {"description": "where the job is", "schema": {"type": "string"}},
        "Retry-After": {"description": "seconds after which to ask", "schema": {"type": "integer"}},
    },
    "links": {
        name: {"operationId": name, "parameters": {"id": "$response.body#/id"}} for name in ("job", "answer", "cancel")
    },
}


def _header(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "description": description, "schema": schema}


_KEY = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]([ -~]*[!-~])?$"}
_TO_BE_HEEDED = [
    _header("Idempotency-Key", "the same key with the same request has the same answer, for a day", _KEY),
    _header(
        "Prefer", "`respond-async` asks for a job; what is not known is passed over (RFC 7240)", {"type": "string"}
    ),
    _header("Diple-Webhook", "who is told when a job is done", {"type": "string", "format": "uri"}),
]
_OLD, _NEW = "The Parties shall meet every year.", "The Parties should meet every year."
_PAIRS = {
    "two texts": {"value": {"old": _OLD, "new": _NEW}},
    "kept for a month": {"value": {"old": _OLD, "new": _NEW, "store": True, "keep_days": 30}},
    "with what is known": {
        "value": {
            "old": {"text": _OLD, "language": "en", "date": "2031-03-01"},
            "new": {"text": _NEW, "language": "en", "date": "2031-09-01"},
            "mode": "succession",
        }
    },
}
_STATEMENTS = {
    "three statements": {
        "value": {"statements": [{"text": _OLD, "date": "2031-03-01"}, _NEW, "The Parties may meet every year."]}
    }
}
_COMPARE = {
    "post": {
        "operationId": "compare",
        "summary": "Compare two statements",
        "parameters": [_FORMAT, _LANG, _PAPER, *_TO_BE_HEEDED],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": CompareSchema, "examples": _PAIRS},
                "multipart/form-data": {"schema": _UPLOAD},
            },
        },
        "responses": {
            "200": _compared({"anyOf": [ComparisonSchema, _LAYERED]}),
            "201": _STORED,
            "202": _LATER,
            **_REFUSED,
            **_NOT_STORED,
        },
    }
}
_CARRYING = {
    **_FORMAT,
    "description": "what to answer with: a form that has a place for verdicts",
    "schema": {"type": "string", "enum": [form for form in _FORMS if form in CARRYING]},
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
        "parameters": [_ID, _FORMAT, _LANG, _PAPER],
        "responses": {
            "200": _COMPARED,
            "304": _UNCHANGED,
            **_GONE,
            **_ASKED_WRONG,
            **_problems((406, "None of the formats in the Accept header is available")),
        },
    },
    "post": {
        "operationId": "judged",
        "summary": "A kept comparison with an analyst's verdicts and own markers, which are not kept",
        "parameters": [_ID, _CARRYING, _LANG, _PAPER],
        "requestBody": {"required": True, "content": {"application/json": {"schema": VerdictsSchema}}},
        "responses": {"200": _compared(_LAYERED), **_GONE, **_REFUSED},
    },
    "delete": {
        "operationId": "forget",
        "summary": "Delete a kept comparison",
        "parameters": [_ID],
        "responses": {"204": {"description": "It is gone"}, **_GONE, **_ASKED_WRONG},
    },
}
_LINK = {
    "name": "link",
    "in": "path",
    "required": True,
    "description": "the id of a share link",
    "schema": {"type": "string"},
}
_LINKS = {
    "get": {
        "operationId": "links",
        "summary": "The share links of a kept comparison",
        "parameters": [_ID],
        "responses": {"200": _answer("Those that hold", LinksSchema), **_GONE, **_ASKED_WRONG},
    },
    "post": {
        "operationId": "share",
        "summary": "Make a share link, which shows the comparison to whoever has it",
        "parameters": [_ID],
        "requestBody": {
            "required": False,
            "content": {"application/json": {"schema": ShareSchema, "examples": {"a day": {"value": {"days": 1}}}}},
        },
        "responses": {
            "201": {
                **_answer("The link", LinkSchema),
                "headers": {"Location": {"description": "its address", "schema": {"type": "string"}}},
                "links": {
                    "withdraw": {
                        "operationId": "withdraw",
                        "parameters": {"id": "$request.path.id", "link": "$response.body#/id"},
                    }
                },
            },
            **_REFUSED,
            **_GONE,
            **_problems((429, "The result has as many links as it may, or the caller asks too often")),
        },
    },
}
_WITHDRAWN = {
    "delete": {
        "operationId": "withdraw",
        "summary": "End a share link",
        "parameters": [_ID, _LINK],
        "responses": {
            "204": {"description": "It leads nowhere any more"},
            **_GONE,
            **_ASKED_WRONG,
            **_problems((404, "The result has no such link")),
        },
    }
}
_SERIES_FORMAT = {**_FORMAT, "schema": {"type": "string", "enum": ["json", "atom"]}}
_SERIES_COMPARED: dict[str, Any] = {
    "description": "A comparison for each statement but the first, with the one before; a feed has the newest first",
    "headers": {"Content-Disposition": _NAME},
    "content": {
        "application/json": {"schema": {"type": "array", "items": ComparisonSchema}},
        "application/atom+xml": {"schema": {"type": "string"}},
    },
}
_SERIES = {
    "post": {
        "operationId": "compareSeries",
        "summary": "Compare each statement of a series with the one before",
        "parameters": [_SERIES_FORMAT, *_TO_BE_HEEDED],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": SeriesSchema, "examples": _STATEMENTS},
                "multipart/form-data": {"schema": _SERIES_UPLOAD},
            },
        },
        "responses": {
            "200": _SERIES_COMPARED,
            "201": {
                **_answer("The comparisons are kept", KeptSeriesSchema),
                "headers": _STORED["headers"],
                "links": {
                    "series": {"operationId": "series", "parameters": {"id": "$response.body#/comparisons/0/id"}},
                },
            },
            "202": _LATER,
            **_REFUSED,
            **_NOT_STORED,
        },
    },
    "get": {
        "operationId": "series",
        "summary": "Kept comparisons as a series, to subscribe to",
        "parameters": [
            {
                "name": "id",
                "in": "query",
                "required": True,
                "description": "the ids of kept comparisons, oldest first",
                "schema": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            },
            _SERIES_FORMAT,
        ],
        "responses": {
            "200": _SERIES_COMPARED,
            "304": _UNCHANGED,
            **_GONE,
            **_problems(
                (400, "A parameter is given twice"),
                (406, "It can be given as JSON or Atom alone"),
                (413, "There are too many"),
                (422, "No id is given, or no statement gives its day, which a feed must have"),
            ),
        },
    },
}
_VERSIONS = versions_path(
    {**_FORMAT, "schema": {"type": "string", "enum": list(VERSIONS_FORMS)}},
    _TO_BE_HEEDED,
    _COMPARED["headers"],
    {"202": _LATER, **_REFUSED, **_problems((429, "Too many requests"), (503, "The service is busy"))},
)
_ARCHIVE = archive_paths(
    [_FORMAT, _LANG, _PAPER], _COMPARED, _problems((406, "None of the formats that are asked for can be given"))
)
_NO_JOB = _problems((404, "There is no such job, or it expired"), (503, "The archive does not answer"))
_JOB_ID = {**_ID, "description": "the id that the answer 202 gave"}
_JOBS = _get("jobs", "The jobs of who asks; their ids where access is by keys", JobsSchema)
_JOB = {
    "get": {
        "operationId": "job",
        "summary": "How far a job is",
        "parameters": [_JOB_ID],
        "responses": {"200": _answer("The job", JobSchema), **_NO_JOB, **_ASKED_WRONG},
    },
    "delete": {
        "operationId": "cancel",
        "summary": "Cancel a job, and delete its texts and its answer",
        "parameters": [_JOB_ID],
        "responses": {"204": {"description": "It is gone"}, **_NO_JOB, **_ASKED_WRONG},
    },
}
_JOB_ANSWER = {
    "get": {
        "operationId": "answer",
        "summary": "The answer of a job, with the status that its request would have had",
        "parameters": [_JOB_ID],
        "responses": {
            "200": {"description": "What was asked for, in its form"},
            "201": {"description": "It is kept"},
            "default": {"description": "The problem that the request came to"},
            **_NO_JOB,
            **_ASKED_WRONG,
            **_problems((409, "There is no answer yet")),
        },
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
            },
            "304": _UNCHANGED,
            **_ASKED_WRONG,
        },
    }
}

_READY = _get("ready", "Whether the service is to be sent requests", ReadinessSchema)
del _READY["get"]["responses"]["304"]
_READY["get"]["responses"]["503"] = {
    "description": "It is not, and what fails; or it is busy",
    "content": {
        "application/json": {"schema": ReadinessSchema},
        "application/problem+json": {"schema": ProblemSchema},
    },
}


_EVERYWHERE = _problems(
    (408, "The request did not come in time"),
    (431, "The head of the request is too long"),
    (500, "Something unexpected happened"),
    (503, "The service, or its archive, is busy"),
)
_WITH_KEYS = _problems(
    (401, "Keys are on, and none came, or one that is unknown, revoked or expired"),
    (403, "The key lacks the scope that this needs"),
    (429, "The key or address sends too many requests"),
)
_WITH_KEYS["401"]["headers"] = {
    "WWW-Authenticate": {"description": "how a key is sent (RFC 6750)", "schema": {"type": "string"}}
}
_WITH_KEYS["429"]["headers"] = {
    "Retry-After": {"description": "seconds after which to ask again", "schema": {"type": "integer"}}
}
_WRITING = _problems((403, "The page of another site sends it, or the key lacks the scope that this needs"))
_NEEDS_NO_KEY = ("/healthz",)
_TAGS = {"comparisons": "Comparing", "versions": "Comparing", "series": "Series", "jobs": "Jobs", "archive": "Archive"}
TAGS: list[dict[str, str]] = [
    {"name": "Comparing", "description": "Two statements, kept results, and language versions"},
    {"name": "Series", "description": "Statements of a series, each with the one before"},
    {"name": "Jobs", "description": "Requests that are answered later"},
    {"name": "Archive", "description": "The archive of statements, and what earlier statements said"},
    {"name": "Service", "description": "What the service can do, and whether it answers"},
]


def _whole(path: str, operations: dict[str, Any]) -> dict[str, Any]:
    """The operations of a path with its tag, and the answers that any may give."""
    tag = _TAGS.get(path.split("/")[1], "Service")
    for method, operation in operations.items():
        operation["tags"] = [tag]
        writing = {} if method == "get" else _WRITING
        keyed = {} if path in _NEEDS_NO_KEY else _WITH_KEYS
        operation["responses"] = deepcopy({**_EVERYWHERE, **keyed, **writing, **operation["responses"]})
        if path in _NEEDS_NO_KEY:
            operation["security"] = []
    return operations


def paths() -> dict[str, dict[str, Any]]:
    """Path below the server's address to its operations. Fresh at each call, for apispec writes into it."""
    found = deepcopy(
        {
            "/comparisons": _COMPARE,
            "/comparisons/{id}": _KEPT,
            "/comparisons/{id}/links": _LINKS,
            "/comparisons/{id}/links/{link}": _WITHDRAWN,
            "/series": _SERIES,
            "/versions": _VERSIONS,
            "/jobs": _JOBS,
            "/jobs/{id}": _JOB,
            "/jobs/{id}/answer": _JOB_ANSWER,
            "/capabilities": _get("capabilities", "All that this service can do", CapabilitiesSchema),
            "/concepts": _get(
                "concepts",
                "The lexicon's concepts, a page at a time",
                ConceptsSchema,
                query=ConceptsQuerySchema,
            ),
            "/healthz": _get("health", "Whether the service answers", HealthSchema),
            "/readyz": _READY,
            "/openapi.json": _OPENAPI,
            **_ARCHIVE,
        }
    )
    return {path: _whole(path, operations) for path, operations in found.items()}
