"""The page that describes the API to a reader: the OpenAPI document, written out by the server, without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template
from markupsafe import Markup, escape

from diple.schemas.examples import PROBLEM
from diple.schemas.published import openapi

blueprint = Blueprint("reference", __name__)
_CODE = re.compile(r"`([^`]+)`")
_LONGEST = 2_000
"""Characters of an example that is shown: the whole of a comparison would be a page by itself."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field, parameter or property: its name, what it may be, whether it must be there, and what it is."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Content:
    """A body in one media type: its form, the fields of a form, and examples by their names."""

    media_type: str
    kind: str
    rows: tuple[Row, ...]
    examples: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its status and what it means, and its bodies; of a problem only the code of its example."""

    status: str
    about: str
    contents: tuple[Content, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a path."""

    id: str
    method: str
    path: str
    summary: str
    parameters: tuple[Row, ...]
    body: tuple[Content, ...]
    answers: tuple[Answer, ...]


@blueprint.get("/reference")
def page() -> Response:
    """The description of the API."""
    document = openapi()
    root = document["servers"][0]["url"]
    tags = {tag["name"]: (tag["description"], list(_tagged(document, tag["name"]))) for tag in document["tags"]}
    schemas = {name: (each, _rows(each)) for name, each in sorted(document["components"]["schemas"].items())}
    told = {"info": document["info"], "tags": tags, "schemas": schemas, "marked": marked}
    body = render_template("reference.html", lang="en", base=root, **told)
    response = Response(body, mimetype="text/html", headers={"Cache-Control": "no-cache"})
    response.add_etag()
    return response


def marked(description: str) -> Markup:
    """A description with what is between backquotes as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(description))))


def _tagged(document: Mapping[str, Any], tag: str) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            if tag in told["tags"]:
                yield _operation(document, path, method, told)


def _operation(document: Mapping[str, Any], path: str, method: str, told: Mapping[str, Any]) -> Operation:
    parameters = tuple(
        Row(each["name"], f"{each['in']}: {kind_of(each['schema'])}", each["required"], each.get("description", ""))
        for each in told.get("parameters", ())
    )
    body = told.get("requestBody", {}).get("content", {})
    answers = (_answer(document, status, each) for status, each in sorted(told["responses"].items()))
    contents = tuple(_contents(document, body))
    return Operation(told["operationId"], method.upper(), path, told["summary"], parameters, contents, tuple(answers))


def _answer(document: Mapping[str, Any], status: str, told: Mapping[str, Any]) -> Answer:
    content = dict(told.get("content", {}))
    code = next(iter(content.pop(PROBLEM, {}).get("examples", {})), "")
    return Answer(status, told["description"], tuple(_contents(document, content)), code)


def _contents(document: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[Content]:
    for media_type, told in content.items():
        schema = told.get("schema", {})
        examples = {name: _example(document, each) for name, each in told.get("examples", {}).items()}
        yield Content(media_type, kind_of(schema) if schema else "bytes", _rows(schema), examples)


def _example(document: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    value = told["value"] if "value" in told else document["components"]["examples"][_last(told["$ref"])]["value"]
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    return written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"


def _rows(schema: Mapping[str, Any]) -> tuple[Row, ...]:
    required = schema.get("required", ())
    return tuple(
        Row(name, kind_of(each), name in required, each.get("description", ""))
        for name, each in schema.get("properties", {}).items()
    )


def kind_of(schema: Mapping[str, Any]) -> str:
    """What a value may be, in words: "array of Marker", "string or null", "one of a4, letter"."""
    if "$ref" in schema:
        return _last(schema["$ref"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return f"one of {', '.join(map(str, schema['enum']))}"
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema and "type" not in schema:
            return " or ".join(kind_of(each) for each in schema[several])
    return _typed(schema)


def _typed(schema: Mapping[str, Any]) -> str:
    found = schema.get("type", "any value")
    if found == "array":
        return f"array of {kind_of(schema.get('items', {}))}"
    return " or ".join(found) if isinstance(found, list) else str(found)


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]
