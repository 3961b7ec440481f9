"""The archive of statements over the wire: what it answers, and what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields, validate

from diple.schemas.comparison import NoticeSchema, SpanSchema, TermSchema
from diple.schemas.request import TEXT
from diple.statement import LANGUAGES as JUDGED

MOST = 500
"""Statements or events of one answer."""
FARTHEST = 1_000_000_000
"""How many entries may be left out before a page: a number that each database can hold."""
_EVENTS = ("first_mention", "last_mention", "dropped", "restored", "novel", "taken_over")
LEVELS = ("head_of_state", "government", "minister", "official")
STATUSES = ("authentic", "official_translation", "unofficial", "excerpt")
"""Those of `diple.archive.statements.contract`, which lies above."""
LANGUAGES = (*JUDGED, "und")
"""The languages of statements that are held; `und` is any other."""
_YEAR = "[1-9][0-9]{3}"
_DAYS_OF_EVERY_YEAR = (
    *("(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])", "(0[469]|11)-(0[1-9]|[12][0-9]|30)"),
    "02-(0[1-9]|1[0-9]|2[0-8])",
)
_LEAP_DAY = "([1-9][0-9](0[48]|[2468][048]|[13579][26])|([13579][26]|[2468][048])00)-02-29"
DAY = rf"^({_YEAR}(-(0[1-9]|1[0-2]))?|{_YEAR}-({'|'.join(_DAYS_OF_EVERY_YEAR)})|{_LEAP_DAY})?$"
"""A day, month or year of the calendar from the year 1000 on, or nothing, as a pattern of JSON Schema."""
SERIES_NAME = "^[a-z0-9][a-z0-9._-]{0,99}$"
"""The name of a series, as a pattern of JSON Schema."""


def _said(description: str, **more: object) -> dict[str, Any]:
    return {"required": True, "metadata": {"description": description, **more}}


def _optional(description: str, **more: object) -> dict[str, Any]:
    return {"load_default": "", "metadata": {"description": description, **more}}


def _one_of(description: str, known: Sequence[str]) -> fields.String:
    """One of some values, or nothing; the archive refuses another by its own code."""
    return fields.String(**_optional(description, enum=["", *known]))


def _day(description: str) -> fields.String:
    return fields.String(**_optional(description, pattern=DAY))


def _days(description: str, length: int | None = None) -> fields.Field[Any]:
    of_length = validate.Length(equal=length) if length else None
    days = fields.String(metadata={"pattern": DAY})
    return fields.List(days, load_default=list, validate=of_length, metadata={"description": description})


def _into_series(description: str) -> fields.Field[Any]:
    names = fields.String(metadata={"pattern": SERIES_NAME})
    return fields.List(names, load_default=list, metadata={"description": description})


class DetailsSchema(Schema):
    """What is known of a statement beside its text."""

    title = fields.String(**_said("its title"))
    date = fields.String(**_said("its day, month or year; empty where none is known"))
    parties = fields.List(fields.String(), **_said("whose it is"))
    place = fields.String(**_said("where it was made"))
    level = fields.String(**_said("who speaks: head_of_state, government, minister, official; or empty"))
    kind = fields.String(**_said("what it calls itself"))
    language = fields.String(**_said("BCP 47 primary tag"))
    status = fields.String(**_said("authentic, official_translation, unofficial, excerpt; or empty"))
    source = fields.String(**_said("where it was taken from"))
    version_of = fields.String(**_said("a name that its language versions have in common; or empty"))


class HeldSchema(Schema):
    """A statement that is held, without its text."""

    id = fields.String(**_said("the first 16 digits of sha256"))
    sha256 = fields.String(**_said("digest of the bytes that were imported"))
    details = fields.Nested(DetailsSchema, **_said("what is known of it"))
    words = fields.Integer(**_said("its words", minimum=0))
    imported = fields.AwareDateTime(format="iso", **_said("when it was kept"))
    series = fields.List(fields.String(), **_said("the series it is in"))
    indexed = fields.Boolean(**_said("whether it is indexed with the packs of now"))


class StoredSchema(HeldSchema):
    """A statement that was sent to be kept."""

    warnings = fields.List(fields.Nested(NoticeSchema), **_said("what is doubtful of what is known of it now"))


class FullSchema(HeldSchema):
    """A statement that is held, with its text."""

    text = fields.String(attribute="statement.text", **_said("the text, as it was read"))
    sentences = fields.List(
        fields.Nested(SpanSchema), attribute="statement.sentences", **_said("its sentences, in code points")
    )
    warnings = fields.List(
        fields.Nested(NoticeSchema), attribute="statement.warnings", **_said("what was doubtful when it was read")
    )


class ArchiveSeriesSchema(Schema):
    """A named set of statements."""

    name = fields.String(**_said("its name"))
    title = fields.String(**_said("what it is called"))
    parties = fields.List(fields.String(), **_said("whose statements they are"))
    level = fields.String(**_said("who speaks"))
    kind = fields.String(**_said("what they are"))
    covers = fields.List(fields.String(), **_said("the first and last day for which it holds all"))
    gaps = fields.List(fields.String(), **_said("what is known to be missing"))
    statements = fields.Integer(**_said("how many statements are in it", minimum=0))


class HoldingsSchema(Schema):
    """What an answer rests on."""

    said = fields.Function(str, **_said("it in a sentence", type="string"))
    statements = fields.Integer(**_said("statements that were looked at", minimum=0))
    first = fields.String(**_said("the day of the first; or empty"))
    last = fields.String(**_said("the day of the last; or empty"))
    missing = fields.List(fields.String(), **_said("what is known to be missing"))
    undated = fields.Integer(**_said("statements without a day", minimum=0))
    excerpts = fields.Integer(**_said("excerpts, which prove no drop", minimum=0))
    stale = fields.Integer(**_said("statements indexed with other packs", minimum=0))
    unordered = fields.Integer(
        **_said("statements of which it is not known whether they are before or after one with the wording", minimum=0)
    )
    other_languages = fields.Integer(**_said("statements in other languages, not looked at", minimum=0))


class PassageSchema(Schema):
    """Words of a statement."""

    statement = fields.String(**_said("the id of the statement; empty for the text that was asked about"))
    date = fields.String(**_said("its day"))
    start = fields.Integer(**_said("first code point"))
    end = fields.Integer(**_said("code point after the last"))
    quote = fields.String(**_said("the words"))
    sentence = fields.String(**_said("the sentence there"))
    party = fields.String(**_said("whose statement it is, where it is of one party"))


class EventSchema(Schema):
    """One thing that the archive shows of one wording."""

    kind = fields.String(validate=validate.OneOf(_EVENTS), **_said("what happened"))
    what = fields.String(**_said("the concept or phrase"))
    date = fields.String(**_said("the day on which it happened"))
    statement = fields.String(**_said("in which statement; empty for the text that was asked about"))
    weight = fields.Integer(**_said("how much an expert would want to know of it", minimum=0, maximum=100))
    level = fields.String(**_said("its level, as of markers"))
    said = fields.String(**_said("it in a sentence"))
    terms = fields.List(fields.Nested(TermSchema), **_said("what the weight is the sum of"))
    old = fields.Nested(PassageSchema, allow_none=True, **_said("the earlier wording, where there is one"))
    new = fields.Nested(PassageSchema, allow_none=True, **_said("the wording there, where there is one"))


class _AnswerSchema(Schema):
    """What all answers have."""

    coverage = fields.Nested(HoldingsSchema, **_said("what the answer rests on"))


class MentionsSchema(_AnswerSchema):
    """The first and last mention of a wording, and what became of it."""

    what = fields.String(**_said("the concept or phrase"))
    events = fields.List(fields.Nested(EventSchema), **_said("heaviest first, one of each kind at most"))
    first = fields.Nested(PassageSchema, allow_none=True, **_said("the first mention"))
    last = fields.Nested(PassageSchema, allow_none=True, **_said("the last mention"))
    statements = fields.Integer(**_said("statements that have it", minimum=0))
    age = fields.Integer(**_said("statements in a row, up to the last one, that have it", minimum=0))


class NoveltySchema(_AnswerSchema):
    """What of a statement no earlier one says."""

    events = fields.List(fields.Nested(EventSchema), **_said("heaviest first, one a passage at most"))
    sentences = fields.Integer(**_said("sentences that were looked for", minimum=0))
    known = fields.Integer(**_said("sentences that an earlier statement has", minimum=0))
    alike = fields.Integer(
        **_said("sentences of which an earlier one has about half the words: neither known nor novel", minimum=0)
    )


class ShareOfYearSchema(Schema):
    """A wording in one year."""

    year = fields.String(**_said("the year"))
    group = fields.String(**_said("the party or language; empty for all together"))
    holding = fields.Integer(**_said("statements that have it", minimum=0))
    statements = fields.Integer(**_said("of how many", minimum=0))
    occurrences = fields.Integer(**_said("how often they have it", minimum=0))
    words = fields.Integer(**_said("words of all of them", minimum=0))
    per_thousand = fields.Float(**_said("occurrences in 1,000 words"))


class HistorySchema(_AnswerSchema):
    """The room of a wording over the years."""

    what = fields.String(**_said("the concept or phrase"))
    shares = fields.List(fields.Nested(ShareOfYearSchema), **_said("each year, and each group of it"))
    beside = fields.List(
        fields.List(fields.Raw()), **_said("concepts that are most often in its sentences, with counts")
    )
    users = fields.List(fields.Nested(PassageSchema), **_said("the first passage of each party that has it"))
    events = fields.List(fields.Nested(EventSchema), **_said("whether one party took it over from another"))


class FoundSchema(_AnswerSchema):
    """Statements that a search found, newest first."""

    query = fields.String(**_said("what was looked for"))
    passages = fields.List(fields.Nested(PassageSchema), **_said("the first passage of each"))
    total = fields.Integer(**_said("statements that were found", minimum=0))


class CellSchema(Schema):
    """How often one statement has a wording."""

    statement = fields.String(**_said("the id of the statement"))
    date = fields.String(**_said("its day"))
    count = fields.Integer(**_said("how often", minimum=1))
    start = fields.Integer(**_said("first code point of the first place; -1 where it was not looked up"))
    end = fields.Integer(**_said("code point after its last"))


class LifeSchema(Schema):
    """Where a wording occurs in a series."""

    what = fields.String(**_said("the concept or phrase"))
    name = fields.String(**_said("how it is called"))
    is_concept = fields.Boolean(**_said("whether it is a concept of the packs"))
    ladder = fields.String(**_said("its ladder; or empty"))
    rank = fields.Float(allow_none=True, **_said("its rank there"))
    weight = fields.Float(**_said("what the packs say that it weighs"))
    cells = fields.List(fields.Nested(CellSchema), **_said("the statements that have it, oldest first"))


class LivesSchema(_AnswerSchema):
    """The lives of wordings in a series."""

    lives = fields.List(fields.Nested(LifeSchema), **_said("concepts, heaviest first, and phrases that no pack holds"))


class HeldListSchema(_AnswerSchema):
    """Statements that are held, oldest first."""

    statements = fields.List(fields.Nested(HeldSchema), **_said("so many as were asked for"))


class SeriesListSchema(Schema):
    """The series that there are."""

    series = fields.List(fields.Nested(ArchiveSeriesSchema), **_said("by name, so many as were asked for"))
    total = fields.Integer(**_said("how many there are", minimum=0))


class OutcomeSchema(Schema):
    """What became of one file of an upload."""

    name = fields.String(**_said("the name of the file"))
    id = fields.String(**_said("the id of the statement; empty where nothing was kept"))
    outcome = fields.String(
        validate=validate.OneOf(("added", "held", "corrected", "refused", "proposed")),
        **_said("kept, held already, corrected, refused, or only proposed"),
    )
    details = fields.Nested(DetailsSchema, **_said("what is known of it, as given or proposed"))
    problem = fields.String(**_said("why it was refused; or empty"))
    code = fields.String(**_said("the code of the error for which it was refused; or empty"))
    warnings = fields.List(fields.Nested(NoticeSchema), **_said("what is doubtful of what is known of it now"))


class ImportedSchema(Schema):
    """What became of an upload."""

    statements = fields.List(fields.Nested(OutcomeSchema), **_said("each file, those that were refused last"))
    warnings = fields.List(
        fields.Nested(NoticeSchema), **_said("columns of a manifest that are not read, and files that it does not list")
    )


class BaselineSchema(_AnswerSchema):
    """What a new text of a series is compared with."""

    previous = fields.Nested(HeldSchema, **_said("the statement that is the old text"))
    earlier = fields.List(fields.Nested(HeldSchema), **_said("those before it, oldest first"))


class ImportSchema(Schema):
    """Files to keep, as a form. A file may be a ZIP of a folder, such as an export."""

    file = fields.List(
        fields.String(metadata={"format": "binary"}),
        required=True,
        metadata={"description": "the files", "minItems": 1},
    )
    manifest = fields.String(metadata={"description": "a TSV or TOML that describes the files", "format": "binary"})
    series = _into_series("the series that all join")
    propose = fields.Boolean(
        load_default=False, metadata={"description": "keep nothing, and answer with what is proposed"}
    )
    correct = fields.Boolean(
        load_default=False, metadata={"description": "put what comes in the place of what is known"}
    )


class StatementInSchema(Schema):
    """A text to keep or to ask about, and what is known of it; what is left out is proposed from the text."""

    text = fields.String(required=True, metadata={"description": "the text", "pattern": TEXT})
    name = fields.String(
        **_optional("a name for messages, such as the name of its file"), validate=validate.Length(0, 255)
    )
    title = fields.String(**_optional("its title"))
    date = _day("its day, month or year")
    parties = fields.List(fields.String(), load_default=list, metadata={"description": "whose it is"})
    place = fields.String(**_optional("where it was made"))
    level = _one_of("who speaks", LEVELS)
    kind = fields.String(**_optional("what it calls itself"))
    language = _one_of("BCP 47 primary tag, if it should not be recognised", LANGUAGES)
    status = _one_of("what the text is", STATUSES)
    source = fields.String(**_optional("where it was taken from"))
    version_of = fields.String(**_optional("a name that its language versions have in common"))
    series = _into_series("the series it joins")


class CorrectionSchema(StatementInSchema):
    """What is known of a statement: what is left out stays as it is."""

    class Meta:
        """Nothing of the text."""

        exclude = ("text", "name", "series")


class AgainstSchema(StatementInSchema):
    """A text to compare with the statements of a series."""

    class Meta:
        """It joins no series."""

        exclude = ("series",)

    against = fields.String(**_optional("the id of the statement to compare it with, in the place of the one before"))


class SeriesInSchema(Schema):
    """What a series is: what is left out stays as it is. `join` and `leave` are ids of statements."""

    title = fields.String(**_optional("what it is called"))
    parties = fields.List(fields.String(), load_default=list, metadata={"description": "whose statements they are"})
    level = _one_of("who speaks", LEVELS)
    kind = fields.String(**_optional("what they are"))
    covers = _days("the first and last day covered, in this order", length=2)
    gaps = _days("what is known to be missing")
    join = fields.List(fields.String(), load_default=list, metadata={"description": "ids of statements that join"})
    leave = fields.List(fields.String(), load_default=list, metadata={"description": "ids of statements that leave"})


class ScopeQuerySchema(Schema):
    """Which statements a question is asked of."""

    series = fields.String(**_optional("only of this series"))
    party = fields.String(**_optional("only of this party"))
    level = _one_of("only of this level", LEVELS)
    kind = fields.String(**_optional("only of this kind"))
    language = _one_of("only in this language", LANGUAGES)
    since = _day("only of this day, month or year, or later")
    until = _day("only of this day, month or year, or earlier")


class PageQuerySchema(Schema):
    """Which page of a list is asked for; the header Link of an answer has the address of the next."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, MOST), metadata={"description": "so many"})
    offset = fields.Integer(
        load_default=0,
        validate=validate.Range(0, FARTHEST),
        metadata={"description": "after so many that are left out"},
    )


class ListQuerySchema(ScopeQuerySchema, PageQuerySchema):
    """Which statements are listed."""


class BaselineQuerySchema(Schema):
    """For which text what it is compared with is asked."""

    language = fields.String(
        required=True,
        validate=validate.Length(1),
        metadata={"description": "the language of the text", "enum": list(LANGUAGES)},
    )
    date = _day("the day of the text; without one, the latest statement is before it")
    against = fields.String(**_optional("the id of the statement to compare it with"))


class FormQuerySchema(Schema):
    """In which form a comparison is answered."""

    format = fields.String(metadata={"description": "one of the forms of a comparison; JSON where none is asked for"})
    lang = fields.String(metadata={"description": "the language of the words of the form"})
    paper = fields.String(metadata={"description": "the sheet of a Word file or PDF"})


class SearchQuerySchema(ListQuerySchema):
    """What is looked for."""

    q = fields.String(**_optional('words, and phrases in "double quotes"'))
    concept = fields.String(**_optional("the id of a concept that they mention"))


class WordingQuerySchema(ScopeQuerySchema):
    """Which wording is asked about."""

    what = fields.String(
        required=True, metadata={"description": "a phrase of a word at least, or the id of a concept", "minLength": 1}
    )


class HistoryQuerySchema(WordingQuerySchema):
    """Which wording is asked about, and by what."""

    by = fields.String(
        load_default=None,
        validate=validate.OneOf(("party", "language")),
        metadata={"description": "each party or language by itself"},
    )


class NoveltyQuerySchema(ScopeQuerySchema):
    """What a text is compared with."""

    limit = fields.Integer(load_default=20, validate=validate.Range(1, MOST), metadata={"description": "so many"})


class LivesQuerySchema(Schema):
    """Which wordings are asked about."""

    what = fields.List(
        fields.String(metadata={"minLength": 1}),
        load_default=list,
        metadata={"description": "phrases and ids of concepts; without any, those that appear or disappear"},
    )
    limit = fields.Integer(load_default=40, validate=validate.Range(1, MOST), metadata={"description": "so many"})
