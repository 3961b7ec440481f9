"""The paths of the archive of statements for the OpenAPI document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema

from diple.schemas.archived import (
    SERIES_NAME,
    AgainstSchema,
    ArchiveSeriesSchema,
    BaselineQuerySchema,
    BaselineSchema,
    CorrectionSchema,
    FoundSchema,
    FullSchema,
    HeldListSchema,
    HeldSchema,
    HistoryQuerySchema,
    HistorySchema,
    ImportedSchema,
    ImportSchema,
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
from diple.schemas.reply import ProblemSchema

_WRONG = {
    "400": "The body or the query is not well formed",
    "404": "There is no such statement or series",
    "415": "The body is no JSON",
    "413": "The body, or the text, is too large",
    "422": "A parameter or field is not what it should be",
    "503": "The archive does not answer, or a later version of Diple made it",
}
_PROBLEM = "application/problem+json"
_WITHIN = {
    "id": {"description": "the id of a statement", "schema": {"type": "string"}},
    "name": {"description": "the name of a series", "schema": {"type": "string", "pattern": SERIES_NAME}},
}
_NEXT = {"description": "the address of the next page, where there is one", "schema": {"type": "string"}}
_PREVIOUS = {"description": "the address of the statement that was the old text", "schema": {"type": "string"}}
_EARLIER = {"description": "how many of the earlier statements took part", "schema": {"type": "string"}}
_TEXT = {"text": "The Parties shall meet every year.", "date": "2031-03-01"}


def _described(description: str, schema: type[Schema], kind: str = "application/json") -> dict[str, Any]:
    return {"description": description, "content": {kind: {"schema": schema}}}


def _operation(
    name: str,
    summary: str,
    answer: type[Schema] | None,
    *,
    query: type[Schema] | None = None,
    body: type[Schema] | None = None,
    example: object = None,
    status: int = 200,
    within: tuple[str, ...] = (),
) -> dict[str, Any]:
    wrong = _WRONG | ({"507": "The limit of stored statements is reached"} if status == 201 else {})
    problems = {code: _described(why, ProblemSchema, _PROBLEM) for code, why in wrong.items()}
    done = _described(summary, answer) if answer else {"description": "It is gone"}
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "parameters": [
            *({"name": each, "in": "path", "required": True, **_WITHIN[each]} for each in within),
            *([{"in": "query", "schema": query}] if query else []),
        ],
        "responses": {str(status): done, **({"200": done} if status == 201 else {}), **problems},
    }
    if status == 200 and answer and query and "offset" in query().fields:
        operation["responses"]["200"] = {**done, "headers": {"Link": _NEXT}}
    if body:
        content = {"application/json": {"schema": body, "examples": {"example": {"value": example}}}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


_ID, _NAME = ("id",), ("name",)


def archive_paths(
    forms: Sequence[dict[str, Any]], compared: dict[str, Any], not_acceptable: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """Path to its operations; `forms` are the parameters of the forms of a comparison, `compared` is its answer in
    all of them, and `not_acceptable` the answer where a form is asked for that there is not.
    """
    baselines = _of_baselines(forms, compared, not_acceptable)
    return {**_of_statements(), **_of_files(), **_of_series(), **baselines, **_of_wordings()}


def _of_statements() -> dict[str, dict[str, Any]]:
    return {
        "/archive/statements": {
            "get": _operation("statements", "The stored statements", HeldListSchema, query=ListQuerySchema),
            "post": _operation(
                *("keepStatement", "Store a statement; 200 if it is stored already", StoredSchema),
                body=StatementInSchema,
                example={**_TEXT, "series": ["north-south"]},
                status=201,
            ),
        },
        "/archive/statements/{id}": {
            "get": _operation("statement", "A statement with its text", FullSchema, within=_ID),
            "post": _operation(
                *("correctStatement", "Correct the metadata of a statement", HeldSchema),
                body=CorrectionSchema,
                example={"title": "Joint statement"},
                within=_ID,
            ),
            "delete": _operation("removeStatement", "Remove a statement", None, status=204, within=_ID),
        },
        "/archive/statements/{id}/novelty": {
            "get": _operation(
                *("novelty", "What of a statement no earlier one says", NoveltySchema),
                query=NoveltyQuerySchema,
                within=_ID,
            )
        },
        "/archive/novelty": {
            "post": _operation(
                *("noveltyOfText", "What of a text no statement before its day says", NoveltySchema),
                query=NoveltyQuerySchema,
                body=StatementInSchema,
                example=_TEXT,
            )
        },
    }


def _of_series() -> dict[str, dict[str, Any]]:
    return {
        "/archive/series": {
            "get": _operation("archiveSeries", "The series that there are", SeriesListSchema, query=PageQuerySchema)
        },
        "/archive/series/{name}": {
            "get": _operation("oneSeries", "A series", ArchiveSeriesSchema, within=_NAME),
            "post": _operation(
                *("describeSeries", "Make a series, describe it, or change its members", ArchiveSeriesSchema),
                body=SeriesInSchema,
                example={"title": "Annual statements", "gaps": ["2009"]},
                within=_NAME,
            ),
            "delete": _operation(
                "dissolveSeries", "Remove a series; its statements stay", None, status=204, within=_NAME
            ),
        },
        "/archive/series/{name}/lives": {
            "get": _operation(
                *("lives", "Where wordings occur in a series", LivesSchema), query=LivesQuerySchema, within=_NAME
            )
        },
    }


def _of_files() -> dict[str, dict[str, Any]]:
    imported = _operation("importStatements", "Keep the statements of files", ImportedSchema)
    content = {"schema": ImportSchema}
    imported["requestBody"] = {"required": True, "content": {"multipart/form-data": content}}
    imported["responses"]["507"] = _described("More statements than can be stored", ProblemSchema, _PROBLEM)
    exported = _operation("exportStatements", "Statements as plain files with a manifest", None, query=ScopeQuerySchema)
    exported["responses"]["200"] = {"description": "A ZIP, which import takes", "content": {"application/zip": {}}}
    return {"/archive/import": {"post": imported}, "/archive/export": {"get": exported}}


def _of_baselines(
    forms: Sequence[dict[str, Any]], compared: dict[str, Any], not_acceptable: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    operation = _operation(
        *("compareWithSeries", "Compare a text with the statement of a series before its day", None),
        body=AgainstSchema,
        example={**_TEXT, "against": "0123456789abcdef"},
        within=_NAME,
    )
    operation["parameters"] += forms
    headers = {**compared["headers"], "Link": _PREVIOUS, "Diple-Earlier": _EARLIER}
    operation["responses"] |= {"200": {**compared, "headers": headers}, **not_acceptable}
    return {
        "/archive/series/{name}/baseline": {
            "get": _operation(
                *("baseline", "What a text of a series would be compared with", BaselineSchema),
                query=BaselineQuerySchema,
                within=_NAME,
            )
        },
        "/archive/series/{name}/comparisons": {"post": operation},
    }


def _of_wordings() -> dict[str, dict[str, Any]]:
    return {
        "/archive/mentions": {
            "get": _operation(
                "mentions", "First and last mention of a wording", MentionsSchema, query=WordingQuerySchema
            )
        },
        "/archive/history": {
            "get": _operation("history", "A wording over the years", HistorySchema, query=HistoryQuerySchema)
        },
        "/archive/search": {
            "get": _operation("search", "Statements with some words", FoundSchema, query=SearchQuerySchema)
        },
    }
