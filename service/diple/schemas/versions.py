"""The wire form of a table of language versions, `diple.versions/1`: what `to_dict`, `-f json` and the service give.

Keys come in the order in which they are declared here. Within version 1 keys may be added and none is taken away or
given another meaning. All offsets are Unicode code points, all spans half-open.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from marshmallow import Schema, fields, validate

from diple.model import Level
from diple.parallel.table import ParallelText, Version
from diple.schemas.comparison import (
    EngineSchema,
    MarkerSchema,
    NoticeSchema,
    SelectorSchema,
    SpanSchema,
    StatementSchema,
)

SCHEMA_NAME = "diple.versions/1"


def _said(description: str, **more: object) -> dict[str, Any]:
    return {"required": True, "metadata": {"description": description, **more}}


class VersionSchema(StatementSchema):
    """One of the versions, as it was read."""

    key = fields.String(**_said("names it: its language, with a number for a further one of a language (en-2)"))

    def get_attribute(self, obj: Version, attr: str, default: object) -> object:
        """The key of a version, or what its statement says."""
        return obj.key if attr == "key" else super().get_attribute(obj.statement, attr, default)


class VersionCellSchema(Schema):
    """The sentences of one version in a row."""

    version = fields.String(**_said("key of the version"))
    spans = fields.List(
        fields.Nested(SpanSchema),
        **_said("its sentences, each up to the start of the next: those of all rows hold every character of the text"),
    )
    moved = fields.Boolean(**_said("whether they are in another place than in the pivot"))
    through = fields.String(**_said("key of the version that leads to them; empty where the pivot is linked with them"))
    asked = fields.Integer(**_said("how many comparisons with other versions than the pivot could confirm them"))
    confirmed = fields.Integer(**_said("how many of these link them as well"))
    rows = fields.List(fields.String(), **_said("ids of other rows with the same sentences"))


class TableRowSchema(Schema):
    """A sentence of the pivot with what renders it, or sentences that only other versions have."""

    id = fields.String(**_said("names the row within this table"))
    cells = fields.List(
        fields.Nested(VersionCellSchema), **_said("in the order of the versions; none where one has nothing")
    )


class QuotedSchema(Schema):
    """The evidence in one version."""

    version = fields.String(**_said("key of the version"))
    selectors = fields.List(fields.Nested(SelectorSchema), **_said("what it says"))


class MarkerOfSchema(Schema):
    """A marker of the comparison of two versions, see `pairs`."""

    old = fields.String(**_said("key of the version that is the old text there"))
    new = fields.String(**_said("key of the version that is the new text there"))
    id = fields.String(**_said("id of the marker"))


class DivergenceSchema(Schema):
    """One place where versions say different things."""

    id = fields.String(**_said("names the divergence within this table"))
    row = fields.String(**_said("id of the row it is in"))
    kind = fields.String(**_said("the rule that found it; divergence.absent for a sentence that versions lack"))
    referent = fields.String(**_said("what is at issue"))
    score = fields.Integer(**_said("of its weightiest marker, 0 without one", minimum=0, maximum=100))
    level = fields.String(validate=validate.OneOf(get_args(Level)), **_said("of its weightiest marker"))
    odd = fields.List(
        fields.String(), **_said("keys of the versions that say otherwise; all that differ where it cannot be said")
    )
    decided = fields.Boolean(**_said("whether more versions agree against the odd ones than there are odd ones"))
    rationale = fields.String(**_said("why, in plain words"))
    quotes = fields.List(fields.Nested(QuotedSchema), **_said("what each version says"))
    markers = fields.List(fields.Nested(MarkerOfSchema), **_said("the markers that say so"))


class PairSchema(Schema):
    """The comparison of two versions."""

    old = fields.String(**_said("key of the version that is the old text"))
    new = fields.String(**_said("key of the version that is the new text"))
    id = fields.String(attribute="comparison.id", **_said("id of the comparison"))
    markers = fields.List(
        fields.Nested(MarkerSchema), attribute="comparison.markers", **_said("its markers, by falling score")
    )


class VersionsSummarySchema(Schema):
    """Counts, for a first look."""

    rows = fields.Integer(**_said("rows of the table"))
    divergent = fields.Integer(**_said("rows with a divergence"))
    by_level = fields.Dict(
        keys=fields.String(), values=fields.Integer(), **_said("divergences; only levels that occur")
    )
    odd = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        **_said("by version, in how many divergences it alone is known to say otherwise"),
    )
    absent = fields.Dict(
        keys=fields.String(), values=fields.Integer(), **_said("by version, rows in which it has nothing")
    )


class ParallelTextSchema(Schema):
    """Language versions side by side, and where they say different things."""

    schema = fields.Constant(SCHEMA_NAME, **_said("name and version of this form", const=SCHEMA_NAME))
    id = fields.String(**_said("derived from the comparisons and the pivot; 32 hexadecimal digits"))
    engine = fields.Nested(EngineSchema, **_said("what made the comparisons"))
    pivot = fields.String(**_said("key of the version whose sentences make the rows"))
    versions = fields.List(fields.Nested(VersionSchema), **_said("as they were given"))
    rows = fields.List(
        fields.Nested(TableRowSchema), **_said("in the order of the pivot, what only other versions have in its place")
    )
    divergences = fields.List(
        fields.Nested(DivergenceSchema), **_said("in the order of the rows, in a row by falling score")
    )
    pairs = fields.List(fields.Nested(PairSchema), **_said("the comparisons of each two versions"))
    summary = fields.Nested(VersionsSummarySchema, **_said("counts"))
    degraded = fields.List(fields.Nested(NoticeSchema), **_said("where a budget forced a coarser answer"))
    warnings = fields.List(fields.Nested(NoticeSchema), **_said("what else to know, such as what was left out"))

    def get_attribute(self, obj: ParallelText, attr: str, default: object) -> object:
        """The counts and the engine are those of its parts."""
        if attr == "summary":
            return summary(obj)
        if attr == "engine":
            return obj.pairs[0].comparison.engine
        return super().get_attribute(obj, attr, default)


_TABLE = ParallelTextSchema()


def dump_versions(table: ParallelText) -> dict[str, Any]:
    """The wire form of a table: JSON-ready, keys in the published order."""
    dumped: dict[str, Any] = _TABLE.dump(table)
    return dumped


def summary(table: ParallelText) -> dict[str, Any]:
    """Counts of rows and divergences."""
    levels = Counter(each.level for each in table.divergences)
    odd = Counter(key for each in table.divergences if each.decided for key in each.odd)
    absent = Counter(version.key for row in table.rows for version in table.versions if not row.cell(version.key))
    keys = [version.key for version in table.versions]
    return {
        "rows": len(table.rows),
        "divergent": len({each.row for each in table.divergences}),
        "by_level": {level: levels[level] for level in get_args(Level) if levels[level]},
        "odd": {key: odd[key] for key in keys if odd[key]},
        "absent": {key: absent[key] for key in keys if absent[key]},
    }
