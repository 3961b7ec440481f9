"""Answers in JSON, one line a value: what a schema describes, or an object as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Response
from marshmallow import Schema


def answered(schema: Schema, found: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON, as its schema describes it."""
    return as_json(schema.dump(found), status, headers)


def as_json(found: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON. Half of a surrogate pair, which UTF-8 has no bytes for, is escaped."""
    body = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    return Response(body.encode("utf-8", "backslashreplace"), status, headers, mimetype="application/json")
