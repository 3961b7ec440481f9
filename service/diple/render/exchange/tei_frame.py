"""What the files in TEI have around their texts: the header with the witnesses and the engine, and the elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diple.model import Notice, Statement
from diple.render.exchange.in_xml import quoted, said
from diple.result import Engine

_VERSION = re.compile(r"\d+(\.\d+){0,3}")


class Witness(NamedTuple):
    """A text by its id, with its title."""

    id: str
    title: str
    statement: Statement


class Header(NamedTuple):
    """What a file says of itself: its language and title, its witnesses, and what made it.

    `sources` is how its texts are called ("two texts"), `made` names the result, `method` says how it was read.
    """

    language: str
    title: str
    sources: str
    witnesses: Sequence[Witness]
    engine: Engine
    made: str
    method: str
    notices: Sequence[Notice]


def framed(header: Header, body: Iterable[str], back: Iterable[str]) -> str:
    """The whole file; `back` may be empty."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang={quoted(header.language)}>',
        *_header(header),
        "<text>",
        "<body>",
        *body,
        "</body>",
        *back,
        "</text>",
        "</TEI>",
    ]
    return "\n".join(lines) + "\n"


def _header(header: Header) -> Iterator[str]:
    yield "<teiHeader>"
    yield f"<fileDesc><titleStmt><title>{said(header.title)}</title></titleStmt>"
    yield f"<publicationStmt><p>Written by Diple from the {header.sources} below.</p></publicationStmt>"
    yield "<sourceDesc><listWit>"
    yield from map(_witness, header.witnesses)
    yield "</listWit></sourceDesc></fileDesc>"
    yield "<encodingDesc>"
    yield from _application(header.engine, header.made)
    yield f"<editorialDecl><p>{said(header.method)}</p>"
    yield from (f"<p>{said(notice.message)}</p>" for notice in header.notices)
    yield "</editorialDecl>"
    yield '<variantEncoding method="parallel-segmentation" location="internal"/>'
    yield "</encodingDesc>"
    yield "</teiHeader>"


def _witness(witness: Witness) -> str:
    statement = witness.statement
    facts = [f"<title>{said(witness.title)}</title>"]
    if statement.date:
        facts.append(f"<date>{said(statement.date)}</date>")
    facts.append(f'<idno type="sha256">{statement.sha256}</idno>')
    return f'<witness xml:id="{witness.id}" xml:lang={quoted(statement.language)}>{" ".join(facts)}</witness>'


def _application(engine: Engine, made: str) -> Iterator[str]:
    """What made the file, with the packs that took part."""
    version = _VERSION.match(engine.version)
    packs = ", ".join(f"{pack.name} {pack.version} (sha256 {pack.sha256})" for pack in engine.packs)
    yield f'<appInfo><application ident="diple" version="{version[0] if version else 0}">'
    yield f"<label>Diple {said(engine.version)}</label><desc>{made}</desc>"
    if packs:
        yield f"<desc>lexicon packs: {said(packs)}</desc>"
    yield "</application></appInfo>"
