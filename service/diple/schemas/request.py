"""What the service takes: a request to compare, as JSON or as a form with files, and queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from diple.model import Mode
from diple.parallel import MOST_VERSIONS
from diple.readers import FORMATS
from diple.readers.document.revisions import Revisions
from diple.schemas.verdicts import WholeField
from diple.statement import LANGUAGES

MODES = ("auto", *get_args(Mode))
MOST_CONCEPTS = 500
MOST_DAYS = 36_500
"""Days for which any service may keep a result: the largest value of DIPLE_MAX_KEEP_DAYS."""
_TAGS = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in tag) for tag in (*LANGUAGES, "und"))
_LANGUAGE = rf"^({_TAGS})([-_][A-Za-z0-9_-]*)?$"
TEXT = r"\S"
"""What a text has in it, as a pattern of JSON Schema: the reader refuses an empty one by its own code."""
_SEMANTIC = "whether to align languages by the meaning of whole sentences, where the service has the extra"
_STORE = "whether to keep the result; the answer is then 201 with its address"
_DAYS = "for how many days to keep it, up to `limits.keep_days`; goes with `store`"


@dataclass(frozen=True, slots=True)
class Source:
    """A text to read: its characters or bytes, and what the sender says about it."""

    content: str | bytes
    name: str | None = None
    format: str | None = None
    charset: str | None = None
    language: str | None = None
    revisions: Revisions | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """A request to compare two texts, and to keep the result where `store` is true.

    Without `new` the old one is a file with tracked changes, which holds both. `verdicts` are an analyst's, as written.
    `also` are the same two statements in another language.
    """

    old: Source
    new: Source | None
    earlier: tuple[Source, ...] = ()
    mode: str = "auto"
    markers: bool = True
    semantic: bool = False
    packs: tuple[str | bytes | dict[str, Any], ...] = ()
    store: bool = False
    keep_days: int | None = None
    verdicts: bytes | None = None
    also: tuple[Source, Source] | None = None


@dataclass(frozen=True, slots=True)
class SeriesRequest:
    """A request to compare each statement of a series with the one before."""

    statements: tuple[Source, ...]
    markers: bool = True
    packs: tuple[str | bytes | dict[str, Any], ...] = ()
    store: bool = False
    keep_days: int | None = None


@dataclass(frozen=True, slots=True)
class VersionsRequest:
    """A request to set language versions side by side; an empty `pivot` is the first of them."""

    versions: tuple[Source, ...]
    pivot: str = ""
    markers: bool = True
    semantic: bool = False
    packs: tuple[str | bytes | dict[str, Any], ...] = ()


def _name(description: str, longest: int = 40, **more: object) -> fields.String:
    return fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, longest),
        metadata={"description": description, **more},
    )


def _format(description: str) -> fields.String:
    """The reader refuses another by its own code."""
    return _name(description, enum=[*FORMATS, None])


def _language(description: str) -> fields.String:
    """A primary tag in any case, perhaps with more of a tag behind it; another is refused by its own code."""
    return _name(description, pattern=_LANGUAGE)


class SourceSchema(Schema):
    """A text with what is known about it."""

    text = fields.String(
        required=True, metadata={"description": "the text, or the HTML or Markdown source", "pattern": TEXT}
    )
    name = _name("a name for messages, such as the name of its file", 255)
    format = _format("the format, if it should not be recognised from the content")
    language = _language("BCP 47 primary tag, if it should not be recognised")
    date = fields.Date(
        load_default=None,
        allow_none=True,
        metadata={"description": "the day of the statement, where the text does not give it"},
    )

    @post_load
    def _make(self, loaded: dict[str, Any], **_: object) -> Source:
        day = loaded.pop("date")
        return Source(loaded.pop("text"), **loaded, date=day.isoformat() if day else None)


class SourceField(fields.Field[Source]):
    """A text: a string, or an object with the text and what is known about it."""

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> Source:
        if isinstance(value, str):
            return Source(value)
        if isinstance(value, Mapping):
            loaded: Source = _SOURCE.load(value)
            return loaded
        raise self.make_error("invalid")

    default_error_messages = {  # noqa: RUF012 (marshmallow's own convention)
        "invalid": "Must be a string, or an object with a text.",
    }


_SOURCE = SourceSchema()


class PackField(fields.Field[str | dict[str, Any]]):
    """A lexicon pack: TOML as a string, or the same as an object."""

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> str | dict[str, Any]:
        if isinstance(value, str | dict):
            return value
        raise self.make_error("invalid")

    default_error_messages = {  # noqa: RUF012 (marshmallow's own convention)
        "invalid": "Must be TOML in a string, or an object with the same keys.",
    }


class VerdictsField(fields.Dict):
    """An analyst's verdicts; what is wrong with them is for the layer that applies them to say."""


class TruthField(fields.Boolean):
    """True or false and nothing else: for Python 0 is False, and 1 is True."""

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> bool:
        if isinstance(value, bool):
            return value
        raise self.make_error("invalid", input=value)


class SeriesOptionsSchema(Schema):
    """The options of a series."""

    markers = fields.Boolean(
        load_default=True,
        metadata={"description": "whether to say what the changes mean"},
    )
    language = _language("BCP 47 primary tag of all texts, if it should not be recognised")
    store = fields.Boolean(load_default=False, metadata={"description": _STORE})
    keep_days = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(1, MOST_DAYS),
        metadata={"description": _DAYS},
    )

    @validates_schema
    def _days_of_what_is_kept(self, loaded: dict[str, Any], **_: object) -> None:
        if loaded.get("keep_days") is not None and not loaded.get("store"):
            raise ValidationError("Goes with `store`, which is not true.", "keep_days")


class OptionsSchema(SeriesOptionsSchema):
    """The options of a comparison."""

    mode = fields.String(
        load_default="auto",
        validate=validate.OneOf(MODES),
        metadata={"description": "how to compare; auto chooses, and says why"},
    )
    semantic = fields.Boolean(load_default=False, metadata={"description": _SEMANTIC})


class StrictSchema(Schema):
    """What is the same in every request as JSON, where a number and a truth value are what they are."""

    packs = fields.List(
        PackField(),
        load_default=list,
        metadata={"description": "lexicon packs over those of the service, later ones over earlier ones"},
    )
    markers: fields.Boolean = TruthField(
        load_default=True,
        metadata={"description": "whether to say what the changes mean"},
    )
    store: fields.Boolean = TruthField(load_default=False, metadata={"description": _STORE})
    keep_days: fields.Integer = WholeField(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=validate.Range(1, MOST_DAYS),
        metadata={"description": _DAYS},
    )


class AlsoSchema(Schema):
    """The same two statements in another language."""

    old = SourceField(required=True, metadata={"description": "the old text in the other language"})
    new = SourceField(required=True, metadata={"description": "the new text in the other language"})

    @post_load
    def _make(self, loaded: dict[str, Any], **_: object) -> tuple[Source, Source]:
        return loaded["old"], loaded["new"]


class CompareSchema(StrictSchema, OptionsSchema):
    """A request to compare, as JSON."""

    semantic: fields.Boolean = TruthField(load_default=False, metadata={"description": _SEMANTIC})
    old = SourceField(required=True, metadata={"description": "the old text"})
    new = SourceField(
        required=True,
        metadata={"description": "the new text"},
        error_messages={"required": "Missing: a second text. Only a file with tracked changes holds two (as a form)."},
    )
    earlier = fields.List(
        SourceField(),
        load_default=list,
        metadata={"description": "earlier texts of the series, oldest first"},
    )
    also = fields.Nested(
        AlsoSchema,
        load_default=None,
        allow_none=True,
        metadata={"description": "the same two statements in another language: they confirm a change, or lack it"},
    )
    verdicts = VerdictsField(
        load_default=None,
        allow_none=True,
        metadata={"description": "an analyst's verdicts on this comparison (verdicts.v1.json); docx, html and json"},
    )

    @validates_schema
    def _also_is_about_markers(self, loaded: dict[str, Any], **_: object) -> None:
        if loaded.get("also") and not loaded.get("markers"):
            raise ValidationError("Is about markers: leave out `markers`.", "also")

    @validates_schema
    def _verdicts_are_not_kept(self, loaded: dict[str, Any], **_: object) -> None:
        if loaded.get("verdicts") is not None and loaded.get("store"):
            raise ValidationError("Verdicts are not kept: leave out `store`, or send them to what is kept.", "verdicts")


class SeriesSchema(StrictSchema, SeriesOptionsSchema):
    """A request to compare the statements of a series, as JSON."""

    statements = fields.List(
        SourceField(),
        required=True,
        validate=validate.Length(2, error="A series has two statements at least."),
        metadata={"description": "the statements, oldest first"},
    )


class VersionsOptionsSchema(Schema):
    """The options of a table of language versions."""

    pivot = fields.String(
        load_default="",
        validate=validate.Length(max=40),
        metadata={"description": "key of the version whose sentences make the rows, such as en; else the first"},
    )
    markers = fields.Boolean(
        load_default=True, metadata={"description": "whether to say where the versions say different things"}
    )
    semantic = fields.Boolean(load_default=False, metadata={"description": _SEMANTIC})


class VersionsSchema(VersionsOptionsSchema):
    """A request to set language versions side by side, as JSON."""

    semantic: fields.Boolean = TruthField(load_default=False, metadata={"description": _SEMANTIC})
    versions = fields.List(
        SourceField(),
        required=True,
        validate=validate.Length(2, MOST_VERSIONS, error=f"A table has two to {MOST_VERSIONS} versions."),
        metadata={"description": "the language versions, in the order of the columns"},
    )
    packs = fields.List(
        PackField(),
        load_default=list,
        metadata={"description": "lexicon packs over those of the service, later ones over earlier ones"},
    )
    markers: fields.Boolean = TruthField(
        load_default=True, metadata={"description": "whether to say where the versions say different things"}
    )


class VersionsUploadSchema(VersionsOptionsSchema):
    """The fields of a form beside the texts themselves."""

    languages = _name("languages of the texts in their order, where they shall not be recognised: en,ru,zh", 100)


class UploadSchema(OptionsSchema):
    """The fields of a form beside the texts themselves."""

    old_format = _format("format of the old text, if it should not be recognised")
    new_format = _format("format of the new text, if it should not be recognised")
    old_charset = _name("encoding of the old file, if it should not be recognised")
    new_charset = _name("encoding of the new file, if it should not be recognised")
    old_language = _language("language of the old text")
    new_language = _language("language of the new text")
    revisions = fields.String(
        load_default=None,
        allow_none=False,
        validate=validate.OneOf(get_args(Revisions)),
        metadata={
            "default": "accept",
            "description": "tracked changes in files: accept reads the final text, reject the original",
        },
    )


class ShareSchema(Schema):
    """A share link that is asked for."""

    days = WholeField(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=validate.Range(1),
        metadata={"description": "for how many days it shall hold; never longer than the result is kept"},
    )


class ConceptsQuerySchema(Schema):
    """Which concepts to list."""

    q = fields.String(
        load_default="",
        validate=validate.Length(max=200),
        metadata={"description": "words that an id or a form holds, in any case"},
    )
    category = fields.String(load_default=None, metadata={"description": "only concepts of this category"})
    limit = fields.Integer(
        load_default=50,
        validate=validate.Range(1, MOST_CONCEPTS),
        metadata={"description": "how many to list"},
    )
    offset = fields.Integer(
        load_default=0, validate=validate.Range(0), metadata={"description": "how many to pass over"}
    )
