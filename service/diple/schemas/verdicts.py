"""An analyst's verdicts and own markers on one comparison, `diple.verdicts/1`: a layer beside it that alters nothing.

The page keeps them in the browser and writes them beside the comparison's own JSON, or inside the saved page.
"""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from diple.model import Direction
from diple.result import LEVELS

SCHEMA_NAME = "diple.verdicts/1"
LONGEST_NAME = 200
LONGEST_NOTE = 10_000
LONGEST_KIND = 80
MOST_OWN = 1_000
OWN_LEVELS = LEVELS[:-1]
"""The limits of what an analyst writes, in characters, and of own markers. The page has them in its fields."""


def _said(description: str, **more: object) -> dict[str, Any]:
    return {"required": True, "metadata": {"description": description, **more}}


def _perhaps(description: str, **more: object) -> dict[str, Any]:
    return {"metadata": {"description": description, **more}}


class WholeField(fields.Integer):
    """A whole number, also as JSON Schema has it, for which 3.0 is one; a string is none."""

    def _validated(self, value: object) -> int:
        return super()._validated(int(value) if isinstance(value, float) and value.is_integer() else value)


class ProofSchema(Schema):
    """One quotation that a judged marker rests on."""

    start = WholeField(strict=True, validate=validate.Range(min=0), **_said("where it begins, in code points"))
    exact = fields.String(**_said("its exact words"))


class MarkedSchema(Schema):
    """Words of a text that an analyst marked."""

    start = WholeField(strict=True, validate=validate.Range(min=0), **_said("where they begin, in code points"))
    exact = fields.String(validate=validate.Length(min=1), **_said("the exact words"))


class EvidenceSchema(Schema):
    """Which marker was judged, told so that it is known again in another comparison of the same texts."""

    code = fields.String(**_said("the marker's code in the taxonomy"))
    direction = fields.String(**_said("the marker's direction"))
    old = fields.List(fields.Nested(ProofSchema), **_said("its evidence in the old text"))
    new = fields.List(fields.Nested(ProofSchema), **_said("its evidence in the new text"))


class TextsSchema(Schema):
    """The two texts that were compared, by their digests (of the text in UTF-8, SHA-256, hexadecimal)."""

    old = fields.String(validate=validate.Regexp("^[0-9a-f]{64}$"), **_said("digest of the old text"))
    new = fields.String(validate=validate.Regexp("^[0-9a-f]{64}$"), **_said("digest of the new text"))


class VerdictSchema(Schema):
    """What an analyst says of one marker. With `analyst` and `date` it is another's than the layer's, signed then."""

    marker = fields.String(validate=validate.Regexp("^m[0-9]+$"), **_said("the marker's id in the comparison"))
    verdict = fields.String(
        validate=validate.OneOf(["accept", "reject"]), allow_none=True, **_said("null where there is only a note")
    )
    note = fields.String(
        validate=validate.Length(max=LONGEST_NOTE), **_said("the analyst's own words, empty where there are none")
    )
    analyst = fields.String(
        validate=validate.Length(min=1, max=LONGEST_NAME),
        **_perhaps("who gave it, where that is another than who signed the layer"),
    )
    date = fields.Date(**_perhaps("when that other signed it"))
    evidence = fields.Nested(EvidenceSchema, **_perhaps("the marker, known by it in another comparison of these texts"))

    @validates_schema
    def _is_signed_whole(self, told: dict[str, Any], **_: object) -> None:
        if ("analyst" in told) != ("date" in told):
            raise ValidationError("A verdict of another than the signer has both `analyst` and `date`", "analyst")


class OwnMarkerSchema(Schema):
    """A passage that an analyst marked. With `analyst` and `date` it is another's than the layer's, signed then."""

    id = fields.String(validate=validate.Regexp("^o[1-9][0-9]*$"), **_said("its id, which no other of the layer has"))
    kind = fields.String(
        validate=[validate.Length(max=LONGEST_KIND), validate.Regexp(r"\S")],
        **_said("a code of the taxonomy (M1), or the analyst's own words"),
    )
    direction = fields.String(validate=validate.OneOf(get_args(Direction)), **_said("which way it bears"))
    level = fields.String(validate=validate.OneOf(OWN_LEVELS), **_said("how weighty the analyst finds it"))
    note = fields.String(
        validate=validate.Length(max=LONGEST_NOTE), **_said("the analyst's own words, empty where there are none")
    )
    analyst = fields.String(
        validate=validate.Length(min=1, max=LONGEST_NAME),
        **_perhaps("who marked it, where that is another than who signed the layer"),
    )
    date = fields.Date(**_perhaps("when that other signed it"))
    old = fields.List(fields.Nested(MarkedSchema), **_said("what is marked in the old text"))
    new = fields.List(fields.Nested(MarkedSchema), **_said("what is marked in the new text"))

    @validates_schema
    def _is_signed_whole_and_quotes(self, told: dict[str, Any], **_: object) -> None:
        if ("analyst" in told) != ("date" in told):
            raise ValidationError("A marker of another than the signer has both `analyst` and `date`", "analyst")
        if not told.get("old") and not told.get("new"):
            raise ValidationError("An own marker quotes the old text or the new one", "new")


class VerdictsSchema(Schema):
    """The verdicts and own markers of one analyst on one comparison, signed with name and date."""

    schema = fields.Constant(SCHEMA_NAME, **_said("the name and version of this form"))
    comparison = fields.String(
        validate=validate.Regexp("^[0-9a-f]{32}$"), **_said("the id of the comparison; no other has these markers")
    )
    analyst = fields.String(validate=validate.Length(min=1, max=LONGEST_NAME), **_said("who signed"))
    date = fields.Date(**_said("when, as year, month and day"))
    texts = fields.Nested(TextsSchema, **_perhaps("the texts, by which another comparison of them is known"))
    verdicts = fields.List(fields.Nested(VerdictSchema), **_said("in the order of the comparison's markers"))
    own_markers = fields.List(
        fields.Nested(OwnMarkerSchema),
        validate=validate.Length(max=MOST_OWN),
        **_perhaps("passages that the analyst marked; they rest on the texts, not on this comparison"),
    )
