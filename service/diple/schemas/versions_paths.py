"""The path of language versions for the OpenAPI document of the service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diple.parallel import MOST_VERSIONS
from diple.schemas.request import TEXT, VersionsSchema, VersionsUploadSchema
from diple.schemas.versions import ParallelTextSchema

VERSIONS_FORMS = {
    "json": "application/json",
    "text": "text/plain",
    "tsv": "text/tab-separated-values",
    "tmx": "application/x-tmx+xml",
    "tei": "application/tei+xml",
}
"""The forms of a table; those of `diple.render.forms`, which lies above."""
_FILE = {"type": "string", "contentMediaType": "application/octet-stream"}
_UPLOAD: dict[str, Any] = {
    "allOf": [
        VersionsUploadSchema,
        {
            "type": "object",
            "required": ["versions"],
            "properties": {
                "versions": {
                    "type": "array",
                    "items": {**_FILE, "pattern": TEXT},
                    "minItems": 2,
                    "maxItems": MOST_VERSIONS,
                },
                "packs": {"type": "array", "items": _FILE},
            },
        },
    ]
}
_THREE = {
    "three versions": {
        "value": {
            "versions": [
                "The Parties shall meet within 12 days.",
                "Стороны встречаются в течение 15 дней.",
                {"text": "双方应在12天内会晤。", "language": "zh"},
            ]
        }
    }
}


def versions_path(
    format_: dict[str, Any], heeded: Sequence[dict[str, Any]], headers: dict[str, Any], other: dict[str, Any]
) -> dict[str, Any]:
    """The operation; its parameter of the format, headers to be heeded, those of its answer, and its other answers."""
    return {
        "post": {
            "operationId": "compareVersions",
            "summary": "Set language versions side by side, and find where they say different things",
            "parameters": [format_, *heeded],
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {"schema": VersionsSchema, "examples": _THREE},
                    "multipart/form-data": {"schema": _UPLOAD},
                },
            },
            "responses": {
                "200": {
                    "description": "The table",
                    "headers": headers,
                    "content": {
                        **{media_type: {"schema": {"type": "string"}} for media_type in VERSIONS_FORMS.values()},
                        "application/json": {"schema": ParallelTextSchema},
                    },
                },
                **other,
            },
        }
    }
