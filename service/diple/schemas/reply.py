"""What the service answers beside comparisons: capabilities, concepts, health, and problems (RFC 9457)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

CODES = (
    "ARCHIVE_BUSY",
    "ARCHIVE_FULL",
    "ARCHIVE_NEWER",
    "ARCHIVE_UNAVAILABLE",
    "BAD_VERDICTS",
    "BAD_WEBHOOK",
    "BINARY_INPUT",
    "BUSY",
    "COMMON_WORDS",
    "CROSS_ORIGIN",
    "DUPLICATE_FIELD",
    "EMPTY_INPUT",
    "EMPTY_QUERY",
    "ENCRYPTED",
    "FORBIDDEN",
    "FRAMES",
    "HEAD_TOO_LARGE",
    "INTERNAL_ERROR",
    "INTERRUPTED",
    "INVALID_REQUEST",
    "JOB_UNFINISHED",
    "KEPT_TOO_LONG",
    "KEPT_UNREADABLE",
    "KEY_IN_ADDRESS",
    "KEY_NEEDED",
    "KEY_REFUSED",
    "KEY_USED",
    "LINK_ENDED",
    "LINK_UNKNOWN",
    "MACROS",
    "MALFORMED_JSON",
    "MALFORMED_REQUEST",
    "METHOD_NOT_ALLOWED",
    "MISSING_EXTRA",
    "NOT_ACCEPTABLE",
    "NOT_FOUND",
    "NOT_IMPLEMENTED",
    "NOT_KEPT",
    "NOT_READABLE",
    "NO_EARLIER",
    "NO_SERIES",
    "NO_TRACKED_CHANGES",
    "OCR_REQUIRED",
    "ONE_LANGUAGE",
    "OTHER_VERDICTS",
    "OUT_OF_MEMORY",
    "OUT_OF_TIME",
    "PACK_INVALID",
    "PACK_SYNTAX",
    "SIZE_MISMATCH",
    "TOO_LARGE",
    "TOO_MANY_JOBS",
    "TOO_MANY_PACKS",
    "TOO_MANY_PARTS",
    "TOO_MANY_REQUESTS",
    "TOO_MANY_STORED",
    "TOO_MANY_TEXTS",
    "TOO_MANY_WORDS",
    "TOO_SLOW",
    "TRACKED_CHANGES",
    "TWO_LANGUAGES",
    "UNDATED",
    "UNDECODABLE",
    "UNKNOWN_CHARSET",
    "UNKNOWN_CONCEPT",
    "UNKNOWN_FORMAT",
    "UNKNOWN_JOB",
    "UNKNOWN_LANGUAGE",
    "UNKNOWN_PIVOT",
    "UNKNOWN_SERIES",
    "UNKNOWN_STATEMENT",
    "UNSAFE_PATH",
    "UNSUPPORTED_CHARSET",
    "UNSUPPORTED_MEDIA_TYPE",
    "WEBHOOKS_OFF",
    "WRONG_DETAILS",
    "WRONG_MANIFEST",
    "XML_DOCTYPE",
    "ZIP_BOMB",
)
"""The codes of problems; docs/api.md says with which status each comes."""


CHECKS = ("serving", "lexicon", "store", "disk")
"""What readiness looks at."""


def _said(description: str) -> dict[str, Any]:
    return {"required": True, "metadata": {"description": description}}


class ProblemSchema(Schema):
    """A problem as RFC 9457 has it, with a stable code and what to do."""

    type = fields.String(**_said("a URN that names the problem"))
    title = fields.String(**_said("the HTTP status in words"))
    status = fields.Integer(**_said("the HTTP status"))
    code = fields.String(validate=validate.OneOf(CODES), **_said("stable, upper case"))
    detail = fields.String(**_said("what was wrong, and with which input"))
    remedy = fields.String(**_said("what to do"))
    errors = fields.Dict(metadata={"description": "what is wrong with each field of the request"})
    data = fields.Dict(metadata={"description": "the offending values, such as a name or a limit"})
    request_id = fields.String(metadata={"description": "the id of the request, as in the service's log"})


class LimitsSchema(Schema):
    """The limits of this service."""

    bytes = fields.Integer(**_said("size of the body of a request"))
    words = fields.Integer(**_said("words of all texts of a request"))
    earlier = fields.Integer(**_said("earlier texts of a request"))
    versions = fields.Integer(**_said("language versions of a request"))
    packs = fields.Integer(**_said("lexicon packs of a request"))
    pack_bytes = fields.Integer(**_said("size of one of them"))
    concepts = fields.Integer(**_said("concepts on one page of a list"))
    keep_days = fields.Integer(**_said("days for which a result may be kept"))
    kept = fields.Integer(**_said("results that are kept at one time"))
    kept_bytes = fields.Integer(**_said("size of all of them together"))
    job_bytes = fields.Integer(**_said("size of the body of a request that may be answered later"))
    job_words = fields.Integer(**_said("words of all texts of such a request"))


class FormatsSchema(Schema):
    """The formats that this service reads and writes."""

    input = fields.List(fields.String(), **_said("what it reads"))
    output = fields.Dict(keys=fields.String(), values=fields.String(), **_said("what it writes: media types"))
    series = fields.Dict(keys=fields.String(), values=fields.String(), **_said("the forms of a series: media types"))
    versions = fields.Dict(
        keys=fields.String(), values=fields.String(), **_said("the forms of a table of versions: media types")
    )


class CapabilitiesSchema(Schema):
    """All that this service can do."""

    version = fields.String(**_said("Diple's version"))
    comparison = fields.String(**_said("name and version of the form of a comparison"))
    modes = fields.List(fields.String(), **_said("how texts can be compared"))
    languages = fields.List(fields.String(), **_said("languages it knows, BCP 47"))
    formats = fields.Nested(FormatsSchema, **_said("formats"))
    limits = fields.Nested(LimitsSchema, **_said("limits"))
    keep_days = fields.Integer(**_said("days for which a result is kept where nothing else is asked"))
    keys = fields.Boolean(**_said("whether requests need a key"))


class KeptSchema(Schema):
    """A result that is kept: where, and for how long."""

    id = fields.String(**_said("under which it is kept; without keys, whoever has it can read and delete the result"))
    created = fields.AwareDateTime(format="iso", **_said("since when it is kept, UTC"))
    expires = fields.AwareDateTime(format="iso", **_said("when it will be gone, UTC"))
    url = fields.String(**_said("where the API gives it in every form"))
    page = fields.String(**_said("where its page is"))
    comparison = fields.String(**_said("the comparison's own id, which follows from the texts"))


class KeptSeriesSchema(Schema):
    """A series that is kept, a comparison for each statement but the first."""

    url = fields.String(**_said("where the API gives it, as JSON or as a feed"))
    comparisons = fields.List(fields.Nested(KeptSchema), **_said("where each is kept, in the order of the series"))


class ProgressSchema(Schema):
    """How far a job is."""

    done = fields.Integer(**_said("steps that are done"))
    of = fields.Integer(**_said("steps in all; 0 before it has begun"))
    step = fields.String(**_said("the step under way: read, align, diff, mark, themes or write"))


class JobSchema(Schema):
    """A request that is answered later."""

    id = fields.String(allow_none=True, **_said("who has it can read and delete the job; not told in a list to all"))
    state = fields.String(
        validate=validate.OneOf(("waiting", "running", "done", "failed")),
        **_said("failed, where the answer is a problem"),
    )
    created = fields.AwareDateTime(format="iso", **_said("when it was taken in, UTC"))
    expires = fields.AwareDateTime(format="iso", **_said("when it and its answer will be gone, UTC"))
    progress = fields.Nested(ProgressSchema, **_said("how far it is"))
    status = fields.Integer(allow_none=True, **_said("the HTTP status of the answer, once there is one"))
    url = fields.String(allow_none=True, **_said("where the job is"))
    answer = fields.String(allow_none=True, **_said("where its answer is, once there is one"))


class JobsSchema(Schema):
    """The jobs of who asks, oldest first."""

    jobs = fields.List(fields.Nested(JobSchema), **_said("the jobs"))


class LinkSchema(Schema):
    """A share link: who has it sees one kept result."""

    id = fields.String(**_said("under which it can be withdrawn; it opens nothing"))
    created = fields.AwareDateTime(format="iso", **_said("since when it holds, UTC"))
    expires = fields.AwareDateTime(format="iso", **_said("when it ends, UTC"))
    url = fields.String(**_said("its address, which is all that one needs to see the result"))


class LinksSchema(Schema):
    """The share links of a result."""

    links = fields.List(fields.Nested(LinkSchema), **_said("those that hold, the oldest first"))


class ConceptSchema(Schema):
    """A concept of the lexicon with its wordings."""

    id = fields.String(attribute="concept.id", **_said("stable id, such as neg.condemn"))
    category = fields.String(attribute="concept.category", **_said("what kind of concept it is"))
    referent = fields.String(attribute="concept.referent", **_said("what it speaks of"))
    ladder = fields.String(
        attribute="concept.ladder",
        allow_none=True,
        **_said("the ladder (order of strength) that it is on, if any"),
    )
    rank = fields.Float(attribute="concept.rank", allow_none=True, **_said("its place in that order"))
    weight = fields.Float(attribute="concept.weight", **_said("how much it matters, 0 to 5"))
    owner = fields.List(fields.String(), attribute="concept.owner", **_said("the parties whose formula it is"))
    pack = fields.String(attribute="concept.pack", **_said("the pack that it comes from"))
    forms = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), **_said("its wordings, by language"))


class ConceptsSchema(Schema):
    """A page of the lexicon's concepts, in the order of the packs."""

    total = fields.Integer(**_said("concepts that answer the query"))
    limit = fields.Integer(**_said("concepts on a page"))
    offset = fields.Integer(**_said("concepts passed over"))
    concepts = fields.List(fields.Nested(ConceptSchema), **_said("this page"))


class HealthSchema(Schema):
    """Whether the service answers."""

    status = fields.String(**_said("ok"))
    version = fields.String(**_said("Diple's version"))


class CheckSchema(Schema):
    """One thing that must hold for the service to be ready."""

    name = fields.String(validate=validate.OneOf(CHECKS), **_said("what is looked at"))
    ok = fields.Boolean(**_said("whether it holds"))
    detail = fields.String(**_said("what is wrong; empty where it holds"))


class ReadinessSchema(Schema):
    """Whether the service is to be sent requests."""

    status = fields.String(validate=validate.OneOf(("ready", "not ready")), **_said("ready or not ready"))
    version = fields.String(**_said("Diple's version"))
    checks = fields.List(fields.Nested(CheckSchema), **_said("what must hold for it"))
