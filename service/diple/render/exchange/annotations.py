"""The markers as W3C Web Annotations: a collection with one page, one annotation a marker.

A target is the extracted text of a statement, named by its digest (RFC 6920), which the positions count in code points.
What the model has no word for (score, level, direction and so on) is under terms of Diple's own.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from typing import Any

from diple.model import Marker, Selector, Statement
from diple.render.exchange.identity import TERMS, urn
from diple.render.language.interface import title
from diple.render.language.phrases import called
from diple.render.look import PLAIN, Look
from diple.render.markers.naming import headline, label, rationale
from diple.render.verdicts import WORDS, Verdicts
from diple.result import Comparison

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"diple": TERMS, "diple:concepts": {"@container": "@set"}},
]


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """All markers, whatever the look; then what an analyst says of them, and those of the analyst."""
    collection = urn("comparison", comparison.id)
    titles = called(comparison.old, "Old text"), called(comparison.new, "New text")
    sources = _source(comparison.old, titles[0]), _source(comparison.new, titles[1])
    items = [_annotation(marker, collection, sources) for marker in comparison.markers]
    items += _of_analyst(look.verdicts, comparison, collection, sources) if look.verdicts else ()
    made = {
        "@context": _CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": f"{titles[0]} / {titles[1]}",
        "generator": {"type": "Software", "name": f"Diple {comparison.engine.version}"},
        "total": len(items),
        "first": {
            "id": f"{collection}#page",
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _source(statement: Statement, title: str) -> dict[str, Any]:
    """The statement as a resource of the web: its text by digest, and the address where it came from one."""
    digest = urlsafe_b64encode(bytes.fromhex(statement.sha256)).decode().rstrip("=")
    made = {
        "id": f"ni:///sha-256;{digest}",
        "type": "Text",
        "format": "text/plain",
        "language": statement.language,
        "dc:title": title,
    }
    fetched = statement.source and statement.source.startswith(("http://", "https://"))
    return made | ({"dc:source": statement.source} if fetched else {})


def _annotation(marker: Marker, collection: str, sources: tuple[dict[str, Any], dict[str, Any]]) -> dict[str, Any]:
    found = [
        _target(source, each) for source, side in zip(sources, (marker.old, marker.new), strict=True) for each in side
    ]
    return {
        "id": f"{collection}#{marker.id}",
        "type": "Annotation",
        "motivation": ["classifying", "commenting"],
        "body": list(_bodies(marker)),
        "target": found or list(sources),
        "diple:score": marker.score,
        "diple:level": marker.level,
        "diple:direction": marker.direction,
        "diple:referent": marker.referent,
        "diple:rule": f"{marker.rule.id} ({marker.rule.pack} {marker.rule.version})",
        "diple:concepts": list(marker.concepts),
        "diple:changes": list(marker.changes),
        "diple:label": marker.label,
        "diple:also": [f"{kind.code} {kind.name}" for kind in marker.also],
    }


def _of_analyst(
    verdicts: Verdicts, comparison: Comparison, collection: str, sources: tuple[dict[str, Any], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """A verdict is an annotation on that of its marker; a passage that the analyst marked is one on the texts."""
    for marker in comparison.markers:
        if said := verdicts.said.get(marker.id):
            bodies = [_body("assessing", WORDS[said.verdict])] if said.verdict else []
            bodies += [_words(said.note)] if said.note else []
            signed = _signed(f"{collection}#verdict-{marker.id}", "assessing", bodies, verdicts.signature(said))
            yield {**signed, "target": f"{collection}#{marker.id}"}
    for own in verdicts.own:
        bodies = [_words(title("en", own.kind, own.kind), "classifying"), *([_words(own.note)] if own.note else [])]
        found = [
            _target(source, each) for source, side in zip(sources, (own.old, own.new), strict=True) for each in side
        ]
        signed = _signed(f"{collection}#{own.id}", "classifying", bodies, verdicts.signature(own))
        yield {**signed, "target": found, "diple:level": own.level, "diple:direction": own.direction}


def _signed(id_: str, motivation: str, body: list[dict[str, str]], signature: tuple[str, str]) -> dict[str, Any]:
    name, day = signature
    made = {"creator": {"type": "Person", "name": name}, "created": f"{day}T00:00:00Z"}
    return {"id": id_, "type": "Annotation", "motivation": motivation, **made, "body": body}


def _words(value: str, purpose: str = "commenting") -> dict[str, str]:
    """Words of an analyst, in whatever language."""
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _bodies(marker: Marker) -> Iterator[dict[str, str]]:
    yield from (_body("classifying", f"{kind.code} {kind.name}") for kind in marker.kinds)
    yield _body("commenting", label(marker))
    yield from (_body("commenting", headline(kind)) for kind in marker.kinds)
    yield _body("commenting", rationale(marker))
    if marker.favours:
        yield _body("commenting", f"favours {marker.favours}")
    if marker.contested:
        yield _body("questioning", marker.counter_reading or "Those who read such texts disagree on this.")


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "language": "en", "value": value}


def _target(source: dict[str, Any], found: Selector) -> dict[str, Any]:
    selectors: Sequence[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": found.exact, "prefix": found.prefix, "suffix": found.suffix},
        {"type": "TextPositionSelector", "start": found.start, "end": found.end},
    ]
    return {"type": "SpecificResource", "source": source, "selector": selectors}
