"""The wire form of a comparison, `diple.comparison/1`: what `to_dict`, `-f json` and the service all give.

Keys come in the order in which they are declared here. Within version 1 keys may be added and none is taken
away or given another meaning. All offsets are Unicode code points, all spans half-open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from marshmallow import Schema, fields, post_dump, validate

from diple.model import (
    BlockKind,
    ChangeKind,
    Direction,
    Level,
    Mode,
    NoiseReason,
    SegmentStatus,
    Statement,
    Sureness,
    ThemeStatus,
)
from diple.result import Comparison, count_words

SCHEMA_NAME = "diple.comparison/1"


def _said(description: str, **more: object) -> dict[str, Any]:
    return {"required": True, "metadata": {"description": description, **more}}


def _one_of(literal: object) -> validate.OneOf:
    return validate.OneOf(get_args(literal))


class SpanSchema(Schema):
    """A half-open stretch of a text."""

    start = fields.Integer(**_said("first code point", minimum=0))
    end = fields.Integer(**_said("one past the last code point", minimum=0))


class QuoteSchema(SpanSchema):
    """A stretch of a text with its exact words."""

    quote = fields.String(**_said("the text from start to end"))


class SelectorSchema(SpanSchema):
    """Evidence, found again by position or by quotation (W3C TextPositionSelector and TextQuoteSelector)."""

    exact = fields.String(**_said("the text from start to end"))
    prefix = fields.String(**_said("up to 32 characters before"))
    suffix = fields.String(**_said("up to 32 characters after"))


class NoticeSchema(Schema):
    """Something a reader of the result should know."""

    code = fields.String(**_said("stable, lower case"))
    message = fields.String(**_said("a sentence in plain words"))
    data = fields.Dict(**_said("the values that the message speaks of"))


class CoverageSchema(Schema):
    """How much of a source's text was kept; the warnings tell what was left out."""

    kept = fields.Integer(**_said("characters of text kept"))
    found = fields.Integer(**_said("characters of text found in the source"))


class BlockSchema(SpanSchema):
    """A heading, paragraph, list item, footnote, quotation or table cell."""

    kind = fields.String(validate=_one_of(BlockKind), **_said("what it is"))
    level = fields.Integer(**_said("depth of a heading (1 to 6) or a list, else 0"))
    label = fields.Nested(SpanSchema, allow_none=True, **_said("its number or letter, not part of its text"))


class StatementSchema(Schema):
    """One of the two texts, as it was read."""

    title = fields.String(allow_none=True, **_said("its title, where one was found or given"))
    language = fields.String(**_said("BCP 47 primary tag, or und"))
    sha256 = fields.String(**_said("digest of the text in UTF-8, hexadecimal"))
    characters = fields.Integer(**_said("length of the text in code points"))
    words = fields.Integer(**_said("words; each Chinese or Japanese character is one"))
    format = fields.String(**_said("the format it was read as"))
    encoding = fields.String(allow_none=True, **_said("the encoding of its bytes; null where it came as text"))
    date = fields.String(allow_none=True, **_said("its date, ISO 8601"))
    parties = fields.List(fields.String(), **_said("the states and bodies that speak"))
    level = fields.String(allow_none=True, **_said("rank of those who speak"))
    status = fields.String(
        allow_none=True, **_said("authentic, official_translation, unofficial or excerpt, where known")
    )
    coverage = fields.Nested(CoverageSchema, allow_none=True, **_said("how much of the source was kept"))
    warnings = fields.List(fields.Nested(NoticeSchema), **_said("what the reader of the source met"))
    blocks = fields.List(fields.Nested(BlockSchema), **_said("paragraphs and their like, in order"))
    text = fields.String(**_said("the whole text; every offset points into it"))

    def get_attribute(self, obj: Any, attr: str, default: object) -> object:  # noqa: ANN401
        """What the statement says, or what follows from its text."""
        derive = _DERIVED.get(attr)
        return derive(obj) if derive else super().get_attribute(obj, attr, default)


_DERIVED: dict[str, Callable[[Statement], int]] = {
    "characters": lambda statement: len(statement.text),
    "words": lambda statement: count_words(statement.text),
}


class PackSchema(Schema):
    """A lexicon pack that took part."""

    name = fields.String(**_said("the pack's name"))
    version = fields.String(**_said("the pack's version"))
    sha256 = fields.String(**_said("digest of the pack's bytes, hexadecimal"))


class OptionSchema(Schema):
    """An option that shaped the result; one with several values is there several times."""

    name = fields.String(**_said("such as mode, or earlier"))
    value = fields.String(**_said("as it was given; of an earlier text, the digest"))

    def get_attribute(self, obj: tuple[str, str], attr: str, default: object) -> str:
        """An option is held as a pair."""
        return obj[0] if attr == "name" else obj[1]


class EngineSchema(Schema):
    """What made the result."""

    version = fields.String(**_said("Diple's version"))
    packs = fields.List(fields.Nested(PackSchema), **_said("in the order of their use"))
    options = fields.List(fields.Nested(OptionSchema), **_said("what shaped the result"))


class SegmentSchema(Schema):
    """A stretch of the old text and what answers it in the new; together the segments cover both texts."""

    id = fields.String(**_said("names the segment within this comparison"))
    status = fields.String(
        validate=_one_of(SegmentStatus),
        **_said("reworded: possibly the same thought, reported as a deletion and an insertion"),
    )
    moved = fields.Boolean(**_said("whether it left its order"))
    old = fields.List(fields.Nested(SpanSchema), **_said("its spans of the old text; none where it was added"))
    new = fields.List(fields.Nested(SpanSchema), **_said("its spans of the new text; none where it was dropped"))
    changes = fields.List(fields.String(), **_said("ids of its changes, in order"))
    confidence = fields.Integer(
        metadata={
            "description": "of two languages, how likely an aligned segment is right, in per cent; else left out",
            "minimum": 0,
            "maximum": 100,
        }
    )

    @post_dump
    def _known(self, made: dict[str, Any], **_: object) -> dict[str, Any]:
        if made.get("confidence") is None:
            made.pop("confidence", None)
        return made


class ChangeSchema(Schema):
    """One change of wording."""

    id = fields.String(**_said("names the change within this comparison"))
    kind = fields.String(validate=_one_of(ChangeKind), **_said("what happened"))
    old = fields.Nested(QuoteSchema, allow_none=True, **_said("the old wording; null where it was inserted"))
    new = fields.Nested(QuoteSchema, allow_none=True, **_said("the new wording; null where it was deleted"))
    noise = fields.String(
        validate=_one_of(NoiseReason), allow_none=True, **_said("why it does not count; null where it does")
    )
    segment = fields.String(**_said("id of the segment it is in"))
    markers = fields.List(fields.String(), **_said("ids of the markers that speak of it"))
    weight = fields.Integer(**_said("how much an expert would want to know of it", minimum=0, maximum=100))


class TermSchema(Schema):
    """One summand of a marker's score."""

    name = fields.String(**_said("stable name"))
    value = fields.Integer(**_said("points, may be negative"))
    reason = fields.String(**_said("why it is there"))


class RuleSchema(Schema):
    """Which rule spoke."""

    id = fields.String(**_said("the rule's id"))
    pack = fields.String(**_said("name of the pack that gave its weight"))
    version = fields.String(**_said("version of that pack"))


class FurtherSchema(Schema):
    """A further kind of the same event, beside the one that names its marker."""

    code = fields.String(**_said("code of the taxonomy"))
    name = fields.String(**_said("its name in the taxonomy"))
    direction = fields.String(validate=_one_of(Direction), **_said("with regard to the referent"))
    referent = fields.String(**_said("what was strengthened or softened"))
    rationale = fields.String(**_said("why, in plain words"))
    rule = fields.Nested(RuleSchema, **_said("which rule spoke"))


class MarkerSchema(Schema):
    """One event: what changed and what it means, with the evidence."""

    id = fields.String(**_said("names the marker within this comparison"))
    code = fields.String(**_said("code of the taxonomy, such as F1"))
    name = fields.String(**_said("its name in the taxonomy, such as formula_dropped"))
    direction = fields.String(validate=_one_of(Direction), **_said("with regard to the referent"))
    referent = fields.String(**_said("what was strengthened or softened; never empty"))
    score = fields.Integer(**_said("the sum of the terms, held to 0 to 100", minimum=0, maximum=100))
    level = fields.String(validate=_one_of(Level), **_said("by the thresholds of the packs, see glossary.levels"))
    terms = fields.List(fields.Nested(TermSchema), **_said("the summands of the score"))
    rationale = fields.String(**_said("why, in plain words"))
    rule = fields.Nested(RuleSchema, **_said("which rule spoke"))
    concepts = fields.List(fields.String(), **_said("ids of the concepts involved"))
    old = fields.List(fields.Nested(SelectorSchema), **_said("evidence in the old text"))
    new = fields.List(fields.Nested(SelectorSchema), **_said("evidence in the new text"))
    changes = fields.List(fields.String(), **_said("ids of the changes it speaks of"))
    contested = fields.Boolean(**_said("whether experts disagree"))
    counter_reading = fields.String(allow_none=True, **_said("the other reading, where contested"))
    favours = fields.String(allow_none=True, **_said("whom the change favours, where one can say"))
    also = fields.List(fields.Nested(FurtherSchema), **_said("further kinds of the same event"))
    label = fields.String(**_said("the news in one line: old wording → new wording"))
    set_off = fields.List(
        fields.Nested(SpanSchema), **_said("the words of the label that changed; none where all of its wording did")
    )


class ThemeSchema(Schema):
    """Sentences of both texts that speak of one subject."""

    id = fields.String(**_said("names the theme within this comparison"))
    name = fields.String(**_said("its subject: a heading or a noun phrase of the texts"))
    status = fields.String(
        validate=_one_of(ThemeStatus),
        **_said("gone: the new text has no sentence of it; new: the old text has none"),
    )
    weight = fields.Integer(**_said("the score of its first marker, 0 without one", minimum=0, maximum=100))
    words_old = fields.Integer(**_said("words of its sentences in the old text", minimum=0))
    words_new = fields.Integer(**_said("words of its sentences in the new text", minimum=0))
    old = fields.List(fields.Nested(SpanSchema), **_said("its sentences in the old text, in order"))
    new = fields.List(fields.Nested(SpanSchema), **_said("its sentences in the new text, in order"))
    markers = fields.List(
        fields.String(), **_said("ids of the markers that have most of their evidence in it, by falling score")
    )
    went = fields.List(fields.String(), **_said("terms that recur in its old sentences, nowhere in the new text"))
    came = fields.List(fields.String(), **_said("terms that recur in its new sentences, nowhere in the old text"))


class NearSchema(Schema):
    """A sentence that is gone or new and the nearest wording of the other text: a hint for readers, and no link."""

    old = fields.Nested(SpanSchema, **_said("the sentence of the old text"))
    new = fields.Nested(SpanSchema, **_said("the sentence of the new text"))
    sure = fields.String(
        validate=_one_of(Sureness),
        **_said("whether both are on the same subject: likely, perhaps, or doubtful"),
    )


class RowSchema(Schema):
    """A segment in its place, or the place where one that moved stood before."""

    segment = fields.String(**_said("id of the segment"))
    away = fields.Boolean(**_said("whether this is the old place of a segment that moved"))
    down = fields.Boolean(**_said("whether it moved towards the end"))
    quiet = fields.Boolean(**_said("whether nothing in it counts, moved or has a marker"))
    markers = fields.List(fields.String(), **_said("ids of the markers beside it, by falling score"))


class LevelSchema(Schema):
    """A level above the lowest and the score from which it is reached."""

    level = fields.String(validate=_one_of(Level), **_said("name of the level"))
    least = fields.Integer(**_said("least score of the level"))

    def get_attribute(self, obj: tuple[str, int], attr: str, default: object) -> str | int:
        """A level is held as a pair."""
        return obj[0] if attr == "level" else obj[1]


class KindSchema(Schema):
    """What the packs say of a kind of marker."""

    code = fields.String(**_said("code of the taxonomy"))
    name = fields.String(**_said("its name there"))
    definition = fields.String(**_said("what it is"))
    guard = fields.String(**_said("what looks like it and is not; may be empty"))
    pack = fields.String(**_said("the pack that says so"))


class ConceptNoteSchema(Schema):
    """What the packs know of a concept that a marker rests on."""

    id = fields.String(**_said("the concept's id"))
    referent = fields.String(**_said("what it speaks of"))
    owner = fields.List(fields.String(), **_said("the parties whose formula it is"))
    weight = fields.Float(**_said("how much it matters, 0 to 5"))
    seen = fields.String(
        **_said("whether a wording of it in this language was seen in a source, or is field knowledge")
    )
    source = fields.String(**_said("where the pack has it from"))
    pack = fields.String(**_said("the pack and its version"))


class GlossarySchema(Schema):
    """What the packs say of the markers: with their terms, all that an explanation needs."""

    levels = fields.List(fields.Nested(LevelSchema), **_said("highest first; below the last a marker is minor"))
    kinds = fields.List(fields.Nested(KindSchema), **_said("kinds of the markers, by code"))
    concepts = fields.List(fields.Nested(ConceptNoteSchema), **_said("concepts of the markers, in their order"))


class SummarySchema(Schema):
    """Counts, for a first look."""

    markers_by_level = fields.Dict(keys=fields.String(), values=fields.Integer(), **_said("only levels that occur"))
    changes_by_kind = fields.Dict(keys=fields.String(), values=fields.Integer(), **_said("only changes that count"))
    noise_by_reason = fields.Dict(keys=fields.String(), values=fields.Integer(), **_said("changes that do not count"))
    words_changed = fields.Integer(**_said("words of both sides inside changes that count"))
    shared_ratio = fields.Float(**_said("share of the words of both sides outside them", minimum=0, maximum=1))


class ComparisonSchema(Schema):
    """Two statements, how they answer one another, what changed, and what it means."""

    schema = fields.Constant(SCHEMA_NAME, **_said("name and version of this form", const=SCHEMA_NAME))
    id = fields.String(
        **_said("derived from texts and their reading, options, version and packs; 32 hexadecimal digits")
    )
    engine = fields.Nested(EngineSchema, **_said("what made the result"))
    mode = fields.String(validate=_one_of(Mode), **_said("how the texts were compared"))
    mode_reason = fields.String(**_said("why in this way"))
    old = fields.Nested(StatementSchema, **_said("the old text"))
    new = fields.Nested(StatementSchema, **_said("the new text"))
    segments = fields.List(
        fields.Nested(SegmentSchema), **_said("in the order of the new text, dropped ones at their old place")
    )
    changes = fields.List(fields.Nested(ChangeSchema), **_said("in the order of the segments"))
    markers = fields.List(fields.Nested(MarkerSchema), **_said("by falling score"))
    rows = fields.List(
        fields.Nested(RowSchema), **_said("the segments as they are read, with the old place of each that moved")
    )
    themes = fields.List(
        fields.Nested(ThemeSchema),
        **_said("subjects of two statements of a series, by falling weight; in other modes none"),
    )
    nearest = fields.List(
        fields.Nested(NearSchema),
        **_said("in a series, what is gone or new, each with the nearest wording of the other text, in the old order"),
    )
    glossary = fields.Nested(GlossarySchema, **_said("what the packs say of the markers"))
    summary = fields.Nested(SummarySchema, **_said("counts"))
    degraded = fields.List(fields.Nested(NoticeSchema), **_said("where a budget forced a coarser answer"))
    warnings = fields.List(fields.Nested(NoticeSchema), **_said("what else to know"))


_COMPARISON = ComparisonSchema()


def dump_comparison(comparison: Comparison) -> dict[str, Any]:
    """The wire form of `comparison`: JSON-ready, keys in the published order."""
    dumped: dict[str, Any] = _COMPARISON.dump(comparison)
    return dumped
