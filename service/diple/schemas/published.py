"""The published contracts: JSON Schema of comparisons, tables of versions and verdicts, OpenAPI; from the same schemas.

`diple schemas` writes `documents()` into the folder schemas/; a test fails when they are stale.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields

from diple.schemas.comparison import ComparisonSchema
from diple.schemas.examples import illustrate, operations
from diple.schemas.paths import INFO, SECURITY, TAGS, paths
from diple.schemas.request import TEXT, PackField, SourceField, SourceSchema, VerdictsField
from diple.schemas.verdicts import VerdictsSchema
from diple.schemas.versions import ParallelTextSchema
from diple.version import VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_COMPONENTS = "#/components/schemas/"
_HEADERS = {
    "X-Request-Id": {
        "description": "the id of the request in the service's log: as the request brought it, or a new one",
        "schema": {"type": "string"},
    },
    "Retry-After": {
        "description": "seconds after which to try again, where that may help",
        "schema": {"type": "integer"},
    },
}
_TO_TRY_AGAIN = ("429", "503", "507")
_STORED = {"properties": {"store": {"const": True}}, "required": ["store"]}
_DAYS_OF_WHAT_IS_KEPT = {"anyOf": [{"properties": {"keep_days": {"type": "null"}}}, _STORED]}
_NO_DAYS_OR_KEPT = {"anyOf": [{"properties": {"keep_days": False}}, _STORED]}
_VERDICTS_ARE_NOT_KEPT = {
    "anyOf": [{"properties": {"verdicts": {"type": "null"}}}, {"properties": {"store": {"const": False}}}]
}
_ALSO_IS_ABOUT_MARKERS = {
    "anyOf": [{"properties": {"also": {"type": "null"}}}, {"properties": {"markers": {"const": True}}}]
}
_SIGNED_WHOLE = {"dependentRequired": {"analyst": ["date"], "date": ["analyst"]}}
_CONDITIONS: dict[str, dict[str, Any]] = {
    "Compare": {"allOf": [_DAYS_OF_WHAT_IS_KEPT, _VERDICTS_ARE_NOT_KEPT, _ALSO_IS_ABOUT_MARKERS]},
    "Series": _DAYS_OF_WHAT_IS_KEPT,
    "Verdict": _SIGNED_WHOLE,
    "OwnMarker": {
        **_SIGNED_WHOLE,
        "anyOf": [{"properties": {side: {"minItems": 1}}} for side in ("old", "new")],
    },
}
"""What must hold between fields of a schema: marshmallow checks it, and apispec does not see it."""


def _component_name(schema: Schema | type[Schema]) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__.removesuffix("Schema")


def _source_either_way(_self: object, field: fields.Field[Any], **_: object) -> dict[str, Any]:
    """A source is a string or an object; apispec cannot know that from the field's class."""
    if not isinstance(field, SourceField):
        return {}
    return {"oneOf": [{"type": "string", "pattern": TEXT}, {"$ref": f"{_COMPONENTS}{_component_name(SourceSchema)}"}]}


def _pack_either_way(_self: object, field: fields.Field[Any], **_: object) -> dict[str, Any]:
    """A pack is TOML in a string, or an object of the form published in lexicon-pack.v1.json."""
    if not isinstance(field, PackField):
        return {}
    about = {"type": "object", "required": ["name", "version", "license"]}
    return {"oneOf": [{"type": "string"}, {"type": "object", "required": ["pack"], "properties": {"pack": about}}]}


def _verdicts(_self: object, field: fields.Field[Any], **_: object) -> dict[str, Any]:
    """Verdicts have a schema of their own."""
    if not isinstance(field, VerdictsField):
        return {}
    return {"anyOf": [{"$ref": f"{_COMPONENTS}{_component_name(VerdictsSchema)}"}, {"type": "null"}]}


def _constant(_self: object, field: fields.Field[Any], **_: object) -> dict[str, Any]:
    return {"type": "string", "const": field.constant} if isinstance(field, fields.Constant) else {}


def _spec() -> APISpec:
    plugin = MarshmallowPlugin(schema_name_resolver=_component_name)
    spec = APISpec(title="Diple", version=VERSION, openapi_version="3.1.0", plugins=[plugin], **INFO)
    assert plugin.converter is not None  # apispec makes it when the plugin joins the spec
    for function in (_source_either_way, _pack_either_way, _verdicts, _constant):
        plugin.converter.add_attribute_function(function)  # type: ignore[no-untyped-call]
    return spec


def _add(spec: APISpec, schema: type[Schema]) -> None:
    name = _component_name(schema)
    if name not in spec.components.schemas:
        spec.components.schema(name, schema=schema)


@cache
def openapi() -> dict[str, Any]:
    """The service as an OpenAPI 3.1 document. Shared: not to be changed."""
    spec = _spec()
    _add(spec, SourceSchema)
    for name, scheme in SECURITY.items():
        spec.components.security_scheme(name, scheme)
    for path, methods in paths().items():
        spec.path(path=path, operations=methods)
    for tag in TAGS:
        spec.tag(tag)
    made: dict[str, Any] = spec.to_dict()
    _add_conditions(made["components"]["schemas"])
    for operation in operations(made):
        form = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
        if form and "allOf" in form["schema"]:
            form["schema"] = _joined(form["schema"]["allOf"], made["components"]["schemas"])
        _give_headers(operation["responses"])
    made["components"]["headers"] = _HEADERS
    illustrate(made)
    return made


def _give_headers(answers: dict[str, dict[str, Any]]) -> None:
    """The headers that each answer has."""
    for status, answer in answers.items():
        names = ["X-Request-Id", *(["Retry-After"] if status in _TO_TRY_AGAIN else [])]
        given = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
        answer["headers"] = {**given, **answer.get("headers", {})}


def _joined(parts: list[dict[str, Any]], components: dict[str, Any]) -> dict[str, Any]:
    """Objects as one: each by itself would forbid the fields of the others."""
    found = [components[part["$ref"].removeprefix(_COMPONENTS)] if "$ref" in part else part for part in parts]
    conditions = [{name: each[name]} for each in found for name in ("anyOf", "dependentRequired") if name in each]
    return {
        "type": "object",
        "required": [name for each in found for name in each.get("required", ())],
        "properties": {name: _never_null(field) for each in found for name, field in each["properties"].items()},
        "additionalProperties": False,
        "allOf": [_NO_DAYS_OR_KEPT, *conditions],
    }


def _add_conditions(schemas: dict[str, dict[str, Any]]) -> None:
    for name in schemas.keys() & _CONDITIONS.keys():
        schemas[name].update(_CONDITIONS[name])


def _never_null(field: dict[str, Any]) -> dict[str, Any]:
    """A field of a form, in which "null" is a word like any other; what is not there is left out."""
    kinds = field.get("type")
    if not isinstance(kinds, list):
        return field
    named = [kind for kind in kinds if kind != "null"]
    rest = {name: value for name, value in field.items() if (name, value) != ("default", None)}
    return {**rest, "type": named[0] if len(named) == 1 else named}


def comparison_schema() -> dict[str, Any]:
    """A comparison as JSON Schema, draft 2020-12, complete in itself."""
    return _contract(ComparisonSchema, "Diple comparison, version 1")


def versions_schema() -> dict[str, Any]:
    """A table of language versions as JSON Schema, complete in itself."""
    return _contract(ParallelTextSchema, "Diple versions, version 1")


def verdicts_schema() -> dict[str, Any]:
    """An analyst's verdicts on a comparison's markers as JSON Schema, complete in itself."""
    return _contract(VerdictsSchema, "Diple verdicts, version 1")


def _contract(schema: type[Schema], title: str) -> dict[str, Any]:
    spec = _spec()
    _add(spec, schema)
    schemas = spec.to_dict()["components"]["schemas"]
    _add_conditions(schemas)
    found = json.dumps(schemas).replace(_COMPONENTS, "#/$defs/")
    definitions = json.loads(found)
    top = definitions.pop(_component_name(schema))
    return {"$schema": DIALECT, "title": title, **top, "$defs": definitions}


def pack_schema() -> dict[str, Any]:
    """A lexicon pack as JSON Schema, for editors; a test holds it to what the loader takes."""
    written: dict[str, Any] = json.loads(files("diple.schemas").joinpath("lexicon-pack.v1.json").read_text("utf-8"))
    return written


def documents() -> dict[str, str]:
    """The published files: name to text."""
    made = {
        "comparison.v1.json": comparison_schema(),
        "lexicon-pack.v1.json": pack_schema(),
        "openapi.json": openapi(),
        "verdicts.v1.json": verdicts_schema(),
        "versions.v1.json": versions_schema(),
    }
    return {name: json.dumps(made[name], ensure_ascii=False, indent=2) + "\n" for name in sorted(made)}
