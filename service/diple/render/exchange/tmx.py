"""A table of language versions as a translation memory, TMX 1.4b: a unit for each row that has sentences of its own.

Rows that share a sentence are one unit, so that each sentence is in one unit. Segments are without the white space
around them. What XML cannot hold is named in the text ("[U+000C]").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.parallel.table import Divergence, ParallelText, TableRow, Version
from diple.render.exchange.in_xml import quoted, said
from diple.render.language.phrases import called
from diple.render.look import PLAIN, Look
from diple.version import VERSION

_ANY = "*all*"
"""The source language of a unit that has no sentence of the pivot."""


def render(table: ParallelText, look: Look = PLAIN) -> str:
    """All rows and divergences, whatever the look."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<tmx version="1.4">',
        *_header(table),
        "<body>",
        *(line for unit in table.units for line in _unit(table, unit)),
        "</body>",
        "</tmx>",
    ]
    return "\n".join(lines) + "\n"


def _header(table: ParallelText) -> Iterator[str]:
    source = table.version(table.pivot).statement.language
    yield (
        f'<header creationtool="Diple" creationtoolversion={quoted(VERSION)} segtype="sentence"'
        f' o-tmf="diple.versions/1" adminlang="en" srclang={quoted(source)} datatype="plaintext">'
    )
    yield f'<prop type="x-diple-id">{table.id}</prop>'
    for version in table.versions:
        yield f'<prop type="x-title-{version.key}">{said(called(version.statement, version.called))}</prop>'
    yield from (f"<note>{said(notice.message)}</note>" for notice in (*table.degraded, *table.warnings))
    yield "</header>"


def _unit(table: ParallelText, unit: Sequence[TableRow]) -> Iterator[str]:
    segments = [(version, _words(table, unit, version)) for version in table.versions]
    segments = [(version, words) for version, words in segments if words]
    if not segments:
        return
    source = "" if any(version.key == table.pivot for version, _ in segments) else f' srclang="{_ANY}"'
    yield f'<tu tuid="{unit[0].id}"{source}>'
    for row in unit:
        for each in table.divergences_in(row.id):
            yield from _divergence(each)
    for version, words in segments:
        yield f"<tuv xml:lang={quoted(version.statement.language)}>{_key(version)}<seg>{said(words)}</seg></tuv>"
    yield "</tu>"


def _words(table: ParallelText, unit: Sequence[TableRow], version: Version) -> str:
    text = version.statement.text
    return "".join(text[start:end] for start, end in table.spans_in(unit, version.key)).strip()


def _divergence(each: Divergence) -> Iterator[str]:
    yield f"<note>{said(each.rationale)}</note>"
    yield f'<prop type="x-diple-level">{each.level}</prop>'
    yield f'<prop type="x-diple-{"odd" if each.decided else "differ"}">{said(" ".join(each.odd))}</prop>'


def _key(version: Version) -> str:
    """The key of a further version of a language, which its language does not say."""
    return f'<prop type="x-diple-version">{version.key}</prop>' if version.key != version.statement.language else ""
