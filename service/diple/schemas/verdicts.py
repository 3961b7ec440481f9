"""An analyst's verdicts on the markers of one comparison, `diple.verdicts/1`: a layer beside it that alters nothing.

The page keeps them in the browser and writes them beside the comparison's own JSON, or inside the saved page.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

SCHEMA_NAME = "diple.verdicts/1"
LONGEST_NAME = 200
LONGEST_NOTE = 10_000
"""The limits of what an analyst writes, in characters. The page has them in its fields."""


def _said(description: str, **more: object) -> dict[str, Any]:
    return {"required": True, "metadata": {"description": description, **more}}


class VerdictSchema(Schema):
    """What an analyst says of one marker."""

    marker = fields.String(validate=validate.Regexp("^m[0-9]+$"), **_said("the marker's id in the comparison"))
    verdict = fields.String(
        validate=validate.OneOf(["accept", "reject"]), allow_none=True, **_said("null where there is only a note")
    )
    note = fields.String(
        validate=validate.Length(max=LONGEST_NOTE), **_said("the analyst's own words, empty where there are none")
    )


class VerdictsSchema(Schema):
    """The verdicts of one analyst on one comparison, signed with name and date."""

    schema = fields.Constant(SCHEMA_NAME, **_said("the name and version of this form"))
    comparison = fields.String(
        validate=validate.Regexp("^[0-9a-f]{32}$"), **_said("the id of the comparison; no other has these markers")
    )
    analyst = fields.String(validate=validate.Length(min=1, max=LONGEST_NAME), **_said("who signed"))
    date = fields.Date(**_said("when, as year, month and day"))
    verdicts = fields.List(fields.Nested(VerdictSchema), **_said("in the order of the comparison's markers"))
