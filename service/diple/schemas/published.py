"""The published contracts: JSON Schema of a comparison and of verdicts, OpenAPI of the service, from the same schemas.

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
from diple.schemas.paths import INFO, SECURITY, TAGS, paths
from diple.schemas.request import TEXT, PackField, SourceField, SourceSchema, VerdictsField
from diple.schemas.verdicts import VerdictsSchema
from diple.version import VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_COMPONENTS = "#/components/schemas/"


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
    for path, operations in paths().items():
        spec.path(path=path, operations=operations)
    for tag in TAGS:
        spec.tag(tag)
    made: dict[str, Any] = spec.to_dict()
    for operations in made["paths"].values():
        for operation in operations.values():
            form = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
            if form:
                form["schema"] = _joined(form["schema"]["allOf"], made["components"]["schemas"])
    return made


def _joined(parts: list[dict[str, Any]], components: dict[str, Any]) -> dict[str, Any]:
    """Objects as one: each by itself would forbid the fields of the others."""
    found = [components[part["$ref"].removeprefix(_COMPONENTS)] if "$ref" in part else part for part in parts]
    return {
        "type": "object",
        "required": [name for each in found for name in each.get("required", ())],
        "properties": {name: _never_null(field) for each in found for name, field in each["properties"].items()},
        "additionalProperties": False,
    }


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


def verdicts_schema() -> dict[str, Any]:
    """An analyst's verdicts on a comparison's markers as JSON Schema, complete in itself."""
    return _contract(VerdictsSchema, "Diple verdicts, version 1")


def _contract(schema: type[Schema], title: str) -> dict[str, Any]:
    spec = _spec()
    _add(spec, schema)
    found = json.dumps(spec.to_dict()["components"]["schemas"]).replace(_COMPONENTS, "#/$defs/")
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
    }
    return {name: json.dumps(made[name], ensure_ascii=False, indent=2) + "\n" for name in sorted(made)}
