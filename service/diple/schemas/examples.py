"""Examples in the description of the API, from `examples.json`: of what is sent, and of each kind of answer.

A test holds each of them to its schema, and each operation to having them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

PROBLEM = "application/problem+json"
_REQUEST_ID = "123e4567-e89b-12d3-a456-426614174000"
_SHARED = "#/components/examples/"


@cache
def _written() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("diple.schemas").joinpath("examples.json").read_text("utf-8"))
    return found


def illustrate(document: dict[str, Any]) -> None:
    """Puts the examples into an OpenAPI document."""
    document["components"]["examples"] = {told["code"]: {"value": told} for told in _problems().values()}
    for operation in operations(document):
        told = _written()["operations"].get(operation["operationId"], {})
        _of_request(operation, told)
        for status, answer in operation["responses"].items():
            _of_answer(answer, status, told.get("answers", {}).get(status, {}))


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All operations of an OpenAPI document."""
    for path in document["paths"].values():
        yield from path.values()


def _of_request(operation: dict[str, Any], told: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in told.get("parameters", {}):
            parameter["example"] = told["parameters"][parameter["name"]]
    content = operation.get("requestBody", {}).get("content", {})
    for media_type, kind in (("application/json", "json"), ("multipart/form-data", "form")):
        if kind in told:
            content[media_type]["examples"] = _named(told[kind])


def _of_answer(answer: dict[str, Any], status: str, told: dict[str, Any]) -> None:
    content = answer.get("content", {})
    for media_type, values in told.items():
        content[media_type]["examples"] = _named(values)
    if PROBLEM in content and status in _problems():
        code = _problems()[status]["code"]
        content[PROBLEM]["examples"] = {code: {"$ref": f"{_SHARED}{code}"}}


def _named(values: dict[str, Any]) -> dict[str, Any]:
    return {name: {"value": value} for name, value in values.items()}


@cache
def _problems() -> dict[str, dict[str, Any]]:
    """A whole problem for each status."""
    return {status: _problem(int(status), told) for status, told in _written()["problems"].items()}


def _problem(status: int, told: dict[str, Any]) -> dict[str, Any]:
    kind = f"urn:diple:problem:{told['code'].lower().replace('_', '-')}"
    return {"type": kind, "title": told["title"], "status": status, **told, "request_id": _REQUEST_ID}
