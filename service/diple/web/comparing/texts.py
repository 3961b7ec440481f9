"""The texts of a request, read within the limits of the service, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from flask import current_app

import diple
from diple.comparison import compare_series
from diple.errors import DipleError, RequestError
from diple.model import Statement
from diple.parallel import ParallelText
from diple.result import Comparison, count_words
from diple.schemas.request import CompareRequest, SeriesRequest, Source, VersionsRequest
from diple.web.comparing.packs import lexicon_with
from diple.web.operations.exchange import note_compared
from diple.web.work.memory.remembering import allow, compared, side_by_side


def comparison_of(asked: CompareRequest) -> Comparison:
    """The comparison that a request asks for: of two texts, or of the two that one file with tracked changes holds."""
    bounded("DIPLE_MAX_EARLIER", "TOO_MANY_TEXTS", len(asked.earlier), "earlier texts")
    old, new = _pair(asked.old, asked.new)
    earlier = [_statement(source, f"Earlier text {at}") for at, source in enumerate(asked.earlier, 1)]
    also = [_statement(source, f"{which} text in the other language") for source, which in _also(asked)]
    bounded("DIPLE_MAX_WORDS", "TOO_MANY_WORDS", _words((old, new, *earlier, *also)), "words")
    found = compared(
        old,
        new,
        mode=asked.mode,
        earlier=earlier,
        stored=asked.store,
        markers=asked.markers,
        semantic=asked.semantic,
        packs=asked.packs,
        lexicon=partial(lexicon_with, asked.packs),
    )
    if also:
        found = diple.compare_across(found, *also, packs=lexicon_with(asked.packs))
    allow(stored=asked.store, verdicts=asked.verdicts is not None)
    return note_compared(found)


def _also(asked: CompareRequest) -> Iterable[tuple[Source, str]]:
    return zip(asked.also, ("Old", "New"), strict=True) if asked.also else ()


def series_of(asked: SeriesRequest) -> tuple[Comparison, ...]:
    """Each statement of a series beside the one before; the words are counted as often as they are compared."""
    bounded("DIPLE_MAX_EARLIER", "TOO_MANY_TEXTS", max(0, len(asked.statements) - 2), "earlier texts")
    texts = [_statement(source, f"Statement {at}") for at, source in enumerate(asked.statements, 1)]
    words = sum(_words(texts[: at + 1]) for at in range(1, len(texts)))
    bounded("DIPLE_MAX_WORDS", "TOO_MANY_WORDS", words, "words, each text counted again wherever it is compared,")
    allow(stored=asked.store)
    return note_compared(compare_series(texts, packs=lexicon_with(asked.packs), markers=asked.markers))


def versions_table(asked: VersionsRequest) -> ParallelText:
    """The table of language versions; each text is counted as often as it is compared."""
    texts = [_statement(source, f"Version {at}") for at, source in enumerate(asked.versions, 1)]
    return table_of(texts, pivot=asked.pivot, packs=asked.packs, markers=asked.markers, semantic=asked.semantic)


def table_of(
    texts: Sequence[Statement],
    *,
    pivot: str | int = "",
    packs: Sequence[str | bytes | dict[str, Any]] = (),
    markers: bool = True,
    semantic: bool = False,
) -> ParallelText:
    """The table of versions that are read, within the limits of the service."""
    words = _words(texts) * (len(texts) - 1)
    bounded("DIPLE_MAX_WORDS", "TOO_MANY_WORDS", words, "words, each text counted again wherever it is compared,")
    allow()
    lexicon = partial(lexicon_with, packs)
    found = side_by_side(texts, pivot=pivot, markers=markers, semantic=semantic, packs=packs, lexicon=lexicon)
    note_compared(tuple(pair.comparison for pair in found.pairs))
    return found


def _words(texts: Sequence[Statement]) -> int:
    return sum(count_words(text.text) for text in texts)


def _pair(old: Source, new: Source | None) -> tuple[Statement, Statement]:
    if new is not None:
        return _statement(old, "Old text"), _statement(new, "New text")
    if old.revisions is not None:
        raise RequestError(
            "INVALID_REQUEST",
            "`revisions` chooses one text of a file with tracked changes; without `new` both are compared.",
            "Leave it out, or send `new`.",
            field="revisions",
        )
    try:
        found = diple.versions_of(old.content, name=old.name, format=old.format, language=old.language)
    except DipleError as error:
        if error.code == "NO_TRACKED_CHANGES":
            error.message = f"A second text is missing, and {error.message}"
            error.remedy = "Send `new` as well, or as `old` alone a file with tracked changes."
        raise
    return cast(tuple[Statement, Statement], tuple(_dated(each, old.date) for each in found))


def _statement(source: Source, which: str) -> Statement:
    """The text, read. Raises ReadError and OptionError whose message says which text is meant."""
    try:
        found = diple.read(
            source.content,
            name=source.name,
            format=source.format,
            charset=source.charset,
            language=source.language,
            revisions=source.revisions or "accept",
        )
    except DipleError as error:
        error.message = f"{which}: {error.message}"
        raise
    return _dated(found, source.date)


def _dated(statement: Statement, date: str | None) -> Statement:
    return replace(statement, date=date) if date else statement


def bounded(setting: str, code: str, count: int, what: str) -> None:
    """Raises RequestError with this code where a request has more of something than the setting allows."""
    limit = current_app.config[setting]
    if count > limit:
        raise RequestError(
            code,
            f"The request has {count:,} {what}; this service takes {limit:,}.".replace(",;", ";"),
            "Send fewer, or use the command line.",
            limit=limit,
            found=count,
        )
