"""What the files in TEI share: the exact words of the texts, witnesses, and what made the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from diple.model import Statement
from diple.render.exchange.in_xml import NOT_XML, quoted, said
from diple.result import Engine

_VERSION = re.compile(r"\d+(\.\d+){0,3}")


def exact(text: str) -> str:
    """Words of the texts, every character of them."""
    return NOT_XML.sub(lambda found: f'<g n="U+{ord(found[0]):04X}"/>', escape(text, {"\r": "&#13;"}))


def witness(side: str, title: str, statement: Statement) -> str:
    """A text in the list of witnesses; `side` is its id."""
    facts = [f"<title>{said(title)}</title>"]
    if statement.date:
        facts.append(f"<date>{said(statement.date)}</date>")
    facts.append(f'<idno type="sha256">{statement.sha256}</idno>')
    return f'<witness xml:id="{side}" xml:lang={quoted(statement.language)}>{" ".join(facts)}</witness>'


def application(engine: Engine, made: str) -> Iterator[str]:
    """What made the file, with the packs that took part; `made` names the result."""
    version = _VERSION.match(engine.version)
    packs = ", ".join(f"{pack.name} {pack.version} (sha256 {pack.sha256})" for pack in engine.packs)
    yield f'<appInfo><application ident="diple" version="{version[0] if version else 0}">'
    yield f"<label>Diple {said(engine.version)}</label><desc>{made}</desc>"
    if packs:
        yield f"<desc>lexicon packs: {said(packs)}</desc>"
    yield "</application></appInfo>"


def element(kind: str, content: str) -> str:
    """A block of the body whose white space is kept."""
    if kind == "paragraph":
        return f'<p xml:space="preserve">{content}</p>'
    return f'<ab type="{kind}" xml:space="preserve">{content}</ab>'
